"""From a paper that was read to sketches of segments: nothing that was read is dropped.

What stands nowhere else is kept as description. A segment that cannot stand inside what the paper puts
around it stands beside it.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rostrum.papers.core.sketch import PEOPLE, Sketch, Sketches, Span
from rostrum.programme.core.checks import DEEPEST, HOLDS, unprintable
from rostrum.programme.core.document import composed
from rostrum.programme.core.values import Kind, Speaker
from rostrum.reading import paper as read
from rostrum.reading import words
from rostrum.reading.paper import Paper, Passage, Person, Place, Placeholder

KINDS: Final = {
    read.Kind.OPENING: Kind.OPENING,
    read.Kind.PANEL: Kind.PANEL,
    read.Kind.SUB_PANEL: Kind.SUB_PANEL,
    read.Kind.KEYNOTE: Kind.KEYNOTE,
    read.Kind.DISCUSSION: Kind.DISCUSSION,
    read.Kind.BREAK: Kind.BREAK,
    read.Kind.SIDE_EVENT: Kind.OTHER,
    read.Kind.CLOSING: Kind.CLOSING,
    read.Kind.OTHER: Kind.OTHER,
}
# A panel that sums up needs neither moderator nor panellists of its own.
_READ_KINDS: Final = {own: kind for kind, own in KINDS.items()} | {
    Kind.OTHER: read.Kind.OTHER,
    Kind.SUMMARY_PANEL: read.Kind.DISCUSSION,
}
# Labels that say no more than where in the segment somebody stands.
_PLAIN_ROLE: Final = re.compile(
    r"(?:the )?(?:moderat|modér|panell?ist|panél|speaker|orateur|orador|ponente|panel)\w*:?", re.IGNORECASE
)
_OPEN: Final = re.compile(r"[\s:,;.(\[–-]*\b(?:t\.?b\.?[cad]\.?|to be \w+)[\s:,;.)\]]*", re.IGNORECASE)
# Words that begin functions. Without one, what stands before a comma may as well be an organization.
_FUNCTION: Final = re.compile(
    r"\b(?:director|president|minister|secretary|ambassador|chief|head|professor|co-?ordinator|advis[eo]r|officer|"
    r"representative|rapporteur|manager|chair\w*|commissioner|deputy|founder|partner|lecturer|researcher|mayor|"
    r"counsellor|senator|judge|editor|journalist|liaison|specialist|expert|analyst|delegate|dean|rector|"
    r"direct(?:eur|rice|ora)|présidente?|ministre|secrétaire|ambassad(?:eur|rice)|professeure?|coordonnat\w+|"
    r"conseill(?:er|ère)|représentante?|maire|rapporteuse|presidenta?|presidente|ministr[oa]|secretari[oa]|"
    r"embajador\w*|jef[ea]|profesora?|coordinadora?|asesora?|representante|alcalde\w*|relatora?)\b",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(r"\b(?:and|et|y|e|und)\b|[&;]", re.IGNORECASE)
_FUNCTION_WITHIN: Final = 40  # characters from its beginning


def from_paper(paper: Paper, *, mark: str) -> Sketches:
    """Return the segments of a paper; ``mark`` keeps their keys apart from those of other papers."""
    keys = [f"{mark}{at:x}" for at in range(len(paper.segments))]
    made: dict[str, Sketch] = {}
    for at, segment in enumerate(paper.segments):
        around = segment.parent
        parent = keys[around] if around is not None and 0 <= around < at else ""
        sketch = _sketch(segment, keys[at], parent, made)
        made[sketch.key] = _fitted(sketch, made)
    return tuple(made.values())


def as_read(sketches: Sketches, paper: Paper) -> Paper:
    """Return the paper with its segments as they were corrected, for the check."""
    at = {one.key: index for index, one in enumerate(sketches)}
    return replace(paper, segments=tuple(_as_read(one, at.get(one.parent)) for one in sketches))


def _as_read(sketch: Sketch, parent: int | None) -> read.Segment:
    people = {
        name: tuple(
            Person(
                name=one.name,
                place=Place(*sketch.place(name, at)),
                honorific=one.honorific,
                affiliation=", ".join(part for part in (one.function, one.affiliation) if part),
                role=one.contribution,
                on_behalf_of=one.on_behalf_of,
                by_video=one.by_video,
                to_be_confirmed=one.to_be_confirmed,
            )
            for at, one in enumerate(getattr(sketch, name))
            if one.name
        )
        for name in PEOPLE
    }
    return read.Segment(
        day=sketch.day,
        start=sketch.start,
        end=sketch.end,
        kind=_READ_KINDS[sketch.kind],
        title=sketch.title,
        place=Place(*sketch.place("whole")),
        times_place=Place(*sketch.place("times")),
        parent=parent,
        track=sketch.room,
        questions=tuple(
            Passage(text=text, place=Place(*sketch.place("questions", at)))
            for at, text in enumerate(sketch.questions)
        ),
        placeholders=tuple(
            Placeholder(of=name, place=Place(*sketch.place(name, at)), written="TBC")
            for name in PEOPLE
            for at, one in enumerate(getattr(sketch, name))
            if not one.name
        ),
        moderators=people["moderators"],
        speakers=people["speakers"],
    )


def divided(affiliation: str) -> tuple[str, str]:
    """Return function and organization; the function is empty where it is not clear where it ends."""
    before, comma, after = affiliation.rpartition(", ")
    said = _FUNCTION.search(before)
    clear = (
        comma
        and said
        and said.start() <= _FUNCTION_WITHIN
        and after[:1].isupper()
        and not _FUNCTION.search(after)
        and not _JOINS.search(after)
        and before.count("(") == before.count(")")
        and not after.endswith(".")
    )
    return (before, after) if clear else ("", affiliation)


def _sketch(segment: read.Segment, key: str, parent: str, made: dict[str, Sketch]) -> Sketch:
    moderators = [(_speaker(one, moderates=True), _span(one.place)) for one in segment.moderators]
    speakers = [(_speaker(one, moderates=False), _span(one.place)) for one in segment.speakers]
    for one in segment.placeholders:
        if not _is_said(one, segment):
            (moderators if one.of == "moderators" else speakers).append((_open(one), _span(one.place)))
    texts = [(said, _span(text.place)) for text in segment.texts for said in _lines(text.text)]
    questions = [(line(text.text), _span(text.place)) for text in segment.questions]
    questions = [one for one in questions if one[0]]
    return Sketch(
        key=key,
        kind=_kind(segment),
        day=segment.day or (made[parent].day if parent else None),
        start=_minute(segment.start),
        end=_minute(segment.end),
        title=line(segment.title),
        description="\n".join(said for said, _place in texts),
        room=line(segment.track),
        side_events=_has_side_events(segment),
        questions=tuple(text for text, _place in questions),
        moderators=tuple(one for one, _place in moderators),
        speakers=tuple(one for one, _place in speakers),
        parent=parent,
        places={
            "whole": (_span(segment.place),),
            "title": (_span(segment.place)[:1] * 2,),
            "times": (_span(segment.times_place or segment.place),),
            "description": tuple(place for _said, place in texts),
            "questions": tuple(place for _text, place in questions),
            "moderators": tuple(place for _one, place in moderators),
            "speakers": tuple(place for _one, place in speakers),
        },
    )


def _kind(segment: read.Segment) -> Kind:
    # A panel that sums up the others is one of its own kind here (S003:58).
    if segment.kind is read.Kind.PANEL and segment.title.casefold().startswith("summary panel"):
        return Kind.SUMMARY_PANEL
    return KINDS[segment.kind]


def _has_side_events(segment: read.Segment) -> bool:
    """Say whether it is one, or a break with space for them (S003:38)."""
    if segment.kind is not read.Kind.BREAK:
        return segment.kind is read.Kind.SIDE_EVENT
    said = (segment.title, *(text.text for text in segment.texts))
    return any(words.word("kinds", "side_event").search(text) for text in said)


def _fitted(sketch: Sketch, made: dict[str, Sketch]) -> Sketch:
    """Return the segment where it can stand: inside what the paper puts around it, else beside that."""
    while True:
        holder = made.get(sketch.parent)
        kind = _kind_under(holder, sketch.kind)
        if holder is None:
            return replace(sketch, kind=kind, parent="")
        if kind in HOLDS[holder.kind] and _depth(holder, made) < DEEPEST and not _leaves(sketch, holder):
            return replace(sketch, kind=kind)
        sketch = replace(sketch, parent=holder.parent)


def _kind_under(holder: Sketch | None, kind: Kind) -> Kind:
    panels = {Kind.PANEL, Kind.SUMMARY_PANEL}
    if kind is Kind.PANEL and holder and holder.kind in panels:
        return Kind.SUB_PANEL
    if kind is Kind.SUB_PANEL and (holder is None or holder.kind is Kind.OTHER):
        return Kind.PANEL
    return kind


def _depth(holder: Sketch, made: dict[str, Sketch]) -> int:
    depth = 1
    while holder.parent:
        holder = made[holder.parent]
        depth += 1
    return depth


def _leaves(sketch: Sketch, holder: Sketch) -> bool:
    """Say whether a segment does not lie within the times of its holder."""
    if sketch.day != holder.day:
        return True
    if sketch.start is None or holder.start is None:
        return False
    if sketch.start < holder.start or (holder.end is not None and sketch.start >= holder.end):
        return True
    return sketch.end is not None and holder.end is not None and sketch.end > holder.end


def _speaker(person: Person, *, moderates: bool) -> Speaker:
    function, affiliation = divided(line(person.affiliation))
    role = line(person.role)
    name = line(person.name)
    return Speaker(
        honorific=line(person.honorific),
        name=name,
        function=function,
        affiliation=affiliation,
        on_behalf_of=line(person.on_behalf_of),
        contribution="" if _PLAIN_ROLE.fullmatch(role) and (moderates or "oder" not in role) else role,
        by_video=person.by_video,
        to_be_confirmed=person.to_be_confirmed or not name,
    )


def _is_said(placeholder: Placeholder, segment: read.Segment) -> bool:
    """Say whether somebody on the same lines is to be confirmed already."""
    place = placeholder.place
    return any(
        one.to_be_confirmed and one.place.first <= place.last and place.first <= one.place.last
        for one in (*segment.moderators, *segment.speakers)
    )


def _open(placeholder: Placeholder) -> Speaker:
    said = line(_OPEN.sub(" ", placeholder.written))
    return Speaker(contribution="" if _PLAIN_ROLE.fullmatch(said) else said, to_be_confirmed=True)


def _span(place: Place) -> Span:
    return place.first, place.last


def _minute(time: dt.time | None) -> dt.time | None:
    return dt.time(time.hour, time.minute) if time else None


def line(text: str) -> str:
    """Return a text in one line, without what cannot be printed."""
    return " ".join(printable(text).split())


def _lines(text: str) -> Iterator[str]:
    return (said for one in printable(text).split("\n") if (said := line(one)))


def printable(text: str) -> str:
    """Return a text with spaces for what cannot be printed."""
    return composed("".join(" " if unprintable(character) else character for character in text))
