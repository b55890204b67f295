import datetime as dt
import json

import pytest
from django.urls import reverse

from rostrum.programme import operations, outline, queries
from rostrum.programme.core import tree
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import small

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 6, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def meeting():
    return MeetingFactory()


def publish(meeting, programme, kind="provisional"):
    officer = RoleHoldingFactory(meeting=meeting).account
    operations.begin_draft(meeting, by=officer, at=AT)
    filled = operations.fill_draft(meeting, programme=programme, by=officer, at=AT)
    return operations.publish(meeting, kind=kind, seen=filled.number, by=officer, at=AT)


def at(name, meeting, *more):
    return reverse(f"programme:{name}", args=[meeting.slug, *more])


def test_a_meeting_without_a_programme_says_so(client, meeting):
    html = client.get(at("latest", meeting)).content.decode()
    assert "No programme has been published yet" in html
    assert client.get(at("version", meeting, 1)).status_code == 404
    assert client.get(at("json", meeting)).json() == {"error": "not_found"}
    assert client.get(at("json", meeting)).status_code == 404


def test_every_version_stays_readable(client, meeting):
    publish(meeting, small())
    first = small().segments[0]
    publish(meeting, tree.edit(small(), first.key, title="Opening by the President"), kind="updated")
    latest = client.get(at("latest", meeting)).content.decode()
    assert "Opening by the President" in latest
    assert "What changed" in latest
    old = client.get(at("version", meeting, 1)).content.decode()
    assert "Opening by the President" not in old
    assert "This version no longer holds." in old
    compared = client.get(at("compare", meeting, 1, 2)).content.decode()
    assert "<ins>" in compared
    chosen = client.get(at("choose", meeting), {"old": "1", "new": "2"})
    assert chosen.url == at("compare", meeting, 1, 2)
    for given in ({}, {"old": "x", "new": "2"}, {"old": "1"}):
        assert client.get(at("choose", meeting), given).status_code == 404
    assert client.get(at("compare", meeting, 1, 9)).status_code == 404


def test_json_is_what_was_published_and_is_asked_for_once(client, meeting):
    publish(meeting, small())
    found = queries.latest_published(meeting)
    answer = client.get(at("json", meeting))
    assert answer["Content-Type"] == "application/json"
    assert answer.content.decode() == found.document
    assert json.loads(answer.content)
    assert client.get(at("version_json", meeting, 1)).content == answer.content
    assert client.get(at("json", meeting), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(at("version_json", meeting, 40000)).status_code == 404


def test_the_meeting_shows_its_programme_calendar_and_feed(client, meeting):
    publish(meeting, small())
    page = client.get(reverse("meetings:meeting", args=[meeting.slug])).content.decode()
    title = small().segments[0].title
    assert title in page
    assert title in client.get(reverse("meetings:meeting_calendar", args=[meeting.slug])).content.decode()
    assert "Provisional" in client.get(reverse("meetings:meeting_feed", args=[meeting.slug])).content.decode()


def test_a_second_zone_stands_beside_the_venues(client, meeting):
    publish(meeting, small())
    html = client.get(at("latest", meeting), {"zone": "America/New_York"}).content.decode()
    assert "New York time (UTC−4)" in html
    assert "is not a time zone" in client.get(at("latest", meeting), {"zone": "Mars"}).content.decode()


def test_what_runs_now_is_marked(meeting):
    first = small().segments[0]
    starts = dt.datetime.combine(first.day, first.start, meeting.zone)
    frame = queries.frame_of(meeting)
    [day, *_] = outline.sittings(small(), frame, starts + dt.timedelta(minutes=1))
    assert day.lines[0].is_now
    [day, *_] = outline.sittings(small(), frame, starts - dt.timedelta(minutes=1))
    assert not day.lines[0].is_now


@pytest.mark.parametrize("slug", ["none", "other"])
def test_an_unknown_meeting_is_not_found(client, slug):
    for name in ("latest", "json"):
        assert client.get(reverse(f"programme:{name}", args=[slug])).status_code == 404
