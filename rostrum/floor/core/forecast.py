"""When each request will have its turn, who will not be reached, and what would reach everybody."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rostrum.floor.core.order import Entry, order
from rostrum.floor.core.rules import SECONDS, Rules
from rostrum.floor.core.state import State, Turn

ROUND_TO = 5


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect at a moment. Seconds; ``expected`` holds aware times by the key of the request.

    ``reach_all`` is the limit that would let everybody speak, None when nobody is left out or no limit
    does. ``left`` is the time for interventions that remains after replies.
    """

    left: float
    changeover: float
    expected: Mapping[str, dt.datetime]
    unreached: tuple[str, ...]
    reach_all: int | None


def changeover(turns: tuple[Turn, ...], rules: Rules) -> float:
    """Return the seconds between two speakers: the median of those seen, else what the rules assume."""
    gaps = [
        (later.started_at - earlier.ended_at).total_seconds()
        for earlier, later in pairwise(turns)
        if earlier.ended_at and later.started_at
    ]
    usual = [gap for gap in gaps if 0 <= gap <= 120]  # noqa: PLR2004 - longer is a pause, not a change of speakers
    return float(median(usual)) if len(usual) >= 3 else float(rules.changeover_seconds)  # noqa: PLR2004


def _busy(state: State, at: dt.datetime) -> float:
    """Return how long whoever has the floor may still speak, in seconds."""
    if state.speaking is None:
        return 0.0
    return max(0.0, state.speaking.limit - state.speaking.seconds(at))


def _line(entries: tuple[Entry, ...], rules: Rules, each: int | None) -> list[tuple[str, int]]:
    found = []
    for entry in entries:
        for_group = bool(entry.request.on_behalf)
        limit = rules.limit(entry.request.speaker.category, for_group=for_group)
        found.append((entry.request.key, limit if for_group or each is None else each))
    return found


def _need(state: State, line: list[tuple[str, int]], gap: float, at: dt.datetime) -> float:
    busy = _busy(state, at)
    gaps = len(line) if busy or state.speaking is not None else max(0, len(line) - 1)
    return busy + sum(limit for _, limit in line) + gap * gaps


def _reach_all(
    state: State, entries: tuple[Entry, ...], rules: Rules, *, gap: float, left: float, at: dt.datetime
) -> int | None:
    fixed = _need(state, _line(entries, rules, 0), gap, at)
    shared = sum(not entry.request.on_behalf for entry in entries)
    if not shared:
        return None
    each = int((left - fixed) / shared // ROUND_TO * ROUND_TO)
    return each if each >= SECONDS[0] else None


def forecast(state: State, at: dt.datetime, rules: Rules | None = None) -> Forecast:
    """Return what to expect for everybody who waits, under the rules in force or under ``rules``."""
    rules = rules or state.rules
    entries = order(state, rules)
    gap = changeover(state.turns_of_segment(), rules)
    if state.segment is None:
        return Forecast(0.0, gap, {}, (), None)
    end = state.segment.ends_at - dt.timedelta(minutes=rules.reply_minutes)
    begin = max(at, state.segment.starts_at)
    left = max(0.0, (end - begin).total_seconds())
    moment = begin + dt.timedelta(seconds=_busy(state, at) + (gap if state.speaking else 0))
    expected, unreached = {}, []
    for key, limit in _line(entries, rules, None):
        expected[key] = moment
        moment += dt.timedelta(seconds=limit)
        if moment > end:
            unreached.append(key)
        moment += dt.timedelta(seconds=gap)
    reach = _reach_all(state, entries, rules, gap=gap, left=left, at=at) if unreached else None
    return Forecast(left, gap, expected, tuple(unreached), reach)


@dataclass(frozen=True, slots=True)
class Change:
    """What other rules would do to one request; places from 1."""

    request: str
    before: int
    after: int
    reached_before: bool
    reached_after: bool


def preview(state: State, rules: Rules, at: dt.datetime) -> tuple[Change, ...]:
    """Return, in the present order, what ``rules`` would change for each request."""
    now, then = forecast(state, at), forecast(state, at, rules)
    places = {entry.request.key: entry.place for entry in order(state, rules)}
    return tuple(
        Change(
            entry.request.key,
            entry.place,
            places[entry.request.key],
            entry.request.key not in now.unreached,
            entry.request.key not in then.unreached,
        )
        for entry in order(state)
    )
