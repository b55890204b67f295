import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.programme.core import checks, shifts, tree
from rostrum.programme.core.shifts import Collision, Offer, Slot
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Impossible
from tests.programme.examples import FRAME, MONDAY, TUESDAY, clock, outline, programmes, segment, small


def retimed(programme, key, times, day=MONDAY):
    start, _, end = times.partition("-")
    return shifts.retime(programme, key, day=day, start=clock(start), end=clock(end))


def slot(key, times):
    start, _, end = times.partition("-")
    return Slot(key=key, start=clock(start), end=clock(end))


def test_what_a_segment_holds_moves_along():
    moved = retimed(small(), "three", "15:05-17:55")
    assert outline(moved)[4:7] == ["three 15:05-17:55", "  africa 15:05-16:05", "  asia 16:05-17:55"]
    moved = retimed(small(), "three", "10:00-12:50", TUESDAY)
    assert outline(moved)[5:8] == ["three 10:00-12:50", "  africa 10:00-11:00", "  asia 11:00-12:50"]
    assert {s.day for s in moved.within("three")} == {TUESDAY}


def test_another_end_leaves_what_it_holds_alone():
    shorter = retimed(small(), "three", "15:00-17:30")
    assert [(p.code, p.key, p.field) for p in checks.problems(shorter, FRAME)] == [("outside", "asia", "end")]


def test_a_segment_goes_where_its_new_time_says():
    assert [s.key for s in retimed(small(), "two", "09:00-10:00")][:3] == ["two", "opening", "one"]


def test_nothing_runs_past_midnight():
    held = segment("late", "11:00-11:30", "discussion", parent="one")
    with pytest.raises(Impossible) as refused:
        retimed(small(held), "one", "23:30-23:50")
    assert [(p.code, p.key, p.field) for p in refused.value.problems] == [("past_midnight", "one", "start")]


def test_the_offer_shifts_what_follows_up_to_the_break():
    before = small()
    after = retimed(before, "opening", "10:00-10:25")
    assert shifts.offer_to_follow(before, after, "opening", FRAME) == Offer(
        code="follow",
        minutes=10,
        slots=(slot("one", "10:25-11:40"), slot("two", "11:40-13:10")),
        collisions=(
            Collision(code="break", key="two", minutes=10, other="lunch", at=dt.time(13)),
            Collision(code="interpreters", key="two", minutes=10, at=dt.time(13)),
        ),
    )


def test_the_offer_in_a_panel_stays_in_the_panel():
    before = small()
    after = retimed(before, "africa", "15:00-16:10")
    offer = shifts.offer_to_follow(before, after, "africa", FRAME)
    assert offer.slots == (slot("asia", "16:10-18:00"),)
    assert [c.code for c in offer.collisions] == ["holder"]
    assert not offer.possible


def test_shortening_offers_to_draw_what_follows_nearer():
    before = small()
    after = retimed(before, "one", "10:15-11:00")
    offer = shifts.offer_to_follow(before, after, "one", FRAME)
    assert (offer.minutes, offer.slots, offer.collisions) == (-30, (slot("two", "11:00-12:30"),), ())


@pytest.mark.parametrize(
    ("key", "times", "day"),
    [
        ("one", "10:20-11:30", MONDAY),  # begins later, ends as before
        ("two", "11:30-12:50", MONDAY),  # only lunch follows
        ("one", "10:15-11:40", TUESDAY),  # another day
        ("closing", "17:50-18:10", MONDAY),  # nothing follows
    ],
)
def test_no_offer_where_nothing_would_follow(key, times, day):
    before = small()
    assert shifts.offer_to_follow(before, retimed(before, key, times, day), key, FRAME) is None


def test_midnight_is_told_before():
    before = small(segment("night", "18:30-23:55", "other"))
    after = retimed(before, "closing", "17:50-18:10")
    offer = shifts.offer_to_follow(before, after, "closing", FRAME)
    assert [(c.code, c.key) for c in offer.collisions][-1] == ("midnight", "night")
    assert not offer.possible


