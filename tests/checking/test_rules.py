"""One example for each rule, and what its fix makes of it."""

import datetime as dt

import pytest

from rostrum.checking.check import check, check_together
from rostrum.checking.context import Context
from rostrum.checking.findings import RemovePerson, Replace, SetDay, SetTime
from rostrum.checking.mending import mended
from rostrum.checking.rules import RULES, Severity
from rostrum.reading.paper import Damage, DateOf, Fact, Holds
from tests.checking.papers import MONDAY, TUESDAY, at, date, paper, person, slot
from tests.checking.test_clean import PLANTED

ISSUED = dt.date(2017, 6, 15)


def panel(number, line=1, **more):
    return slot(f"{9 + number:02}:00", f"{10 + number:02}:00", f"Panel {number}", line=line, **more)


def pair(first, second, **more):
    return (person(first, **more), person(second, **more))


def deadline(text, written, day):
    mention = date(day, written, 1, DateOf.DEADLINE, complete=False)
    return paper(text, mentions=[mention], letter_date=ISSUED, dates=[MONDAY])


def on_a_panel(*affiliations, honorific="Mr."):
    names = ("Omar Said", "Kwame Mensah", "Luis Ortiz", "Hans Berg")
    speakers = tuple(
        person(name, honorific=honorific, affiliation=affiliation)
        for name, affiliation in zip(names, affiliations, strict=True)
    )
    return paper("x", segments=[slot("10:00", "11:00", "Cities", speakers=speakers)])


INTERPRETED = Context(interpretation=True)
# Rule: a paper, what is known, the line, and the fix.
EXAMPLES = {
    "date_of_other_session": (
        paper(
            "Geneva, 19-20 June 2017",
            "Day 1: Monday 19 June 2017",
            "Day 2: Tuesday, 23 May 2017",
            "10.00-11.00",
            mentions=[
                date(MONDAY, "19-20 June 2017", 1, DateOf.MEETING, last=TUESDAY),
                date(MONDAY, "Monday 19 June 2017", 2, DateOf.DAY, weekday=0),
                date(dt.date(2017, 5, 23), "Tuesday, 23 May 2017", 3, DateOf.DAY, weekday=1),
            ],
            segments=[slot("10:00", "11:00", line=4)],
            letter_date=ISSUED,
            dates=[MONDAY, TUESDAY],
        ),
        None,
        3,
        Replace(line=3, before="Tuesday, 23 May 2017", after="Tuesday, 20 June 2017"),
    ),
    "deadline_without_year": (
        deadline("Register by 16 June.", "16 June", dt.date(2017, 6, 16)),
        None,
        1,
        Replace(line=1, before="16 June", after="16 June 2017"),
    ),
    "noon_as_midnight": (
        paper("10:00 AM - 12:00 AM Panel", segments=[slot("10:00", "00:00", "Cities", written="10:00 AM - 12:00 AM")]),
        None,
        1,
        Replace(line=1, before="12:00 AM", after="12:00 PM"),
    ),
    "odd_length": (
        paper("x", segments=[panel(1), panel(2), panel(3), slot("13:00", "13:10", "Panel 4")]),
        None,
        1,
        None,
    ),
    "no_time_to_turn_round": (
        paper(
            "The dialogue is held on 19 June at 9:00 to 10:00 AM in CR XIX.",
            segments=[slot("10:00", "11:00")],
            venue="Room XIX, Palais des Nations",
        ),
        None,
        1,
        None,
    ),
    "beyond_three_hours": (
        paper("x", segments=[slot("09:00", "11:00", "One"), slot("11:00", "13:00", "Two")]),
        INTERPRETED,
        1,
        None,
    ),
    "past_closing_hour": (
        paper("x", segments=[slot("15:30", "18:15", "Cities")]),
        INTERPRETED,
        1,
        SetTime(segment=0, slot="end", time=dt.time(18)),
    ),
    "mixed_notation": (
        paper(
            "10.15-11:35",
            segments=[slot("10:15", "11:35", "One", written="10.15-11:35"), slot("11:35", "13:00", "Two", written="11.35-13.00")],
        ),
        None,
        1,
        Replace(line=1, before="10.15-11:35", after="10.15-11.35"),
    ),
    "person_two_names": (
        paper(
            "Miroslav Laičák", "Miroslav Lajčák", "Miroslav Lajčák",
            segments=[slot("10:00", "11:00", line=2, speakers=(person("Miroslav Lajčák", 2),))],
        ),
        None,
        1,
        Replace(line=1, before="Miroslav Laičák", after="Miroslav Lajčák"),
    ),
    "organization_two_names": (
        paper(
            "Médecins Sans Frontières", "Medecins Sans Frontieres",
            segments=[slot("10:00", "11:00", speakers=(person("Omar Said", affiliation="Director, Médecins Sans Frontières"),))],
        ),
        None,
        2,
        Replace(line=2, before="Medecins Sans Frontieres", after="Médecins Sans Frontières"),
    ),
    "person_in_two_places": (
        paper(
            "x",
            segments=[
                slot("10:00", "11:00", "Asia", track="Room 1", speakers=(person("Omar Said"),)),
                slot("10:00", "11:00", "Africa", track="Room 2", speakers=(person("Omar Said"),)),
            ],
        ),
        None,
        1,
        None,
    ),
    "one_gender": (on_a_panel("", "", "", ""), None, 1, None),
    "one_region": (
        on_a_panel(*(f"Permanent Representative of {name}" for name in ("Kenya", "Ghana", "Mali", "Egypt")), honorific=""),
        None,
        1,
        None,
    ),
    "damaged": (
        paper("Ms. RouIa Hamati"),
        None,
        1,
        Replace(line=1, before="RouIa", after="Roula"),
    ),
    "numbering": (paper("1. One", "2. Two", "4. Four", "5. Five"), None, 3, None),
    "mixed_spelling": (
        paper("The panellists and the panellists", "and the panelists"),
        None,
        2,
        Replace(line=2, before="panelists", after="panellists"),
    ),
    "panel_without_moderator": (
        paper(
            "x", "x", "x",
            segments=[
                panel(1, 1, moderators=(person("Ana Ruiz"),), speakers=(person("Al Day"),)),
                panel(2, 2, moderators=(person("Eve Roy"),), speakers=(person("Jo Li"),)),
                panel(3, 3, speakers=(person("Omar Said"),)),
            ],
        ),
        None,
        3,
        None,
    ),
    "panel_without_speakers": (
        paper(
            "x", "x", "x",
            segments=[
                panel(1, 1, moderators=(person("Ana Ruiz"),), speakers=(person("Al Day"),)),
                panel(2, 2, moderators=(person("Eve Roy"),), speakers=(person("Jo Li"),)),
                panel(3, 3, moderators=(person("Omar Said"),)),
            ],
        ),
        None,
        3,
        None,
    ),
    "updated_and_preliminary": (
        paper("I enclose an updated", "agenda.", "A preliminary programme is enclosed."),
        None,
        3,
        None,
    ),
    "deadline_on_day_of_issue": (
        paper("Deadline: 15 June 2017", mentions=[date(ISSUED, "15 June 2017", 1, DateOf.DEADLINE)], letter_date=ISSUED),
        None,
        1,
        None,
    ),
    "deadline_before_issue": (
        paper("Register by 30 May 2017", mentions=[date(dt.date(2017, 5, 30), "30 May 2017", 1, DateOf.DEADLINE)], letter_date=ISSUED),
        None,
        1,
        None,
    ),
}  # fmt: skip
ACROSS = {"versions_differ", "fact_differs", "name_differs"}


