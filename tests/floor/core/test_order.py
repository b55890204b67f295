from rostrum.floor.core import acts
from rostrum.floor.core.order import order
from rostrum.floor.core.rules import HEARING, THEMATIC
from tests.floor.core.room import CARITAS, FRANCE, HOLY_SEE, KENYA, PERU, SHIPPING, UNION, Room


def line(room, rules=None):
    return [entry.request.speaker.participant for entry in order(room.state, rules)]


def why(room):
    return {entry.request.speaker.participant: entry.why.code for entry in order(room.state)}


def test_a_thematic_session_hears_member_states_then_observers_then_stakeholders():
    room = Room(THEMATIC)
    for speaker in (CARITAS, HOLY_SEE, KENYA, UNION, FRANCE):
        room.ask(speaker)
    assert line(room) == ["ken", "fra", "vat", "car", "psi"]


def test_a_hearing_lets_two_stakeholders_and_one_state_alternate():
    room = Room(HEARING)
    for speaker in (KENYA, FRANCE, CARITAS, UNION, SHIPPING):
        room.ask(speaker)
    assert line(room) == ["car", "psi", "ken", "ics", "fra"]


def test_the_alternation_goes_on_after_a_call_and_skips_a_class_with_nobody():
    room = Room(HEARING)
    first = room.ask(CARITAS)
    room.ask(KENYA)
    room.ask(UNION)
    room.speak(first)
    assert line(room) == ["psi", "ken"]
    room.do(acts.Call(order(room.state)[0].request.key))
    assert line(room) == ["ken"]


def test_nobody_has_a_second_before_everybody_had_a_first():
    room = Room(THEMATIC)
    first = room.ask(KENYA)
    room.speak(first)
    room.ask(KENYA)
    room.ask(CARITAS)
    assert line(room) == ["car", "ken"]
    assert why(room) == {"car": "asked", "ken": "again"}


def test_what_the_chair_moves_stays_where_it_was_put_while_the_line_moves_up():
    room = Room(THEMATIC)
    kenya, france, peru = room.ask(KENYA), room.ask(FRANCE), room.ask(PERU)
    caritas = room.ask(CARITAS)
    room.do(acts.Move(caritas, 2, "leaves for the airport"))
    assert line(room) == ["ken", "car", "fra", "per"]
    room.speak(kenya)
    assert line(room) == ["car", "fra", "per"]
    room.do(acts.Withdraw(france))
    assert line(room) == ["car", "per"]
    assert why(room) == {"car": "moved", "per": "asked"}
    assert peru


def test_a_right_of_reply_comes_last():
    from dataclasses import replace

    room = Room(replace(THEMATIC, right_of_reply=True))
    room.ask(KENYA, reply=True)
    room.ask(CARITAS)
    assert line(room) == ["car", "ken"]
