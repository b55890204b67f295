"""What real papers do and no officer would call a fault: each was once, or could be, a false alarm."""

import datetime as dt

import pytest

from rostrum.checking.check import check
from rostrum.checking.context import Context, Session
from rostrum.reading.paper import DateOf, Kind
from tests.checking.papers import MONDAY, TUESDAY, at, date, paper, person, slot

WEDNESDAY = dt.date(2017, 6, 21)


def rules(*texts, context=None, **values):
    return [one.rule for one in check(paper(*texts, **values), context or Context())]


@pytest.mark.parametrize(
    "slots",
    [
        (("10:00", "13:00"), ("10:00", "11:00"), ("11:00", "13:00")),
        (("10:00", "11:00"), ("11:00", "12:00")),
        (("10:00", "11:00"), ("10:00", "11:00")),
        # A second track, or another day: time goes back.
        (("10:00", "11:30"), ("11:30", "13:00"), ("10:00", "11:00"), ("11:00", "12:00")),
    ],
)
def test_nested_touching_and_parallel_slots_do_not_overlap(slots):
    assert rules(segments=[slot(start, end, f"Panel of {n}") for n, (start, end) in enumerate(slots)]) == []


def test_slots_in_two_tracks_do_not_overlap():
    segments = [slot("10:00", "11:00", track="Room 1"), slot("10:30", "11:30", track="Room 2")]
    assert rules(segments=segments) == []


def test_registration_and_breaks_may_lie_across():
    segments = [
        slot("08:00", "10:30", "Registration of participants", kind=Kind.OTHER),
        slot("10:00", "12:00", "Cities"),
        slot("12:00", "13:00", "Lunch", kind=Kind.BREAK),
        slot("12:30", "13:30", "Poster exhibition", kind=Kind.OTHER),
    ]
    assert rules(segments=segments) == []


def test_days_known_by_their_headings_alone_go_on():
    mentions = [
        date(MONDAY, "Monday 19 June 2017", 1, DateOf.DAY, weekday=0),
        date(TUESDAY, "Tuesday 20 June 2017", 2, DateOf.DAY, weekday=1),
    ]
    assert rules("Monday 19 June 2017", "Tuesday 20 June 2017", mentions=mentions, dates=[MONDAY]) == []


def test_a_wrong_year_of_the_reader_is_not_a_wrong_weekday():
    mentions = [
        date(MONDAY, "Sunday, 19 June", 1, DateOf.DAY, weekday=6, complete=False),
        date(TUESDAY, "Monday, 20 June", 2, DateOf.DAY, weekday=0, complete=False),
    ]
    found = rules("Sunday, 19 June", "Monday, 20 June", mentions=mentions, dates=[MONDAY, TUESDAY])
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Inputs may be sent by 30 June 2017 as written contributions.",
        "A letter by the co-facilitators, dated 1 June 2017, was sent.",
        "The report prepared by the Office was adopted on 1 June 2017.",
    ],
)
def test_dates_that_are_no_deadlines(text):
    day = dt.date(2017, 6, 30 if "30" in text else 1)
    mention = date(day, f"{day.day} June 2017", 1, DateOf.DEADLINE)
    assert rules(text, mentions=[mention], letter_date=dt.date(2017, 6, 15)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The third session follows the first session, held in New York.",
        "The summary of the first session is on the website.",
        "The agenda of the first session, held in March 2017, was long.",
        "He had had no time; that that is so is clear. Nous nous voyons. Boutros Boutros-Ghali spoke.",
        "Registration has to be confirmed by e-mail. The tobacco treaty (TBT) is discussed.",
        "See https://www.un.org/en/ga. The text is there. Write to gcm@un.org, please.",
        "A/RES/71/280, A/CONF.231/3, E/RES/2017/4, S/RES/2325 (2016) and A/HRC/35/25 are cited.",
        "Drafting group; draft resolution; Draft outcome document",
        "x < b and a > c; a<b",
        "John McIntyre, LinkedIn, and Tiina Niinistö of Hawaii were there.",
        "All participants will need a grounds pass or a conference badge.",
        "The Secretary-General will issue a report. A programme will be published on the website.",
        "1. One\n2. Two\n1. One again\n2. Two again\n7. Elsewhere",
        "3. Item three\n5. Item five\n7. Item seven\n9. Item nine",
        "10. 30 minutes\n11. 15 minutes",
        "Conference Room 4 and Conference Room 5 are near the General Assembly Hall and the Security Council Chamber.",
        "CR XIX is Room XIX.",
        "The American Federation of Labor; labour markets",
        "The check-in in Geneva. The Hon. Jane Doe, P.C., M.P.",
        "The lists of participants and of of-counsel lawyers",
    ],
)
def test_texts_without_fault(text):
    assert rules("Third session on migration", "The third session meets.", *text.split("\n")) == []


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("10:30-1:00", "10:30", "01:00"),
        ("22:00-02:00", "22:00", "02:00"),
        ("12:30 AM - 1:00 AM", "00:30", "01:00"),
    ],
)
def test_times_on_a_clock_of_twelve_hours_and_after_midnight(times, start, end):
    assert rules(segments=[slot(start, end, written=times)]) == []


