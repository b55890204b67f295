import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from rostrum.programme.core import checks, times
from rostrum.programme.core.notices import notices
from rostrum.programme.core.values import Frame, Impossible, Programme, Speaker
from tests.programme.examples import FRAME, MONDAY, TUESDAY, programmes, segment, small


def found(programme, frame=FRAME):
    return [(p.code, p.key, p.field) for p in checks.problems(programme, frame)]


def changed(key, **values):
    return Programme(tuple(replace(s, **values) if s.key == key else s for s in small()))


def test_the_example_stands():
    assert found(small()) == []


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("one", {"end": dt.time(10, 0)}, [("end_before_start", "one", "end")]),
        ("one", {"end": dt.time(10, 15)}, [("end_before_start", "one", "end")]),
        ("one", {"day": dt.date(2017, 5, 23)}, [("other_day", "one", "day")]),
        ("one", {"start": dt.time(10, 15, 30)}, [("impossible_time", "one", "start")]),
        ("africa", {"start": dt.time(14, 50)}, [("outside", "africa", "start")]),
        ("asia", {"end": dt.time(18, 0)}, [("outside", "asia", "end")]),
        ("asia", {"day": TUESDAY}, [("outside", "asia", "day")]),
        ("one", {"title": "  "}, [("no_title", "one", "title")]),
        ("one", {"title": "x" * 301}, [("too_long", "one", "title")]),
        ("one", {"description": "a\x00b"}, [("unprintable", "one", "description")]),
        ("one", {"description": "half a pair \ud83d"}, [("unprintable", "one", "description")]),
        ("one", {"description": "two\nlines"}, []),
        ("one", {"questions": ("What?", " ")}, [("empty_line", "one", "questions")]),
        ("one", {"questions": ("What?",) * 51}, [("too_many", "one", "questions")]),
        ("one", {"speakers": (Speaker(function="Director"),)}, [("nameless", "one", "speakers")]),
        ("one", {"speakers": (Speaker(to_be_confirmed=True),) * 61}, [("too_many", "one", "speakers")]),
        ("one", {"moderators": (Speaker(name="x" * 151),)}, [("too_long", "one", "moderators")]),
        ("one", {"kind": "sub_panel"}, [("wrong_nesting", "one", "kind")]),
        ("africa", {"kind": "opening"}, [("wrong_nesting", "africa", "kind")]),
        ("africa", {"parent": "nowhere"}, [("no_such_parent", "africa", "parent")]),
        ("three", {"parent": "asia", "kind": "other"}, [("loop", "three", "parent")]),
    ],
)
def test_what_cannot_stand(key, values, expected):
    assert [problem for problem in found(changed(key, **values)) if problem[1] == key] == expected


def test_nesting_has_an_end():
    deep = [segment("a", "10:00-12:00", "other")]
    for parent, key in zip("abcd", "bcde", strict=True):
        deep.append(segment(key, "10:00-12:00", "other", parent=parent))
    assert found(Programme(tuple(deep))) == [("too_deep", "e", "parent")]


def test_there_is_an_end_to_segments_and_none_has_the_key_of_another():
    many = Programme(tuple(segment(f"s{n}", "10:00") for n in range(301)))
    assert found(many) == [("too_many", "", "segments")]
    assert found(Programme((segment("a", "10:00"), segment("a", "11:00"), segment("", "12:00")))) == [
        ("key_twice", "a", "key"),
        ("key_twice", "", "key"),
        ("no_title", "", "title"),
    ]


def test_a_time_that_the_clock_skips_is_impossible():
    spring = dt.date(2018, 3, 25)
    frame = Frame(zone=ZoneInfo("Europe/Zurich"), days=(spring,))
    programme = Programme((segment("night", "02:30-03:30", "other", day=spring),))
    assert found(programme, frame) == [("skipped_time", "night", "start")]
    assert found(programme, replace(frame, zone=ZoneInfo("UTC"))) == []


def test_an_edit_answers_only_for_what_it_made_worse():
    monday_only = replace(FRAME, days=(MONDAY,))
    before, after = small(), changed("one", title="Better")
    checks.require_no_new(before, after, monday_only)
    with pytest.raises(Impossible, match="end_before_start"):
        checks.require_no_new(before, changed("one", end=dt.time(9)), monday_only)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.15", dt.time(10, 15)),
        ("10:15", dt.time(10, 15)),
        ("10h15", dt.time(10, 15)),
        ("10 h 15", dt.time(10, 15)),
        ("1015", dt.time(10, 15)),
        ("915", dt.time(9, 15)),
        (" 9 ", dt.time(9, 0)),
        ("٠٩:٣٠", dt.time(9, 30)),
        ("24:00", None),
        ("10:60", None),
        ("10:5", None),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("²²", None),
    ],
)
def test_reading_times(text, expected):
    if expected is None:
        with pytest.raises(Impossible) as refused:
            times.read_time(text, field="start")
        assert [(p.code, p.field) for p in refused.value.problems] == [("impossible_time", "start")]
    else:
        assert times.read_time(text, field="start") == expected


def noticed(programme):
    return [(p.code, p.key, p.field) for p in notices(programme, FRAME)]


def test_notices():
    programme = Programme(
        (
            segment("one", "10:15-11:40", moderators=(Speaker(to_be_confirmed=True),)),
            segment("two", "11:30-13:10", moderators=(Speaker(name="Ana"),)),
            segment("early", "09:00-10:00", "opening"),
            segment("hall", "15:00-16:00", "other"),
            segment("side", "15:00-16:00", "other"),
            segment("elsewhere", "15:30-16:30", "other", room="Room XX"),
            segment("last", "16:00-17:00"),
        )
    )
    assert noticed(programme) == [
        ("to_be_confirmed", "one", "speakers"),
        ("overlaps", "two", "start"),
        ("past_interpreters", "two", "end"),
        ("out_of_order", "early", "start"),
        ("no_moderator", "last", "moderators"),
    ]


def test_a_panel_is_moderated_when_what_it_holds_is():
    held = segment("talk", "10:30-11:00", "discussion", parent="one", moderators=(Speaker(name="Ana"),))
    assert ("no_moderator", "one", "moderators") not in noticed(small(held))
    assert ("no_moderator", "one", "moderators") in noticed(small())


@given(programmes())
def test_any_programme_can_be_looked_through(programme):
    assert checks.problems(programme, FRAME) == ()
    assert {problem.key for problem in notices(programme, FRAME)} <= {s.key for s in programme}
