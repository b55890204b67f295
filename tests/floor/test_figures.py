"""Turns and minutes by group."""

import pytest
from django.urls import reverse
from django.utils import translation

from rostrum.floor import figures, figures_live
from rostrum.floor.core import acts
from rostrum.floor.core.state import Segment
from tests.floor.afternoon import Afternoon
from tests.meetings.factories import RoleHoldingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def afternoon():
    return Afternoon()


def test_turns_and_minutes_add_up_in_each_division(afternoon):
    shown = figures.figures(afternoon.meeting, at=afternoon.now)
    assert (shown.turns, shown.seconds, shown.time) == (3, 350, "5:50")
    for division in shown.divisions:
        assert sum(group.turns for group in division.groups) == 3
        assert sum(group.seconds for group in division.groups) == 350
    categories, regions, genders = shown.divisions
    assert [(one.label, one.turns, one.time, one.percent) for one in categories.groups] == [
        ("Member State", 2, "4:50", 83),
        ("Non-governmental organization", 1, "1:00", 17),
    ]
    assert [(one.label, one.time) for one in regions.groups] == [
        ("Asia-Pacific States", "3:20"),
        ("African States", "1:30"),
        ("Eastern European States", "0:00"),
        ("Latin American and Caribbean States", "0:00"),
        ("Western European and other States", "0:00"),
        ("In no regional group", "1:00"),
    ]
    assert [(one.label, one.turns) for one in genders.groups] == [("Men", 1), ("Women", 1), ("Not stated", 1)]


def test_a_paragraph_says_it_in_plain_words(afternoon):
    shown = figures.figures(afternoon.meeting, at=afternoon.now)
    assert shown.sentence == "In all: 3 turns, 6 minutes."
    assert shown.divisions[0].sentence == (
        "Member States: 2 turns, 5 minutes; Non-governmental organizations: 1 turn, 1 minute."
    )
    assert figures.amount(1, 20) == "1 turn, less than a minute"
    assert figures.amount(0, 0) == "0 turns, 0 minutes"


def test_one_segment_or_all(afternoon):
    afternoon.act(acts.CloseSegment())
    second = Segment("panel-2", "Panel 2", "panel", afternoon.now, afternoon.now.replace(hour=18))
    afternoon.act(acts.OpenSegment(second))
    afternoon.speak(afternoon.egypt, 120)
    whole = figures.figures(afternoon.meeting, at=afternoon.now)
    later = figures.figures(afternoon.meeting, at=afternoon.now, segment="panel-2")
    assert (whole.turns, later.turns, later.time) == (4, 1, "2:00")
    assert [part.title for part in whole.parts] == ["Whole meeting", "Panel 1", "Panel 2"]
    assert figures.figures(afternoon.meeting, at=afternoon.now, segment="nothing").turns == 4


def test_a_floor_on_which_nobody_has_spoken(afternoon):
    empty = Afternoon.__new__(Afternoon)
    empty.meeting = RoleHoldingFactory().meeting
    shown = figures.figures(empty.meeting, at=afternoon.now)
    assert (shown.turns, shown.sentence) == (0, "In all: 0 turns, 0 minutes.")
    assert figures_live.fragment(empty.meeting, shown)


def test_the_page_and_what_is_pushed_are_the_same_board(afternoon, client):
    client.force_login(afternoon.podium)
    page = client.get(reverse("floor:statistics", args=[afternoon.meeting.slug])).content.decode()
    assert 'id="statistics-board" data-live' in page
    frame = figures_live.render(figures_live.channel(afternoon.meeting, "", "en"))
    assert frame.html.decode().startswith(
        '<div class="stack statistics" id="statistics-board" data-live data-number='
    )
    with translation.override("fr"):
        assert figures_live.render(figures_live.channel(afternoon.meeting, "", "fr")).number == frame.number


def test_who_may_follow_the_figures(afternoon):
    channel = figures_live.channel(afternoon.meeting, "", "en")
    assert figures_live.FIGURES.topic(channel) == f"floor/{afternoon.meeting.slug}"
    assert figures_live.authorise(channel, afternoon.podium)
    assert not figures_live.authorise(channel, None)
    participant = RoleHoldingFactory(meeting=afternoon.meeting, role="participant").account
    assert not figures_live.authorise(channel, participant)