def test_after_a_move_times_can_follow_the_order():
    with_gap = retimed(small(), "two", "11:35-12:55")
    moved = tree.move(with_gap, "two", Where.BEFORE, "one")
    offer = shifts.offer_order(moved, "two", FRAME)
    assert offer.slots == (slot("two", "10:15-11:35"), slot("one", "11:40-12:55"))
    assert outline(shifts.retime_all(moved, offer.slots))[:4] == [
        "opening 10:00-10:15",
        "two 10:15-11:35",
        "one 11:40-12:55",
        "lunch 13:00-15:00",
    ]


def test_a_segment_moved_behind_the_break_starts_the_afternoon():
    moved = tree.move(small(), "one", Where.AFTER, "lunch")
    offer = shifts.offer_order(moved, "one", FRAME)
    assert offer.slots == (
        slot("one", "15:00-16:15"),
        slot("three", "16:15-19:05"),
        slot("closing", "19:05-19:15"),
    )
    assert [(c.code, c.key, c.minutes) for c in offer.collisions] == [
        ("interpreters", "three", 65),
        ("interpreters", "closing", 75),
    ]


def test_no_offer_when_the_order_agrees_or_a_break_was_moved():
    assert shifts.offer_order(small(), "one", FRAME) is None
    moved = tree.move(small(), "lunch", Where.BEFORE, "one")
    assert shifts.offer_order(moved, "lunch", FRAME) is None


def test_an_offer_for_a_segment_that_is_gone():
    with pytest.raises(Impossible, match="no_such_segment"):
        shifts.retime_all(small(), [slot("gone", "10:00-11:00")])
    with pytest.raises(Impossible, match="no_such_segment"):
        retimed(small(), "gone", "10:00-11:00")


def test_an_unlisted_lunch_holds_too():
    before = tree.remove(small(), "lunch")
    after = retimed(before, "one", "10:15-11:40")
    assert shifts.offer_to_follow(before, after, "one", FRAME).slots == (slot("two", "11:40-13:10"),)
    moved = tree.move(before, "two", Where.BEFORE, "one")
    assert shifts.offer_order(moved, "two", FRAME).slots == (
        slot("two", "10:15-11:45"),
        slot("one", "11:45-13:00"),
    )


@given(programmes(), st.data())
def test_an_accepted_offer_moves_exactly_what_it_said(programme, data):
    if not len(programme):
        return
    key = data.draw(st.sampled_from([s.key for s in programme]))
    one = programme.get(key)
    by = data.draw(st.integers(-30, 60))
    start = data.draw(st.sampled_from([one.start, dt.time(9, 30)]))
    end = (
        dt.time.fromisoformat(f"{(9 * 60 + 90 + by) // 60:02}:{(9 * 60 + 90 + by) % 60:02}")
        if one.end
        else None
    )
    try:
        after = shifts.retime(programme, key, day=one.day, start=start, end=end)
    except Impossible:
        return
    offer = shifts.offer_to_follow(programme, after, key, FRAME)
    if offer is None or not offer.possible:
        return
    accepted = shifts.retime_all(after, offer.slots)
    assert {s.key: (s.start, s.end) for s in accepted if s.key in {o.key for o in offer.slots}} == {
        o.key: (o.start, o.end) for o in offer.slots
    }
    touched = {held.key for o in offer.slots for held in after.within(o.key)}
    assert {s for s in accepted if s.key not in touched} == {s for s in after if s.key not in touched}


@given(programmes(), st.data())
def test_times_set_to_the_order_agree_with_it(programme, data):
    if not len(programme):
        return
    keys = [s.key for s in programme]
    try:
        moved = tree.move(
            programme,
            data.draw(st.sampled_from(keys)),
            data.draw(st.sampled_from(Where)),
            data.draw(st.sampled_from(keys)),
        )
    except Impossible:
        return
    key = data.draw(st.sampled_from(keys))
    offer = shifts.offer_order(moved, key, FRAME)
    if offer is None or not offer.possible:
        return
    after = shifts.retime_all(moved, offer.slots)
    assert shifts.offer_order(after, key, FRAME) is None or outline(after) != outline(moved)
