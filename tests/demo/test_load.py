import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from rostrum.demo import load as loading
from rostrum.demo.accounts import account_of, seat_of_participant
from rostrum.demo.links import PLACES, links, token
from rostrum.demo.load import load, today
from rostrum.floor import operations, replay
from rostrum.floor.core import acts
from rostrum.meetings.models import Meeting, Participant, Process
from rostrum.meetings.roles import Role
from rostrum.papers import queries as papers
from rostrum.papers.models import Revision
from rostrum.people.models import Account, Person, State
from rostrum.programme import queries
from rostrum.programme.core import checks

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 2, 4, 30, tzinfo=dt.UTC)  # early in the morning, when no segment is near
KEY = settings.SECRET_KEY
HELD_UNTIL = dt.datetime(2017, 12, 18, 12, 45, tzinfo=ZoneInfo("America/New_York"))

DATES = {
    "thematic-1": ("Geneva", "2017-05-08", "2017-05-09"),
    "thematic-2": ("New York", "2017-05-22", "2017-05-23"),
    "thematic-3": ("Geneva", "2017-06-19", "2017-06-20"),
    "thematic-4": ("New York", "2017-07-24", "2017-07-25"),
    "thematic-5": ("Vienna", "2017-09-04", "2017-09-05"),
    "thematic-6": ("Geneva", "2017-10-12", "2017-10-13"),
    "hearing-1": ("New York", "2017-07-26"),
    "hearing-2": ("Geneva", "2017-10-11"),
    "hearing-3": ("New York", "2017-12-18"),
    "hearing-4": ("New York", "2018-02-21"),
    "hearing-5": ("New York", "2018-05-21"),
}


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    # A load takes seconds: the tests that look at it share one, each in a savepoint of its own.
    optional = override_settings(ROSTRUM_STAFF_SECOND_FACTOR="optional")
    with django_db_blocker.unblock(), optional, transaction.atomic():
        load(at=AT, report=str)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db):
    return today()


def counts():
    models = (Account, Meeting, Participant, Person, Process, State)
    return [model.objects.count() for model in models]


def test_the_parts_know_what_they_made():
    assert not loading._has_states()
    assert not loading._has_people()


def test_an_interrupted_load_goes_on_where_it_stopped():
    class Interrupted(BaseException):
        pass

    def stop(text):
        if "Panel II" in text:
            raise Interrupted

    with pytest.raises(Interrupted):
        load(at=AT, report=stop)
    floor = operations.floor_of(Meeting.objects.get(slug="hearing-3"))
    assert replay.fresh(floor).closed_segments == {"panel-1"}
    said = []
    load(at=AT, report=said.append)
    assert len(said) == 2
    assert replay.fresh(floor).closed_segments == {"panel-1", "panel-2"}


