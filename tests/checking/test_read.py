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


PAPER = """Third informal hearing on fair mobility
19-20 June 2017, Conference Room 4, UN Headquarters, New York

Monday, 19 June 2017
10.00-10.15 Opening of the hearing
Opening remarks by H.E. Mr. Omar Said, President of the General Assembly
10.15-11.30 Panel 1: Cities
Moderator: Ms. Ana Ruiz, Director, Institute for Mobility
Panellists:
- Mr. John Murray, Marine Director, International Chamber of Shipping
- Ms. Milka Isinta, Chairperson, Pan-African Network
11.30-13.00 Panel 2: Data
Moderator: Mr. Ilias Chatzis, Chief of Section
Panellists:
- Ms. Claire Falconer, Legal Director, Focus on Labour
- Mr. John Kaganga, Executive Director, Kikwanda Association
13.00-15.00 Lunch
15.00-17.50 Panel 3: Return
Moderator: Ms. Michelle Leighton, Chief of Branch
Panellists:
- Mr. Murtaza Khan, Partner, Fragomen
- Ms. Shannon Lederer, Director of Policy
17.50-18.00 Closing of the hearing

Tuesday, 20 June 2017
10.00-13.00 Panel 4: Skills
Moderator: Mr. Colin Rajah, Liaison, IOM
Panellists:
- Ms. Lizeth Lema, Coordinator, Asylum Access
- Mr. Rafeek Azeez, Executive Director, Migrant Forum
13.00 Closing
"""
WRITTEN = {
    "date_outside_meeting": ("Tuesday, 20 June 2017", "Tuesday, 27 June 2017"),
    "weekday_and_date": ("Tuesday, 20 June 2017", "Wednesday, 20 June 2017"),
    "noon_as_midnight": ("11.30-13.00 Panel 2", "11:30 AM - 12:00 AM Panel 2"),
    "overlap": ("10.15-11.30", "10.15-11.45"),
    "end_before_start": ("11.30-13.00", "13.00-11.30"),
    "break_inside_session": ("Panel 2: Data", "Panel 2: Data\n11.45-12.00 Coffee break"),
    "beyond_three_hours": ("10.00-13.00 Panel 4", "09.00-13.00 Panel 4"),
    "past_closing_hour": ("10.00-13.00 Panel 4", "10.05-13.05 Panel 4"),
    "mixed_notation": ("11.30-13.00", "11:30-13:00"),
    "deadline_after_meeting": ("", "Participants must register by 30 June 2017."),
    "deadline_without_year": ("", "Participants must register by 12 June."),
    "deadline_on_day_of_issue": ("Third", "15 June 2017\n\nExcellency,\n\nPlease register by 15 June 2017.\n\nThird"),
    "deadline_before_issue": ("Third", "15 June 2017\n\nExcellency,\n\nPlease register by 1 June 2017.\n\nThird"),
    "person_two_names": ("", "Rafeek Azééz will report."),
    "person_twice": ("Migrant Forum", "Migrant Forum\n- Mr. Rafeek Azeez, Director"),
    "doubled_word": ("Opening of the hearing", "Opening of of the hearing"),
    "to_be_confirmed": ("Moderator: Mr. Colin Rajah, Liaison, IOM", "Moderator: TBC"),
    "panel_without_moderator": ("Moderator: Mr. Colin Rajah, Liaison, IOM\n", ""),
    "panel_without_speakers": (PAPER[PAPER.index("- Ms. Lizeth") : PAPER.index("13.00 Closing")], ""),
    "ordinal_of_other_session": ("", "The information note of the second hearing is attached."),
    "promise": ("", "The final programme will be circulated in due course."),
    "updated_and_preliminary": ("", "I enclose an updated programme.\n\nA provisional programme is attached."),
    "access_contradicts": ("", "All participants must have a UN grounds pass.\nObservers get a special event ticket."),
    "numbering": ("Panel 4", "Panel 5"),
    "broken_symbol": ("", "In line with AJRES/71/280."),
    "broken_address": ("", "See www. un.org/hearing."),
    "draft_mark": ("Third", "DRAFT\nThird"),
    "tags": ("Panel 4: Skills", "Panel 4: <i>Skills</i>"),
    "mixed_spelling": ("", "The panelists are welcome.\nThe panellists too."),
    "room_two_names": ("", "The Trusteeship Council Chamber; the Trusteeship Chamber."),
}  # fmt: skip


@pytest.mark.parametrize("rule", WRITTEN)
def test_a_fault_written_into_a_paper_is_found_alone(rule):
    before, after = WRITTEN[rule]
    text = PAPER.replace(before, after, 1) if before else f"{PAPER}{after}\n"
    # That the last slot has no end, and that a notation differs, may be said beside it.
    found = {one.rule for one in check(read_text(text))} - {"start_without_end"}
    assert found - {"damaged", "mixed_notation"} == {rule} - {"mixed_notation"}
    assert rule in found


def test_the_paper_without_fault_is_passed_over_in_silence():
    assert grave(PAPER) == []
