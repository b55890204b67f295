from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.programme.core import tree
from rostrum.programme.core.changes import Change, applied, blocking, changes, inverse, moved_keys
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Impossible, Programme, Speaker
from tests.programme.examples import FRAME, clock, programmes, segment, small


def named(found):
    return [(change.key, change.aspect) for change in found]


def test_an_edit_names_the_aspects_that_it_changed():
    after = tree.edit(small(), "one", title="Better", end=clock("11:20"), speakers=(Speaker(name="Ana"),))
    found = changes(small(), after)
    assert named(found) == [("one", "time"), ("one", "title"), ("one", "speakers")]
    assert found[1] == Change(key="one", aspect="title", before="One", after="Better")
    assert found[0].before == {"day": "2017-06-19", "start": "10:15", "end": "11:30"}
    assert found[0].after == {"day": "2017-06-19", "start": "10:15", "end": "11:20"}


def test_only_what_was_moved_counts_as_moved():
    moved = tree.move(small(), "closing", Where.BEFORE, "opening")
    assert named(changes(small(), moved)) == [("closing", "place")]
    nested = tree.move(small(), "two", Where.INTO, "three")
    assert named(changes(small(), nested)) == [("two", "place"), ("two", "kind")]
    assert moved_keys(small(), small()) == frozenset()


def test_what_was_removed_comes_back_whole():
    before = small()
    removed = tree.remove(before, "three")
    done = changes(before, removed)
    assert named(done) == [("three", "segment"), ("africa", "segment"), ("asia", "segment")]
    assert applied(removed, inverse(done)) == before


def test_undo_leaves_alone_what_others_did_elsewhere():
    mine = tree.edit(small(), "one", title="Mine")
    theirs = tree.edit(tree.add(mine, segment("talk", "16:00-16:10", "other")), "one", description="Theirs")
    undone = applied(theirs, inverse(changes(small(), mine)))
    assert undone == tree.edit(theirs, "one", title="One")


def test_undo_gives_way_to_what_others_did_to_the_same():
    mine = changes(small(), tree.edit(small(), "one", title="Mine"))
    title, text = ({"title": "Theirs"}, {"description": "Theirs"})
    later = [changes(small(), tree.edit(small(), "one", **values)) for values in (title, text)]
    assert named([blocking(mine, later[0])]) == [("one", "title")]
    assert blocking(mine, later[1]) is None

    added = changes(small(), tree.add(small(), segment("new", "16:00-17:00")))
    holding = tree.add(small(), segment("new", "16:00-17:00"))
    into = changes(holding, tree.move(holding, "two", Where.INTO, "new"))
    within = changes(holding, tree.add(holding, segment("talk", "16:10", "other", parent="new")))
    edited = changes(holding, tree.edit(holding, "new", title="Filled"))
    gone = changes(holding, tree.remove(holding, "new"))
    for other in (into, within, edited, gone):
        assert blocking(inverse(added), other) == other[0]
    retitled = changes(small(), tree.edit(small(), "one", title="Mine"))
    assert blocking(inverse(retitled), changes(small(), tree.remove(small(), "one"))).aspect == "segment"
    assert blocking(mine, ()) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "code"),
    [
        (lambda p: tree.remove(p, "asia"), lambda p: tree.remove(p, "three"), "no_such_parent"),
        (lambda p: tree.edit(p, "one", title="Mine"), lambda p: tree.remove(p, "one"), "no_such_segment"),
        (lambda p: tree.outdent(p, "asia"), lambda p: tree.remove(p, "three"), "no_such_parent"),
        (
            lambda p: tree.add(p, segment("new", "16:00-17:00")),
            lambda p: tree.add(p, segment("talk", "16:10", "other", parent="new")),
            "still_holds",
        ),
    ],
)
def test_an_undo_that_is_no_longer_possible(mine, theirs, code):
    done = mine(small())
    with pytest.raises(Impossible, match=code):
        applied(theirs(done), inverse(changes(small(), done)))


def test_doing_twice_what_adds_is_refused():
    added = changes(small(), tree.add(small(), segment("new", "16:00-17:00")))
    with pytest.raises(Impossible, match="key_twice"):
        applied(applied(small(), added), added)


@given(programmes(), programmes(), st.data())
def test_any_difference_can_be_done_and_undone(before, after, data):
    # Let the two share segments, under other parents and in other orders.
    shared = data.draw(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8))
    names = {}
    for here, there in shared:
        if here < len(before) and there < len(after):
            names.setdefault(after.segments[there].key, before.segments[here].key)
    names = {new: old for new, old in names.items() if list(names.values()).count(old) == 1}
    after = Programme(
        tuple(replace(s, key=names.get(s.key, s.key), parent=names.get(s.parent, s.parent)) for s in after)
    )
    done = changes(before, after)
    assert applied(before, done) == after
    assert applied(after, inverse(done)) == before
    assert (done == ()) == (before == after)


@given(programmes(), st.data())
def test_any_run_of_moves_is_undone_step_by_step(programme, data):
    if not len(programme):
        return
    states, steps = [programme], []
    for _ in range(data.draw(st.integers(1, 5))):
        verb = data.draw(st.sampled_from([tree.up, tree.down]))
        nest = data.draw(st.sampled_from([tree.indent, tree.outdent, None]))
        key = data.draw(st.sampled_from([s.key for s in programme]))
        try:
            after = nest(states[-1], key) if nest else verb(states[-1], key, FRAME.days)
        except Impossible:
            continue
        steps.append(changes(states[-1], after))
        states.append(after)
    current = states[-1]
    for before, step in zip(reversed(states[:-1]), reversed(steps), strict=True):
        current = applied(current, inverse(step))
        assert current == before