def test_every_rule_has_an_example():
    assert set(EXAMPLES) | set(PLANTED) | ACROSS == set(RULES)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_example_gives_its_finding_and_its_fix_mends_it(rule):
    example, context, line, fix = EXAMPLES[rule]
    (found,) = check(example, context or Context())
    assert (found.rule, found.place.first, found.fix) == (rule, line, fix)
    if fix and rule not in {"date_of_other_session", "deadline_without_year"}:
        # A date is read again from its line; all else is mended in what was read.
        assert rule not in {one.rule for one in check(mended(example, fix), context or Context())} - {
            "noon_as_midnight"
        }


def test_fixes_of_segments():
    example = paper("x", segments=[slot("10:00", "11:00", speakers=pair("Omar Said", "Ana Ruiz"))])
    (moved,) = mended(example, SetDay(segment=0, day=TUESDAY)).segments
    assert moved.day == TUESDAY
    (left,) = mended(example, RemovePerson(segment=0, speaker=0)).segments
    assert [one.name for one in left.speakers] == ["Ana Ruiz"]
    (later,) = mended(example, SetTime(segment=0, slot="start", time=dt.time(10, 30))).segments
    assert (later.start, later.end) == (dt.time(10, 30), dt.time(11))
    assert mended(example, Replace(line=1, before="not there", after="y")) == example


def test_what_nobody_can_read_is_marked_and_not_guessed():
    damage = Damage(kind="people", place=at(1), text="Unit, International Committee of the Ms. Raquel Ayora")
    (found,) = check(paper(damage.text, damage=(damage,)))
    assert (found.rule, found.severity, found.fix) == ("damaged", Severity.WARN, None)


