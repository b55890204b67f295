"""When segments run as moments, and where a meeting is at a given moment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rostrum.programme.core.times import moment
from rostrum.programme.core.values import Frame, Programme, Segment

# How long the last segment of a day runs when no paper says, and no interpreters' hours end it.
OPEN_END = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When a segment runs; ``stated`` is false where the programme gives no end and it was derived."""

    starts: dt.datetime
    ends: dt.datetime
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a meeting is: the segments that run, outermost first, and the one that starts next."""

    current: tuple[Segment, ...]
    following: Segment | None


def spans(programme: Programme, frame: Frame) -> Mapping[str, Span]:
    """Return when each segment runs.

    Without an end it runs until the next sibling of its day starts, else until what holds it ends, else
    until the interpreters leave, else for an hour.
    """
    found: dict[str, Span] = {}
    for segment in programme:
        starts = moment(segment.day, segment.start, frame.zone)
        if segment.end:
            ends = moment(segment.day, segment.end, frame.zone)
        else:
            ends = _derived_end(programme, segment, starts, frame, found)
        found[segment.key] = Span(starts=starts, ends=ends, stated=segment.end is not None)
    return found


def now_and_next(programme: Programme, frame: Frame, at: dt.datetime) -> Place:
    """Return where the meeting is at an aware moment. Of parallel segments the first one counts."""
    when = spans(programme, frame)
    current: list[Segment] = []
    parent = ""
    while inside := [s for s in programme.children(parent) if when[s.key].starts <= at < when[s.key].ends]:
        current.append(inside[0])
        parent = inside[0].key
    coming = [s for s in programme if when[s.key].starts > at]
    following = min(coming, key=lambda s: when[s.key].starts, default=None)
    return Place(current=tuple(current), following=following)


def _derived_end(
    programme: Programme, segment: Segment, starts: dt.datetime, frame: Frame, known: Mapping[str, Span]
) -> dt.datetime:
    siblings = (s for s in programme.children(segment.parent) if s.day == segment.day)
    following = [s.start for s in siblings if s.start > segment.start]
    if following:
        return moment(segment.day, min(following), frame.zone)
    if segment.parent:
        return known[segment.parent].ends
    leaving = [ends for begins, ends in frame.interpreted if begins <= segment.start < ends]
    return moment(segment.day, leaving[0], frame.zone) if leaving else starts + OPEN_END
