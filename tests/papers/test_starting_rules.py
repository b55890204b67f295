"""From what was read to sketches, and correcting them: by example and by property; no database."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.papers.core import correcting, recognizing, sketch, starting
from rostrum.programme.core import checks
from rostrum.programme.core.checks import DEEPEST, HOLDS
from rostrum.programme.core.values import Frame, Impossible, Kind
from rostrum.reading import paper as read
from rostrum.reading.paper import Holds, Paper, Passage, Person, Place, Placeholder
from rostrum.reading.read import read_text
from tests.programme.examples import programmes

MONDAY, TUESDAY = dt.date(2017, 6, 19), dt.date(2017, 6, 20)
FRAME = Frame(zone=ZoneInfo("Europe/Zurich"), days=(MONDAY, TUESDAY))
SEEDS = next((up / "shared/seeds" for up in Path(__file__).parents if (up / "shared/seeds").is_dir()), None)
PAPER = """Third informal thematic session
19-20 June 2017, Geneva

Monday, 19 June 2017
10:00-10:15 Opening
H.E. Mr. Jürg Lauber, Permanent Representative of Switzerland
10:15-13:00 Panel 1: Governance
Moderator: Ms. Ana Silva, Director, Migration Office
Panellists:
- Mr. John Bingham, Head of Policy, International Catholic Migration Commission
- Ms. Claire Falconer, Focus on Labour Exploitation
13:00-15:00 Lunch
"""


def sketches_of(text, mark="p-"):
    return starting.from_paper(read_text(text), mark=mark)


def test_a_paper_becomes_sketches_with_their_lines():
    opening, panel, lunch = sketches_of(PAPER)
    assert [one.kind for one in (opening, panel, lunch)] == [Kind.OPENING, Kind.PANEL, Kind.BREAK]
    assert (panel.day, panel.start, panel.end) == (MONDAY, dt.time(10, 15), dt.time(13))
    assert [one.name for one in panel.moderators] == ["Ana Silva"]
    bingham, falconer = panel.speakers
    assert (bingham.honorific, bingham.function) == ("Mr.", "Head of Policy")
    assert bingham.affiliation == "International Catholic Migration Commission"
    assert (falconer.function, falconer.affiliation) == ("", "Focus on Labour Exploitation")
    assert bingham.contribution == ""
    assert panel.place("speakers", 0) == (10, 10)
    assert panel.place("title") == (7, 7)
    assert sketch.problems((opening, panel, lunch), FRAME) == ()
    assert [one.key for one in sketch.programme((opening, panel, lunch))] == ["p-0", "p-1", "p-2"]


def test_a_break_with_space_for_side_events_is_one():
    said = sketches_of(PAPER + "Space for side events\n")[-1]
    assert (said.kind, said.side_events, said.description) == (Kind.BREAK, True, "Space for side events")
    assert not sketches_of(PAPER)[-1].side_events


@pytest.mark.parametrize(
    ("affiliation", "parts"),
    [
        ("Director, IOM", ("Director", "IOM")),
        ("Director, Migration Division, IOM", ("Director, Migration Division", "IOM")),
        ("Ministre des Affaires étrangères, Sénégal", ("Ministre des Affaires étrangères", "Sénégal")),
        ("Embajadora, Misión Permanente de México", ("Embajadora", "Misión Permanente de México")),
        ("University of Oxford, United Kingdom", ("", "University of Oxford, United Kingdom")),
        ("President of the General Assembly", ("", "President of the General Assembly")),
        ("Director, research and policy", ("", "Director, research and policy")),
        ("Director of Policy, Federation of Labor and Industry", ("", "Director of Policy, Federation of Labor and Industry")),
        ("Head (Policy, Europe)", ("", "Head (Policy, Europe)")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_function_and_organization_are_divided_only_where_it_is_clear(affiliation, parts):
    assert starting.divided(affiliation) == parts


@given(st.text(max_size=60))
def test_dividing_loses_nothing(affiliation):
    assert ", ".join(part for part in starting.divided(affiliation) if part) == affiliation


@pytest.mark.skipif(SEEDS is None, reason="the five papers are not here")
@pytest.mark.parametrize("name", ["000", "002", "003", "004"])
def test_the_real_papers_become_drafts_on_their_days(name):
    (file,) = SEEDS.glob(f"{name}_*.txt")
    paper = read_text(file.read_text())
    sketches = starting.from_paper(paper, mark="s-")
    frame = Frame(zone=ZoneInfo("America/New_York"), days=tuple({s.day for s in paper.segments if s.day}))
    assert len(sketches) == len(paper.segments)
    assert sketch.problems(sketches, frame) == ()
    assert checks.problems(sketch.programme(sketches), frame) == ()


# ---- any paper ----

words = st.text(st.sampled_from("abcdé ,()\n\x07"), max_size=12)
places = st.builds(lambda first, more: Place(first, first + more), st.integers(1, 40), st.integers(0, 5))
people = st.builds(
    Person, name=words, place=places, honorific=words, affiliation=words, role=words, to_be_confirmed=st.booleans()
)  # fmt: skip
passages = st.builds(Passage, text=words, place=places)
times = st.none() | st.times().map(lambda time: time.replace(microsecond=0))
segments = st.builds(
    read.Segment,
    day=st.sampled_from([None, MONDAY, TUESDAY]),
    start=times,
    end=times,
    kind=st.sampled_from(read.Kind),
    title=words,
    place=places,
    parent=st.none() | st.integers(-1, 6),
    times_place=st.none() | places,
    track=words,
    moderators=st.lists(people, max_size=2).map(tuple),
    speakers=st.lists(people, max_size=2).map(tuple),
    questions=st.lists(passages, max_size=2).map(tuple),
    texts=st.lists(passages, max_size=2).map(tuple),
    placeholders=st.lists(
        st.builds(Placeholder, of=st.sampled_from(["moderators", "speakers", "x"]), place=places, written=words),
        max_size=1,
    ).map(tuple),
)  # fmt: skip
papers = st.lists(segments, max_size=7).map(
    lambda many: Paper(
        holds=Holds.PROGRAMME, language="en", title="", venue="", dates=(), segments=tuple(many), lines=()
    )
)


def plain(text):
    return " ".join("".join(" " if checks.unprintable(c) else c for c in text).split())


@given(papers)
def test_everything_that_was_read_survives(paper):
    sketches = starting.from_paper(paper, mark="m")
    assert len(sketches) == len(paper.segments)
    assert len({one.key for one in sketches}) == len(sketches)
    for one, segment in zip(sketches, paper.segments, strict=True):
        assert one.title == plain(segment.title)
        assert one.side_events or segment.kind is not read.Kind.SIDE_EVENT
        for name in sketch.PEOPLE:
            named = getattr(one, name)[: len(getattr(segment, name))]
            assert [p.name for p in named] == [plain(p.name) for p in getattr(segment, name)]
            for speaker, person in zip(named, getattr(segment, name), strict=True):
                said = ", ".join(part for part in (speaker.function, speaker.affiliation) if part)
                assert said == plain(person.affiliation)
                assert speaker.name or speaker.to_be_confirmed
        assert list(one.questions) == [plain(q.text) for q in segment.questions if plain(q.text)]
        assert plain(one.description) == plain(" ".join(text.text for text in segment.texts))


@given(papers)
def test_what_is_nested_may_be_nested(paper):
    sketches = starting.from_paper(paper, mark="m")
    by_key = {one.key: one for one in sketches}
    for one in sketches:
        assert one.kind in HOLDS[by_key[one.parent].kind if one.parent else ""]
        depth, around = 1, one
        while around.parent:
            depth, around = depth + 1, by_key[around.parent]
        assert depth <= DEEPEST
    codes = {found.code for found in sketch.problems(sketches, FRAME)}
    assert codes.isdisjoint({"wrong_nesting", "outside", "loop", "too_deep", "no_such_parent", "unprintable"})


@given(papers)
def test_sketches_without_problems_are_a_programme(paper):
    sketches = starting.from_paper(paper, mark="m")
    assert tuple(sketch.read(json.loads(json.dumps(sketch.plain(one)))) for one in sketches) == sketches
    wrong = {(found.key, found.code) for found in sketch.problems(sketches, FRAME)}
    for one in sketches:
        assert ((one.key, "needs_time") in wrong) == (one.start is None)
        assert ((one.key, "needs_day") in wrong) == (one.day is None)
    if not wrong:
        assert checks.problems(sketch.programme(sketches), FRAME) == ()


@given(papers, st.data())
def test_every_correction_can_be_taken_back(paper, data):
    before = correcting.arranged(starting.from_paper(paper, mark="m"))
    if not before:
        return
    key = data.draw(st.sampled_from([one.key for one in before]))
    one = correcting.present(before, key)
    acts = [
        lambda: correcting.removed(before, key),
        lambda: correcting.corrected(before, key, parent="", values={"title": "New", "start": dt.time(9)}),
        lambda: correcting.day_taken(before, one.day, TUESDAY),
        lambda: correcting.added(before, replace(one, key="new", parent="")),
    ]
    if one.description:
        acts.append(lambda: correcting.text_moved(before, key, 0, correcting.AS_QUESTION))
    after = data.draw(st.sampled_from(acts))()
    way = json.loads(json.dumps(correcting.way_back(before, after)))
    assert correcting.taken_back(after, way) == before


# ---- correcting ----


def test_a_corrected_name_keeps_its_line_and_a_new_one_has_those_of_the_segment():
    before = sketches_of(PAPER)
    panel = before[1]
    changed = (replace(panel.speakers[0], name="Jon Bingham"), panel.speakers[1])
    after = correcting.corrected(before, panel.key, parent="", values={"speakers": changed})
    assert after[1].place("speakers", 0) == (10, 10)
    fewer = correcting.corrected(before, panel.key, parent="", values={"speakers": panel.speakers[1:]})
    assert fewer[1].place("speakers", 0) == (11, 11)
    more = correcting.corrected(
        before, panel.key, parent="", values={"speakers": (*panel.speakers, replace(panel.speakers[0], name="X"))}
    )  # fmt: skip
    assert more[1].place("speakers", 2) == panel.place("whole")


def test_another_day_takes_along_what_is_held_and_goes_to_its_place():
    opening, panel, lunch = sketches_of(PAPER)
    inner = replace(panel, key="in", kind=Kind.SUB_PANEL, parent=panel.key)
    before = correcting.arranged((opening, panel, lunch, inner))
    after = correcting.corrected(before, panel.key, parent="", values={"day": TUESDAY})
    assert [one.key for one in after] == [opening.key, lunch.key, panel.key, "in"]
    assert after[-1].day == TUESDAY


def test_nothing_stands_inside_itself_or_in_what_is_gone():
    before = sketches_of(PAPER)
    panel = before[1].key
    for parent in (panel, "gone"):
        with pytest.raises(Impossible):
            correcting.corrected(before, panel, parent=parent, values={})
    with pytest.raises(Impossible):
        correcting.removed(before, "gone")


def test_a_leftover_text_goes_elsewhere_with_its_line():
    opening, panel, lunch = sketches_of(PAPER)
    texts = {"description": ((5, 5), (6, 6))}
    opening = replace(opening, description="one\ntwo", places={**opening.places, **texts})
    before = (opening, panel, lunch)
    after = correcting.text_moved(before, opening.key, 1, lunch.key)
    assert (after[0].description, after[2].description) == ("one", "two")
    assert after[2].place("description", 0) == (6, 6)
    asked = correcting.text_moved(before, opening.key, 0, correcting.AS_QUESTION)[0]
    assert (asked.questions, asked.description) == (("one",), "two")
    assert (asked.place("questions", 0), asked.place("description", 0)) == ((5, 5), (6, 6))
    assert correcting.text_moved(before, opening.key, 0, correcting.TAKE_OUT)[0].description == "two"
    with pytest.raises(Impossible):
        correcting.text_moved(before, opening.key, 2, lunch.key)


def test_an_untimed_segment_needs_a_time_and_says_nothing_else():
    (one, *_) = sketches_of(PAPER)
    found = sketch.problems((replace(one, start=None, day=None),), FRAME)
    assert [(p.code, p.field) for p in found] == [("needs_day", "day"), ("needs_time", "start")]


def test_a_meeting_without_days_makes_no_more_trouble_than_that():
    (one, *_) = sketches_of(PAPER)
    nowhere = replace(FRAME, days=())
    assert {p.code for p in sketch.problems((replace(one, day=None),), nowhere)} == {"needs_day"}
    assert {p.code for p in sketch.problems((one,), nowhere)} == {"other_day"}


def test_what_the_check_is_given_follows_the_corrections():
    paper = read_text(PAPER)
    before = starting.from_paper(paper, mark="p-")
    after = correcting.corrected(before, "p-1", parent="", values={"end": dt.time(12, 30)})
    checked = starting.as_read(after, paper)
    assert checked.segments[1].end == dt.time(12, 30)
    assert [one.name for one in checked.segments[1].speakers] == ["John Bingham", "Claire Falconer"]
    assert checked.lines == paper.lines


# ---- recognizing what the draft has already ----


def programme_of(text, mark):
    return sketch.programme(sketches_of(text, mark))


def test_a_segment_that_the_draft_has_keeps_its_key():
    before = programme_of(PAPER, "a-")
    later = (
        PAPER.replace("10:15-13:00", "10:20-13:00").replace("Lunch", "Luncheon").replace("Opening", "Welcome")
    )
    later += "15:00-16:00 Panel 2: Pathways\n"
    after = recognizing.recognized(programme_of(later, "b-"), before)
    # The opening by its time, the panel by its title, the lunch by its time; the other panel is new.
    assert [one.key for one in after] == ["a-0", "a-1", "a-2", "b-3"]


def test_what_could_be_either_of_two_is_neither():
    twice = "Hearing, 19 June 2017\n10:00-11:00 Panel\n10:00-11:00 Panel\n"
    after = recognizing.recognized(programme_of(twice, "b-"), programme_of(twice, "a-"))
    assert {one.key[0] for one in after} == {"b"}


@given(programmes(), programmes())
def test_recognizing_changes_nothing_but_keys(new, before):
    after = recognizing.recognized(new, before)
    assert len({one.key for one in after}) == len(new)
    assert checks.problems(after, FRAME) == ()
    assert [replace(one, key="", parent="") for one in after] == [
        replace(one, key="", parent="") for one in new
    ]
    parents = dict(zip([one.key for one in new], [one.key for one in after], strict=True))
    assert [one.parent for one in after] == [parents.get(one.parent, "") for one in new]
    assert recognizing.recognized(before, before) == before
