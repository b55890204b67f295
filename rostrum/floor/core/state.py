"""The state of the floor: what the events add up to.

``fold`` and ``apply`` accept every event that ``decide`` let pass; they judge nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from rostrum.floor.core import rules as rulebook
from rostrum.floor.core.events import Event, Kind
from rostrum.floor.core.rules import Rules

UNDO_DEPTH = 50


class Status(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    CALLED = "called"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    ABSENT = "absent"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who asks: what order and fairness need to know. Names are joined later, by ``participant``."""

    participant: str
    party: str
    category: str
    group: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of the programme that the floor is open for."""

    key: str
    title: str
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Request:
    """A request for the floor. ``place`` is where the chair put it, None while the rules decide."""

    key: str
    number: int
    at: dt.datetime
    speaker: Speaker
    segment: str
    origin: str
    language: str = ""
    on_behalf: str = ""
    reply: bool = False
    text_in: bool = False
    status: Status = Status.WAITING
    place: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One intervention, or one point of order, with its clock.

    ``spoken`` is the net time in seconds up to ``running_since``, which is None while the clock stands.
    """

    request: str
    speaker: Speaker
    segment: str
    called_at: dt.datetime
    limit: int
    requested_at: dt.datetime | None = None
    language: str = ""
    on_behalf: str = ""
    started_at: dt.datetime | None = None
    running_since: dt.datetime | None = None
    spoken: float = 0.0
    extended: int = 0
    reasons: tuple[str, ...] = ()
    ended_at: dt.datetime | None = None
    present: bool = True

    def seconds(self, at: dt.datetime) -> float:
        """Return the net time spoken, in seconds, at a moment."""
        if self.running_since is None:
            return self.spoken
        return self.spoken + max(0.0, (at - self.running_since).total_seconds())

    def halted(self, at: dt.datetime) -> "Turn":
        """Return the turn with its clock standing."""
        return replace(self, spoken=self.seconds(at), running_since=None)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that is known of the floor of one meeting.

    ``desk`` is the number of the last operator's act. ``past`` holds, for each act that can be undone,
    the state before it and the events from seats since.
    """

    number: int = 0
    desk: int = 0
    segment: Segment | None = None
    meeting_rules: Rules = rulebook.THEMATIC
    rules: Rules = rulebook.THEMATIC
    list_open: bool = False
    requests: Mapping[str, Request] = field(default_factory=lambda: MappingProxyType({}))
    turns: tuple[Turn, ...] = ()
    speaking: Turn | None = None
    point: Turn | None = None
    resume_after_point: bool = False
    closed_segments: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    past: tuple[tuple["State", tuple[Event, ...]], ...] = ()

    def waiting(self) -> tuple[Request, ...]:
        """Return the requests that wait in the segment at hand, in the order in which they came."""
        if self.segment is None:
            return ()
        key = self.segment.key
        return tuple(
            request
            for request in self.requests.values()
            if request.status is Status.WAITING and request.segment == key
        )

    def turns_of_segment(self) -> tuple[Turn, ...]:
        """Return the interventions of the segment at hand that were heard or are being heard."""
        if self.segment is None:
            return ()
        heard = [turn for turn in self.turns if turn.segment == self.segment.key and turn.present]
        return (*heard, self.speaking) if self.speaking is not None else tuple(heard)


def _with(state: State, request: Request) -> MappingProxyType[str, Request]:
    return MappingProxyType({**state.requests, request.key: request})


def _segment_opened(state: State, event: Event) -> State:
    data = event.data
    segment = Segment(
        key=data["segment"],
        title=data["title"],
        kind=data["kind"],
        starts_at=dt.datetime.fromisoformat(data["starts_at"]),
        ends_at=dt.datetime.fromisoformat(data["ends_at"]),
    )
    rules = rulebook.from_json(data["rules"])
    base = rulebook.from_json(data["meeting_rules"]) if "meeting_rules" in data else state.meeting_rules
    closed = state.closed_segments - {segment.key}
    return replace(
        state, segment=segment, rules=rules, meeting_rules=base, list_open=True, closed_segments=closed
    )


def _segment_closed(state: State, event: Event) -> State:
    if state.segment is None:
        return state
    state = _ended(_point_ended(state, event), event)
    key = state.segment.key if state.segment else ""
    requests = {
        name: replace(request, status=Status.NOT_REACHED)
        if request.status is Status.WAITING and request.segment == key
        else request
        for name, request in state.requests.items()
    }
    return replace(
        state,
        segment=None,
        list_open=False,
        rules=state.meeting_rules,
        requests=MappingProxyType(requests),
        closed_segments=state.closed_segments | {key},
    )


def _requested(state: State, event: Event) -> State:
    data = event.data
    request = Request(
        key=data["request"],
        number=event.number,
        at=event.at,
        speaker=Speaker(**data["speaker"]),
        segment=data["segment"],
        origin=data["origin"],
        language=data.get("language", ""),
        on_behalf=data.get("on_behalf", ""),
        reply=data.get("reply", False),
    )
    return replace(state, requests=_with(state, request))


def _leave(state: State, event: Event, status: Status) -> State:
    """Take a request out of those that wait; whoever the chair had put behind it moves up by one."""
    request = state.requests.get(event.data["request"])
    if request is None or request.status is not Status.WAITING:
        return state
    from rostrum.floor.core.order import order  # noqa: PLC0415 - the order is itself read off a state

    requests = dict(state.requests)
    if any(one.place is not None for one in state.waiting()):
        ahead = True
        for entry in order(state):
            one = entry.request
            if one.key == request.key:
                ahead = False
            elif not ahead and one.place is not None:
                requests[one.key] = replace(one, place=max(1, one.place - 1))
    reason = event.data.get("reason", request.reason)
    requests[request.key] = replace(request, status=status, place=None, reason=reason)
    return replace(state, requests=MappingProxyType(requests))


def _moved(state: State, event: Event) -> State:
    request = state.requests.get(event.data["request"])
    if request is None:
        return state
    moved = replace(request, place=event.data["place"], reason=event.data["reason"])
    return replace(state, requests=_with(state, moved))


def _called(state: State, event: Event) -> State:
    request = state.requests.get(event.data["request"])
    if request is None:
        return state
    state = _leave(_ended(state, event), event, Status.CALLED)
    turn = Turn(
        request=request.key,
        speaker=request.speaker,
        segment=request.segment,
        called_at=event.at,
        limit=event.data["limit"],
        requested_at=request.at,
        language=request.language,
        on_behalf=request.on_behalf,
        reasons=(request.reason,) if request.reason else (),
    )
    return replace(state, speaking=turn)


def _clock_runs(state: State, event: Event) -> State:
    turn = state.speaking
    if turn is None:
        return state
    started = turn.started_at or event.at
    return replace(state, speaking=replace(turn, started_at=started, running_since=event.at))


def _paused(state: State, event: Event) -> State:
    if state.speaking is None:
        return state
    return replace(state, speaking=state.speaking.halted(event.at))


def _extended(state: State, event: Event) -> State:
    turn = state.speaking
    if turn is None:
        return state
    seconds, reason = event.data["seconds"], event.data["reason"]
    reasons = (*turn.reasons, reason) if reason else turn.reasons
    longer = replace(turn, limit=turn.limit + seconds, extended=turn.extended + seconds, reasons=reasons)
    return replace(state, speaking=longer)


def _finish(state: State, event: Event, status: Status, *, present: bool) -> State:
    turn = state.speaking
    if turn is None:
        return state
    done = replace(turn.halted(event.at), ended_at=event.at, present=present)
    requests = state.requests
    request = requests.get(turn.request)
    if request is not None:
        requests = _with(state, replace(request, status=status))
    return replace(
        state, speaking=None, resume_after_point=False, turns=(*state.turns, done), requests=requests
    )


def _ended(state: State, event: Event) -> State:
    return _finish(state, event, Status.SPOKEN, present=True)


def _absent(state: State, event: Event) -> State:
    if state.speaking is not None and state.speaking.request == event.data["request"]:
        return _finish(state, event, Status.ABSENT, present=False)
    return _leave(state, event, Status.ABSENT)


def _point_raised(state: State, event: Event) -> State:
    speaker = Speaker(**event.data["speaker"])
    point = Turn(
        request="",
        speaker=speaker,
        segment=state.segment.key if state.segment else "",
        called_at=event.at,
        limit=event.data["limit"],
        started_at=event.at,
        running_since=event.at,
    )
    running = state.speaking is not None and state.speaking.running_since is not None
    return replace(_paused(state, event), point=point, resume_after_point=running)


def _point_ended(state: State, event: Event) -> State:
    if state.point is None:
        return state
    resume = state.resume_after_point
    state = replace(state, point=None, resume_after_point=False)
    return _clock_runs(state, event) if resume else state


def _rules_changed(state: State, event: Event) -> State:
    rules = rulebook.from_json(event.data["rules"])
    if event.data["whole_meeting"]:
        state = replace(state, meeting_rules=rules)
    return replace(state, rules=rules)


def _text_marked(state: State, event: Event) -> State:
    request = state.requests.get(event.data["request"])
    if request is None:
        return state
    return replace(state, requests=_with(state, replace(request, text_in=event.data["text_in"])))


_STEPS: Mapping[Kind, Callable[[State, Event], State]] = {
    Kind.SEGMENT_OPENED: _segment_opened,
    Kind.SEGMENT_CLOSED: _segment_closed,
    Kind.LIST_CLOSED: lambda state, _: replace(state, list_open=False),
    Kind.LIST_REOPENED: lambda state, _: replace(state, list_open=True),
    Kind.REQUESTED: _requested,
    Kind.WITHDRAWN: lambda state, event: _leave(state, event, Status.WITHDRAWN),
    Kind.MOVED: _moved,
    Kind.DECLINED: lambda state, event: _leave(state, event, Status.DECLINED),
    Kind.CALLED: _called,
    Kind.STARTED: _clock_runs,
    Kind.PAUSED: _paused,
    Kind.RESUMED: _clock_runs,
    Kind.EXTENDED: _extended,
    Kind.ENDED: _ended,
    Kind.ABSENT: _absent,
    Kind.POINT_RAISED: _point_raised,
    Kind.POINT_ENDED: _point_ended,
    Kind.RULES_CHANGED: _rules_changed,
    Kind.TEXT_MARKED: _text_marked,
}


def _undone(state: State) -> State:
    """Return the state before the last operator's act, with what came from seats since then kept."""
    if not state.past:
        return state
    before, since = state.past[-1]
    restored = before
    for later in since:
        restored = _STEPS[later.kind](restored, later)
    earlier = state.past[:-1]
    if earlier and since:
        last, tail = earlier[-1]
        earlier = (*earlier[:-1], (last, (*tail, *since)))
    return replace(restored, past=earlier)


def apply(state: State, event: Event) -> State:
    """Return the state after one more event."""
    keys = state.keys | {event.key} if event.key else state.keys
    if event.kind is Kind.UNDONE:
        after = _undone(state)
        return replace(after, number=event.number, desk=event.number, keys=keys)
    after = _STEPS[event.kind](state, event)
    past = state.past
    if not event.seat:
        past = (*past, (replace(state, past=()), ()))[-UNDO_DEPTH:]
        return replace(after, number=event.number, desk=event.number, keys=keys, past=past)
    if past:
        before, since = past[-1]
        past = (*past[:-1], (before, (*since, event)))
    return replace(after, number=event.number, keys=keys, past=past)


def fold(events: Iterable[Event], start: State | None = None) -> State:
    """Return the state that the events add up to."""
    state = start if start is not None else State()
    for event in events:
        state = apply(state, event)
    return state


def as_plain(speaker: Speaker) -> dict[str, Any]:
    """Return a speaker as an event stores it."""
    return asdict(speaker)
