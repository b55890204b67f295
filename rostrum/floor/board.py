"""What the screens of the floor show: the state with names joined and reasons in words.

A board is made once for each audience after each change; everything on it is a plain value.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rostrum.floor import words
from rostrum.floor.core import clock as clocks
from rostrum.floor.core.forecast import Forecast, forecast
from rostrum.floor.core.order import Entry, order
from rostrum.floor.core.rules import Rules
from rostrum.floor.core.state import Request, State, Turn

NEXT = 5


@dataclass(frozen=True, slots=True)
class Person:
    """A participant as screens name them; ``party`` is the organization, or the State in their language."""

    key: str
    name: str
    own_script: str
    function: str
    party: str
    category: str
    seat: str
    language: str
    search: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock for a page that counts by itself; ``running_since`` is in epoch seconds, None if it stands."""

    limit: int
    spoken: float
    running_since: float | None
    amber: int
    phase: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who has the floor."""

    request: str
    person: Person
    category: str
    on_behalf: str
    language: str
    clock: Clock
    extended: int
    text_in: bool
    started: bool
    running: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, with the reason for the place and the time to expect."""

    place: int
    request: str
    person: Person
    category: str
    why: str
    expected: dt.datetime | None
    unreached: bool
    on_behalf: str
    language: str
    text_in: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A segment of the programme for which the floor can be opened; aware times."""

    key: str
    title: str
    starts: dt.datetime
    ends: dt.datetime


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a screen may show of one floor at ``at`` (aware UTC)."""

    number: int
    desk: int
    at: dt.datetime
    zone: dt.tzinfo
    segment: str
    segment_key: str
    segment_starts: dt.datetime | None
    segment_ends: dt.datetime | None
    list_open: bool
    speaking: Speaking | None
    point: Speaking | None
    line: tuple[Waiting, ...]
    forecast: Forecast
    reach_all: str
    can_undo: bool
    rules: Rules
    segments: tuple[Slot, ...] = ()

    @property
    def first(self) -> Waiting | None:
        """Who is next."""
        return self.line[0] if self.line else None

    @property
    def can_call(self) -> bool:
        """Whether the next may be given the floor."""
        return bool(self.line) and self.point is None

    @property
    def can_start(self) -> bool:
        """Whether a clock waits to be started."""
        return self.speaking is not None and not self.speaking.started and self.point is None

    @property
    def can_pause(self) -> bool:
        """Whether a clock runs."""
        return self.speaking is not None and self.speaking.running and self.point is None

    @property
    def can_resume(self) -> bool:
        """Whether a clock was stopped for a while."""
        standing = self.speaking is not None and self.speaking.started and not self.speaking.running
        return standing and self.point is None

    @property
    def can_end(self) -> bool:
        """Whether an intervention may be ended."""
        return self.speaking is not None and self.point is None

    @property
    def skipped(self) -> str:
        """Request that "not in the room" is about: who was called and has not begun, else who is next."""
        if self.speaking is not None and not self.speaking.started:
            return self.speaking.request
        return self.line[0].request if self.line else ""

    @property
    def cannot_call(self) -> bool:
        """Whether nobody may be given the floor."""
        return not self.can_call

    @property
    def cannot_start(self) -> bool:
        """Whether no clock waits to be started."""
        return not self.can_start

    @property
    def cannot_pause(self) -> bool:
        """Whether no clock runs."""
        return not self.can_pause

    @property
    def cannot_end(self) -> bool:
        """Whether there is no intervention to end or extend."""
        return not self.can_end

    @property
    def cannot_skip(self) -> bool:
        """Whether there is nobody to skip."""
        return not self.skipped or self.point is not None

    @property
    def cannot_undo(self) -> bool:
        """Whether nothing can be undone."""
        return not self.can_undo

    @property
    def call_kind(self) -> str:
        """Calling is the first thing to do while nobody speaks."""
        return "primary" if self.speaking is None else ""

    @property
    def start_kind(self) -> str:
        """Starting the clock is the first thing to do once somebody was called."""
        return "primary" if self.can_start else ""

    @property
    def unreached(self) -> int:
        """How many will not be reached."""
        return len(self.forecast.unreached)

    @property
    def left(self) -> int:
        """Whole minutes for interventions that remain in the segment, replies left out."""
        return int(self.forecast.left // 60)

    @property
    def next_five(self) -> tuple[Waiting, ...]:
        """Those who are next."""
        return self.line[:NEXT]

    @property
    def next_three(self) -> tuple[Waiting, ...]:
        """Those whom the hall sees as next."""
        return self.line[:3]

    @property
    def later(self) -> tuple[Waiting, ...]:
        """Those after the next five."""
        return self.line[NEXT:]


def minutes(seconds: float) -> str:
    """Return seconds as minutes and seconds, 2:10."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def board(
    state: State,
    people: Mapping[str, Person],
    at: dt.datetime,
    zone: dt.tzinfo,
    segments: tuple[Slot, ...] = (),
) -> Board:
    """Return what to show of a state at a moment; ``segments`` are those that can be opened."""
    expected = forecast(state, at)
    segment = state.segment
    return Board(
        number=state.number,
        desk=state.desk,
        at=at,
        zone=zone,
        segment=segment.title if segment else "",
        segment_key=segment.key if segment else "",
        segment_starts=segment.starts_at if segment else None,
        segment_ends=segment.ends_at if segment else None,
        list_open=state.list_open,
        speaking=_speaking(state, state.speaking, people, at),
        point=_speaking(state, state.point, people, at),
        line=tuple(_waiting(entry, expected, people, zone) for entry in order(state)),
        forecast=expected,
        reach_all=minutes(expected.reach_all) if expected.reach_all else "",
        can_undo=bool(state.past),
        rules=state.rules,
        segments=segments,
    )


def _person(people: Mapping[str, Person], key: str) -> Person:
    return people.get(key) or Person(key, "—", "", "", "", "media", "", "", "")


def _speaking(
    state: State, turn: Turn | None, people: Mapping[str, Person], at: dt.datetime
) -> Speaking | None:
    if turn is None:
        return None
    clock = clocks.clock(turn, state.rules, at)
    since = turn.running_since
    request: Request | None = state.requests.get(turn.request)
    return Speaking(
        request=turn.request,
        person=_person(people, turn.speaker.participant),
        category=words.category(turn.speaker.category),
        on_behalf=turn.on_behalf,
        language=turn.language,
        clock=Clock(clock.limit, turn.spoken, since.timestamp() if since else None, clock.amber, clock.phase),
        extended=turn.extended,
        text_in=request.text_in if request else False,
        started=turn.started_at is not None,
        running=since is not None,
    )


def _waiting(entry: Entry, expected: Forecast, people: Mapping[str, Person], zone: dt.tzinfo) -> Waiting:
    request = entry.request
    return Waiting(
        place=entry.place,
        request=request.key,
        person=_person(people, request.speaker.participant),
        category=words.category(request.speaker.category),
        why=words.why(entry.why, zone),
        expected=expected.expected.get(request.key),
        unreached=request.key in expected.unreached,
        on_behalf=request.on_behalf,
        language=request.language,
        text_in=request.text_in,
        moved=request.place is not None,
    )
