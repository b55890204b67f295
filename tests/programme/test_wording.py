import re
from pathlib import Path

import pytest

from rostrum.programme import wording
from rostrum.programme.core import checks, notices, shifts
from rostrum.programme.core.shifts import Collision
from rostrum.programme.core.values import Impossible, Problem, Programme
from tests.programme.examples import FRAME, TUESDAY, clock, segment, small

CORE = Path(checks.__file__).parent


def test_every_code_of_the_rules_has_its_sentence():
    sources = "".join(path.read_text() for path in CORE.glob("*.py") if path.name != "document.py")
    codes = set(re.findall(r'Problem\(\s*code="(\w+)"', sources))
    assert len(codes) > 25
    assert codes <= set(wording._PLAIN) | set(wording._SENTENCES)


def test_problems_read_as_sentences():
    programme = Programme(
        (
            segment("one", "10:15-10:00"),
            segment("part", "12:00-13:00", "sub_panel", parent="one"),
            segment("late", "10:00-10:05", "sub_panel", day=TUESDAY, title="x" * 301),
        )
    )
    said = [wording.problem(problem) for problem in checks.problems(programme, FRAME)]
    assert said == [
        "The end must be later than the start (10.15).",
        "“Part” (12.00–13.00) must lie within “One” (10.15–10.00), which holds it.",
        "This is too long: 301 characters of 300.",
        "A segment of the kind “Sub-panel” must stand inside a panel.",
    ]


def test_notices_read_as_sentences():
    programme = Programme((segment("one", "10:15-13:10"), segment("two", "10:00-10:30", "other")))
    assert [wording.problem(notice) for notice in notices.notices(programme, FRAME)] == [
        "Ends 10 minutes after the interpreters leave at 13.00.",
        "No moderator is named.",
        "Overlaps with “One” (10.15–13.10).",
        "Starts before “One” (10.15–13.10), which stands above it.",
    ]


def test_collisions_read_as_sentences():
    before = small()
    after = shifts.retime(
        before, "opening", day=before.get("opening").day, start=clock("10:00"), end=clock("10:25")
    )
    offer = shifts.offer_to_follow(before, after, "opening", FRAME)
    assert [wording.collision(c, after) for c in offer.collisions] == [
        "“Two” would run 10 minutes into “Lunch” (13.00).",
        "“Two” would end 10 minutes after the interpreters leave at 13.00.",
    ]
    assert (
        wording.collision(Collision(code="midnight", key="one", minutes=1), before)
        == "“One” would run past midnight."
    )
    held = Collision(code="holder", key="asia", minutes=1, other="three", at=clock("17:50"))
    assert (
        wording.collision(held, before) == "“Asia” would end 1 minute after “Three”, which holds it (17.50)."
    )


@pytest.mark.parametrize("code", ["not_a_list", "unknown_form"])
def test_a_document_that_cannot_be_read(code):
    assert code in wording.problem(Problem(code=code, field="segments[0]"))


def test_an_impossible_act_names_what_it_found():
    refused = Impossible(Problem(code="loop", key="one", field="parent"))
    assert str(refused) == "loop (one parent)"
