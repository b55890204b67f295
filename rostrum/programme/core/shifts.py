"""Changing times, and what an officer is then offered: to shift what follows, or to set times to the order.

A break keeps its time: lunch and the side events in it are announced to others. Nothing here is done
without being asked for; an offer says beforehand what it would collide with.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rostrum.programme.core import times, tree
from rostrum.programme.core.values import Frame, Impossible, Kind, Problem, Programme, Segment

# From this many minutes on a gap is a break that the programme does not list (S002:104, S002:111).
PAUSE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """New times of a segment, on the day that it has."""

    key: str
    start: dt.time
    end: dt.time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """What a segment would run into, and by how many minutes.

    ``code``: ``break`` (``other`` names it), ``interpreters`` (the end of their three hours, ``at``),
    ``holder`` (the end of what holds it: cannot be done) or ``midnight`` (cannot be done).
    """

    code: str
    key: str
    minutes: int
    other: str = ""
    at: dt.time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Times that an officer may accept: ``follow`` by so many ``minutes``, or ``order``."""

    code: str
    slots: tuple[Slot, ...]
    collisions: tuple[Collision, ...] = ()
    minutes: int = 0

    @property
    def possible(self) -> bool:
        """Say whether it can be accepted."""
        return not any(collision.code in {"holder", "midnight"} for collision in self.collisions)


def retime(programme: Programme, key: str, *, day: dt.date, start: dt.time, end: dt.time | None) -> Programme:
    """Give a segment other times, with what it holds, and put it where its time says.

    What it holds keeps its distance to the start. Raises Impossible when that would pass midnight.
    """
    if key not in programme:
        raise Impossible(Problem(code="no_such_segment", key=key))
    by = times.between(programme.get(key).start, start)
    held = {s.key: replace(_shifted(s, by, blame=key), day=day) for s in programme.within(key)[1:]}
    held[key] = replace(programme.get(key), day=day, start=start, end=end)
    return tree.settle(tree.arranged(held.get(s.key, s) for s in programme), key)


def retime_all(programme: Programme, slots: Iterable[Slot]) -> Programme:
    """Give several segments other times on the same day, as an offer proposed them."""
    for slot in slots:
        if slot.key not in programme:
            raise Impossible(Problem(code="no_such_segment", key=slot.key))
        by = times.between(programme.get(slot.key).start, slot.start)
        held = {s.key: _shifted(s, by, blame=slot.key) for s in programme.within(slot.key)[1:]}
        held[slot.key] = replace(programme.get(slot.key), start=slot.start, end=slot.end)
        programme = Programme(tuple(held.get(s.key, s) for s in programme))
    for slot in slots:
        programme = tree.settle(programme, slot.key)
    return programme


def offer_to_follow(before: Programme, after: Programme, key: str, frame: Frame) -> Offer | None:
    """Offer to shift what follows a retimed segment up to the next break; None when nothing would."""
    old, new = before.get(key), after.get(key)
    by = times.between(old.end, new.end) if old.end and new.end else times.between(old.start, new.start)
    if old.day != new.day or not by:
        return None
    following = [s for s in after.children(old.parent) if s.day == old.day and s.key != key]
    following = [s for s in following if s.start >= (old.end or old.start)]
    run = list(_until_break(sorted(following, key=lambda s: s.start), old))
    if not run:
        return None
    return _offer("follow", after, [(s, by) for s in run], frame, minutes=by, also=(new,))


def offer_order(programme: Programme, key: str, frame: Frame) -> Offer | None:
    """Offer times that agree with the order after a move; None when they agree already.

    The segments between two breaks keep their lengths and, in their places, the gaps between them.
    """
    moved = programme.get(key)
    siblings = [s for s in programme.children(moved.parent) if s.day == moved.day]
    if sorted(siblings, key=lambda s: s.start) == siblings:
        return None
    if not (run := _run_around(siblings, key)):
        return None
    ordered = sorted(run, key=lambda s: s.start)
    gaps = [gap if (gap := _gap(*pair)) < PAUSE else 0 for pair in pairwise(ordered)]
    others = [s.start for s in run if s.key != key]
    at, shifts = times.minutes(min(others, default=moved.start)), []
    for segment, gap in zip(run, [*gaps, 0], strict=True):
        shifts.append((segment, at - times.minutes(segment.start)))
        at += _length(segment, ordered) + gap
    shifts = [(segment, by) for segment, by in shifts if by]
    return _offer("order", programme, shifts, frame) if shifts else None


