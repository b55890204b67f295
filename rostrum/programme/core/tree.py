"""The verbs on the tree: each takes a programme and returns the one it becomes.

They keep the tree whole, but do not judge times or lengths; ``checks.problems`` does that afterwards.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from rostrum.programme.core.values import Impossible, Kind, Problem, Programme, Segment


class Where(StrEnum):
    """Where a segment goes, seen from another one."""

    BEFORE = "before"
    AFTER = "after"
    INTO = "into"


def arranged(segments: Iterable[Segment]) -> Programme:
    """Put every segment right after what holds it, the top level by day; keep the order of siblings.

    Segments in a loop or under an unknown parent stay at the end, for ``checks.problems`` to name.
    """
    loose = Programme(tuple(segments))
    placed: dict[str, Segment] = {}

    def place(siblings: Iterable[Segment]) -> None:
        for segment in siblings:
            if segment.key not in placed:
                placed[segment.key] = segment
                place(loose.children(segment.key))

    place(sorted(loose.children(), key=lambda segment: segment.day))
    return Programme((*placed.values(), *(s for s in loose if s.key not in placed)))


def by_time(segment: Segment) -> tuple[dt.date, dt.time]:
    """Order segments by when they start."""
    return segment.day, segment.start


def add(programme: Programme, segment: Segment) -> Programme:
    """Add a segment under its ``parent``, after the siblings that start no later than it."""
    if segment.key in programme:
        raise Impossible(Problem(code="key_twice", key=segment.key, field="key"))
    _parent_of(programme, segment)
    earlier = [s for s in programme.children(segment.parent) if by_time(s) <= by_time(segment)]
    return _placed(programme, (segment,), earlier[-1].key if earlier else "")


def remove(programme: Programme, key: str) -> Programme:
    """Remove a segment and everything under it."""
    gone = {segment.key for segment in _within(programme, key)}
    return Programme(tuple(s for s in programme if s.key not in gone))


def edit(programme: Programme, key: str, **fields: Any) -> Programme:
    """Set fields of a segment that have nothing to do with its place or time."""
    return _mapped(programme, lambda s: replace(s, **fields) if s.key == key else s, needs=key)


def move(
    programme: Programme, key: str, where: Where, target: str = "", day: dt.date | None = None
) -> Programme:
    """Move a segment with all that it holds before, after or into another.

    Into nothing: to the end of ``day`` at the top level. It takes the day of where it goes. A panel that
    goes into a panel becomes a sub-panel, and back. Raises Impossible for a move into itself.
    """
    moved = _within(programme, key)
    if target in {segment.key for segment in moved}:
        raise Impossible(Problem(code="into_itself", key=key, field="parent"))
    rest = remove(programme, key)
    if not target:
        earlier = [s for s in rest.children() if s.day <= (day or moved[0].day)]
        parent, previous, day = "", earlier[-1].key if earlier else "", day or moved[0].day
    else:
        beside = _within(rest, target)[0]
        parent = beside.key if where is Where.INTO else beside.parent
        siblings = [s.key for s in rest.children(parent)]
        at = len(siblings) if where is Where.INTO else siblings.index(target) + (where is Where.AFTER)
        previous, day = siblings[at - 1] if at else "", beside.day
    head = replace(moved[0], parent=parent, kind=_kind_under(rest, parent, moved[0].kind))
    return _placed(rest, [replace(s, day=day) for s in (head, *moved[1:])], previous)


def settle(programme: Programme, key: str) -> Programme:
    """Put a segment among its siblings where its time says, if its neighbours start in another order."""
    segment = _within(programme, key)[0]
    before, after = _beside(programme, key)
    if (before is None or by_time(before) <= by_time(segment)) and (
        after is None or by_time(segment) <= by_time(after)
    ):
        return programme
    earlier = [
        s for s in programme.children(segment.parent) if s != segment and by_time(s) <= by_time(segment)
    ]
    return _placed(remove(programme, key), programme.within(key), earlier[-1].key if earlier else "")


def up(programme: Programme, key: str, days: Iterable[dt.date] = ()) -> Programme:
    """Move a segment one place up among its siblings; the first of a day ends the day before."""
    segment = _within(programme, key)[0]
    before, _ = _beside(programme, key)
    if before and before.day == segment.day:
        return move(programme, key, Where.BEFORE, before.key)
    earlier = [day for day in sorted(days) if day < segment.day and not segment.parent]
    if not earlier:
        raise Impossible(Problem(code="first_already", key=key))
    return move(programme, key, Where.INTO, "", earlier[-1])


def down(programme: Programme, key: str, days: Iterable[dt.date] = ()) -> Programme:
    """Move a segment one place down among its siblings; the last of a day begins the day after."""
    segment = _within(programme, key)[0]
    _, after = _beside(programme, key)
    if after and after.day == segment.day:
        return move(programme, key, Where.AFTER, after.key)
    later = [day for day in sorted(days) if day > segment.day and not segment.parent]
    if not later:
        raise Impossible(Problem(code="last_already", key=key))
    if after and after.day == later[0]:
        return move(programme, key, Where.BEFORE, after.key)
    return move(programme, key, Where.INTO, "", later[0])


def indent(programme: Programme, key: str) -> Programme:
    """Nest a segment at the end of the one above it."""
    before, _ = _beside(programme, key)
    if before is None or before.day != programme.get(key).day:
        raise Impossible(Problem(code="nothing_above", key=key, field="parent"))
    return move(programme, key, Where.INTO, before.key)


def outdent(programme: Programme, key: str) -> Programme:
    """Take a segment out of the one that holds it, and put it right after that."""
    parent = _within(programme, key)[0].parent
    if not parent:
        raise Impossible(Problem(code="top_already", key=key, field="parent"))
    return move(programme, key, Where.AFTER, parent)


def _within(programme: Programme, key: str) -> tuple[Segment, ...]:
    if key not in programme:
        raise Impossible(Problem(code="no_such_segment", key=key))
    return programme.within(key)


def _parent_of(programme: Programme, segment: Segment) -> None:
    if segment.parent and segment.parent not in programme:
        raise Impossible(Problem(code="no_such_parent", key=segment.key, field="parent"))


def _beside(programme: Programme, key: str) -> tuple[Segment | None, Segment | None]:
    siblings = programme.children(_within(programme, key)[0].parent)
    at = [s.key for s in siblings].index(key)
    return (siblings[at - 1] if at else None), (siblings[at + 1] if at + 1 < len(siblings) else None)


def _kind_under(programme: Programme, parent: str, kind: Kind) -> Kind:
    within_panel = bool(parent) and programme.get(parent).kind in {Kind.PANEL, Kind.SUMMARY_PANEL}
    if kind is Kind.PANEL and within_panel:
        return Kind.SUB_PANEL
    return Kind.PANEL if kind is Kind.SUB_PANEL and not within_panel else kind


def _placed(programme: Programme, moved: Iterable[Segment], previous: str) -> Programme:
    """Put ``moved`` (first the head) after the sibling ``previous``, or first under the head's parent."""
    moved = tuple(moved)
    siblings = [s.key for s in programme.children(moved[0].parent)]
    at = siblings.index(previous) + 1 if previous else 0
    order = [*siblings[:at], moved[0].key, *siblings[at:]]
    segments = (*programme.segments, *moved)
    ranks = {key: rank for rank, key in enumerate(order)}
    under = sorted((s for s in segments if s.key in ranks), key=lambda s: ranks[s.key])
    return arranged((*under, *(s for s in segments if s.key not in ranks)))


def _mapped(programme: Programme, change: Callable[[Segment], Segment], *, needs: str) -> Programme:
    _within(programme, needs)
    return Programme(tuple(map(change, programme)))
