"""Times as papers write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.reading import times

WRITTEN = [
    ("10:00 Opening", "10:00", None),
    ("10.00", "10:00", None),
    ("10.15-11:35", "10:15", "11:35"),
    ("10 – 11 a.m.", "10:00", "11:00"),
    ("9 a.m. to 12 p.m.", "09:00", "12:00"),
    ("3-6 p.m.", "15:00", "18:00"),
    ("10-1 p.m. Panel", "10:00", "13:00"),
    ("2:20 pm", "14:20", None),
    ("3:08 PM (4 min) Welcome", "15:08", "15:12"),
    ("10 heures-11 h 30", "10:00", "11:30"),
    ("13h30-15h00", "13:30", "15:00"),
    ("10h à 11h", "10:00", "11:00"),
    ("de 10 h 30 à midi", "10:30", "12:00"),
    ("9h > 9h30", "09:00", "09:30"),
    ("9h-10 accueil", "09:00", "10:00"),
    ("9.30 horas", "09:30", None),
    ("de 9.30 a 11.00 horas", "09:30", "11:00"),
    ("entre las 9 y las 10 h", "09:00", "10:00"),
    ("10:00 a. m. – 11:15 a. m.", "10:00", "11:15"),
    ("12 noon - 1 p.m.", "12:00", "13:00"),
    ("0900 hours", "09:00", None),
    ("0800 – 0830", "08:00", "08:30"),
    ("9:00 a.m. - 9:30 a.m. / 9 h 00 - 9 h 30", "09:00", "09:30"),
    ("From 10:00 to 11:00", "10:00", "11:00"),
]


def clock(time):
    return f"{time:%H:%M}" if time else None


@pytest.mark.parametrize(("text", "start", "end"), WRITTEN)
def test_times_in_all_manners(text, start, end):
    told = times.tell(times.at_start(text), after=None, twelve_hours=False)
    assert (clock(told.start), clock(told.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "12.10.2017",
        "19-20 June 2017",
        "2017-06-19",
        "18 December 2017",
        "3.5 million",
        "10 % of all",
        "24 July",
        "15 people",
    ],
)
def test_dates_and_amounts_are_no_times(text):
    assert times.at_start(text) is None


def test_noon_written_as_midnight_is_noon_between_morning_and_afternoon():
    told = times.tell(times.at_start("12:00 AM Lunch"), after=dt.time(11, 0), twelve_hours=False)
    assert told == times.Told(dt.time(12), None, noon_as_midnight=True)


def test_a_lost_hour_is_not_guessed():
    found = times.at_start("XX:30 Shuttle")
    assert found.first.lost
    assert times.tell(found, after=None, twelve_hours=False).start is None


def test_a_paper_that_counts_to_twelve_goes_on_after_noon():
    told = times.tell(times.at_start("2.00-3.30"), after=dt.time(12, 30), twelve_hours=True)
    assert (told.start, told.end) == (dt.time(14), dt.time(15, 30))


@given(st.text(max_size=60))
def test_no_text_fails(text):
    found = times.at_start(text)
    if found:
        times.tell(found, after=None, twelve_hours=True)
    list(times.spans(text))
