"""The list and the rules on paper."""

import pytest
from django.urls import reverse

from rostrum.floor import printed
from rostrum.floor.core import rules
from rostrum.meetings.roles import Role
from rostrum.refused import Denied
from tests.floor.afternoon import NOW, Afternoon
from tests.meetings.factories import DelegateFactory, RoleHoldingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def afternoon():
    made = Afternoon()
    made.ask(
        DelegateFactory(meeting=made.meeting, seat="C-12", person__surname="Okafor"),
        on_behalf="the African Union",
    )
    made.ask(made.absent)
    return made


def test_the_list_as_it_stands_with_room_for_more(afternoon):
    sheet = printed.printed(afternoon.meeting, afternoon.podium, at=afternoon.now)
    assert [(one.person.seat, one.on_behalf, one.limit) for one in sheet.waiting] == [
        ("C-12", "the African Union", "5:00"),
        (afternoon.absent.seat, "", "3:00"),
    ]
    assert sheet.speaking.person.party == "@Caritas"
    assert (sheet.speaking.limit, sheet.speaking.spoken) == ("3:00", "1:10")
    assert [(one.person.party, one.spoken) for one in sheet.heard] == [("Egypt", "1:30"), ("China", "3:20")]
    assert len(sheet.blank) == 12


@pytest.mark.parametrize("role", Role.values)
def test_operators_print(afternoon, role):
    account = RoleHoldingFactory(meeting=afternoon.meeting, role=role).account
    if role in {"secretariat", "chair", "podium"}:
        assert printed.printed(afternoon.meeting, account, at=NOW)
    else:
        with pytest.raises(Denied):
            printed.printed(afternoon.meeting, account, at=NOW)


def test_the_rules_are_sentences_that_a_person_can_apply():
    thematic = printed.in_words(rules.THEMATIC)
    assert thematic[0] == (
        "In this order: 1. Member States; 2. Observers and international organizations; 3. Stakeholders. "
        "Within each, in the order of request."
    )
    assert "A statement on behalf of a group: 5:00." in thematic
    hearing = printed.in_words(rules.HEARING)
    assert hearing[0] == (
        "In turns: Stakeholders, 2 turns; Member States, observers and international organizations, 1 turn; "
        "then again from the beginning."
    )
    assert "At the limit the microphone is cut." in hearing
    for ready in rules.READY.values():
        assert all(printed.in_words(ready))


def test_the_page_holds_all_of_it_and_asks_for_nothing_later(afternoon, client):
    client.force_login(afternoon.podium)
    page = client.get(reverse("floor:printed", args=[afternoon.meeting.slug])).content.decode()
    assert "Okafor" in page
    assert "on behalf of the African Union" in page
    assert "hx-get" not in page
    assert page.count("paper__blank") == 12
