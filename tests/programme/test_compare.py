from dataclasses import replace

from hypothesis import given

from rostrum.programme.core import shifts, tree, words
from rostrum.programme.core.compare import Field, Item, compare
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Programme, Speaker
from rostrum.programme.core.words import Span
from tests.programme.examples import MONDAY, clock, programmes, segment, small, texts


def told(rows):
    return [
        (row.before and row.before.key, row.after and row.after.key, row.marks) for row in rows if row.marks
    ]


def test_nothing_to_tell():
    rows = compare(small(), small())
    assert told(rows) == []
    assert [row.depth for row in rows] == [0, 0, 0, 0, 0, 1, 1, 0, 0]


def test_what_happened_to_each_segment():
    new = tree.remove(small(), "two")
    new = tree.add(new, segment("dialogue", "09:00-10:00", "other"))
    new = tree.move(new, "closing", Where.BEFORE, "lunch")
    new = shifts.retime(new, "asia", day=MONDAY, start=clock("16:10"), end=clock("17:50"))
    new = tree.edit(new, "three", title="Three regions")
    assert told(compare(small(), new)) == [
        (None, "dialogue", ("added",)),
        ("two", None, ("removed",)),
        ("closing", "closing", ("moved",)),
        ("three", "three", ("changed",)),
        ("asia", "asia", ("retimed",)),
    ]


def test_without_common_keys_titles_and_times_align():
    old = Programme(
        (
            segment("a", "10:00-10:15", "opening", title="Opening of the multi-stakeholder hearing"),
            segment("b", "10:15-11:30", title="Panel I: Local perspective"),
            segment("c", "12:45-13:00", "closing", title="Closing remarks"),
        )
    )
    new = Programme(
        (
            segment("x", "10:00-10:20", "opening", title="Opening of the hearing"),
            segment("y", "10:20-11:30", title="Panel I: Local perspective on the whole"),
            segment("z", "12:45-13:00", "closing", title="Concluding segment"),
            segment("w", "15:00-16:00", "other", title="Reception"),
        )
    )
    assert told(compare(old, new)) == [
        ("a", "x", ("retimed", "changed")),
        ("b", "y", ("retimed", "changed")),
        ("c", "z", ("changed",)),
        (None, "w", ("added",)),
    ]


def test_words_of_a_field():
    new = tree.edit(small(), "one", title="Panel One")
    row = next(row for row in compare(small(), new) if row.marks)
    assert row.fields == (
        Field(
            name="title", before="One", after="Panel One", words=(Span("new", "Panel "), Span("same", "One"))
        ),
    )


def test_people_and_questions_one_by_one():
    ana, ben = Speaker(name="Ana Silva", function="Director"), Speaker(name="Ben Okri", function="Adviser")
    eve = Speaker(name="Eve Stone", to_be_confirmed=True)
    old = tree.edit(small(), "one", speakers=(ana, ben), questions=("What works?", "What does not?"))
    confirmed, promoted = replace(eve, to_be_confirmed=False), replace(ben, function="Chief adviser")
    new = tree.edit(small(), "one", speakers=(promoted, ana, confirmed), questions=("What does not?",))
    speakers, questions = (
        next(field for row in compare(old, new) for field in row.fields if field.name == name)
        for name in ("speakers", "questions")
    )
    assert [(item.what, item.after and item.after.name) for item in speakers.items] == [
        ("changed", "Ben Okri"),
        ("same", "Ana Silva"),
        ("added", "Eve Stone"),
    ]
    assert speakers.items[0].words == (
        Span("same", "Ben Okri, "),
        Span("gone", "Adviser"),
        Span("new", "Chief adviser"),
    )
    assert questions.items == (
        Item(what="removed", before="What works?", after=None),
        Item(what="same", before="What does not?", after="What does not?"),
    )


def test_words_in_several_scripts():
    assert words.words("the co-facilitators' 2.5 papers") == [
        "the",
        " ",
        "co-facilitators",
        "'",
        " ",
        "2.5",
        " ",
        "papers",
    ]
    assert words.words("مُراجَعة أولى") == ["مُراجَعة", " ", "أولى"]
    assert words.words("移民全球") == ["移", "民", "全", "球"]
    assert words.words("") == []
    assert words.compare("移民契约", "移民全球契约") == (
        Span("same", "移民"),
        Span("new", "全球"),
        Span("same", "契约"),
    )


@given(texts, texts)
def test_spans_tell_both_texts(before, after):
    spans = words.compare(before, after)
    assert "".join(s.text for s in spans if s.what != "new") == before
    assert "".join(s.text for s in spans if s.what != "gone") == after
    assert "".join(words.words(before)) == before


@given(programmes(), programmes())
def test_every_segment_of_both_versions_stands_in_one_row(old, new):
    rows = compare(old, new)
    assert [row.after.key for row in rows if row.after] == [s.key for s in new]
    assert sorted(row.before.key for row in rows if row.before) == sorted(s.key for s in old)
    assert all(row.marks for row in rows if row.before is None or row.after is None)
    for row in rows:
        same = (
            row.before
            and row.after
            and replace(row.before, key="", parent="") == replace(row.after, key="", parent="")
        )
        assert not same or set(row.marks) <= {"moved"}
