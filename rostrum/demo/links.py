"""One link for each role that signs in, for the demonstration only."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.demo.accounts import seat_of_participant
from rostrum.demo.load import today
from rostrum.floor.operations import floor_of
from rostrum.meetings.models import Meeting
from rostrum.meetings.roles import Role

SALT: Final = "rostrum.demo.enter"


def _seat(meeting: Meeting) -> str:
    participant = seat_of_participant(meeting)
    if participant is None:
        return reverse("floor:own_seat", args=[meeting.slug])
    return reverse("floor:seat", args=[meeting.slug, participant.key])


PLACES: Final[dict[str, Callable[[Meeting], str]]] = {
    Role.SECRETARIAT: lambda meeting: reverse("meetings:meeting", args=[meeting.slug]),
    Role.PODIUM: lambda meeting: reverse("floor:console", args=[meeting.slug]),
    Role.CHAIR: lambda meeting: reverse("floor:console", args=[meeting.slug]),
    Role.MODERATOR: lambda meeting: reverse("floor:moderator", args=[meeting.slug]),
    Role.INTERPRETER: lambda meeting: reverse("floor:interpreters", args=[meeting.slug]),
    Role.RAPPORTEUR: lambda meeting: reverse("floor:held", args=[meeting.slug]),
    Role.PARTICIPANT: _seat,
}


def token(role: str) -> str:
    """Return what signs in as the account of a role; worthless on another installation."""
    return signing.Signer(salt=SALT).sign(str(role))


def role_in(text: str) -> str | None:
    """Return the role that a token stands for, or None."""
    try:
        role = signing.Signer(salt=SALT).unsign(text)
    except signing.BadSignature:
        return None
    return role if role in PLACES else None


def links() -> tuple[tuple[str | Promise, str], ...]:
    """Return a label and an address for each role, then for the screens that need no sign-in."""
    meeting = today()
    if meeting is None:
        return ()
    roles = [
        (Role(role).label, settings.SITE_URL + reverse("demo:enter", args=[token(role)])) for role in PLACES
    ]
    hall = reverse("floor:hall", args=[meeting.slug, floor_of(meeting).hall_key])
    return (
        *roles,
        (_("Hall screen"), settings.SITE_URL + hall),
        (_("Public live page"), settings.SITE_URL + reverse("floor:live", args=[meeting.slug])),
        (_("Everybody’s first page"), settings.SITE_URL + "/"),
    )
