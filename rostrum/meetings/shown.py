"""What folders to the right add to the public pages of a meeting.

The meeting's page, its calendar and its feed stand in this folder, but what they show is known further
right (the programme, the floor). Each of those folders registers what it adds, once, from
``AppConfig.ready``.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from rostrum.meetings.models import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Something published about a meeting; ``url`` is a path of this site, ``key`` never changes."""

    key: str
    title: str
    summary: str
    url: str
    published_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A part of a meeting for calendars; aware times."""

    key: str
    title: str
    starts: dt.datetime
    ends: dt.datetime
    place: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page about the meeting that this reader may open; ``icon`` is one of ``rostrum.web.icons``."""

    label: str
    url: str
    icon: str
    summary: str = ""
    for_staff: bool = False


def _nothing(*_: object) -> tuple[()]:
    return ()


def _no_words(*_: object) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one folder adds. ``position`` orders the folders on the page.

    ``section`` returns HTML for the meeting's page, ``now`` a sentence that says where the meeting is at a
    moment (empty unless it is under way); both may be empty. ``beside_editor`` gives pages that help whoever
    edits the programme.
    """

    name: str
    position: int
    section: Callable[[HttpRequest, Meeting], str] = _no_words
    now: Callable[[Meeting, dt.datetime], str] = _no_words
    papers: Callable[[Meeting], Iterable[Paper]] = _nothing
    slots: Callable[[Meeting], Iterable[Slot]] = _nothing
    links: Callable[[HttpRequest, Meeting], Iterable[Link]] = _nothing
    beside_editor: Callable[[HttpRequest, Meeting], Iterable[Link]] = _nothing


_contributions: Final[dict[str, Contribution]] = {}


def register(contribution: Contribution) -> None:
    """Make a folder's contribution known; a second one under the same name replaces the first."""
    _contributions[contribution.name] = contribution


def contributions() -> tuple[Contribution, ...]:
    """Return what all folders add, in the order of the page."""
    return tuple(sorted(_contributions.values(), key=lambda one: one.position))
