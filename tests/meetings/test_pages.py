"""The public pages, calendars and feeds."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from icalendar import Calendar

from rostrum.meetings import queries, shown, wording
from rostrum.meetings.models import Convening, Holding, Office, Phase
from tests.meetings.factories import MeetingFactory, ProcessFactory, RoleHoldingFactory
from tests.people.factories import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MORNING = dt.datetime(2017, 6, 19, 8, tzinfo=dt.UTC)


def slots(meeting):
    day = meeting.days.first().date
    start = dt.datetime.combine(day, dt.time(10), meeting.zone)
    yield shown.Slot(
        key="opening",
        title="Opening",
        starts=start,
        ends=start + dt.timedelta(minutes=30),
        place="Room XIX",
    )
    yield shown.Slot(
        key="panel", title="Panel", starts=start.replace(hour=15), ends=start.replace(hour=18), place=""
    )


def papers(meeting):
    yield shown.Paper(
        key=f"programme:{meeting.pk}:1",
        title="Programme, provisional",
        summary="First version & more",
        url=f"/meetings/{meeting.slug}/programme/",
        published_at=dt.datetime(2017, 6, 1, 12, tzinfo=dt.UTC),
    )


@pytest.fixture
def contributed(monkeypatch):
    """A folder to the right that knows times and papers."""
    made = {
        "test": shown.Contribution(
            name="test",
            position=1,
            section=lambda *_: "<p>From elsewhere</p>",
            now=lambda *_: "Opening until 10.30",
            papers=papers,
            slots=slots,
            links=lambda *_: [
                shown.Link(label="Programme", url="/x", icon="document"),
                shown.Link(label="Console", url="/y", icon="floor", for_staff=True),
            ],
        )
    }
    monkeypatch.setattr(shown, "_contributions", made)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([dt.date(2017, 10, 11)], "11 October 2017"),
        ([dt.date(2017, 6, 20), dt.date(2017, 6, 19)], "19–20 June 2017"),
        ([dt.date(2017, 7, 24), dt.date(2017, 7, 26)], "24 July 2017, 26 July 2017"),
        ([dt.date(2017, 5, 31), dt.date(2017, 6, 1)], "31 May – 1 June 2017"),
        ([dt.date(2017, 12, 31), dt.date(2018, 1, 1)], "31 December 2017 – 1 January 2018"),
        ([], ""),
    ],
)
def test_days_read_as_in_the_papers(dates, words):
    assert wording.days(dates) == words


def test_the_first_page_of_an_empty_site_says_what_will_stand_there(client):
    page = client.get("/").content.decode()
    assert "No process has been entered yet" in page


def test_the_first_page_shows_what_is_under_way_and_what_comes_next(client):
    today = dt.datetime.now(dt.UTC)
    now = MeetingFactory(dates=[(today + dt.timedelta(days=n)).date() for n in (-1, 0, 1)])
    later = MeetingFactory(dates=[(today + dt.timedelta(days=9)).date()])
    past = MeetingFactory()
    page = client.get("/").content.decode()

    assert page.index(now.title) < page.index(later.title)
    assert past.title not in page
    assert past.process.name in page


def test_the_first_page_shows_a_reader_where_they_have_work(client, contributed):
    held = RoleHoldingFactory(
        role="podium", meeting=MeetingFactory(dates=[dt.datetime.now(dt.UTC).date() + dt.timedelta(days=3)])
    )
    client.force_login(held.account)
    page = client.get("/").content.decode()
    assert "Podium officer" in page
    assert "Console" in page


def test_a_reader_without_roles_is_told_how_to_get_one(client):
    client.force_login(AccountFactory(email="new@example.org"))
    assert "signed in as new@example.org" in client.get("/").content.decode()


def test_a_meeting_is_under_way_by_the_clock_of_its_venue():
    meeting = MeetingFactory(room__venue__time_zone="Pacific/Auckland", dates=[dt.date(2017, 6, 19)])
    at = dt.datetime(2017, 6, 18, 13, tzinfo=dt.UTC)  # already 19 June in Auckland
    assert [one.meeting for one in queries.under_way(at)] == [meeting]
    assert queries.under_way(at + dt.timedelta(days=1)) == ()


def test_a_process_shows_its_phases_in_order_with_their_meetings_in_order_of_time(client):
    process = ProcessFactory()
    second = Phase.objects.create(
        process=process,
        position=2,
        name="Stocktaking",
        starts_on=dt.date(2017, 11, 1),
        ends_on=dt.date(2018, 1, 31),
    )
    first = Phase.objects.create(
        process=process,
        position=1,
        name="Consultations",
        starts_on=dt.date(2017, 4, 1),
        ends_on=dt.date(2017, 11, 1),
    )
    late = MeetingFactory(process=process, phase=first, title="Late", dates=[dt.date(2017, 9, 4)])
    early = MeetingFactory(process=process, phase=first, title="Early", dates=[dt.date(2017, 5, 8)])
    outside = MeetingFactory(process=process, title="Outside")
    parts = queries.parts(process, MORNING)

    assert [part.phase for part in parts] == [first, second, None]
    assert [one.meeting for one in parts[0].meetings] == [early, late]
    assert [part.current for part in parts] == [True, False, False]
    page = client.get(process.get_absolute_url()).content.decode()
    assert page.index("Early") < page.index("Late") < page.index("Stocktaking") < page.index(outside.title)


def test_a_process_shows_who_held_its_offices(client):
    process = ProcessFactory()
    office = Office.objects.create(process=process, slug="president", title="President")
    thomson = PersonFactory(honorific="H.E. Mr.", given_names="Peter", surname="Thomson")
    lajcak = PersonFactory(honorific="H.E. Mr.", given_names="Miroslav", surname="Lajčák")
    Holding.objects.create(
        office=office, person=thomson, starts_on=dt.date(2016, 9, 13), ends_on=dt.date(2017, 9, 11)
    )
    Holding.objects.create(office=office, person=lajcak, starts_on=dt.date(2017, 9, 12))
    ((_, held),) = queries.offices(process, dt.datetime(2017, 10, 1, tzinfo=dt.UTC))

    assert [one.current for one in held] == [False, True]
    page = client.get(process.get_absolute_url()).content.decode()
    assert "H.E. Mr. Peter Thomson" in page
    assert "since 12 September 2017" in page


def test_a_meeting_is_signed_by_who_held_the_office_then(client):
    meeting = MeetingFactory(mandate="A/RES/71/280", mandate_paragraph="27")
    office = Office.objects.create(process=meeting.process, slug="president", title="President")
    Convening.objects.create(meeting=meeting, office=office)
    before, then = PersonFactory(surname="Before"), PersonFactory(surname="Then")
    Holding.objects.create(
        office=office, person=before, starts_on=dt.date(2015, 9, 1), ends_on=dt.date(2016, 9, 1)
    )
    Holding.objects.create(office=office, person=then, starts_on=dt.date(2016, 9, 2))

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Ms. Ana Then" in page
    assert "Before" not in page
    assert "A/RES/71/280, para. 27" in page


def test_a_meeting_shows_what_other_folders_add(client, contributed):
    page = client.get(MeetingFactory().get_absolute_url()).content.decode()
    assert "<p>From elsewhere</p>" in page
    assert "Programme, provisional" in page
    assert "Console" in page


def test_the_reader_may_ask_for_another_time_zone(client, contributed):
    meeting = MeetingFactory()
    page = client.get(meeting.get_absolute_url(), {"zone": "America/New_York"}).content.decode()
    assert "Geneva time (UTC+2)" in page
    assert "New York time (UTC−4)" in page
    assert '<time datetime="2017-06-19T04:00-04:00">04.00</time>' in page


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../etc", "<script>", "\x00", "x" * 500])
def test_what_is_no_time_zone_is_said_and_the_venue_s_shown(client, contributed, zone):
    response = client.get(MeetingFactory().get_absolute_url(), {"zone": zone})
    page = response.content.decode()
    assert response.status_code == 200
    assert "is not a time zone" in page
    assert "Geneva time (UTC+2)" in page
    assert "<script>alert" not in page


def test_calendars_hold_the_slots_with_the_venue_s_zone_and_stable_names(client, contributed):
    meeting = MeetingFactory()
    url = reverse("meetings:meeting_calendar", args=[meeting.slug])
    answer = client.get(url)
    calendar = Calendar.from_ical(answer.content)
    events = calendar.walk("VEVENT")

    assert answer["Content-Type"].startswith("text/calendar")
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Zurich"]
    assert [str(e["SUMMARY"]) for e in events[:2]] == [f"{meeting}: Opening", f"{meeting}: Panel"]
    assert events[0].decoded("DTSTART").astimezone(dt.UTC) == MORNING
    assert events[2].decoded("DTSTART") == dt.date(2017, 6, 20)
    meeting.slug, meeting.title = "other", "Other"
    meeting.save()
    again = Calendar.from_ical(client.get(reverse("meetings:meeting_calendar", args=["other"])).content).walk(
        "VEVENT"
    )
    assert [e["UID"] for e in again] == [e["UID"] for e in events]
    assert len({e["UID"] for e in events}) == 3


def test_the_calendar_of_a_process_holds_all_its_meetings(client):
    process = ProcessFactory()
    for _ in range(3):
        MeetingFactory(process=process)
    MeetingFactory()
    answer = client.get(reverse("meetings:process_calendar", args=[process.slug]))
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 6


def test_a_calendar_that_did_not_change_is_not_sent_again(client, contributed):
    url = reverse("meetings:meeting_calendar", args=[MeetingFactory().slug])
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("kind", ["meeting", "process"])
def test_feeds_name_each_paper_once_and_for_good(client, contributed, kind):
    meeting = MeetingFactory()
    slug = meeting.slug if kind == "meeting" else meeting.process.slug
    answer = client.get(reverse(f"meetings:{kind}_feed", args=[slug]))
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    (entry,) = feed.findall("a:entry", ATOM)

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert entry.findtext("a:id", namespaces=ATOM) == f"urn:rostrum:programme:{meeting.pk}:1"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2017-06-01T12:00:00+00:00"
    assert entry.find("a:link", ATOM).get("href").startswith("http://testserver/meetings/")
    assert "Programme, provisional" in entry.findtext("a:title", namespaces=ATOM)


@pytest.mark.parametrize("kind", ["meeting", "process"])
def test_what_does_not_exist_is_not_found(client, kind):
    for name in (kind, f"{kind}_calendar", f"{kind}_feed"):
        assert client.get(reverse(f"meetings:{name}", args=["nothing"])).status_code == 404
