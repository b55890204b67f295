"""A room to try the floor in: a log, a clock that tests move, and shorthands for acts."""

import datetime as dt
import itertools

from rostrum.floor.core import acts
from rostrum.floor.core.decide import decide
from rostrum.floor.core.events import Event, from_json, to_json
from rostrum.floor.core.rules import THEMATIC
from rostrum.floor.core.state import Segment, Speaker, State, apply, fold

BEGIN = dt.datetime(2017, 6, 19, 8, 15, tzinfo=dt.UTC)
PANEL = Segment("panel-1", "Panel 1", "panel", BEGIN, BEGIN + dt.timedelta(hours=1))
KENYA = Speaker("ken", "state:KEN", "member_state", "African", "f")
FRANCE = Speaker("fra", "state:FRA", "member_state", "WEOG", "m")
PERU = Speaker("per", "state:PER", "member_state", "GRULAC", "f")
HOLY_SEE = Speaker("vat", "state:VAT", "observer_state", "", "m")
CARITAS = Speaker("car", "organization:1", "ngo", "", "f")
UNION = Speaker("psi", "organization:2", "ngo", "", "m")
SHIPPING = Speaker("ics", "organization:3", "private_sector", "", "m")


class Room:
    def __init__(self, rules=THEMATIC, *, open_panel=True):
        self.now = BEGIN
        self.log: list[Event] = []
        self.state = State()
        self.keys = (f"r{n}" for n in itertools.count(1))
        if open_panel:
            self.do(acts.OpenSegment(PANEL, meeting_rules=rules))

    def do(self, act, *, based_on=None, key=""):
        draft = decide(self.state, act, self.now, based_on)
        event = Event(
            len(self.log) + 1, self.now, draft.kind, draft.data, actor="podium", key=key, seat=draft.seat
        )
        self.log.append(event)
        self.state = apply(self.state, event)
        assert_replays(self)
        return event

    def pass_time(self, seconds):
        self.now += dt.timedelta(seconds=seconds)

    def ask(self, speaker, **values):
        key = next(self.keys)
        self.do(acts.Ask(key, speaker, values.pop("origin", "seat"), **values))
        self.pass_time(1)
        return key

    def speak(self, request, seconds=60):
        self.do(acts.Call(request))
        self.do(acts.Start())
        self.pass_time(seconds)
        self.do(acts.End())


def assert_replays(room):
    """The log, written out and read back, folds to the live state."""
    assert fold([from_json(to_json(event)) for event in room.log]) == room.state
