"""A paper as a programme to be read on a terminal."""

import datetime as dt
from collections.abc import Iterator

from rostrum.reading.paper import Paper, Person, Segment


def as_text(paper: Paper) -> str:
    """Return title, place, days and every segment, with the lines that each was read from."""
    return "\n".join(_lines(paper))


def _lines(paper: Paper) -> Iterator[str]:
    yield paper.title or "(no title)"
    if paper.venue:
        yield paper.venue
    if paper.dates:
        yield ", ".join(day.isoformat() for day in paper.dates)
    day: dt.date | None = None
    first = True
    for segment in paper.segments:
        if first or segment.day != day:
            day, first = segment.day, False
            yield ""
            yield f"{day:%A} {day.isoformat()}" if day else "(day not given)"
        yield from _segment(paper, segment)
    if paper.logistics:
        yield ""
        yield "Arrangements"
        for name, fact in paper.logistics:
            value = ", ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
            yield f"  {name.replace('_', ' ')}: {value}   (line {fact.place.first})"
    if paper.damage:
        yield ""
        yield "Damaged"
        for damage in paper.damage:
            mended = f" → {damage.read_as}" if damage.read_as else ""
            yield f"  line {damage.place.first}: {damage.text[:90]}{mended[:90]}"


def _segment(paper: Paper, segment: Segment) -> Iterator[str]:
    indent = "  " * _depth(paper, segment)
    start = f"{segment.start:%H:%M}" if segment.start else "--:--"
    end = f"{segment.end:%H:%M}" if segment.end else "     "
    track = f" [{segment.track}]" if segment.track else ""
    yield f"  {indent}{start} – {end}  {segment.title}{track}   ({segment.kind.value}, lines {segment.place.first}-{segment.place.last})"
    for person in segment.moderators:
        yield f"  {indent}               Moderator: {_person(person)}"
    for person in segment.speakers:
        yield f"  {indent}               {_person(person)}"
    for passage in segment.questions:
        yield f"  {indent}               ? {passage.text}"
    for placeholder in segment.placeholders:
        yield f"  {indent}               still open: {placeholder.of or placeholder.written}"


def _person(person: Person) -> str:
    return ", ".join(
        part for part in (f"{person.honorific} {person.name}".strip(), person.affiliation) if part
    )


def _depth(paper: Paper, segment: Segment) -> int:
    depth = 0
    while segment.parent is not None:
        segment = paper.segments[segment.parent]
        depth += 1
    return depth
