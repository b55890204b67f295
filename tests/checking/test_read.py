"""The reader and the check together: papers in any manner, what is planted in them, and any text at all."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from rostrum.checking.check import check, check_together
from rostrum.checking.mending import mended
from rostrum.checking.rules import Severity
from rostrum.reading.read import read_text
from tests.reading import manners


def grave(text):
    return [one.rule for one in check(read_text(text)) if one.severity is not Severity.INFO]


@settings(max_examples=100, deadline=None)
@given(manners.papers())
def test_a_paper_in_any_manner_is_passed_over_in_silence(paper):
    slots, manner = paper
    assert grave(manners.write(slots, manner)) == []


def later(slots, minutes):
    """Let the first slot end this much after the second begins."""
    start = slots[1].start
    end = dt.time((start.hour * 60 + start.minute + minutes) // 60, (start.minute + minutes) % 60)
    return [dataclasses.replace(slots[0], end=end), *slots[1:]]


PLANTED = {
    "doubled_word": lambda text: f"{text}\nThe end of the the meeting",
    "to_be_confirmed": lambda text: f"{text}\nKeynote: to be confirmed",
    "tags": lambda text: f"{text}\n<b>Note</b>",
    "broken_symbol": lambda text: f"{text}\nSee AlRES171/280.",
    "broken_address": lambda text: f"{text}\nSee http://refugeesmi grants. un. org/sessions",
}


@pytest.mark.parametrize("rule", PLANTED)
@settings(max_examples=25, deadline=None)
@given(paper=manners.papers())
def test_what_is_planted_is_found_and_nothing_else(rule, paper):
    slots, manner = paper
    assert grave(PLANTED[rule](manners.write(slots, manner))) == [rule]


@settings(max_examples=60, deadline=None)
@given(manners.papers())
def test_slots_that_overlap_are_found(paper):
    slots, manner = paper
    short = slots[1].end is None or dt.datetime.combine(slots[1].day, slots[1].end) - dt.datetime.combine(
        slots[1].day, slots[1].start
    ) <= dt.timedelta(minutes=5)
    breaks = manners.TITLES[manner.language]["break"]
    if short or slots[1].title in breaks:
        return
    text = manners.write(later(slots, 5), manner)
    note(text)
    assert grave(text) == ["overlap"]


FRAGMENTS = (
    "10:00-11:00", "12 AM", "TBC", "à confirmer", "Monday, 19 June 2017", "20 June", "deadline: 15 June", "http://a b. c. org/x",
    "A/RES/71/280", "AlRES171", "<b>", "DRAFT", "the the", "1. One", "2) Two", "Panel 1:", "Moderator: Ms. Ana Ruiz", "•", "\t", "|",
    "third session", "note for the first session", "Trusteeship Chamber", "updated agenda enclosed", "x@ y.org", "RouIa", "ii", "…", "﷽",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8) | st.just("\n"), max_size=40))
def test_no_text_makes_the_check_fail(parts):
    paper = read_text(" ".join(parts))
    for one in check(paper):
        assert one.place.first <= one.place.last
        if one.fix:
            mended(paper, one.fix)
    check_together([("a", paper), ("b", paper)])
