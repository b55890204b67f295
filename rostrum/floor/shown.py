"""What the floor adds to a meeting's public page."""

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.floor import queries
from rostrum.floor.permissions import CHANGE_RULES, SEE_CONSOLE, SEE_HELD, SEE_INTERPRETERS, SEE_MODERATOR
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.shown import Contribution, Link, register


def _now(meeting: Meeting, at: dt.datetime) -> str:
    board = queries.board_of(meeting, at=at)
    if not board.segment:
        return ""
    if board.speaking is None:
        return _("The floor is open: %(segment)s.") % {"segment": board.segment}
    who = f"{board.speaking.person.name} ({board.speaking.person.party})"
    return _("%(speaker)s has the floor: %(segment)s.") % {"speaker": who, "segment": board.segment}


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    account, slug = request.user, [meeting.slug]
    yield Link(
        label=_("Follow the floor live"),
        url=reverse("floor:live", args=slug),
        icon="floor",
        summary=_("Who speaks, who is next, and the clock."),
    )
    if queries.participant_of(meeting, account) is not None:
        yield Link(
            label=_("Ask for the floor"),
            url=reverse("floor:own_seat", args=slug),
            icon="send",
            summary=_("From your seat, in one tap."),
        )
    staff = (
        (SEE_CONSOLE, "console", _("Console"), "keyboard", _("Give the floor, keep the list and the clock.")),
        (SEE_MODERATOR, "moderator", _("Moderator’s tablet"), "device", _("The next speakers, large.")),
        (SEE_INTERPRETERS, "interpreters", _("Interpreters’ desk"), "language", _("Languages and texts.")),
        (SEE_HELD, "held", _("Speaking list as held"), "document", _("Who spoke, when and how long.")),
        (CHANGE_RULES, "rules", _("Rules of the floor"), "settings", _("Order and limits, with a preview.")),
    )
    for permission, name, label, icon, summary in staff:
        if may(account, permission, meeting):
            url = reverse(f"floor:{name}", args=slug)
            yield Link(label=label, url=url, icon=icon, summary=summary, for_staff=True)


register(Contribution(name="floor", position=20, now=_now, links=_links))
