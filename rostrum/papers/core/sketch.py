"""A programme on its way from a paper to a draft: segments that may still lack their day or time.

A sketch knows the lines of the paper that each of its values was read from, as long as it is that value.
Days and times are wall-clock values of the venue.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from rostrum.programme.core import checks
from rostrum.programme.core.document import speaker_values
from rostrum.programme.core.tree import arranged
from rostrum.programme.core.values import Frame, Kind, Problem, Programme, QuestionsAs, Segment, Speaker

Span = tuple[int, int]
PEOPLE: Final = ("moderators", "speakers")
ANY_DAY: Final = dt.date(2000, 1, 3)
# What is wrong with a time or a day that is not there is already said.
_OF_TIMES: Final = frozenset({"other_day", "skipped_time", "end_before_start", "outside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A segment being corrected. ``places`` holds, by aspect, the lines of each value.

    Aspects: ``whole``, ``title`` and ``times`` have one span, ``description`` one for each of its lines,
    ``questions``, ``moderators`` and ``speakers`` one for each of them.
    """

    key: str
    kind: Kind
    day: dt.date | None = None
    start: dt.time | None = None
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
    places: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def place(self, aspect: str, index: int = 0) -> Span:
        """Return the lines of a value, else those of the segment; (0, 0) for what no line says."""
        spans = self.places.get(aspect, ())
        return spans[index] if index < len(spans) else self.places.get("whole", ((0, 0),))[0]


Sketches = tuple[Sketch, ...]


def problems(sketches: Sketches, frame: Frame) -> tuple[Problem, ...]:
    """Return what keeps the sketches from becoming a draft, in their order."""
    lacking = [one for sketch in sketches for one in _lacking(sketch)]
    incomplete = {one.key for one in lacking}
    holders = {one.key: one.parent for one in sketches}
    found = [
        one
        for one in checks.problems(_filled(sketches, frame), frame)
        if one.code not in _OF_TIMES or incomplete.isdisjoint({one.key, holders.get(one.key, "")})
    ]
    order = {one.key: at for at, one in enumerate(sketches)}
    return tuple(sorted([*lacking, *found], key=lambda one: order.get(one.key, -1)))


def programme(sketches: Sketches) -> Programme:
    """Return the programme that sketches without problems are; ValueError where a day or time is missing."""
    return arranged(_segment(one) for one in sketches)


def _lacking(sketch: Sketch) -> Iterable[Problem]:
    if sketch.day is None:
        yield Problem(code="needs_day", key=sketch.key, field="day")
    if sketch.start is None:
        yield Problem(code="needs_time", key=sketch.key, field="start")


def _filled(sketches: Sketches, frame: Frame) -> Programme:
    """Return the sketches as a programme, with any day and time where there is none."""
    day = frame.days[0] if frame.days else ANY_DAY
    return Programme(
        tuple(_segment(replace(s, day=s.day or day, start=s.start or dt.time(0))) for s in sketches)
    )


def _segment(sketch: Sketch) -> Segment:
    if sketch.day is None or sketch.start is None:
        raise ValueError(sketch.key)
    return Segment(
        key=sketch.key,
        kind=sketch.kind,
        day=sketch.day,
        start=sketch.start,
        end=sketch.end,
        title=sketch.title,
        description=sketch.description,
        room=sketch.room,
        side_events=sketch.side_events,
        questions_as=sketch.questions_as,
        questions=sketch.questions,
        moderators=sketch.moderators,
        speakers=sketch.speakers,
        parent=sketch.parent,
    )


def plain(sketch: Sketch) -> dict[str, Any]:
    """Return a sketch as JSON knows it."""
    return {
        "key": sketch.key,
        "kind": sketch.kind.value,
        "day": sketch.day.isoformat() if sketch.day else None,
        "start": f"{sketch.start:%H:%M}" if sketch.start else None,
        "end": f"{sketch.end:%H:%M}" if sketch.end else None,
        "title": sketch.title,
        "description": sketch.description,
        "room": sketch.room,
        "side_events": sketch.side_events,
        "questions_as": sketch.questions_as.value,
        "questions": list(sketch.questions),
        "moderators": [speaker_values(one) for one in sketch.moderators],
        "speakers": [speaker_values(one) for one in sketch.speakers],
        "parent": sketch.parent,
        "places": {aspect: [list(span) for span in spans] for aspect, spans in sketch.places.items()},
    }


def read(values: Mapping[str, Any]) -> Sketch:
    """Read what ``plain`` wrote."""
    return Sketch(
        **{
            **values,
            "kind": Kind(values["kind"]),
            "day": dt.date.fromisoformat(values["day"]) if values["day"] else None,
            "start": dt.time.fromisoformat(values["start"]) if values["start"] else None,
            "end": dt.time.fromisoformat(values["end"]) if values["end"] else None,
            "questions_as": QuestionsAs(values["questions_as"]),
            "questions": tuple(values["questions"]),
            "moderators": tuple(Speaker(**one) for one in values["moderators"]),
            "speakers": tuple(Speaker(**one) for one in values["speakers"]),
            "places": {
                aspect: tuple((first, last) for first, last in spans)
                for aspect, spans in values["places"].items()
            },
        }
    )
