import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.programme.core.now import now_and_next, spans
from rostrum.programme.core.values import Programme
from tests.programme.examples import FRAME, TUESDAY, programmes, segment, small

ZURICH = ZoneInfo("Europe/Zurich")


def at(text, day=19):
    time = dt.time.fromisoformat(text)
    return dt.datetime(2017, 6, day, time.hour, time.minute, time.second, tzinfo=ZURICH)


def where(programme, when):
    place = now_and_next(programme, FRAME, when)
    return [s.key for s in place.current], place.following and place.following.key


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (at("09:59:59"), ([], "opening")),
        (at("10:00"), (["opening"], "one")),
        (at("10:14:59"), (["opening"], "one")),
        (at("10:15"), (["one"], "two")),
        (at("14:00"), (["lunch"], "three")),
        (at("15:30"), (["three", "africa"], "asia")),
        (at("16:00"), (["three", "asia"], "closing")),
        (at("18:00"), ([], "summary")),
        (at("12:00", 20), (["summary"], None)),
        (at("13:00", 20), ([], None)),
        (dt.datetime(2017, 6, 19, 8, 15, tzinfo=dt.UTC), (["one"], "two")),
    ],
)
def test_where_a_meeting_is(when, expected):
    assert where(small(), when) == expected


def test_a_segment_without_an_end_runs_until_something_else_begins():
    programme = Programme(
        (
            segment("opening", "10:00", "opening"),
            segment("panel", "10:15"),
            segment("night", "20:00", "other"),
            segment("dialogue", "09:00", "other", day=TUESDAY),
            segment("part", "09:30", "discussion", day=TUESDAY, parent="dialogue"),
            segment("last", "15:10", "other", day=TUESDAY),
        )
    )
    found = {key: (f"{s.ends:%H:%M}", s.stated) for key, s in spans(programme, FRAME).items()}
    assert found == {
        "opening": ("10:15", False),
        "panel": ("20:00", False),
        "night": ("21:00", False),
        "dialogue": ("15:10", False),
        "part": ("15:10", False),
        "last": ("18:00", False),
    }


@given(programmes(), st.integers(0, 2 * 24 * 60))
def test_now_is_a_path_and_next_is_later(programme, minutes):
    moment = at("00:00") + dt.timedelta(minutes=minutes)
    place, when = now_and_next(programme, FRAME, moment), spans(programme, FRAME)
    if place.current:
        assert place.current == programme.path(place.current[-1].key)
    assert all(when[s.key].starts <= moment < when[s.key].ends for s in place.current)
    assert place.following is None or when[place.following.key].starts > moment
