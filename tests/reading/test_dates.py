"""Dates as papers write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.reading import dates


@pytest.mark.parametrize(
    ("text", "first", "last", "weekday"),
    [
        ("Monday, 19 June 2017", (2017, 6, 19), None, 0),
        ("19-20 June 2017", (2017, 6, 19), (2017, 6, 20), None),
        ("19 and 20 June 2017", (2017, 6, 19), (2017, 6, 20), None),
        ("30 June – 2 July 2017", (2017, 6, 30), (2017, 7, 2), None),
        ("October 15th, 2020", (2020, 10, 15), None, None),
        ("December 2-3, 2017", (2017, 12, 2), (2017, 12, 3), None),
        ("Jeudi 24 février 2011", (2011, 2, 24), None, 3),
        ("du 3 au 5 juin 2019", (2019, 6, 3), (2019, 6, 5), None),
        ("1er mars 2020", (2020, 3, 1), None, None),
        ("MIÉRCOLES 27 de mayo de 2015", (2015, 5, 27), None, 2),
        ("11 y 12 de abril de 2023", (2023, 4, 11), (2023, 4, 12), None),
        ("Day 2: Tuesday, 23 May 2017", (2017, 5, 23), None, 1),
        ("Day 1 – Wednesday 26 June 2019", (2019, 6, 26), None, 2),
        ("Día 3 de junio de 2019", (2019, 6, 3), None, None),
        ("19/06/2017", (2017, 6, 19), None, None),
        ("2017-06-19", (2017, 6, 19), None, None),
    ],
)
def test_dates_in_all_manners(text, first, last, weekday):
    (written,) = dates.dates(text)
    assert written.on(None) == dt.date(*first)
    assert written.until(None) == (dt.date(*last) if last else None)
    assert written.weekday == weekday


def test_a_damaged_digit_is_read_and_said():
    (written,) = dates.dates("12 - l3 October 2017")
    assert written.damaged
    assert written.until(None) == dt.date(2017, 10, 13)


def test_a_date_without_year_waits_for_one():
    (written,) = dates.dates("MARTES, 11 DE ABRIL")
    assert written.on(None) is None
    assert written.on(2023) == dt.date(2023, 4, 11)


@pytest.mark.parametrize(
    "text", ["10:00-10:15", "11 may contain", "13.00 march", "31 February 2019 (no such day)"]
)
def test_what_is_no_date(text):
    assert [written for written in dates.dates(text) if written.on(2019)] == []


@pytest.mark.parametrize(
    ("text", "number"), [("Day 1: Monday", 1), ("Jour 2", 2), ("Día 3", 3), ("Second day", 2)]
)
def test_numbers_of_days(text, number):
    assert dates.day_number(text)[0] == number


@given(st.text(max_size=80))
def test_no_text_fails(text):
    for written in dates.dates(text):
        written.on(2020)
        written.until(2020)
