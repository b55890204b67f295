import datetime as dt
from dataclasses import replace

import pytest

from rostrum.floor.core import acts
from rostrum.floor.core.decide import Refusal
from rostrum.floor.core.rules import HEARING, THEMATIC
from rostrum.floor.core.state import Segment, Status
from tests.floor.core.room import BEGIN, CARITAS, FRANCE, KENYA, PANEL, UNION, Room


def refused(room, act, **values):
    before = (room.state, list(room.log))
    with pytest.raises(Refusal) as caught:
        room.do(act, **values)
    assert (room.state, room.log) == before
    return caught.value.code


def test_a_request_while_the_list_is_closed():
    room = Room()
    room.do(acts.CloseList())
    assert refused(room, acts.Ask("x", KENYA, "seat")) == "list_closed"
    room.do(acts.Ask("x", KENYA, "desk"))


def test_asking_twice_and_asking_for_a_delegation_that_waits():
    room = Room()
    room.ask(KENYA)
    assert refused(room, acts.Ask("x", KENYA, "seat")) == "already_asked"
    colleague = replace(KENYA, participant="ken2")
    assert refused(room, acts.Ask("x", colleague, "seat")) == "delegation_already_asked"


def test_a_request_for_a_segment_that_is_over():
    room = Room()
    room.do(acts.CloseSegment())
    assert refused(room, acts.Ask("x", KENYA, "seat", segment=PANEL)) == "segment_over"
    assert refused(room, acts.Ask("x", KENYA, "seat")) == "nothing_open"


def test_interest_opens_thirty_minutes_before_a_hearing_and_not_before_a_thematic_session():
    later = Segment(
        "panel-2", "Panel 2", "panel", BEGIN + dt.timedelta(hours=2), BEGIN + dt.timedelta(hours=3)
    )
    room = Room(HEARING)
    assert refused(room, acts.Ask("x", KENYA, "seat", segment=later)) == "not_yet_open"
    room.pass_time(90 * 60)
    room.do(acts.Ask("x", KENYA, "seat", segment=later))
    assert room.state.waiting() == ()
    room.do(acts.CloseSegment())
    room.do(acts.OpenSegment(later))
    assert [request.key for request in room.state.waiting()] == ["x"]
    thematic = Room(THEMATIC)
    thematic.pass_time(90 * 60)
    assert refused(thematic, acts.Ask("x", KENYA, "seat", segment=later)) == "not_yet_open"


def test_requests_from_seats_do_not_make_an_operators_act_stale_but_another_operators_act_does():
    room = Room()
    first = room.ask(KENYA)
    seen = room.state.number
    room.ask(CARITAS)
    room.do(acts.Call(first, as_next=True), based_on=seen)
    assert refused(room, acts.End(), based_on=seen) == "stale"


def test_next_is_refused_when_somebody_else_is_next_by_now():
    room = Room()
    stakeholder = room.ask(CARITAS)
    seen = room.state.number
    room.ask(KENYA)
    assert refused(room, acts.Call(stakeholder, as_next=True), based_on=seen) == "no_longer_next"


def test_two_operators_cannot_call_the_same_person():
    room = Room()
    first = room.ask(KENYA)
    seen = room.state.number
    room.do(acts.Call(first), based_on=seen)
    assert refused(room, acts.Call(first), based_on=seen) == "stale"
    assert refused(room, acts.Call(first)) == "not_waiting"


def test_calling_the_next_ends_the_present_intervention():
    room = Room()
    one, two = room.ask(KENYA), room.ask(FRANCE)
    room.do(acts.Call(one))
    room.do(acts.Start())
    room.pass_time(50)
    room.do(acts.Call(two))
    assert room.state.speaking.request == two
    assert room.state.turns[0].spoken == 50
    assert room.state.requests[one].status is Status.SPOKEN


def test_a_statement_for_a_group_has_five_minutes():
    room = Room()
    request = room.ask(KENYA, on_behalf="African Group")
    room.do(acts.Call(request))
    assert room.state.speaking.limit == 300


def test_an_extension_a_pause_and_a_point_of_order():
    room = Room()
    request = room.ask(KENYA)
    room.do(acts.Call(request))
    assert refused(room, acts.Pause()) == "clock_stands"
    room.do(acts.Start())
    room.pass_time(100)
    room.do(acts.Pause())
    room.pass_time(1000)
    assert room.state.speaking.seconds(room.now) == 100
    room.do(acts.Resume())
    room.pass_time(10)
    room.do(acts.RaisePoint(FRANCE))
    assert refused(room, acts.Call(request)) == "point_of_order"
    room.pass_time(60)
    room.do(acts.EndPoint())
    room.do(acts.Extend(30, "technical fault"))
    room.pass_time(5)
    assert room.state.speaking.seconds(room.now) == 115
    assert (room.state.speaking.limit, room.state.speaking.reasons) == (210, ("technical fault",))
    assert refused(room, acts.Extend(1)) == "extension_out_of_bounds"


def test_a_move_needs_a_reason_and_a_place_that_exists():
    room = Room()
    request = room.ask(KENYA)
    assert refused(room, acts.Move(request, 1, " ")) == "reason_needed"
    assert refused(room, acts.Move(request, 2, "late")) == "no_such_place"
    assert refused(room, acts.Decline("nobody", "late")) == "no_such_request"


def test_undo_brings_back_what_was_and_keeps_what_seats_sent_since():
    room = Room()
    request = room.ask(KENYA)
    room.do(acts.Call(request))
    came_since = room.ask(CARITAS)
    room.do(acts.Undo())
    assert room.state.speaking is None
    assert [one.key for one in room.state.waiting()] == [request, came_since]
    room.do(acts.Undo())
    assert room.state.segment is None
    assert refused(room, acts.Undo()) == "nothing_to_undo"


def test_those_not_heard_are_recorded_as_not_reached():
    room = Room()
    request = room.ask(UNION)
    room.do(acts.CloseSegment())
    assert room.state.requests[request].status is Status.NOT_REACHED


def test_not_in_the_room():
    room = Room()
    one, two = room.ask(KENYA), room.ask(FRANCE)
    room.do(acts.NotInRoom(two))
    room.do(acts.Call(one))
    room.do(acts.NotInRoom(one))
    assert room.state.speaking is None
    assert {room.state.requests[key].status for key in (one, two)} == {Status.ABSENT}
    assert room.state.turns_of_segment() == ()
