"""The floor's screens as they are pushed: which there are, who may follow each, what each shows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from rostrum.floor import queries
from rostrum.floor.board import Board
from rostrum.floor.permissions import SEE_CONSOLE, SEE_INTERPRETERS, SEE_MODERATOR
from rostrum.live.topics import Family, Frame, NoSuchChannel
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may


@dataclass(frozen=True, slots=True)
class View:
    """A screen: the template of its changing part, and the permission to follow; none means everybody."""

    template: str
    permission: str = ""


VIEWS: Final = {
    "console": View("floor/console_board.html", SEE_CONSOLE),
    "moderator": View("floor/moderator_board.html", SEE_MODERATOR),
    "interpreters": View("floor/interpreters_board.html", SEE_INTERPRETERS),
    "hall": View("floor/hall_board.html"),
    "seat": View("floor/seat_board.html"),
    "live": View("floor/live_board.html"),
}


def channel(meeting: Meeting, view: str, audience: str) -> str:
    """Return the channel of a screen; ``audience`` is a language, for the hall its key."""
    return f"floor/{meeting.slug}/{view}/{audience}"


def context(meeting: Meeting, view: str, *, at: dt.datetime, board: Board | None = None) -> dict[str, Any]:
    """Return what the template of a screen needs, in the active language."""
    return {
        "meeting": meeting,
        "view": view,
        "board": board or queries.board_of(meeting, at=at),
        "place": meeting.room.venue.city,
        "zone": meeting.room.venue.time_zone,
    }


def fragment(meeting: Meeting, view: str, *, at: dt.datetime, board: Board | None = None) -> str:
    """Return the changing part of a screen in the active language."""
    return render_to_string(VIEWS[view].template, context(meeting, view, at=at, board=board))


def _read(name: str) -> tuple[Meeting, str, str]:
    """Take a channel apart; raises NoSuchChannel."""
    parts = name.split("/")
    if len(parts) != 4 or parts[2] not in VIEWS:  # noqa: PLR2004 - family, meeting, view, audience
        raise NoSuchChannel(name)
    _, slug, view, audience = parts
    meeting = queries.meeting_of(slug)
    if meeting is None:
        raise NoSuchChannel(name)
    if view == "hall":
        if queries.floor_by_hall_key(slug, audience) is None:
            raise NoSuchChannel(name)
        audience = meeting.language
    if audience not in settings.ROSTRUM_LANGUAGES_OFFERED and view != "hall":
        raise NoSuchChannel(name)
    return meeting, view, audience


def authorise(name: str, account: Any) -> bool:
    """Say whether the account (None: anybody) may follow a channel."""
    meeting, view, _language = _read(name)
    permission = VIEWS[view].permission
    return not permission or (account is not None and may(account, permission, meeting))


def render(name: str) -> Frame:
    """Return the present frame of a channel."""
    meeting, view, language = _read(name)
    with translation.override(language):
        board = queries.board_of(meeting, at=timezone.now())
        html = fragment(meeting, view, at=board.at, board=board)
    return Frame(board.number, html.encode())


FLOOR: Final = Family(name="floor", authorise=authorise, render=render)
