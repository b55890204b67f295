from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.programme.core import tree
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Impossible, Kind, Programme
from tests.programme.examples import FRAME, MONDAY, TUESDAY, outline, programmes, segment, small


def keys(programme):
    return [s.key for s in programme]


def test_a_new_segment_stands_where_its_time_says():
    added = tree.add(small(), segment("keynote", "10:15-10:30", "keynote"))
    assert keys(added)[:4] == ["opening", "one", "keynote", "two"]
    assert keys(tree.add(small(), segment("informal", "09:00-10:00", "other", day=TUESDAY)))[-2:] == [
        "informal",
        "summary",
    ]


def test_a_new_segment_goes_under_its_parent_only_if_there_is_one():
    added = tree.add(small(), segment("talk", "16:00-16:10", "discussion", parent="three"))
    assert [s.key for s in added.children("three")] == ["africa", "asia", "talk"]
    with pytest.raises(Impossible, match="no_such_parent"):
        tree.add(small(), segment("talk", "16:00", parent="four"))
    with pytest.raises(Impossible, match="key_twice"):
        tree.add(small(), segment("one", "16:00"))


def test_removing_takes_along_what_a_segment_holds():
    assert keys(tree.remove(small(), "three")) == ["opening", "one", "two", "lunch", "closing", "summary"]


@pytest.mark.parametrize(
    ("key", "where", "target", "expected"),
    [
        (
            "two",
            "before",
            "one",
            ["opening", "two", "one", "lunch", "three", "africa", "asia", "closing", "summary"],
        ),
        (
            "one",
            "after",
            "lunch",
            ["opening", "two", "lunch", "one", "three", "africa", "asia", "closing", "summary"],
        ),
        (
            "three",
            "before",
            "summary",
            ["opening", "one", "two", "lunch", "closing", "three", "africa", "asia", "summary"],
        ),
        (
            "africa",
            "after",
            "asia",
            ["opening", "one", "two", "lunch", "three", "asia", "africa", "closing", "summary"],
        ),
        (
            "two",
            "into",
            "three",
            ["opening", "one", "lunch", "three", "africa", "asia", "two", "closing", "summary"],
        ),
    ],
)
def test_moving(key, where, target, expected):
    assert keys(tree.move(small(), key, Where(where), target)) == expected


def test_a_moved_segment_takes_the_day_of_where_it_goes_with_all_it_holds():
    moved = tree.move(small(), "three", Where.BEFORE, "summary")
    assert {s.day for s in moved.within("three")} == {TUESDAY}
    emptied = tree.remove(small(), "summary")
    moved = tree.move(emptied, "three", Where.INTO, "", TUESDAY)
    assert {s.day for s in moved.within("three")} == {TUESDAY}
    assert keys(moved)[-3:] == ["three", "africa", "asia"]


def test_a_panel_becomes_a_sub_panel_in_a_panel_and_back():
    nested = tree.move(small(), "two", Where.INTO, "three")
    assert nested.get("two") == replace(small().get("two"), parent="three", kind=Kind.SUB_PANEL)
    assert tree.outdent(nested, "two").get("two") == small().get("two")


@pytest.mark.parametrize("target", ["three", "asia"])
def test_a_loop_is_refused(target):
    with pytest.raises(Impossible) as refused:
        tree.move(small(), "three", Where.INTO, target)
    assert [(p.code, p.key, p.field) for p in refused.value.problems] == [("into_itself", "three", "parent")]


def test_keyboard_verbs():
    programme = small()
    assert keys(tree.up(programme, "two"))[:3] == ["opening", "two", "one"]
    assert keys(tree.down(programme, "one"))[:3] == ["opening", "two", "one"]
    # Over the end of a day the place stays and the day changes, even to a day that is empty.
    assert tree.down(programme, "closing", FRAME.days).get("closing").day == TUESDAY
    assert tree.up(programme, "summary", FRAME.days).get("summary").day == MONDAY
    assert keys(tree.down(programme, "closing", FRAME.days)) == keys(programme)
    emptied = tree.remove(programme, "summary")
    assert tree.down(emptied, "closing", FRAME.days).get("closing").day == TUESDAY
    assert tree.indent(programme, "closing").path("closing")[0].key == "three"
    assert outline(tree.outdent(programme, "africa"))[5:7] == ["  asia 16:00-17:50", "africa 15:00-16:00"]


@pytest.mark.parametrize(
    ("verb", "key", "code"),
    [
        (tree.up, "opening", "first_already"),
        (tree.up, "africa", "first_already"),
        (tree.down, "summary", "last_already"),
        (tree.indent, "opening", "nothing_above"),
        (tree.indent, "summary", "nothing_above"),
        (tree.outdent, "one", "top_already"),
        (tree.up, "nowhere", "no_such_segment"),
        (tree.remove, "nowhere", "no_such_segment"),
        (tree.outdent, "nowhere", "no_such_segment"),
    ],
)
def test_what_cannot_be_moved(verb, key, code):
    with pytest.raises(Impossible, match=code):
        verb(small(), key)


def test_a_loop_in_given_segments_stays_visible():
    looped = tree.arranged(
        [segment("a", "10:00", parent="b"), segment("b", "10:00", parent="a"), segment("c", "11:00")]
    )
    assert keys(looped) == ["c", "a", "b"]


@given(programmes(), st.data())
def test_no_move_loses_or_doubles_a_segment(programme, data):
    if not len(programme):
        return
    key = data.draw(st.sampled_from(keys(programme)))
    where, target = data.draw(st.sampled_from(Where)), data.draw(st.sampled_from(["", *keys(programme)]))
    try:
        moved = tree.move(programme, key, where, target)
    except Impossible:
        assert target in {s.key for s in programme.within(key)}
        return
    assert sorted(keys(moved)) == sorted(keys(programme))
    assert tree.arranged(moved) == moved
    assert [s.key for s in moved.within(key)] == [s.key for s in programme.within(key)]
    others = [s.key for s in programme if s not in programme.within(key)]
    assert [k for k in keys(moved) if k in set(others)] == others


@given(programmes())
def test_up_and_down_take_each_other_back(programme):
    for s in programme:
        try:
            moved = tree.up(programme, s.key, FRAME.days)
        except Impossible:
            continue
        assert tree.down(moved, s.key, FRAME.days) == programme


def test_an_empty_programme_has_no_segments():
    assert keys(tree.arranged(())) == []
    assert Programme().children() == ()
