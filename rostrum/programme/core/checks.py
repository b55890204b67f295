"""What a programme may never be: each problem names its segment and the input that it concerns."""

import unicodedata
from collections.abc import Iterator

from rostrum.programme.core import times
from rostrum.programme.core.values import Frame, Impossible, Kind, Problem, Programme, Segment, Speaker

# Longest texts, in characters, and how much of anything one programme holds.
LONGEST = {
    "title": 300,
    "description": 10_000,
    "room": 100,
    "questions": 2_000,
    "honorific": 30,
    "name": 150,
    "function": 300,
    "affiliation": 300,
    "on_behalf_of": 300,
    "contribution": 300,
}
MOST_SEGMENTS = 300
MOST_QUESTIONS = 50
MOST_SPEAKERS = 60
DEEPEST = 4

_TALKS = frozenset({Kind.DISCUSSION, Kind.KEYNOTE, Kind.OTHER})
_ALL = frozenset(Kind)
# What may stand directly under what; "other" can be a heading such as "Morning meeting" (S002:33).
HOLDS = {
    "": _ALL - {Kind.SUB_PANEL},
    Kind.OTHER: _ALL - {Kind.SUB_PANEL},
    Kind.PANEL: _TALKS | {Kind.SUB_PANEL, Kind.BREAK},
    Kind.SUMMARY_PANEL: _TALKS | {Kind.SUB_PANEL, Kind.BREAK},
    Kind.SUB_PANEL: _TALKS,
    Kind.OPENING: _TALKS,
    Kind.CLOSING: _TALKS,
    Kind.DISCUSSION: _TALKS,
    Kind.KEYNOTE: _TALKS,
    Kind.BREAK: frozenset({Kind.OTHER}),
}


def problems(programme: Programme, frame: Frame) -> tuple[Problem, ...]:
    """Return everything that cannot stand, in the order of the programme."""
    return tuple(_problems(programme, frame))


def require_no_new(before: Programme, after: Programme, frame: Frame) -> None:
    """Raise Impossible for what ``after`` has wrong that ``before`` had not.

    A meeting whose days were changed must not make every further edit of its programme impossible.
    """
    known = set(problems(before, frame))
    if new := [problem for problem in problems(after, frame) if problem not in known]:
        raise Impossible(*new)


def _problems(programme: Programme, frame: Frame) -> Iterator[Problem]:
    if len(programme) > MOST_SEGMENTS:
        yield Problem(code="too_many", field="segments", facts={"most": MOST_SEGMENTS})
    seen: set[str] = set()
    for segment in programme:
        if not segment.key or segment.key in seen:
            yield Problem(code="key_twice", key=segment.key, field="key")
        seen.add(segment.key)
        yield from _texts(segment)
        yield from _times(segment, frame)
        yield from _nesting(programme, segment)


def _times(segment: Segment, frame: Frame) -> Iterator[Problem]:
    if segment.day not in frame.days:
        yield Problem(code="other_day", key=segment.key, field="day", facts={"day": segment.day})
    for field in ("start", "end"):
        time = segment.start if field == "start" else segment.end
        if time is None:
            continue
        if time.second or time.microsecond or time.tzinfo or time.fold:
            yield Problem(code="impossible_time", key=segment.key, field=field, facts={"text": str(time)})
        elif not times.exists(segment.day, time, frame.zone):
            yield Problem(
                code="skipped_time",
                key=segment.key,
                field=field,
                facts={"time": time, "day": segment.day, "zone": frame.zone.key},
            )
    if segment.end is not None and segment.end <= segment.start:
        yield Problem(
            code="end_before_start",
            key=segment.key,
            field="end",
            facts={"start": segment.start, "end": segment.end},
        )


def _nesting(programme: Programme, segment: Segment) -> Iterator[Problem]:
    around = {segment.key}
    parent = segment.parent
    while parent:
        if parent not in programme:
            yield Problem(code="no_such_parent", key=segment.key, field="parent")
            return
        if parent in around:
            yield Problem(code="loop", key=segment.key, field="parent")
            return
        around.add(parent)
        parent = programme.get(parent).parent
    if len(around) > DEEPEST:
        yield Problem(code="too_deep", key=segment.key, field="parent", facts={"deepest": DEEPEST})
    holder = programme.get(segment.parent) if segment.parent else None
    if segment.kind not in HOLDS[holder.kind if holder else ""]:
        facts = {"kind": segment.kind, "holder": holder.kind if holder else ""}
        yield Problem(code="wrong_nesting", key=segment.key, field="kind", facts=facts)
    if holder:
        yield from _inside(segment, holder)


def _inside(segment: Segment, holder: Segment) -> Iterator[Problem]:
    facts = {"segment": segment, "holder": holder}
    if segment.day != holder.day:
        yield Problem(code="outside", key=segment.key, field="day", facts=facts)
    elif segment.start < holder.start or (holder.end and segment.start >= holder.end):
        yield Problem(code="outside", key=segment.key, field="start", facts=facts)
    elif segment.end and holder.end and segment.end > holder.end:
        yield Problem(code="outside", key=segment.key, field="end", facts=facts)


def _texts(segment: Segment) -> Iterator[Problem]:
    if not segment.title.strip():
        yield Problem(code="no_title", key=segment.key, field="title")
    for field in ("title", "description", "room"):
        yield from _text(segment.key, field, getattr(segment, field), field)
    for question in segment.questions:
        yield from _text(segment.key, "questions", question, "questions")
        if not question.strip():
            yield Problem(code="empty_line", key=segment.key, field="questions")
    if len(segment.questions) > MOST_QUESTIONS:
        yield Problem(code="too_many", key=segment.key, field="questions", facts={"most": MOST_QUESTIONS})
    for field in ("moderators", "speakers"):
        people: tuple[Speaker, ...] = getattr(segment, field)
        if len(people) > MOST_SPEAKERS:
            yield Problem(code="too_many", key=segment.key, field=field, facts={"most": MOST_SPEAKERS})
        for speaker in people:
            yield from _speaker(segment.key, field, speaker)


def _speaker(key: str, field: str, speaker: Speaker) -> Iterator[Problem]:
    if not speaker.name.strip() and not speaker.to_be_confirmed:
        yield Problem(code="nameless", key=key, field=field)
    for part in ("honorific", "name", "function", "affiliation", "on_behalf_of", "contribution"):
        yield from _text(key, field, getattr(speaker, part), part)


def _text(key: str, field: str, text: str, kind: str) -> Iterator[Problem]:
    if len(text) > LONGEST[kind]:
        facts = {"longest": LONGEST[kind], "length": len(text)}
        yield Problem(code="too_long", key=key, field=field, facts=facts)
    if any(unprintable(character) for character in text):
        yield Problem(code="unprintable", key=key, field=field)


def unprintable(character: str) -> bool:
    """Say whether no paper can show it: control characters but a new line, and halves of surrogate pairs."""
    return character != "\n" and unicodedata.category(character) in {"Cc", "Cs"}
