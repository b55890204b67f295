"""Officers enter processes, phases, offices, venues and meetings."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse

from rostrum.audit.models import Entry
from rostrum.meetings import operations, queries, shown
from rostrum.meetings.models import Holding, Meeting, Office, Phase, Process, RoleHolding, Room, Venue
from rostrum.people.models import Account
from rostrum.refused import Denied, Refused
from tests.meetings.factories import MeetingFactory, ProcessFactory, RoleHoldingFactory, RoomFactory
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db

AT = dt.datetime(2017, 4, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def officer():
    return RoleHoldingFactory(role="secretariat").account


@pytest.fixture
def meeting(officer):
    return officer.role_holdings.get().meeting


@pytest.fixture
def process(meeting):
    return meeting.process


def phase_of(process, officer, **values):
    days = {"starts_on": dt.date(2017, 4, 1), "ends_on": dt.date(2017, 11, 30)}
    return operations.add_phase(process, by=officer, at=AT, **{"name": "Consultations", **days, **values})


def typed(meeting, **changed):
    values = {
        "format": meeting.format,
        "title": meeting.title,
        "room": meeting.room_id,
        "days": ["2017-06-19", "2017-06-20"],
        "language": "en",
        "interpretation": "on",
    }
    return values | changed


# -- who may -------------------------------------------------------------------------------------------
def test_a_new_process_is_entered_by_who_keeps_the_site(client, officer):
    url = reverse("meetings:begin_process")
    data = {"name": "Global compact on refugees", "short_name": "Refugee compact"}
    client.force_login(officer)
    assert client.post(url, data).status_code == 403
    keeper = AccountFactory(is_superuser=True)
    client.force_login(keeper)
    answer = client.post(url, data)

    process = Process.objects.get(slug="refugee-compact")
    assert answer["Location"] == reverse("meetings:plan", args=["refugee-compact"])
    entry = Entry.objects.get()
    assert (entry.action, entry.scope, entry.actor_name) == (
        "meetings.begin_process",
        f"process:{process.pk}",
        keeper.name,
    )


@pytest.mark.parametrize("role", ["chair", "moderator", "podium", "interpreter", "rapporteur", "participant"])
def test_other_roles_plan_nothing(client, process, role):
    other = RoleHoldingFactory(role=role, meeting__process=process)
    client.force_login(other.account)
    slug = other.meeting.slug
    for name, args in (
        ("plan", [process.slug]),
        ("edit_process", [process.slug]),
        ("add_phase", [process.slug]),
        ("add_office", [process.slug]),
        ("convene_meeting", [process.slug]),
        ("edit_meeting", [slug]),
        ("roles", [slug]),
        ("venues", []),
        ("add_venue", []),
    ):
        assert client.get(reverse(f"meetings:{name}", args=args)).status_code == 403, name


def test_an_officer_of_another_process_plans_nothing_here(officer):
    with pytest.raises(Denied):
        phase_of(ProcessFactory(), officer)


def test_readers_who_are_not_signed_in_are_asked_to(client, process):
    answer = client.get(reverse("meetings:plan", args=[process.slug]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


# -- phases --------------------------------------------------------------------------------------------
def test_phases_stand_in_the_order_in_which_they_were_added(officer, process):
    first, second = phase_of(process, officer), phase_of(process, officer, name="Stocktaking")
    assert [first.position, second.position] == [1, 2]


def test_a_phase_that_ends_before_it_begins_is_refused_at_its_field(client, officer, process):
    client.force_login(officer)
    data = {"name": "Odd", "starts_on": "2017-05-01", "ends_on": "2017-04-01"}
    answer = client.post(reverse("meetings:add_phase", args=[process.slug]), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The last day is before the first." in page
    assert 'value="Odd"' in page
    assert not Phase.objects.exists()


def test_a_phase_with_meetings_stays(client, officer, process, meeting):
    phase = phase_of(process, officer)
    Meeting.objects.filter(pk=meeting.pk).update(phase=phase)
    client.force_login(officer)
    url = reverse("meetings:remove_phase", args=[process.slug, phase.pk])
    page = client.post(url, follow=True).content.decode()
    assert "Meetings belong to this phase" in page
    assert Phase.objects.filter(pk=phase.pk).exists()


def test_a_removed_phase_comes_back_by_undo(client, officer, process):
    phase = phase_of(process, officer, summary="Six sessions")
    client.force_login(officer)
    url = reverse("meetings:remove_phase", args=[process.slug, phase.pk])
    page = client.post(url, follow=True).content.decode()
    assert not Phase.objects.exists()
    undo = re.search(r'hx-post="([^"]+/undo/[^"]+)"', page)[1]
    client.post(undo)

    again = Phase.objects.get()
    assert (again.name, again.summary, again.ends_on) == ("Consultations", "Six sessions", phase.ends_on)
    actions = list(Entry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["meetings.add_phase", "meetings.remove_phase", "meetings.add_phase"]


def test_an_undo_that_was_tampered_with_is_not_found(client, officer, process):
    client.force_login(officer)
    assert client.post(reverse("meetings:undo", args=[process.slug, "abc:def:ghi"])).status_code == 404


# -- two officers --------------------------------------------------------------------------------------
def test_an_officer_who_was_slower_keeps_what_they_typed_and_sees_both(client, officer, process):
    client.force_login(officer)
    url = reverse("meetings:edit_process", args=[process.slug])
    seen = re.search(r'name="seen" value="(\w+)"', client.get(url).content.decode())[1]
    theirs = {"name": process.name, "short_name": "Theirs"}
    operations.edit_process(process, by=officer, at=AT, **theirs)
    mine = {"name": process.name, "short_name": "Mine", "seen": seen}
    answer = client.post(url, mine)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert 'value="Mine"' in page
    assert "<dd>Theirs</dd>" in page
    assert Process.objects.get().short_name == "Theirs"
    fresh = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert client.post(url, mine | {"seen": fresh}).status_code == 302
    assert Process.objects.get().short_name == "Mine"


def test_saving_without_a_change_leaves_no_entry(officer, process):
    operations.edit_process(process, by=officer, at=AT, name=process.name)
    assert not Entry.objects.exists()


# -- offices -------------------------------------------------------------------------------------------
def test_an_office_has_one_holder_at_a_time(officer, process):
    office = operations.add_office(process, by=officer, at=AT, title="President of the General Assembly")
    thomson = {"honorific": "H.E. Mr.", "given_names": "Peter", "surname": "Thomson", "function": ""}
    operations.add_holding(
        office,
        by=officer,
        at=AT,
        **thomson,
        starts_on=dt.date(2016, 9, 13),
        ends_on=dt.date(2017, 9, 11),
    )
    lajcak = {"honorific": "H.E. Mr.", "given_names": "Miroslav", "surname": "Lajčák", "function": ""}
    with pytest.raises(Refused) as no:
        operations.add_holding(
            office, by=officer, at=AT, **lajcak, starts_on=dt.date(2017, 9, 11), ends_on=None
        )
    assert (no.value.field, no.value.code) == ("starts_on", "overlap")
    operations.add_holding(office, by=officer, at=AT, **lajcak, starts_on=dt.date(2017, 9, 12), ends_on=None)

    assert office.slug == "president-of-the-general-assembly"
    assert [str(one.person) for one in office.holdings.all()] == ["Peter Thomson", "Miroslav Lajčák"]


def test_somebody_who_holds_two_offices_is_one_person(officer, process):
    one, two = (operations.add_office(process, by=officer, at=AT, title=title) for title in ("One", "Two"))
    named = {"honorific": "Ms.", "given_names": "Louise", "surname": "Arbour", "function": ""}
    period = {"starts_on": dt.date(2017, 3, 9), "ends_on": None}
    first = operations.add_holding(one, by=officer, at=AT, **named, **period)
    second = operations.add_holding(two, by=officer, at=AT, **named, **period)
    assert first.person == second.person


def test_an_office_in_use_stays(officer, process):
    office = operations.add_office(process, by=officer, at=AT, title="President")
    operations.add_holding(
        office,
        by=officer,
        at=AT,
        surname="Thomson",
        starts_on=dt.date(2016, 9, 13),
        ends_on=None,
    )
    with pytest.raises(Refused):
        operations.remove_office(office, by=officer, at=AT)
    operations.remove_holding(Holding.objects.get(), by=officer, at=AT)
    operations.remove_office(office, by=officer, at=AT)
    assert not Office.objects.exists()


# -- venues --------------------------------------------------------------------------------------------
def test_a_venue_has_a_real_time_zone(client, officer):
    client.force_login(officer)
    url = reverse("meetings:add_venue")
    data = {"name": "Vienna International Centre", "city": "Vienna"}
    assert client.post(url, data | {"time_zone": "Mars/Olympus"}).status_code == 422
    assert client.post(url, data | {"time_zone": "Europe/Vienna"}).status_code == 302
    assert Venue.objects.get(city="Vienna").time_zone == "Europe/Vienna"


def test_a_venue_that_other_processes_use_is_not_changed_by_one(officer, meeting):
    venue = meeting.room.venue
    operations.edit_venue(venue, by=officer, at=AT, city="Genève")
    MeetingFactory(room=meeting.room)
    with pytest.raises(Denied):
        operations.edit_venue(venue, by=officer, at=AT, city="Genf")


def test_a_room_in_use_stays(officer, meeting):
    with pytest.raises(Refused):
        operations.remove_room(meeting.room, by=officer, at=AT)
    other = operations.add_room(meeting.room.venue, by=officer, at=AT, name="Room XX")
    operations.remove_room(other, by=officer, at=AT)
    assert Room.objects.count() == 1


def test_a_second_room_of_the_same_name_is_refused_at_its_field(client, officer, meeting):
    client.force_login(officer)
    url = reverse("meetings:add_room", args=[meeting.room.venue.pk])
    assert client.post(url, {"name": meeting.room.name}).status_code == 422


# -- meetings ------------------------------------------------------------------------------------------
def test_whoever_enters_a_meeting_is_its_secretariat(client, officer, process):
    client.force_login(officer)
    room = RoomFactory()
    office = Office.objects.create(process=process, slug="p", title="President")
    data = {
        "format": "hearing",
        "ordinal": "3",
        "title": "Third informal interactive multi-stakeholder hearing",
        "room": room.pk,
        "days": ["2017-12-18", "", ""],
        "conveners": [str(office.pk), ""],
        "language": "en",
        "mandate": "A/RES/71/280",
        "mandate_paragraph": "30",
    }
    answer = client.post(reverse("meetings:convene_meeting", args=[process.slug]), data)
    made = Meeting.objects.get(ordinal=3)

    assert answer["Location"] == made.get_absolute_url()
    assert made.slug.startswith("third-informal-interactive")
    assert [day.date for day in made.days.all()] == [dt.date(2017, 12, 18)]
    assert RoleHolding.objects.filter(meeting=made, account=officer, role="secretariat").exists()
    assert [one.office for one in queries.signatories(made)] == [office]
    entry = Entry.objects.get(action="meetings.convene_meeting")
    assert (entry.scope, entry.after["days"]) == (made.scope, ["2017-12-18"])


def test_a_second_third_hearing_is_refused(client, officer, process, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(ordinal=3)
    client.force_login(officer)
    url = reverse("meetings:convene_meeting", args=[process.slug])
    assert client.post(url, typed(meeting, ordinal="3", title="Another")).status_code == 422
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", ["2017-02-30"]),
        ("days", []),
        ("days", ["0017-06-19"]),
        ("webcast", "javascript:alert(1)"),
        ("room", "99999"),
        ("phase", "99999"),
        ("ordinal", "-1"),
        ("format", "party"),
        ("title", ""),
        ("conveners", ["99999"]),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(client, officer, meeting, field, value):
    client.force_login(officer)
    url = reverse("meetings:edit_meeting", args=[meeting.slug])
    answer = client.post(url, typed(meeting, **{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_facts_of_a_meeting_are_changed(client, officer, meeting):
    client.force_login(officer)
    url = reverse("meetings:edit_meeting", args=[meeting.slug])
    page = client.get(url).content.decode()
    assert 'value="2017-06-20"' in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    changed = {"title": "Renamed", "days": ["2017-06-20", "2017-06-22"], "seen": seen}
    answer = client.post(url, typed(meeting, **changed))
    meeting.refresh_from_db()

    assert answer.status_code == 302
    assert meeting.title == "Renamed"
    assert [str(day) for day in meeting.days.all()] == ["2017-06-20", "2017-06-22"]
    entry = Entry.objects.get()
    assert entry.before["days"] == ["2017-06-19", "2017-06-20"]
    assert entry.after["days"] == ["2017-06-20", "2017-06-22"]


def test_a_day_with_segments_is_not_taken_away(officer, meeting, monkeypatch):
    start = dt.datetime(2017, 6, 20, 10, tzinfo=meeting.zone)
    slot = shown.Slot(key="a", title="Panel", starts=start, ends=start + dt.timedelta(hours=1), place="")
    monkeypatch.setattr(
        shown,
        "_contributions",
        {"x": shown.Contribution(name="x", position=1, slots=lambda _meeting: [slot])},
    )
    with pytest.raises(Refused) as no:
        operations.edit_meeting(
            meeting, by=officer, at=AT, days=[dt.date(2017, 6, 19)], conveners=(), title="x"
        )
    assert no.value.field == "days"
    assert meeting.days.count() == 2


def test_a_meeting_takes_no_phase_of_another_process(officer, process, meeting):
    other = Phase.objects.create(
        process=ProcessFactory(), position=1, name="x", starts_on=AT.date(), ends_on=AT.date()
    )
    with pytest.raises(Refused) as no:
        operations.edit_meeting(meeting, by=officer, at=AT, days=[AT.date()], conveners=(), phase=other)
    assert no.value.field == "phase"


# -- roles ---------------------------------------------------------------------------------------------
def test_a_role_is_given_by_e_mail_address(client, officer, meeting):
    client.force_login(officer)
    url = reverse("meetings:roles", args=[meeting.slug])
    data = {"email": "New.Chair@Example.org", "name": "Nadia Chair", "role": "chair"}
    assert client.post(url, data).status_code == 302

    account = Account.objects.get(email="new.chair@example.org")
    assert not account.has_usable_password()
    assert account.role_holdings.get().role == "chair"
    (letter,) = mail.outbox
    assert letter.to == ["new.chair@example.org"]
    assert meeting.title in letter.subject
    assert "/accounts/login/code/" in letter.body
    assert Entry.objects.get().after == {"account": "new.chair@example.org", "role": "chair"}
    assert "Nadia Chair" in client.get(url).content.decode()


def test_a_letter_that_cannot_be_sent_is_said_and_the_role_stays(client, officer, meeting, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    client.force_login(officer)
    url = reverse("meetings:roles", args=[meeting.slug])
    page = client.post(url, {"email": "new@example.org", "role": "chair"}, follow=True).content.decode()
    assert "could not be sent" in page
    assert RoleHolding.objects.filter(account__email="new@example.org").exists()


def test_a_role_that_is_held_is_refused_at_the_address(client, officer, meeting):
    client.force_login(officer)
    url = reverse("meetings:roles", args=[meeting.slug])
    answer = client.post(url, {"email": officer.email.upper(), "role": "secretariat"})
    assert answer.status_code == 422
    assert "holds this role already" in answer.content.decode()
    assert mail.outbox == []


def test_an_address_that_nobody_proved_loses_the_password_that_came_with_it(officer, meeting):
    planted = Account.objects.create_user("victim@example.org", "a password of somebody else")
    operations.give_role(meeting, email="victim@example.org", role="podium", by=officer, at=AT)
    planted.refresh_from_db()
    assert not planted.has_usable_password()


def test_nobody_takes_the_last_secretariat_role(client, officer, meeting):
    own = meeting.role_holdings.get()
    client.force_login(officer)
    url = reverse("meetings:take_role", args=[meeting.slug, own.pk])
    assert "last officer of the secretariat" in client.post(url, follow=True).content.decode()
    RoleHoldingFactory(meeting=meeting, account__is_active=False)
    with pytest.raises(Refused):
        operations.take_role(own, by=officer, at=AT)
    RoleHoldingFactory(meeting=meeting)
    answer = client.post(url)
    assert answer["Location"] == meeting.get_absolute_url()
    assert not RoleHolding.objects.filter(pk=own.pk).exists()


def test_roles_of_one_meeting_are_not_taken_through_another(client, officer, meeting):
    elsewhere = RoleHoldingFactory(role="chair")
    client.force_login(officer)
    url = reverse("meetings:take_role", args=[meeting.slug, elsewhere.pk])
    assert client.post(url).status_code == 404
