"""Laws of the floor, held under any sequence of acts that people could think of."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rostrum.floor.core import acts, rules
from rostrum.floor.core.decide import Refusal
from rostrum.floor.core.events import Kind
from rostrum.floor.core.order import order
from rostrum.floor.core.state import Speaker, Status
from tests.floor.core.room import PANEL, Room, assert_replays

SPEAKERS = [
    Speaker(f"p{n}", f"party:{n // 2}", category)
    for n, category in enumerate(["member_state"] * 6 + ["observer_state"] * 2 + ["ngo"] * 4 + ["media"] * 2)
]


class Floor(RuleBasedStateMachine):
    @initialize(book=st.sampled_from([rules.THEMATIC, rules.HEARING, rules.DIALOGUE, rules.BRIEFING]))
    def open(self, book):
        self.room = Room(book)
        self.count = 0
        self.based = 0

    def attempt(self, act, **values):
        before, length = self.room.state, len(self.room.log)
        try:
            self.room.do(act, **values)
        except Refusal:
            assert self.room.state is before
            assert len(self.room.log) == length

    def some_request(self, data):
        keys = sorted(self.room.state.requests) or ["none"]
        return data.draw(st.sampled_from(keys))

    @rule(speaker=st.sampled_from(SPEAKERS), desk=st.booleans(), group=st.booleans())
    def ask(self, speaker, desk, group):
        self.count += 1
        origin = "desk" if desk else "seat"
        self.attempt(acts.Ask(f"r{self.count}", speaker, origin, on_behalf="Group" if group else ""))

    @rule(seconds=st.integers(0, 400))
    def wait(self, seconds):
        self.room.pass_time(seconds)

    @rule()
    def call_next(self):
        line = order(self.room.state)
        if line:
            self.attempt(acts.Call(line[0].request.key, as_next=True))

    @rule(data=st.data())
    def call_anybody(self, data):
        self.attempt(acts.Call(self.some_request(data)))

    @rule(data=st.data(), place=st.integers(0, 9))
    def move(self, data, place):
        self.attempt(acts.Move(self.some_request(data), place, "the chair wishes it"))

    @rule(data=st.data(), seat=st.booleans())
    def withdraw(self, data, seat):
        self.attempt(acts.Withdraw(self.some_request(data), by_seat=seat))

    @rule(data=st.data())
    def decline(self, data):
        self.attempt(acts.Decline(self.some_request(data), "out of scope"))

    @rule(data=st.data())
    def absent(self, data):
        self.attempt(acts.NotInRoom(self.some_request(data)))

    @rule(
        act=st.sampled_from(
            [
                acts.Start(),
                acts.Pause(),
                acts.Resume(),
                acts.Extend(30, "fault"),
                acts.End(),
                acts.CloseList(),
                acts.ReopenList(),
                acts.CloseSegment(),
                acts.OpenSegment(PANEL),
                acts.RaisePoint(SPEAKERS[0]),
                acts.EndPoint(),
                acts.ChangeRules(rules.HEARING),
                acts.ChangeRules(rules.THEMATIC, whole_meeting=True),
                acts.Undo(),
            ]
        )
    )
    def press(self, act):
        self.attempt(act)

    @rule()
    def a_stale_act_is_refused(self):
        if self.room.state.desk:
            with pytest.raises(Refusal) as caught:
                self.room.do(acts.End(), based_on=self.room.state.desk - 1)
            assert caught.value.code == "stale"

    @rule()
    def undo_restores(self):
        before = self.room.state
        try:
            self.room.do(acts.Extend(60, ""))
        except Refusal:
            return
        self.room.do(acts.Undo())
        assert self.room.state.speaking == before.speaking
        assert self.room.state.requests == before.requests
        assert self.room.state.turns == before.turns

    @invariant()
    def replay_equals_live(self):
        assert_replays(self.room)

    @invariant()
    def nobody_is_called_twice(self):
        state = self.room.state
        requests = [turn.request for turn in state.turns]
        if state.speaking is not None:
            requests.append(state.speaking.request)
        assert len(requests) == len(set(requests))
        waiting = {request.key for request in state.waiting()}
        assert waiting.isdisjoint(requests)

    @invariant()
    def one_speaker_at_a_time(self):
        state = self.room.state
        called = [one for one in state.requests.values() if one.status is Status.CALLED]
        assert [one.key for one in called] == ([state.speaking.request] if state.speaking else [])
        if state.point is not None and state.speaking is not None:
            assert state.speaking.running_since is None
        assert all(turn.running_since is None for turn in state.turns)

    @invariant()
    def order_holds_everybody_who_waits_once(self):
        line = order(self.room.state)
        assert sorted(entry.request.key for entry in line) == sorted(r.key for r in self.room.state.waiting())
        assert [entry.place for entry in line] == list(range(1, len(line) + 1))

    @invariant()
    def order_agrees_with_the_rules(self):
        state = self.room.state
        line = [entry for entry in order(state) if entry.why.code in {"asked", "alternating"}]
        for category in {entry.request.speaker.category for entry in line}:
            numbers = [entry.request.number for entry in line if entry.request.speaker.category == category]
            assert numbers == sorted(numbers)
        if state.rules.mixing is rules.Mixing.STRICT:
            classes = [state.rules.class_of(entry.request.speaker.category) for entry in line]
            assert classes == sorted(classes)

    @invariant()
    def a_party_waits_once(self):
        parties = [request.speaker.party for request in self.room.state.waiting()]
        assert len(parties) == len(set(parties))

    @invariant()
    def time_adds_up(self):
        state, now = self.room.state, self.room.now
        for turn in state.turns:
            assert turn.started_at is not None or turn.spoken == 0
            assert 0 <= turn.spoken <= (turn.ended_at - turn.called_at).total_seconds()
        if state.speaking is not None and state.speaking.running_since is None:
            later = now + dt.timedelta(hours=1)
            assert state.speaking.seconds(now) == state.speaking.seconds(later)


Floor.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestFloor = Floor.TestCase


@given(st.dictionaries(st.text(max_size=12), st.one_of(st.none(), st.integers(), st.text(max_size=5))))
def test_rules_are_read_or_refused_at_a_field(data):
    try:
        book = rules.from_json(data)
    except rules.BadRules as bad:
        assert bad.field
    else:
        assert rules.from_json(rules.to_json(book)) == book


@pytest.mark.parametrize("book", rules.READY.values())
def test_ready_rules_survive_being_written_out(book):
    assert rules.from_json(rules.to_json(book)) == book


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"classes": []}, "classes"),
        ({"group_seconds": 1}, "group_seconds"),
        ({"amber_seconds": "soon"}, "amber_seconds"),
        ({"mixing": "dance"}, "mixing"),
        ({"classes": [{"categories": ["ngo"]}, {"categories": ["ngo"]}]}, "classes"),
        ({"classes": [{"categories": ["ngo"], "seconds": 0}]}, "classes.0.seconds"),
        ({"classes": [{"categories": ["king"]}]}, "classes.0.categories"),
    ],
)
def test_bad_rules_name_their_field(change, field):
    with pytest.raises(rules.BadRules) as caught:
        rules.from_json({**rules.to_json(rules.THEMATIC), **change})
    assert caught.value.field == field


def test_every_kind_of_event_can_be_applied():
    from rostrum.floor.core.state import _STEPS

    assert set(_STEPS) | {Kind.UNDONE} == set(Kind)