def test_the_demonstration(loaded):
    # One load, many looks: it takes seconds.
    for slug, (city, *days) in DATES.items():
        meeting = Meeting.objects.get(slug=slug)
        assert meeting.room.venue.city == city
        assert [str(day.date) for day in meeting.days.all()] == days
    assert Meeting.objects.get(slug="stocktaking").room.venue.city == "Puerto Vallarta"

    assert State.objects.filter(status="member").count() == 193
    meeting = today()
    seated = Participant.objects.filter(meeting=meeting)
    assert seated.filter(category="member_state").values("state").distinct().count() == 193
    assert seated.filter(category="observer_state").values("state").distinct().count() == 2
    others = seated.exclude(category__in=["member_state", "observer_state", "intergovernmental", "un_system"])
    assert others.count() == 400

    kinds = {slug: [one.kind for one in queries.versions(Meeting.objects.get(slug=slug))] for slug in DATES}
    assert {slug: kind for slug, kind in kinds.items() if kind} == {
        "thematic-3": ["updated"],
        "hearing-2": ["updated"],
        "hearing-3": ["as_held", "provisional"],
        "hearing-5": ["provisional"],
    }
    for one in Meeting.objects.all():
        for version in queries.versions(one):
            assert checks.problems(version.programme, version.frame) == ()

    hearing = Meeting.objects.get(slug="hearing-3")
    issued = [(one.symbol, one.title, str(one.date)) for one in papers.issued_revisions(hearing)]
    assert issued == [
        ("GCM/HEARING-3/3", "Summary of the meeting", "2018-01-16"),
        ("GCM/HEARING-3/2", "Programme as held", "2018-01-15"),
        ("GCM/HEARING-3/1", "Invitation letter", "2017-11-30"),
    ]
    assert Revision.objects.get(paper__meeting=meeting).status == "draft"

    state = replay.fresh(operations.floor_of(meeting))
    assert state.segment.starts_at < AT < state.segment.ends_at
    assert state.segment.ends_at - AT == dt.timedelta(hours=2)
    assert len(state.waiting()) == 42
    own = seat_of_participant(meeting)
    assert own.party_key not in {request.speaker.party for request in state.waiting()}
    held = replay.fresh(operations.floor_of(Meeting.objects.get(slug="hearing-3")))
    for key in ("panel-1", "panel-2"):
        assert len([turn for turn in held.turns if turn.present and turn.segment == key]) >= 20
    assert all(turn.ended_at <= HELD_UNTIL for turn in held.turns)
    assert held.segment is None

    before = counts()
    said = []
    load(at=AT, report=said.append)
    assert said == []
    assert counts() == before

    tomorrow = AT + dt.timedelta(days=1)
    load(at=tomorrow, report=said.append)
    assert len(said) == 1
    assert today().pk != meeting.pk
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_a_panel_that_is_over_makes_room_for_the_next_one(loaded):
    meeting = loaded
    floor = operations.floor_of(meeting)
    chair = account_of(Role.CHAIR)
    later = AT + dt.timedelta(minutes=125)
    for panel in ("panel-2", "panel-3", "summary"):
        said = []
        load(at=later, report=said.append)
        state = replay.fresh(floor)
        assert (len(said), state.segment.key, len(state.waiting())) == (1, panel, 42)
        assert state.segment.starts_at < later < state.segment.ends_at
        later += dt.timedelta(minutes=125)
    [first, *_others] = replay.fresh(floor).waiting()
    operations.act(meeting, acts.Call(first.key), by=chair, at=later)
    number = replay.fresh(floor).number
    load(at=later, report=said.append)
    assert "stays" in said[-1]
    assert replay.fresh(floor).number == number


PAGES = {
    "secretariat": "/meetings/today/",
    "podium": "/meetings/today/floor/",
    "chair": "/meetings/today/floor/",
    "moderator": "/meetings/today/floor/moderator/",
    "interpreter": "/meetings/today/floor/interpreters/",
    "rapporteur": "/meetings/today/floor/held/",
    "participant": "/meetings/today/floor/seat/{seat}/",
}


def test_every_link_signs_in_where_its_role_works_and_only_in_the_demonstration(loaded, client, settings):
    settings.ROSTRUM_DEMO = True
    seat = seat_of_participant(today()).key
    assert set(PAGES) == set(PLACES)
    for role, page in PAGES.items():
        answer = client.get(reverse("demo:enter", args=[token(role)]), follow=True)
        assert answer.status_code == 200
        assert answer.context["user"].email == f"{role}@rostrum.example"
        assert answer.redirect_chain == [(page.format(seat=seat), 302)]
    screens = [address.removeprefix(settings.SITE_URL) for _label, address in links()][len(PAGES) :]
    client.logout()
    assert [client.get(address).status_code for address in screens] == [200, 200, 200]

    ours = reverse("demo:enter", args=[token("podium")])
    assert client.get(reverse("demo:enter", args=["podium:forged"])).status_code == 404
    settings.SECRET_KEY = "another installation"
    assert client.get(ours).status_code == 404
    settings.SECRET_KEY = KEY
    assert client.get(ours).status_code == 302
    settings.ROSTRUM_DEMO = False
    assert client.get(ours).status_code == 404