def test_a_promise_that_another_paper_keeps_is_no_finding():
    letter = paper("A more detailed programme will be provided in due course.", holds=Holds.NONE)
    programme = paper("x", segments=[slot("10:00", "11:00")])
    assert [one.rule for one in check_together([("letter", letter)])] == ["promise"]
    assert check_together([("letter", letter), ("programme", programme)]) == []
    elsewhere = paper("x", segments=[slot("10:00", "11:00", day=TUESDAY)], dates=[TUESDAY])
    assert [one.rule for one in check_together([("letter", letter), ("other", elsewhere)])] == ["promise"]
    assert [one.facts["known"] for one in check(letter, Context(issued=frozenset({"note"})))] == [True]
    assert check(letter, Context(issued=frozenset({"programme"}))) == []


def test_versions_that_differ_without_saying_so():
    first = paper("x", segments=[slot("10:00", "11:00", "Panel 1")], status="programme")
    second = paper("x", segments=[slot("10:30", "11:00", "Panel 1")], status="programme")
    (found,) = check_together([("a", first), ("b", second)])
    assert (found.rule, found.paper, found.facts["other_paper"]) == ("versions_differ", "b", "a")
    updated = paper("x", segments=[slot("10:30", "11:00", "Panel 1")], status="updated programme")
    assert check_together([("a", first), ("b", updated)]) == []
    elsewhere = paper(
        "x", segments=[slot("10:30", "11:00", "Panel 1", day=TUESDAY)], dates=[TUESDAY], status="programme"
    )
    assert check_together([("a", first), ("b", elsewhere)]) == []


def test_facts_that_papers_of_one_meeting_state_differently():
    letter = paper("It is held in the Trusteeship Council Chamber.", holds=Holds.NONE)
    note = paper("Trusteeship Chamber, New York", holds=Holds.NONE)
    (found,) = check_together([("letter", letter), ("note", note)])
    assert (found.rule, found.paper, found.place.first) == ("fact_differs", "note", 1)
    facts = [
        paper("x", holds=Holds.NONE, logistics=(("speaking_limit_minutes", Fact(value=n, place=at(1), written=str(n))),))
        for n in (3, 5)
    ]  # fmt: skip
    (found,) = check_together([("letter", facts[0]), ("note", facts[1])])
    assert (found.rule, found.facts["other"]) == ("fact_differs", "3")


def test_names_that_papers_write_differently():
    right = paper("Jürg Lauber", segments=[slot("10:00", "11:00", speakers=(person("Jürg Lauber"),))])
    wrong = paper("Jurg Lauber", holds=Holds.NONE)
    (found,) = check_together([("a", right), ("b", wrong)])
    assert (found.rule, found.paper, found.fix) == (
        "name_differs", "b", Replace(line=1, before="Jurg Lauber", after="Jürg Lauber")
    )  # fmt: skip


def test_a_draft_mark_is_grave_only_on_what_is_published():
    example = paper("DRAFT")
    assert [one.severity for one in check(example)] == [Severity.INFO]
    assert [one.severity for one in check(example, Context(published=True))] == [Severity.ERROR]
    assert check(example, Context(published=False)) == []


def test_a_panel_of_our_own_needs_people_even_alone():
    example = paper("Panel 1", segments=[slot("10:00", "11:00", "Panel 1")])
    assert [one.rule for one in check(example, Context(complete=True))] == [
        "panel_without_moderator", "panel_without_speakers",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("TBC", True), ("Panellists: TBC", False), ("Moderator (tbc)", False), ("Modérateur : à confirmer", False),
        ("Ponente por confirmar", False), ("(por confirmar)", True), ("Room to be announced.", False), ("Places have to be confirmed.", None), ("XX:30 Closing", False),
        ("Ms. Ana Ruiz [to be confirmed]", False), ("T.B.C.", True), ("M. Ahmed Zaoui, à confirmer", False),
    ],
)  # fmt: skip
def test_what_is_still_open(text, lone):
    found = [one.facts["lone"] for one in check(paper(text)) if one.rule == "to_be_confirmed"]
    assert found == ([] if lone is None else [lone])


def test_one_meeting_on_two_days():
    title = "Third informal hearing"
    letter = paper(
        "x", title=title, holds=Holds.NONE, mentions=[date(TUESDAY, "20 June 2017", 1, DateOf.MEETING)]
    )
    note = paper(
        "x", title=title.upper(), holds=Holds.NONE, mentions=[date(MONDAY, "19 June 2017", 1, DateOf.MEETING)]
    )
    (found,) = check_together([("letter", letter), ("note", note)])
    assert (found.rule, found.paper, found.text, found.facts["other"]) == (
        "fact_differs", "note", "19 June 2017", "20 June 2017"
    )  # fmt: skip
    series = paper("x", title="Weekly briefing", holds=Holds.NONE, dates=[TUESDAY])
    assert check_together([("a", series), ("b", paper("x", title="Weekly briefing", holds=Holds.NONE))]) == []