def _offer(
    code: str,
    programme: Programme,
    shifts: list[tuple[Segment, int]],
    frame: Frame,
    *,
    minutes: int = 0,
    also: tuple[Segment, ...] = (),
) -> Offer | None:
    slots: list[Slot] = []
    collisions: list[Collision] = []
    for segment in also:
        collisions += _collisions(programme, segment, segment, frame)
    for segment, by in shifts:
        try:
            shifted, *_ = [_shifted(s, by, blame=segment.key) for s in programme.within(segment.key)]
        except Impossible:
            collisions.append(Collision(code="midnight", key=segment.key, minutes=abs(by)))
            continue
        slots.append(Slot(key=segment.key, start=shifted.start, end=shifted.end))
        collisions += _collisions(programme, segment, shifted, frame)
    return Offer(code=code, slots=tuple(slots), collisions=tuple(collisions), minutes=minutes)


def _collisions(programme: Programme, old: Segment, new: Segment, frame: Frame) -> Iterator[Collision]:
    end = new.end or new.start
    around = programme.path(new.key)
    for pause in (p for holder in around for p in programme.children(holder.parent) if p not in around):
        if pause.kind is not Kind.BREAK or pause.day != new.day or not pause.end:
            continue
        if new.start >= pause.end or end <= pause.start:
            continue
        by = times.between(max(pause.start, new.start), end)
        yield Collision(code="break", key=new.key, minutes=by, other=pause.key, at=pause.start)
    at_work = any(begins <= new.start < ends for begins, ends in frame.interpreted)
    for begins, ends in frame.interpreted:
        slid_out = begins <= old.start < ends and not at_work
        if end > ends and (begins <= new.start < ends or slid_out):
            by = times.between(ends, end)
            yield Collision(code="interpreters", key=new.key, minutes=by, at=ends)
    if new.parent:
        holder = programme.get(new.parent)
        if holder.end and end > holder.end:
            by = times.between(holder.end, end)
            yield Collision(code="holder", key=new.key, minutes=by, other=holder.key, at=holder.end)


def _shifted(segment: Segment, by: int, *, blame: str) -> Segment:
    start = times.later(segment.start, by)
    end = times.later(segment.end, by) if segment.end else None
    if start is None or (segment.end and end is None):
        raise Impossible(Problem(code="past_midnight", key=blame, field="start"))
    return replace(segment, start=start, end=end)


def _until_break(segments: Iterable[Segment], last: Segment | None = None) -> Iterator[Segment]:
    for segment in segments:
        if segment.kind is Kind.BREAK or (last and _gap(*sorted((last, segment), key=tree.by_time)) >= PAUSE):
            return
        yield segment
        last = segment


def _run_around(siblings: list[Segment], key: str) -> list[Segment]:
    at = [s.key for s in siblings].index(key)
    if siblings[at].kind is Kind.BREAK:
        return []
    ahead = list(_until_break(reversed(siblings[:at])))
    behind = _until_break(siblings[at + 1 :], ahead[0] if ahead else None)
    return [*reversed(ahead), siblings[at], *behind]


def _gap(first: Segment, second: Segment) -> int:
    return max(0, times.between(first.end, second.start)) if first.end else 0


def _length(segment: Segment, ordered: list[Segment]) -> int:
    """Return the minutes a segment takes; one without an end lasts until the next began."""
    if segment.end:
        return times.between(segment.start, segment.end)
    following = [s.start for s in ordered if s.start > segment.start]
    return times.between(segment.start, following[0]) if following else 0
