"""What is known to be wrong with the five real papers is found, at its line; nothing else is claimed."""

from pathlib import Path

import pytest

from rostrum.checking.check import check, check_together
from rostrum.checking.rules import Severity
from rostrum.reading.read import read

SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared/seeds").is_dir()), None)
pytestmark = pytest.mark.skipif(SHARED is None, reason="the papers are not on this machine")

# Errors and warnings of each paper: rule and line.
GRAVE = {
    "000": {
        ("person_two_names", 17),
        ("room_two_names", 25),
        ("process_two_names", 29),
        ("to_be_confirmed", 45),
        ("to_be_confirmed", 54),
        ("doubled_word", 56),
        ("doubled_word", 57),
        ("to_be_confirmed", 57),
    },
    "001": set(),
    "002": {
        ("damaged", 183),
        ("damaged", 195),
        ("broken_symbol", 209),
        ("broken_address", 218),
        ("broken_address", 237),
        ("updated_and_preliminary", 251),
        ("deadline_before_issue", 268),
        ("damaged", 275),
    },
    "003": {
        ("damaged", 41),
        ("damaged", 42),
        ("date_of_other_session", 45),
        ("damaged", 47),
        ("ordinal_of_other_session", 66),
        ("ordinal_of_other_session", 67),
        ("deadline_on_day_of_issue", 84),
        ("access_contradicts", 85),
        ("deadline_before_issue", 85),
    },
    "004": {
        ("tags", 16),
        ("to_be_confirmed", 16),
        ("tags", 17),
        ("to_be_confirmed", 17),
        ("tags", 18),
        ("tags", 20),
    },
}
STYLE = {
    "000": {("promise", 11)},
    "002": {("start_without_end", 29), ("mixed_notation", 38), ("deadline_without_year", 268)},
    "003": {("no_time_to_turn_round", 74), ("deadline_without_year", 84), ("deadline_without_year", 85)},
    "004": {("draft_mark", 23)},
}


def paper(number):
    return read(next((SHARED / "seeds").glob(f"{number}_*.txt")))


@pytest.mark.parametrize("number", GRAVE)
def test_every_known_fault_is_found_and_no_other(number):
    found = check(paper(number))
    grave = {(one.rule, one.place.first) for one in found if one.severity is not Severity.INFO}
    assert grave == GRAVE[number]
    style = {(one.rule, one.place.first) for one in found if one.severity is Severity.INFO}
    assert style >= STYLE.get(number, set())
    assert "overlap" not in {one.rule for one in found}


def test_what_is_damaged_beyond_reading_has_no_fix():
    fixes = {one.place.first: one.fix for one in check(paper("003")) if one.rule == "damaged"}
    assert [fixes[line] for line in (41, 42, 47)] == [None, None, None]


def test_the_papers_write_names_differently():
    found = check_together([(number, paper(number)) for number in GRAVE])
    told = {(one.paper, one.text) for one in found if one.rule == "name_differs"}
    assert told == {
        ("002", "Miroslav Lajcak"),
        ("002", "Jiirg Lauber"),
        ("002", "Juan Jose Gomez Camacho"),
        ("004", "Jurg Lauber"),
        ("004", "Juan Jose Gomez Camacho"),
    }
