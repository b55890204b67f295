"""The JSON that other systems read, asked for in every odd way: no answer is a failure of the server."""

import datetime as dt

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from rostrum.programme import operations
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import small

AT = dt.datetime(2017, 6, 1, 9, tzinfo=dt.UTC)


def parameter(name, kind):
    return {"name": name, "in": "path", "required": True, "schema": kind}


def operation(name, statuses, *parameters):
    answers = {
        str(status): {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}
        for status in statuses
    }
    return {"get": {"operationId": name, "parameters": list(parameters), "responses": answers}}


SLUG = parameter("slug", {"type": "string", "minLength": 1})
NUMBER = parameter("number", {"type": "integer", "minimum": 0})
DESCRIPTION = {
    "openapi": "3.0.3",
    "info": {"title": "Rostrum", "version": "0"},
    "paths": {
        "/meetings/{slug}/programme/programme.json": operation("programme", (200, 304, 404), SLUG),
        "/meetings/{slug}/programme/{number}/programme.json": operation(
            "version", (200, 304, 404), SLUG, NUMBER
        ),
        "/session/": operation("session", (200,)),
        "/readyz": operation("readyz", (200, 503)),
        "/site.webmanifest": operation("manifest", (200,)),
    },
}
schema = schemathesis.openapi.from_dict(DESCRIPTION)


@pytest.fixture
def published(site):
    meeting = MeetingFactory(slug="geneva")
    officer = RoleHoldingFactory(meeting=meeting).account
    operations.begin_draft(meeting, by=officer, at=AT)
    filled = operations.fill_draft(meeting, programme=small(), by=officer, at=AT)
    operations.publish(meeting, kind="provisional", seen=filled.number, by=officer, at=AT)
    return site


@pytest.mark.django_db(transaction=True)
@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_question_breaks_the_server(published, case):
    answer = case.call(base_url=published.url)
    assert answer.status_code != 500


@pytest.mark.django_db(transaction=True)
def test_the_description_fits_what_is_answered(published):
    import httpx

    for path in ("/meetings/geneva/programme/programme.json", "/meetings/geneva/programme/1/programme.json"):
        answer = httpx.get(published.url + path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()
    assert httpx.get(published.url + "/meetings/none/programme/programme.json").json() == {
        "error": "not_found"
    }
