"""A programme as pages show it: days, each with its tree of segments, with moments and what is now."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise

from rostrum.programme.core.now import Span, now_and_next, spans
from rostrum.programme.core.values import Frame, Programme, Segment
from rostrum.programme.models import KINDS, QUESTIONS_AS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A segment with what a page needs of it. ``starts`` and ``ends`` are aware; ``level`` counts from 0."""

    segment: Segment
    kind: str | Promise
    questions_as: str | Promise
    span: Span
    level: int
    is_now: bool
    children: tuple["Line", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A day of the programme."""

    date: dt.date
    lines: tuple[Line, ...]


def sittings(programme: Programme, frame: Frame, at: dt.datetime) -> tuple[Sitting, ...]:
    """Return the days of a programme, marked with what runs at ``at``."""
    when = spans(programme, frame)
    running = {one.key for one in now_and_next(programme, frame, at).current}
    days = groupby(programme.children(), key=lambda segment: segment.day)
    return tuple(
        Sitting(date=day, lines=tuple(_lines(programme, segments, when, running, 0)))
        for day, segments in days
    )


def _lines(
    programme: Programme,
    segments: Iterator[Segment],
    when: Mapping[str, Span],
    running: set[str],
    level: int,
) -> Iterator[Line]:
    for segment in segments:
        inside = iter(programme.children(segment.key))
        yield Line(
            segment=segment,
            kind=KINDS[segment.kind],
            questions_as=QUESTIONS_AS[segment.questions_as],
            span=when[segment.key],
            level=level,
            is_now=segment.key in running,
            children=tuple(_lines(programme, inside, when, running, level + 1)),
        )
