"""Whatever is typed into any form of officers, the answer is a page and never a failure."""

import itertools

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostrum.meetings import operations
from rostrum.meetings.models import Office
from tests.meetings.factories import RoleHoldingFactory
from tests.meetings.test_planning import AT, phase_of
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db

NAMES = [
    "name", "short_name", "mandate", "summary", "slug", "seen", "starts_on", "ends_on", "title", "honorific",
    "given_names", "surname", "function", "city", "time_zone", "format", "ordinal", "theme", "phase", "room",
    "days", "conveners", "language", "interpretation", "webcast", "mandate_paragraph", "email", "role",
]  # fmt: skip
TYPED = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["", "1", "-1", "9" * 30, "2017-06-19", "0001-01-01", "9999-12-31", "10000-01-01", "hearing", "chair"]
    ),
    st.sampled_from(
        ["a@b.c", "x" * 300 + "@example.org", "http://[", "Europe/Zurich", "\x00", "\ud7ff", "en"]
    ),
)
FORMS = st.dictionaries(st.sampled_from(NAMES), st.lists(TYPED, min_size=1, max_size=3), max_size=len(NAMES))


@pytest.fixture
def addresses():
    """Every address of this folder that takes a form, on one process."""
    held = RoleHoldingFactory(role="secretariat", account=AccountFactory(is_superuser=True))
    meeting, officer = held.meeting, held.account
    process, venue = meeting.process, meeting.room.venue
    phase = phase_of(process, officer)
    office = Office.objects.create(process=process, slug="p", title="President")
    holding = operations.add_holding(
        office, by=officer, at=AT, surname="Thomson", starts_on=AT.date(), ends_on=None
    )
    args = {
        "begin_process": [],
        "edit_process": [process.slug],
        "add_phase": [process.slug],
        "edit_phase": [process.slug, phase.pk],
        "add_office": [process.slug],
        "edit_office": [process.slug, office.slug],
        "add_holding": [process.slug, office.slug],
        "edit_holding": [process.slug, holding.pk],
        "convene_meeting": [process.slug],
        "edit_meeting": [meeting.slug],
        "roles": [meeting.slug],
        "add_venue": [],
        "edit_venue": [venue.pk],
        "add_room": [venue.pk],
        "rename_room": [meeting.room.pk],
    }
    return officer, [reverse(f"meetings:{name}", args=own) for name, own in args.items()]


def test_no_form_fails_whatever_is_typed(client, addresses):
    officer, urls = addresses
    client.force_login(officer)
    turn = itertools.cycle(urls)

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(FORMS)
    def check(typed):
        url = next(turn)
        answer = client.post(url, typed)
        assert answer.status_code in {302, 409, 422}, (url, typed)
        if answer.status_code == 409:
            again = typed | {"seen": [answer.context["form"].data["seen"]]}
            assert client.post(url, again).status_code in {302, 422}, (url, again)

    check()


def test_every_form_shows_itself_empty(client, addresses):
    officer, urls = addresses
    client.force_login(officer)
    for url in urls:
        assert client.get(url).status_code == 200, url
        assert client.post(url, {}).status_code == 422, url