def test_interpreters_are_nobodys_concern_without_them():
    segments = [slot("09:00", "13:30", "Morning"), slot("14:00", "18:30", "Afternoon")]
    assert rules(segments=segments, venue="Brussels, Room ASP 1G3") == []
    assert rules(segments=segments, context=Context(interpretation=False)) == []


def test_agenda_slots_need_no_people():
    segments = [
        slot(
            "10:00",
            "11:00",
            "Session 1",
            place=at(1),
            moderators=(person("Ana Ruiz"),),
            speakers=(person("Jo Li"),),
        ),
        slot(
            "11:00",
            "12:00",
            "Session 2",
            place=at(2),
            moderators=(person("Eve Roy"),),
            speakers=(person("Al Day"),),
        ),
        slot("12:00", "13:00", "Session 3: Interactive discussion", place=at(3)),
    ]
    assert rules("One", "Two", "Three", segments=segments) == []


def test_a_whole_programme_of_starts_has_no_ends_to_miss():
    segments = [slot("10:00", None, "One"), slot("11:00", None, "Two"), slot("12:00", "13:00", "Three")]
    assert rules(segments=segments) == []
    doors = [slot("09:00", None, "Registration"), slot("10:00", "11:00"), slot("19:00", None, "Reception")]
    assert rules(segments=doors) == []


def test_one_name_in_capitals_or_of_two_people():
    text = (
        "Miroslav LAJČÁK and MIROSLAV LAJCAK; Jean-Pierre Dubois; Ana Silva, Ana Silvan; O’Higgins, O'Higgins"
    )
    names = ["Miroslav Lajčák", "Ana Silva", "Ana Silvan", "Luis O’Higgins"]
    segments = [slot("10:00", "11:00", speakers=tuple(person(name) for name in names))]
    assert rules(text, segments=segments) == []


def test_other_sessions_and_the_day_before():
    mentions = [
        date(MONDAY, "19-20 June 2017", 1, DateOf.MEETING, last=TUESDAY),
        date(WEDNESDAY, "Wednesday, 21 June 2017", 2, DateOf.DAY, weekday=2),
    ]
    tour = slot("10:00", "12:00", "Visit", kind=Kind.OTHER, day=WEDNESDAY, line=2)
    known = {"mentions": mentions, "dates": [MONDAY, TUESDAY]}
    assert rules("x", "y", segments=[tour], **known) == []
    other = Context(days=(MONDAY, TUESDAY), others=(Session(title="Fourth", days=(WEDNESDAY,)),))
    panel = slot("10:00", "12:00", "Cities", day=WEDNESDAY, line=2)
    assert rules("x", "y", segments=[panel], context=other, **known) == ["date_of_other_session"]


def test_a_date_of_its_own_line_need_not_head_a_day():
    mentions = [
        date(dt.date(2017, 5, 5), "Friday, 5 May 2017", 1, DateOf.DAY, weekday=4),
        date(MONDAY, "19 June 2017", 2, DateOf.MEETING),
        date(dt.date(2017, 6, 2), "Friday, 2 June 2017", 4, DateOf.DAY, weekday=4),
    ]
    lines = ("Friday, 5 May 2017", "19 June 2017", "10.00-11.00 Opening", "Friday, 2 June 2017")
    assert rules(*lines, mentions=mentions, segments=[slot("10:00", "11:00", line=3)]) == []


def test_the_date_of_a_version_is_not_that_of_the_meeting():
    mentions = [
        date(dt.date(2017, 6, 2), "2 June 2017", 1, DateOf.MEETING),
        date(MONDAY, "Monday, 19 June 2017", 2, DateOf.DAY, weekday=0),
        date(TUESDAY, "Tuesday, 20 June 2017", 4, DateOf.DAY, weekday=1),
    ]
    lines = (
        "Programme as of 2 June 2017",
        "Monday, 19 June 2017",
        "10.00-11.00",
        "Tuesday, 20 June 2017",
        "10.00-11.00",
    )
    segments = [slot("10:00", "11:00", line=3), slot("10:00", "11:00", "Cities", day=TUESDAY, line=5)]
    assert rules(*lines, mentions=mentions, segments=segments) == []
    one_day = {"mentions": mentions[:2], "segments": segments[:1]}
    assert rules(*lines[:3], **one_day) == []
    assert rules("Geneva, 2 June 2017", *lines[1:3], **one_day) == ["date_outside_meeting"]
