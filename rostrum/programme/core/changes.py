"""What an edit changed, as values that can be kept, undone and done again.

A change names a segment and an aspect of it. Aspects are independent of each other: two officers may
change the title and the speakers of one panel at the same time, but not both its title.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rostrum.programme.core import tree
from rostrum.programme.core.document import read_segment, segment_values
from rostrum.programme.core.values import Impossible, Problem, Programme, Segment

# Whether the segment is there at all; where it stands; when it is (day, start, end belong together).
WHOLE = "segment"
PLACE = "place"
TIME = "time"
_TIMES = ("day", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One aspect of one segment, before and after, as JSON knows it; None where it was not there."""

    key: str
    aspect: str
    before: Any
    after: Any


def changes(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Return what makes ``after`` of ``before``; as few segments as possible count as moved."""
    moved = moved_keys(before, after)
    found = []
    for segment in before:
        if segment.key not in after:
            whole = {"values": segment_values(segment), "place": _place(before, segment)}
            found.append(Change(key=segment.key, aspect=WHOLE, before=whole, after=None))
    for segment in after:
        if segment.key not in before:
            whole = {"values": segment_values(segment), "place": _place(after, segment)}
            found.append(Change(key=segment.key, aspect=WHOLE, before=None, after=whole))
            continue
        old = before.get(segment.key)
        if segment.key in moved:
            places = {"before": _place(before, old), "after": _place(after, segment)}
            found.append(Change(key=segment.key, aspect=PLACE, **places))
        olds, news = aspects(old), aspects(segment)
        found += [
            Change(key=segment.key, aspect=aspect, before=olds[aspect], after=value)
            for aspect, value in news.items()
            if olds[aspect] != value
        ]
    return tuple(found)


def inverse(done: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that take ``done`` back."""
    return tuple(replace(change, before=change.after, after=change.before) for change in done)


def applied(programme: Programme, wanted: Iterable[Change]) -> Programme:
    """Make the changes; raises Impossible where a segment or its place is no longer there."""
    wanted = tuple(wanted)
    for change in wanted:
        exists = change.key in programme
        if change.aspect == WHOLE and change.after is not None and exists:
            raise Impossible(Problem(code="key_twice", key=change.key, field="key"))
        if (change.aspect != WHOLE or change.after is None) and not exists:
            raise Impossible(Problem(code="no_such_segment", key=change.key))
    gone = {change.key for change in wanted if change.aspect == WHOLE and change.after is None}
    leaving = gone | {change.key for change in wanted if change.aspect == PLACE}
    if orphan := next((s for s in programme if s.parent in gone and s.key not in leaving), None):
        raise Impossible(Problem(code="still_holds", key=orphan.parent, facts={"segment": orphan}))
    values = {s.key: segment_values(s) for s in programme if s.key not in gone}
    for change in wanted:
        if change.key in values and change.aspect != PLACE:
            values[change.key] |= change.after if change.aspect == TIME else {change.aspect: change.after}
    staying = tuple(
        read_segment(values[s.key], key=s.key, parent=s.parent) for s in programme if s.key in values
    )
    return _put(Programme(staying), wanted)


def blocking(wanted: Iterable[Change], later: Iterable[Change]) -> Change | None:
    """Return the first of the ``later`` changes that touched what ``wanted`` would change."""
    wanted = tuple(wanted)
    aspects = {(change.key, change.aspect) for change in wanted}
    wholes = {change.key for change in wanted if change.aspect == WHOLE}
    keys = {change.key for change in wanted}
    for change in later:
        into = {side["place"]["parent"] for side in (change.before, change.after) if _is_whole(change, side)}
        if change.aspect == PLACE:
            into = {change.after["parent"]}
        if (change.key, change.aspect) in aspects or change.key in wholes or into & wholes:
            return change
        if change.aspect == WHOLE and change.key in keys:
            return change
    return None


def aspects(segment: Segment) -> dict[str, Any]:
    """Return everything about a segment but its place, by aspect, as JSON knows it."""
    values = segment_values(segment)
    return {TIME: {name: values.pop(name) for name in _TIMES}, **values}


def as_before(segment: Segment, later: Iterable[Change]) -> Segment:
    """Return the segment as it was before the ``later`` changes, which come oldest first."""
    values = segment_values(segment)
    for change in reversed([c for c in later if c.key == segment.key and c.aspect not in {WHOLE, PLACE}]):
        values |= change.before if change.aspect == TIME else {change.aspect: change.before}
    return read_segment(values, key=segment.key, parent=segment.parent)


def moved_keys(before: Programme, after: Programme) -> frozenset[str]:
    """Return the fewest segments of both that must have moved, under another parent or among siblings."""
    moved = {s.key for s in after if s.key in before and before.get(s.key).parent != s.parent}
    for parent in {s.parent for s in after}:
        ranks = {s.key: rank for rank, s in enumerate(before.children(parent))}
        common = [s.key for s in after.children(parent) if s.key in ranks]
        kept = longest_rise([ranks[key] for key in common])
        moved |= {key for at, key in enumerate(common) if at not in kept}
    return frozenset(moved)


def longest_rise(ranks: Sequence[int]) -> frozenset[int]:
    """Return the positions of a longest rising subsequence."""
    ends: list[int] = []
    positions: list[int] = []
    previous: dict[int, int | None] = {}
    for at, rank in enumerate(ranks):
        length = bisect_left(ends, rank)
        ends[length : length + 1] = [rank]
        positions[length : length + 1] = [at]
        previous[at] = positions[length - 1] if length else None
    kept: set[int] = set()
    step = positions[-1] if positions else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return frozenset(kept)


def _place(programme: Programme, segment: Segment) -> dict[str, Any]:
    """Say where a segment stands: its parent, its earlier siblings (nearest first), its rank overall."""
    siblings = [s.key for s in programme.children(segment.parent)]
    earlier = siblings[: siblings.index(segment.key)]
    rank = [s.key for s in programme].index(segment.key)
    return {"parent": segment.parent, "preceding": earlier[::-1], "rank": rank}


def _is_whole(change: Change, side: Any) -> bool:
    return change.aspect == WHOLE and side is not None


def _put(programme: Programme, wanted: Iterable[Change]) -> Programme:
    """Put added and moved segments where they belong, in their order, each after its nearest sibling.

    Taking all of them out first leaves siblings that stand as they stood before the edit.
    """
    news: list[tuple[dict[str, Any], Segment]] = []
    for change in wanted:
        if change.aspect == PLACE:
            segment = replace(programme.get(change.key), parent=change.after["parent"])
            news.append((change.after, segment))
        elif _is_whole(change, change.after):
            place = change.after["place"]
            segment = read_segment(change.after["values"], key=change.key, parent=place["parent"])
            news.append((place, segment))
    keys = {segment.key for _, segment in news}
    children: dict[str, list[Segment]] = {}
    for segment in programme:
        if segment.key not in keys:
            children.setdefault(segment.parent, []).append(segment)
    known = {s.key for s in programme} | keys
    for place, segment in sorted(news, key=lambda new: new[0]["rank"]):
        if segment.parent and segment.parent not in known:
            raise Impossible(Problem(code="no_such_parent", key=segment.key, field="parent"))
        siblings = children.setdefault(segment.parent, [])
        present = {sibling.key: at for at, sibling in enumerate(siblings)}
        at = next((present[key] + 1 for key in place["preceding"] if key in present), 0)
        siblings.insert(at, segment)
    return tree.arranged(segment for siblings in children.values() for segment in siblings)
