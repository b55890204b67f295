"""What may stand but somebody should look at before a programme is published."""

from collections.abc import Iterator

from rostrum.programme.core import times
from rostrum.programme.core.values import Frame, Kind, Problem, Programme, Segment

_PANELS = frozenset({Kind.PANEL, Kind.SUMMARY_PANEL})


def notices(programme: Programme, frame: Frame) -> tuple[Problem, ...]:
    """Return what is unusual, in the order of the programme."""
    return tuple(notice for segment in programme for notice in _notices(programme, segment, frame))


def _notices(programme: Programme, segment: Segment, frame: Frame) -> Iterator[Problem]:
    siblings = [s for s in programme.children(segment.parent) if s.day == segment.day]
    at = siblings.index(segment)
    for other in siblings[:at]:
        if _overlap(other, segment):
            yield Problem(code="overlaps", key=segment.key, field="start", facts={"other": other})
    if at and segment.start < siblings[at - 1].start:
        facts = {"other": siblings[at - 1]}
        yield Problem(code="out_of_order", key=segment.key, field="start", facts=facts)
    if segment.kind is not Kind.BREAK:
        for begins, ends in frame.interpreted:
            if begins <= segment.start < ends and segment.end and segment.end > ends:
                past = {"at": ends, "minutes": times.between(ends, segment.end)}
                yield Problem(code="past_interpreters", key=segment.key, field="end", facts=past)
    if segment.kind in _PANELS and not any(s.moderators for s in programme.within(segment.key)):
        yield Problem(code="no_moderator", key=segment.key, field="moderators")
    waiting = sum(s.to_be_confirmed for s in (*segment.moderators, *segment.speakers))
    if waiting:
        yield Problem(code="to_be_confirmed", key=segment.key, field="speakers", facts={"count": waiting})


def _overlap(one: Segment, other: Segment) -> bool:
    """Say whether two siblings overlap; the same slot in two rooms, or slots that touch, do not."""
    if one.end is None or other.end is None or one.room != other.room:
        return False
    parallel = (one.start, one.end) == (other.start, other.end)
    return not parallel and one.start < other.end and other.start < one.end
