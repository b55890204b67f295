"""Who is next, and why.

The order is a function of the state: rounds (nobody has a second intervention before everybody had a
first), then the priority classes in turn, then the time of asking; what the chair moved stands where the
chair put it.
"""

import datetime as dt
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass

from rostrum.floor.core.rules import Mixing, Rules
from rostrum.floor.core.state import Request, State, Turn

REPLIES = 1_000_000


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for a place, for a sentence such as “Member State, asked 10.42”.

    ``code`` is ``asked``, ``alternating`` (``turn`` of ``share`` in a row), ``again`` (``spoken`` times
    before), ``moved`` (``reason`` by the chair) or ``reply``.
    """

    code: str
    category: str
    asked_at: dt.datetime
    turn: int = 0
    share: int = 0
    spoken: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A request with its place, counted from 1."""

    place: int
    request: Request
    why: Why


def _pattern(rules: Rules) -> list[int]:
    return [place for place, one in enumerate(rules.classes) for _ in range(one.share)]


def _after(pattern: list[int], position: int, place: int) -> int:
    """Return where the pattern stands after somebody of class ``place`` was called."""
    size = len(pattern)
    for step in range(size):
        if pattern[(position + step) % size] == place:
            return (position + step + 1) % size
    return position


def _alternate(
    queues: dict[int, deque[Request]], rules: Rules, heard: Iterable[Turn]
) -> list[tuple[Request, int, int]]:
    pattern = _pattern(rules)
    position = 0
    for turn in heard:
        position = _after(pattern, position, rules.class_of(turn.speaker.category))
    found = []
    while any(queues.get(place) for place in pattern):
        while not queues.get(pattern[position]):
            position = (position + 1) % len(pattern)
        place = pattern[position]
        turn_of = position - pattern.index(place) + 1
        found.append((queues[place].popleft(), turn_of, rules.classes[place].share))
        position = (position + 1) % len(pattern)
    left = queues.get(len(rules.classes), deque())
    return found + [(request, 0, 0) for request in left]


def _round(requests: list[Request], rules: Rules, heard: Iterable[Turn]) -> list[tuple[Request, int, int]]:
    queues: dict[int, deque[Request]] = {}
    for request in requests:
        queues.setdefault(rules.class_of(request.speaker.category), deque()).append(request)
    if rules.mixing is Mixing.ALTERNATE:
        return _alternate(queues, rules, heard)
    return [(request, 0, 0) for place in sorted(queues) for request in queues[place]]


def _why(request: Request, turn: int, share: int, spoken: int) -> Why:
    category = request.speaker.category
    if request.reply:
        return Why("reply", category, request.at)
    if spoken:
        return Why("again", category, request.at, spoken=spoken)
    if share:
        return Why("alternating", category, request.at, turn=turn, share=share)
    return Why("asked", category, request.at)


def order(state: State, rules: Rules | None = None) -> tuple[Entry, ...]:
    """Return those who wait, first to last, under the rules in force or under ``rules``."""
    rules = rules or state.rules
    heard = state.turns_of_segment()
    spoken = Counter(turn.speaker.party for turn in heard)
    rounds: dict[int, list[Request]] = {}
    waiting = state.waiting()
    for request in waiting:
        if request.place is None:
            turns = spoken[request.speaker.party] if rules.one_before_second else 0
            rounds.setdefault(REPLIES if request.reply else turns, []).append(request)
    line: list[tuple[Request, Why]] = []
    for turns in sorted(rounds):
        for request, turn, share in _round(rounds[turns], rules, [] if line else heard):
            line.append((request, _why(request, turn, share, turns)))
    for request in sorted((one for one in waiting if one.place is not None), key=lambda one: one.place or 0):
        why = Why("moved", request.speaker.category, request.at, reason=request.reason)
        line.insert(max(0, (request.place or 1) - 1), (request, why))
    return tuple(Entry(place, request, why) for place, (request, why) in enumerate(line, 1))
