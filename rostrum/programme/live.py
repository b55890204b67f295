"""Telling open editors that a draft was changed: the tree itself is pushed to them."""

from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from rostrum.live import operations as hub
from rostrum.live.topics import Family, Frame, NoSuchChannel
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may

NAME: Final = "programme"
PARTS: Final = 3


def announce(meeting: Meeting) -> None:
    """Tell, once the transaction is kept, whoever edits the programme of this meeting."""
    hub.announce(f"{NAME}/{meeting.slug}")


def channel(meeting: Meeting, language: str) -> str:
    """Return the channel of a meeting's draft in a language."""
    return f"{NAME}/{meeting.slug}/{language}"


def _read(name: str) -> tuple[Meeting, str]:
    parts = name.split("/")
    meeting = Meeting.objects.select_related("room__venue").filter(slug=parts[1]).first()
    if len(parts) != PARTS or meeting is None or parts[2] not in settings.ROSTRUM_LANGUAGES_OFFERED:
        raise NoSuchChannel(name)
    return meeting, parts[2]


def authorise(name: str, account: Any) -> bool:
    """Say whether the account may follow: only who may edit."""
    from rostrum.programme.permissions import EDIT  # noqa: PLC0415 - operations import this module

    return account is not None and may(account, EDIT, _read(name)[0])


def render(name: str) -> Frame:
    """Return the tree of the draft as it stands, or that it was published meanwhile."""
    from rostrum.programme import drafts, queries  # noqa: PLC0415 - operations import this module

    meeting, language = _read(name)
    draft, latest = queries.standing_draft(meeting), queries.latest_published(meeting)
    with translation.override(language):
        if draft is not None:
            html = render_to_string("programme/edit/tree.html", drafts.shown(draft))
            return Frame(draft.order, html.encode())
        if latest is None:
            raise NoSuchChannel(name)
        context = {"meeting": meeting, "latest": latest, "order": latest.order}
        html = render_to_string("programme/edit/closed.html", context)
        return Frame(latest.order, html.encode())


DRAFTS: Final = Family(name=NAME, authorise=authorise, render=render)
