"""What a programme is made of, as plain values that never change."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """What a segment is (S000:27-56, S002:141, S003:58)."""

    OPENING = "opening"
    PANEL = "panel"
    SUB_PANEL = "sub_panel"
    DISCUSSION = "discussion"
    KEYNOTE = "keynote"
    BREAK = "break"
    SUMMARY_PANEL = "summary_panel"
    CLOSING = "closing"
    OTHER = "other"


class QuestionsAs(StrEnum):
    """What the paper calls the questions: "Guiding questions" (S000:33) or "Suggested topics" (S002:52)."""

    QUESTIONS = "questions"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody named under a segment, as moderator or speaker.

    Without a name, but ``to_be_confirmed``, it is an honest placeholder (S000:37, S004:19);
    ``contribution`` says what for when the paper does: "Opening remarks", "Migrant perspective".
    """

    honorific: str = ""
    name: str = ""
    function: str = ""
    affiliation: str = ""
    on_behalf_of: str = ""
    contribution: str = ""
    by_video: bool = False
    to_be_confirmed: bool = False

    @property
    def is_placeholder(self) -> bool:
        """Say whether nobody is named yet."""
        return not self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One slot of a programme. Day and times are wall-clock values in the venue's time zone.

    ``key`` stays the same through all versions; ``parent`` is the key of the segment around it, empty at
    the top. ``room`` is empty unless it differs from the meeting's.
    """

    key: str
    kind: Kind
    day: dt.date
    start: dt.time
    end: dt.time | None = None
    title: str = ""
    description: str = ""
    room: str = ""
    side_events: bool = False
    questions_as: QuestionsAs = QuestionsAs.QUESTIONS
    questions: tuple[str, ...] = ()
    moderators: tuple[Speaker, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Programme:
    """All segments, flat; the order among siblings is their order here."""

    segments: tuple[Segment, ...] = ()

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    def __len__(self) -> int:
        return len(self.segments)

    @cached_property
    def by_key(self) -> Mapping[str, Segment]:
        """Segments by their key."""
        return MappingProxyType({segment.key: segment for segment in self.segments})

    @cached_property
    def _children(self) -> Mapping[str, tuple[Segment, ...]]:
        under: dict[str, list[Segment]] = {}
        for segment in self.segments:
            under.setdefault(segment.parent, []).append(segment)
        return {parent: tuple(segments) for parent, segments in under.items()}

    def get(self, key: str) -> Segment:
        """Return the segment; raises KeyError."""
        return self.by_key[key]

    def children(self, key: str = "") -> tuple[Segment, ...]:
        """Return what stands directly under ``key``, in order; under nothing: the top level."""
        return self._children.get(key, ())

    def within(self, key: str) -> tuple[Segment, ...]:
        """Return the segment and everything under it, each before what it holds."""
        found = [self.get(key)]
        for child in self.children(key):
            found += self.within(child.key)
        return tuple(found)

    def path(self, key: str) -> tuple[Segment, ...]:
        """Return the segments around ``key``, outermost first, and the segment itself."""
        segment = self.get(key)
        return (*self.path(segment.parent), segment) if segment.parent else (segment,)


# When interpreters work, unless a meeting says otherwise: two meetings of three hours.
INTERPRETED = ((dt.time(10), dt.time(13)), (dt.time(15), dt.time(18)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the meeting gives its programme: days and time zone of the venue, hours with interpreters."""

    zone: ZoneInfo
    days: tuple[dt.date, ...]
    interpreted: tuple[tuple[dt.time, dt.time], ...] = INTERPRETED


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that cannot stand, or (as a notice) that somebody should look at.

    ``code`` is stable, ``key`` names the segment and ``field`` the input; ``facts`` are the values that a
    sentence about it needs.
    """

    code: str
    key: str = ""
    field: str = ""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict, compare=False)


class Impossible(Exception):  # noqa: N818 - reads as what it is where it is raised
    """What was asked cannot be done, and why; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{p.code} ({p.key} {p.field})" for p in problems))
        self.problems = problems
