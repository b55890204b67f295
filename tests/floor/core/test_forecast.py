import datetime as dt
from dataclasses import replace

from rostrum.floor.core import acts
from rostrum.floor.core.clock import clock
from rostrum.floor.core.fairness import by_category, by_gender, heard
from rostrum.floor.core.forecast import Change, forecast, preview
from rostrum.floor.core.held import held
from rostrum.floor.core.rules import HEARING, THEMATIC
from rostrum.floor.core.state import Speaker
from tests.floor.core.room import BEGIN, CARITAS, FRANCE, KENYA, Room


def states(count):
    return [Speaker(f"s{n}", f"state:{n}", "member_state") for n in range(count)]


def test_who_is_not_reached_and_the_limit_that_would_reach_everybody():
    room = Room()
    keys = [room.ask(speaker) for speaker in states(20)]
    room.now = BEGIN
    expected = forecast(room.state, BEGIN)
    # One hour holds 18 turns of 180 s with 15 s between them: 18 * 180 + 17 * 15 = 3495.
    assert expected.unreached == tuple(keys[18:])
    assert expected.expected[keys[1]] == BEGIN + dt.timedelta(seconds=195)
    # (3600 - 19 * 15) / 20 = 165.75, in steps of five seconds.
    assert expected.reach_all == 165
    assert forecast(room.state, BEGIN, THEMATIC.with_limit(165)).unreached == ()
    assert forecast(room.state, BEGIN, THEMATIC.with_limit(170)).unreached != ()


def test_minutes_kept_for_replies_shorten_the_time():
    room = Room(replace(THEMATIC, reply_minutes=20))
    assert forecast(room.state, BEGIN).left == 2400


def test_a_preview_tells_what_other_rules_would_change():
    room = Room()
    caritas, kenya = room.ask(CARITAS), room.ask(KENYA)
    assert preview(room.state, HEARING, room.now) == (
        Change(kenya, 1, 2, reached_before=True, reached_after=True),
        Change(caritas, 2, 1, reached_before=True, reached_after=True),
    )


def test_the_clock_turns_amber_then_red_and_stands_while_paused():
    room = Room()
    room.do(acts.Call(room.ask(KENYA)))
    phases = [clock(room.state.speaking, room.state.rules, room.now).phase]
    room.do(acts.Start())
    for seconds in (149, 1, 30):
        room.pass_time(seconds)
        phases.append(clock(room.state.speaking, room.state.rules, room.now).phase)
    room.do(acts.Pause())
    phases.append(clock(room.state.speaking, room.state.rules, room.now).phase)
    assert phases == ["waiting", "running", "amber", "over", "paused"]


def test_fairness_and_the_list_as_held_count_the_same_time():
    room = Room()
    kenya, france, caritas = room.ask(KENYA), room.ask(FRANCE), room.ask(CARITAS)
    room.speak(kenya, 100)
    room.speak(france, 50)
    room.do(acts.Decline(caritas, "no time left"))
    turns = heard(room.state)
    assert [(share.name, share.turns, share.seconds) for share in by_category(turns, room.now)] == [
        ("member_state", 2, 150)
    ]
    assert [(share.name, share.seconds) for share in by_gender(turns, room.now)] == [("f", 100), ("m", 50)]
    lines = held(room.state, room.now)
    assert [(line.speaker.participant, line.status, line.seconds) for line in lines] == [
        ("ken", "spoken", 100),
        ("fra", "spoken", 50),
        ("car", "declined", None),
    ]
