"""The figures as they are pushed while the meeting runs: one channel for each meeting, part and language."""

from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from rostrum.floor import queries
from rostrum.floor.figures import Figures, figures, may_see
from rostrum.live.topics import Family, Frame, NoSuchChannel
from rostrum.meetings.models import Meeting

NAME: Final = "floor-figures"
WHOLE: Final = "whole"
PARTS: Final = 4


def channel(meeting: Meeting, segment: str, language: str) -> str:
    """Return the channel of the figures of one segment, or of the whole meeting for no key."""
    return f"{NAME}/{meeting.slug}/{segment or WHOLE}/{language}"


def fragment(meeting: Meeting, shown: Figures) -> str:
    """Return the changing part of the page in the active language."""
    context = {
        "meeting": meeting,
        "figures": shown,
        "zone": meeting.room.venue.time_zone,
        "place": meeting.room.venue.city,
    }
    return render_to_string("floor/statistics_board.html", context)


def _read(name: str) -> tuple[Meeting, str, str]:
    parts = name.split("/")
    meeting = queries.meeting_of(parts[1]) if len(parts) == PARTS else None
    if meeting is None or parts[3] not in settings.ROSTRUM_LANGUAGES_OFFERED:
        raise NoSuchChannel(name)
    return meeting, "" if parts[2] == WHOLE else parts[2], parts[3]


def authorise(name: str, account: Any) -> bool:
    """Say whether the account (None: anybody) may follow."""
    return may_see(account, _read(name)[0])


def render(name: str) -> Frame:
    """Return the present frame of a channel."""
    meeting, segment, language = _read(name)
    with translation.override(language):
        shown = figures(meeting, at=timezone.now(), segment=segment)
        return Frame(shown.number, fragment(meeting, shown).encode())


def changes_with(name: str) -> str:
    """Return the topic whose changes concern a channel: the floor's. From the name alone; the hub asks."""
    return f"floor/{name.split('/')[1]}"


FIGURES: Final = Family(name=NAME, authorise=authorise, render=render, topic=changes_with)
