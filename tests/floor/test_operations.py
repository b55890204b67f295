import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from rostrum.audit.models import Entry
from rostrum.floor import operations, replay
from rostrum.floor.core import acts
from rostrum.floor.core.state import Segment
from rostrum.floor.models import Event
from rostrum.meetings.roles import Role
from rostrum.refused import Denied, Refused
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory, StakeholderFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2017, 6, 19, 8, 15, tzinfo=dt.UTC)
PANEL = Segment("panel-1", "Panel 1", "panel", NOW, NOW + dt.timedelta(hours=2))


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def podium(meeting):
    return RoleHoldingFactory(meeting=meeting, role="podium").account


@pytest.fixture
def opened(meeting, podium):
    operations.open_segment(meeting, PANEL, by=podium, at=NOW)
    return meeting


def waiting(meeting):
    state = replay.fresh(operations.floor_of(meeting))
    return [request.speaker.participant for request in state.waiting()]


def test_a_request_a_call_and_an_end_are_one_event_each(opened, podium):
    delegate = DelegateFactory(meeting=opened)
    asked = operations.ask_from_seat(delegate, at=NOW)
    request = next(iter(asked.state.requests))
    operations.act(opened, acts.Call(request, as_next=True), by=podium, at=NOW, based_on=asked.number)
    operations.act(opened, acts.Start(), by=podium, at=NOW)
    operations.act(opened, acts.End(), by=podium, at=NOW + dt.timedelta(seconds=100))

    assert list(Event.objects.values_list("number", "kind", "seat")) == [
        (1, "segment_opened", False),
        (2, "requested", True),
        (3, "called", False),
        (4, "started", False),
        (5, "ended", False),
    ]
    state = replay.fresh(operations.floor_of(opened))
    assert [turn.spoken for turn in state.turns] == [100]


def test_every_operators_act_leaves_a_sentence_in_the_audit_trail(opened, podium):
    delegate = DelegateFactory(meeting=opened, person__given_names="Wanjiru", person__surname="Kamau")
    operations.add(delegate, by=podium, at=NOW)
    entries = (
        Entry.objects.filter(scope=opened.scope).order_by("pk").values_list("action", "subject", "actor")
    )
    assert list(entries) == [
        ("floor.segment_opened", "Panel 1", f"account:{podium.pk}"),
        ("floor.requested", str(delegate), f"account:{podium.pk}"),
    ]


def test_the_same_act_sent_twice_counts_once(opened):
    delegate = DelegateFactory(meeting=opened)
    first = operations.ask_from_seat(delegate, at=NOW, key="abc")
    second = operations.ask_from_seat(delegate, at=NOW, key="abc")
    assert (second.number, second.again) == (first.number, True)
    assert waiting(opened) == [delegate.key]


@pytest.mark.parametrize("role", Role.values)
def test_who_may_operate_and_who_may_give_the_floor(opened, role):
    account = RoleHoldingFactory(meeting=opened, role=role).account
    request = next(iter(operations.ask_from_seat(StakeholderFactory(meeting=opened), at=NOW).state.requests))

    def attempt(what):
        try:
            operations.act(opened, what, by=account, at=NOW)
        except Denied:
            return False
        return True

    operators = {"secretariat", "chair", "podium"}
    assert attempt(acts.CloseList()) == (role in operators)
    assert attempt(acts.MarkText(request, text_in=True)) == (role in {"interpreter", "podium", "secretariat"})
    assert attempt(acts.Call(request)) == (role in operators | {"moderator"})


def test_bad_requests_get_a_sentence_and_change_nothing(opened, podium):
    delegate = DelegateFactory(meeting=opened)
    outsider = DelegateFactory(meeting=opened, admitted=False)
    operations.ask_from_seat(delegate, at=NOW)
    before = Event.objects.count()
    with pytest.raises(Refused) as twice:
        operations.ask_from_seat(delegate, at=NOW)
    with pytest.raises(Denied) as outside:
        operations.ask_from_seat(outsider, at=NOW)
    assert (twice.value.code, outside.value.code) == ("already_asked", "not_admitted")
    assert str(twice.value) == "Your request is on the list already."
    operations.act(opened, acts.CloseList(), by=podium, at=NOW)
    with pytest.raises(Refused) as closed:
        operations.ask_from_seat(StakeholderFactory(meeting=opened), at=NOW)
    operations.act(opened, acts.CloseSegment(), by=podium, at=NOW)
    with pytest.raises(Refused) as over:
        operations.ask_from_seat(StakeholderFactory(meeting=opened), at=NOW, segment=PANEL)
    assert (closed.value.code, over.value.code) == ("list_closed", "segment_over")
    assert Event.objects.count() == before + 2


def test_a_stale_act_carries_the_fresh_state(opened, podium):
    seen = replay.fresh(operations.floor_of(opened)).number
    operations.act(opened, acts.CloseList(), by=podium, at=NOW, based_on=seen)
    with pytest.raises(Refused) as stale:
        operations.act(opened, acts.ReopenList(), by=podium, at=NOW, based_on=seen)
    assert stale.value.code == "stale"
    assert not stale.value.facts["state"].list_open


def test_nobody_withdraws_for_somebody_else(opened):
    mine, other = DelegateFactory(meeting=opened), DelegateFactory(meeting=opened)
    request = next(iter(operations.ask_from_seat(mine, at=NOW).state.requests))
    with pytest.raises(Refused):
        operations.withdraw_from_seat(other, request=request, at=NOW)
    operations.withdraw_from_seat(mine, request=request, at=NOW)
    assert waiting(opened) == []


def test_the_database_refuses_to_change_an_event_or_to_number_two_alike(opened):
    event = Event.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="ended")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(floor=event.floor, number=event.number, at=NOW, kind="ended", data={}, actor="x")
    assert connection.vendor in {"sqlite", "postgresql"}
