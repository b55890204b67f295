"""The log of a day on the floor, made up; no database."""

import datetime as dt
from itertools import cycle
from typing import Final

from rostrum.floor.core import acts
from rostrum.floor.core.decide import decide
from rostrum.floor.core.events import Event
from rostrum.floor.core.rules import CATEGORIES, THEMATIC
from rostrum.floor.core.state import Segment, Speaker, State, apply

BEGIN: Final = dt.datetime(2017, 6, 19, 8, 0, tzinfo=dt.UTC)
GROUPS: Final = ("African", "Asia-Pacific", "Eastern European", "GRULAC", "WEOG")
# How many wait at any time: a full list.
WAITING: Final = 60
BREAK: Final = 400


def day(events: int) -> tuple[Event, ...]:
    """Return a log of about this many events: several segments, many requests, some extended or withdrawn."""
    return _Day(events).log()


def _speakers(count: int) -> list[Speaker]:
    return [
        Speaker(
            f"p{number}",
            f"party:{number}",
            CATEGORIES[number % len(CATEGORIES)],
            GROUPS[number % len(GROUPS)],
            "fmx"[number % 3],
        )
        for number in range(count)
    ]


class _Day:
    def __init__(self, events: int) -> None:
        self.wanted = events
        self.now = BEGIN
        self.state = State()
        self.events: list[Event] = []
        self.speakers = cycle(_speakers(400))

    def log(self) -> tuple[Event, ...]:
        self.open()
        while len(self.events) < self.wanted:
            if len(self.events) % BREAK > BREAK - 8:
                self.do(acts.CloseSegment())
                self.open()
            while len(self.state.waiting()) < WAITING and len(self.events) < self.wanted:
                speaker = next(self.speakers)
                self.do(acts.Ask(f"r{len(self.events)}", speaker, "seat"), seconds=2)
            self.turn()
        return tuple(self.events[: self.wanted])

    def open(self) -> None:
        number = len(self.events)
        segment = Segment(f"s{number}", "Panel", "panel", self.now, self.now + dt.timedelta(hours=3))
        self.do(acts.OpenSegment(segment, meeting_rules=THEMATIC))

    def turn(self) -> None:
        first = self.state.waiting()[0]
        if first.number % 11 == 0:
            self.do(acts.Withdraw(first.key, by_seat=True))
            return
        self.do(acts.Call(first.key), seconds=8)
        self.do(acts.Start(), seconds=150)
        if first.number % 5 == 0:
            self.do(acts.Extend(30), seconds=40)
        self.do(acts.End())

    def do(self, act: acts.Act, *, seconds: int = 1) -> None:
        draft = decide(self.state, act, self.now, None)
        event = Event(len(self.events) + 1, self.now, draft.kind, draft.data, "podium", "", draft.seat)
        self.events.append(event)
        self.state = apply(self.state, event)
        self.now += dt.timedelta(seconds=seconds)
