"""Our own programmes and issued papers, as the check reads papers: every line knows where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rostrum.meetings.models import Meeting
from rostrum.papers.core import blocks
from rostrum.papers.core.blocks import Block
from rostrum.papers.core.document import Document
from rostrum.programme.core.values import Kind as OwnKind
from rostrum.programme.core.values import Programme, Segment, Speaker
from rostrum.reading import paper as read
from rostrum.reading.paper import Holds, Kind, Line, Paper, Place

KINDS: Final = {
    OwnKind.OPENING: Kind.OPENING,
    OwnKind.PANEL: Kind.PANEL,
    OwnKind.SUB_PANEL: Kind.SUB_PANEL,
    OwnKind.DISCUSSION: Kind.DISCUSSION,
    OwnKind.KEYNOTE: Kind.KEYNOTE,
    OwnKind.BREAK: Kind.BREAK,
    # Those who moderated the panels speak in it: it needs neither moderator nor panellists of its own.
    OwnKind.SUMMARY_PANEL: Kind.DISCUSSION,
    OwnKind.CLOSING: Kind.CLOSING,
    OwnKind.OTHER: Kind.OTHER,
}
OPEN: Final = "TBC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a line came from: an aspect of a segment, and which of its lines, questions or people."""

    key: str
    aspect: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A paper with the origin of its lines (line 1 is ``spots[0]``) and of its segments.

    ``source`` names number and language of an issued paper, nothing for the programme.
    """

    paper: Paper
    spots: tuple[Spot, ...]
    keys: tuple[str, ...]
    source: str = ""

    def spot(self, line: int) -> Spot:
        """Return where a line came from; nowhere for the head of the paper."""
        return self.spots[line - 1] if 0 < line <= len(self.spots) else Spot(key="")

    def title_at(self, line: int) -> str:
        """Return the title of the segment that a line belongs to, empty where it belongs to none."""
        key = self.spot(line).key
        return self.paper.segments[self.keys.index(key)].title if key in self.keys else ""


class _Lines:
    """Collects the lines of a paper and where each came from."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.spots: list[Spot] = []

    def add(self, text: str, spot: Spot) -> Place:
        number = len(self.lines) + 1
        self.lines.append(Line(number=number, text=text))
        self.spots.append(spot)
        return Place(number, number)


def programme_as_paper(programme: Programme, meeting: Meeting, *, status: str = "") -> Checked:
    """Return a programme as the check reads papers."""
    lines = _Lines()
    venue = f"{meeting.room.name}, {meeting.room.venue.name}"
    for text in (meeting.title, venue):
        lines.add(text, Spot(key=""))
    positions = {segment.key: at for at, segment in enumerate(programme)}
    segments = tuple(_segment(one, lines, positions.get(one.parent)) for one in programme)
    paper = Paper(
        holds=Holds.PROGRAMME,
        language=meeting.language,
        title=meeting.title,
        venue=venue,
        dates=tuple(day.date for day in meeting.days.all()),
        segments=segments,
        lines=tuple(lines.lines),
        status=status,
    )
    return Checked(paper=paper, spots=tuple(lines.spots), keys=tuple(positions))


def _segment(segment: Segment, lines: _Lines, parent: int | None) -> read.Segment:
    key = segment.key
    place = lines.add(segment.title, Spot(key=key, aspect="title"))
    if segment.room:
        lines.add(segment.room, Spot(key=key, aspect="room"))
    for at, text in enumerate(segment.description.split("\n")):
        if text.strip():
            lines.add(text, Spot(key=key, aspect="description", index=at))
    for at, text in enumerate(segment.questions):
        lines.add(text, Spot(key=key, aspect="questions", index=at))
    moderators = _people(segment, "moderators", lines)
    speakers = _people(segment, "speakers", lines)
    return read.Segment(
        day=segment.day,
        start=segment.start,
        end=segment.end,
        kind=KINDS[segment.kind],
        title=segment.title,
        place=Place(place.first, len(lines.lines)),
        parent=parent,
        track=segment.room,
        moderators=moderators,
        speakers=speakers,
    )


def _people(segment: Segment, aspect: str, lines: _Lines) -> tuple[read.Person, ...]:
    named: tuple[Speaker, ...] = getattr(segment, aspect)
    return tuple(
        _person(one, lines, Spot(key=segment.key, aspect=aspect, index=at)) for at, one in enumerate(named)
    )


def _person(one: Speaker, lines: _Lines, spot: Spot) -> read.Person:
    affiliation = ", ".join(part for part in (one.function, one.affiliation) if part)
    parts = [f"{one.honorific} {one.name}".strip() or one.contribution, affiliation]
    parts += [OPEN] if one.to_be_confirmed else []
    place = lines.add(", ".join(part for part in parts if part), spot)
    return read.Person(
        name=one.name,
        place=place,
        honorific=one.honorific,
        affiliation=affiliation,
        role=one.contribution,
        on_behalf_of=one.on_behalf_of,
        by_video=one.by_video,
        to_be_confirmed=one.to_be_confirmed,
    )


def document_as_paper(document: Document, meeting: Meeting) -> Checked:
    """Return an issued paper as the check reads papers."""
    lines = _Lines()
    for block in document.blocks:
        for text in _texts(block):
            for line in text.split("\n"):
                lines.add(line, Spot(key=""))
        lines.add("", Spot(key=""))
    signatories = [p.name for b in document.blocks if isinstance(b, blocks.Signature) for p in b.people]
    paper = Paper(
        holds=Holds.NONE,
        language=document.language,
        title=document.title,
        venue=f"{meeting.room.name}, {meeting.room.venue.name}",
        dates=tuple(day.date for day in meeting.days.all()),
        segments=(),
        lines=tuple(lines.lines),
        letter_date=document.date,
        signatory=signatories[0] if signatories else "",
    )
    source = f"{document.number}/{document.language}"
    return Checked(paper=paper, spots=tuple(lines.spots), keys=(), source=source)


def _texts(value: Any) -> Iterator[str]:
    """Return every text of a block, in its order."""
    if isinstance(value, blocks.Slot):
        yield from _texts((value.title, value.note, value.description, value.questions, value.people))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
    elif value is not None and not isinstance(value, bool | int):
        yield from _texts_of(value)


def _texts_of(value: Block | Any) -> Iterator[str]:
    for name in value.__dataclass_fields__:
        if name not in {"key", "date", "questions_label"}:
            yield from _texts(getattr(value, name))
