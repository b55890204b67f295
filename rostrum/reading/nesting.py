"""What holds what, and what a second language only repeats."""

import re
from dataclasses import replace
from typing import Final

from rostrum.reading import people, words
from rostrum.reading.paper import Kind, Passage, Place, Segment

# How many slots back the one around a slot is looked for: a day of talks, not a congress.
NEAR: Final = 120


def nested(found: list[Segment]) -> tuple[Segment, ...]:
    """Return the segments, each with the index of the one around it; a panel in a panel is a sub-panel."""
    made: list[Segment] = []
    for at, segment in enumerate(found):
        around = next((n for n in range(at - 1, max(-1, at - NEAR), -1) if _around(made[n], segment)), None)
        kind = segment.kind
        if (
            around is not None
            and made[around].kind is Kind.PANEL
            and kind in (Kind.PANEL, Kind.OTHER)
            and not people.is_person(segment.title)
        ):
            kind = Kind.SUB_PANEL
        made.append(replace(segment, parent=around, kind=kind))
    return tuple(made)


def _around(outer: Segment, inner: Segment) -> bool:
    if (
        outer.day_or_heading != inner.day_or_heading
        or None in (outer.start, outer.end, inner.start)
        or (outer.track and inner.track and outer.track != inner.track)
    ):
        return False
    assert outer.start  # noqa: S101 - asked above
    assert outer.end  # noqa: S101
    assert inner.start  # noqa: S101
    end = inner.end or inner.start
    same = (outer.start, outer.end) == (inner.start, inner.end)
    if outer.kind is Kind.BREAK or (
        outer.kind is Kind.OTHER and words.word("kinds", "other").match(outer.title)
    ):
        return False  # registration spans everything and holds nothing
    return outer.start <= inner.start and end <= outer.end and not same and inner.start < outer.end


def merged(found: list[Segment], made: Segment) -> bool:
    """Merge a slot that a second language repeats, line by line, into the one before; says whether it did."""
    if not found:
        return False
    before = found[-1]
    if (before.day_or_heading, before.start, before.end, before.track) != (
        made.day_or_heading,
        made.start,
        made.end,
        made.track,
    ) or made.start is None:
        return False
    if before.place.last < made.place.first - 6 or _language(before.title) == _language(made.title) != "":
        return False
    if before.title and made.title and not (_language(before.title) and _language(made.title)):
        return False
    found[-1] = replace(
        before,
        place=Place(before.place.first, made.place.last),
        moderators=tuple(people.once((*before.moderators, *made.moderators))),
        speakers=tuple(people.once((*before.speakers, *made.speakers))),
        questions=before.questions + made.questions,
        texts=(*before.texts, Passage(text=made.title, place=made.place), *made.texts),
        placeholders=before.placeholders + made.placeholders,
    )
    return True


_MARKS: Final = {
    "en": re.compile(
        r"\b(?:the|and|of|by|with|opening|remarks|panel discussion|session|lunch|coffee|closing|welcome|break|registration|discussion)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:le|les|des|du|et|par|avec|ouverture|séance|table ronde|déjeuner|pause|clôture|accueil|inscription|débat|à|une)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:los|las|del|y|por|con|apertura|sesión|mesa redonda|almuerzo|clausura|bienvenida|el|una|pausa|registro|debate)\b",
        re.IGNORECASE,
    ),
}


def _language(text: str) -> str:
    counts = {language: len(marks.findall(text)) for language, marks in _MARKS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""
