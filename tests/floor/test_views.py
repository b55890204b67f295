import dataclasses
import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostrum.floor import operations, replay
from rostrum.floor.core import acts
from rostrum.floor.core.order import order
from rostrum.floor.core.state import Segment
from rostrum.floor.forms import PLAIN, RulesForm
from rostrum.floor.models import Event
from rostrum.meetings.roles import Role
from rostrum.programme import operations as programmes
from rostrum.programme.core.values import Kind, Programme
from rostrum.programme.core.values import Segment as Slot
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory, StakeholderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def podium(meeting):
    return RoleHoldingFactory(meeting=meeting, role=Role.PODIUM).account


@pytest.fixture
def opened(meeting, podium):
    now = timezone.now()
    segment = Segment("p1", "Panel 1", "panel", now - dt.timedelta(minutes=5), now + dt.timedelta(hours=1))
    operations.open_segment(meeting, segment, by=podium, at=now)
    return meeting


def at(name, meeting, *more):
    return reverse(f"floor:{name}", args=[meeting.slug, *more])


def post(client, meeting, **values):
    return client.post(at("act", meeting), values, headers={"X-Act": "1"})


def state_of(meeting):
    return replay.fresh(operations.floor_of(meeting))


def test_the_console_shows_the_next_five_with_why(client, opened, podium):
    for _ in range(7):
        operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    client.force_login(podium)
    html = client.get(at("console", opened)).content.decode()
    assert html.count('class="row__why"') == 7
    assert html.count("Member State, asked") == 7
    assert "2 more" in html


def test_an_act_answers_with_the_fresh_board(client, opened, podium):
    operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    request = state_of(opened).waiting()[0].key
    client.force_login(podium)
    answer = post(client, opened, act="call", request=request, number=2)
    assert answer.status_code == 200
    assert 'id="console-board"' in answer.content.decode()
    assert state_of(opened).speaking.request == request


def test_a_stale_act_is_refused_with_the_fresh_board(client, opened, podium):
    first, second = DelegateFactory(meeting=opened), StakeholderFactory(meeting=opened)
    operations.ask_from_seat(first, at=timezone.now())
    operations.ask_from_seat(second, at=timezone.now())
    seen = state_of(opened).number
    one, other = (request.key for request in state_of(opened).waiting())
    operations.act(opened, acts.Call(one, as_next=True), by=podium, at=timezone.now(), based_on=seen)
    client.force_login(podium)
    answer = post(client, opened, act="call", request=other, number=seen)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else acted a moment ago" in html
    assert str(first.state) in html
    assert state_of(opened).speaking.request == one


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_act(client, opened, role):
    operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    request = state_of(opened).waiting()[0].key
    allowed = {Role.SECRETARIAT, Role.CHAIR, Role.PODIUM, Role.MODERATOR}
    if role is not None:
        client.force_login(RoleHoldingFactory(meeting=opened, role=role).account)
    answer = post(client, opened, act="call", request=request, number=2)
    assert answer.status_code == (200 if role in allowed else 403)
    assert (state_of(opened).speaking is not None) == (role in allowed)


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(
    ("screen", "allowed"),
    [
        ("console", {Role.SECRETARIAT, Role.CHAIR, Role.PODIUM}),
        ("rules", {Role.SECRETARIAT, Role.CHAIR, Role.PODIUM}),
        ("find", {Role.SECRETARIAT, Role.CHAIR, Role.PODIUM}),
        ("moderator", {Role.SECRETARIAT, Role.CHAIR, Role.PODIUM, Role.MODERATOR}),
        ("interpreters", {Role.SECRETARIAT, Role.PODIUM, Role.INTERPRETER}),
        ("live", {None, *Role}),
    ],
)
def test_who_may_open(client, opened, role, screen, allowed):
    if role is not None:
        client.force_login(RoleHoldingFactory(meeting=opened, role=role).account)
    assert client.get(at(screen, opened)).status_code == (200 if role in allowed else 403)


@pytest.mark.parametrize("act", [*PLAIN, "add", "point", "open", "limit", "nonsense", ""])
def test_no_act_fails_with_nothing_in_it(client, opened, podium, act):
    client.force_login(podium)
    assert post(client, opened, act=act).status_code in {200, 409}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["request", "participant", "segment", "on_behalf", "reason", "seconds", "place", "number", "key"]),
        st.text(max_size=80) | st.integers().map(str),
    ),
    st.sampled_from([*PLAIN, "add", "point", "open", "limit"]),
)  # fmt: skip
def test_no_act_fails_whatever_is_in_it(client, opened, podium, values, act):
    client.force_login(podium)
    assert post(client, opened, **{**values, "act": act}).status_code in {200, 409}


def test_finding_by_name_state_organization_and_seat(client, opened, podium):
    delegate = DelegateFactory(
        meeting=opened, seat="A-17", person__surname="Müller", state__name_en="Switzerland"
    )
    client.force_login(podium)
    for text in ("swi", "mull", "a-17"):
        html = client.get(at("find", opened), {"q": text}).content.decode()
        assert f'data-participant="{delegate.key}"' in html, text
    assert "Nobody in the room matches" in client.get(at("find", opened), {"q": "zzz"}).content.decode()


def test_adding_somebody_found_puts_them_on_the_list(client, opened, podium):
    delegate = DelegateFactory(meeting=opened)
    client.force_login(podium)
    answer = post(client, opened, act="add", participant=delegate.key, on_behalf="the African Group")
    assert answer.status_code == 200
    [request] = state_of(opened).waiting()
    assert (request.speaker.participant, request.on_behalf) == (delegate.key, "the African Group")


def test_a_right_of_reply_where_the_rules_know_one(client, opened, podium):
    first, second = DelegateFactory(meeting=opened), DelegateFactory(meeting=opened)
    client.force_login(podium)
    refused = post(client, opened, act="add", participant=first.key, reply="yes")
    assert refused.status_code == 409
    assert "There is no right of reply in this meeting." in refused.content.decode()
    rules = dataclasses.replace(state_of(opened).rules, right_of_reply=True)
    operations.act(opened, acts.ChangeRules(rules), by=podium, at=timezone.now())
    assert post(client, opened, act="add", participant=first.key, reply="yes").status_code == 200
    operations.ask_from_seat(second, at=timezone.now())
    assert [entry.request.speaker.participant for entry in order(state_of(opened))] == [second.key, first.key]


def test_reaching_everyone_sets_the_limit_that_the_console_offers(client, opened, podium):
    client.force_login(podium)
    assert post(client, opened, act="limit", seconds="130", number=1).status_code == 200
    assert {one.seconds for one in state_of(opened).rules.classes} == {130}
    assert post(client, opened, act="limit", seconds="2", number=2).status_code == 409


# -- the seat ---------------------------------------------------------------------------------------------
def test_asking_from_the_seat_in_one_tap(client, opened):
    delegate = DelegateFactory(meeting=opened)
    assert "Ask for the floor" in client.get(at("seat", opened, delegate.key)).content.decode()
    answer = client.post(at("ask", opened, delegate.key), {"language": "en", "key": "k1"}, follow=True)
    html = answer.content.decode()
    assert "You are next" in html
    again = client.post(at("ask", opened, delegate.key), {"language": "en", "key": "k1"})
    assert again.status_code == 302
    assert Event.objects.filter(kind="requested").count() == 1


def test_asking_twice_changes_nothing_and_says_so(client, opened):
    delegate = DelegateFactory(meeting=opened)
    client.post(at("ask", opened, delegate.key), {"language": "en"})
    answer = client.post(at("ask", opened, delegate.key), {"language": "en"})
    assert answer.status_code == 409
    assert "Your request is on the list already." in answer.content.decode()
    assert len(state_of(opened).waiting()) == 1


def test_asking_while_the_list_is_closed(client, opened, podium):
    operations.act(opened, acts.CloseList(), by=podium, at=timezone.now())
    delegate = DelegateFactory(meeting=opened)
    assert "The list of speakers is closed" in client.get(at("seat", opened, delegate.key)).content.decode()
    answer = client.post(at("ask", opened, delegate.key), {"language": "en"})
    assert answer.status_code == 409
    assert state_of(opened).waiting() == ()


def test_asking_without_being_admitted(client, opened):
    delegate = DelegateFactory(meeting=opened, admitted=False)
    answer = client.post(at("ask", opened, delegate.key), {"language": "en"})
    assert answer.status_code == 409
    assert "Only participants admitted" in answer.content.decode()


def test_withdrawing_ones_own_and_nobody_elses(client, opened):
    mine, other = DelegateFactory(meeting=opened), DelegateFactory(meeting=opened)
    operations.ask_from_seat(other, at=timezone.now())
    operations.ask_from_seat(mine, at=timezone.now())
    theirs, own = (request.key for request in state_of(opened).waiting())
    assert client.post(at("withdraw", opened, mine.key), {"request": theirs}).status_code == 409
    assert client.post(at("withdraw", opened, mine.key), {"request": own}).status_code == 302
    assert [request.key for request in state_of(opened).waiting()] == [theirs]


def test_an_unknown_seat_is_not_found(client, opened):
    assert client.get(at("seat", opened, "nobody")).status_code == 404
    assert client.post(at("ask", opened, "nobody")).status_code == 404


def test_the_shared_frame_holds_no_key_of_a_seat(client, opened):
    delegate = DelegateFactory(meeting=opened)
    operations.ask_from_seat(delegate, at=timezone.now())
    for page in (at("live", opened), at("seat", opened, DelegateFactory(meeting=opened).key)):
        assert delegate.key not in client.get(page).content.decode()


def test_ones_own_seat_by_account(client, opened):
    account = RoleHoldingFactory(meeting=opened, role=Role.PARTICIPANT).account
    delegate = DelegateFactory(meeting=opened, person__account=account)
    client.force_login(account)
    assert client.get(at("own_seat", opened)).url == at("seat", opened, delegate.key)
    client.logout()
    assert client.get(at("own_seat", opened)).status_code == 404


def test_an_expression_of_interest_before_a_hearing_is_for_its_first_panel(client):
    begins = (timezone.now() + dt.timedelta(minutes=10)).replace(second=0, microsecond=0)
    if begins.date() != (begins + dt.timedelta(minutes=20)).date():
        begins -= dt.timedelta(minutes=30)
    meeting = MeetingFactory(format="hearing", room__venue__time_zone="UTC", dates=[begins.date()])
    officer = RoleHoldingFactory(meeting=meeting).account
    times = {"day": begins.date(), "start": begins.time()}
    later = {**times, "start": (begins + dt.timedelta(minutes=15)).time(), "end": dt.time(23, 59)}
    programme = Programme(
        (
            Slot(key="opening", kind=Kind.OPENING, title="Opening", **times),
            Slot(key="panel", kind=Kind.PANEL, title="Panel 1", **later),
        )
    )
    at_once = timezone.now()
    programmes.begin_draft(meeting, by=officer, at=at_once)
    filled = programmes.fill_draft(meeting, programme=programme, by=officer, at=at_once)
    programmes.publish(meeting, kind="provisional", seen=filled.number, by=officer, at=at_once)

    stakeholder = StakeholderFactory(meeting=meeting)
    assert client.post(at("ask", meeting, stakeholder.key), {"language": "en"}).status_code == 302
    page = client.get(at("seat", meeting, stakeholder.key)).content.decode()
    assert "Your interest is noted" in page
    client.force_login(officer)
    assert post(client, meeting, act="open", segment="panel", number=1).status_code == 200
    assert [one.speaker.participant for one in state_of(meeting).waiting()] == [stakeholder.key]
    # A thematic session takes requests in the room only.
    thematic = MeetingFactory()
    assert (
        "The floor is not open"
        in client.get(at("seat", thematic, DelegateFactory(meeting=thematic).key)).content.decode()
    )


# -- the hall and the rules ---------------------------------------------------------------------------------
def test_the_hall_screen_speaks_the_meetings_language(client, opened, podium):
    opened.language = "fr"
    opened.save()
    delegate = DelegateFactory(meeting=opened, state__name_fr="Suisse")
    operations.ask_from_seat(delegate, at=timezone.now())
    key = operations.floor_of(opened).hall_key
    html = client.get(at("hall", opened, key)).content.decode()
    assert 'lang="fr"' in html
    assert "Suisse" in html
    assert client.get(at("hall", opened, "wrong")).status_code == 404


def rules_values(meeting, **changed):
    form = RulesForm(rules=state_of(meeting).rules)
    plain = {name: form[name].value() for name in form.fields}
    return {
        name: value
        for name, value in {**plain, **changed}.items()
        if value is not None and value is not False
    }


def test_the_preview_says_what_would_change_and_changes_nothing(client, opened, podium):
    operations.ask_from_seat(StakeholderFactory(meeting=opened), at=timezone.now())
    operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    client.force_login(podium)
    before = state_of(opened)
    values = rules_values(opened, class_of_ngo="1", class_of_member_state="2")
    html = client.post(at("preview", opened), values).content.decode()
    assert "moves up" in html
    assert state_of(opened).number == before.number


def test_setting_rules_reorders_the_list(client, opened, podium):
    stakeholder = StakeholderFactory(meeting=opened)
    operations.ask_from_seat(stakeholder, at=timezone.now())
    operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    client.force_login(podium)
    values = rules_values(opened, class_of_ngo="1", class_of_member_state="2", seconds_1="2:00")
    assert client.post(at("rules", opened), values).status_code == 302
    rules = state_of(opened).rules
    assert rules.classes[0].seconds == 120
    assert rules.class_of("ngo") == 0


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("seconds_1", "soon"),
        ("seconds_1", "0:01"),
        ("share_1", "0"),
        ("group_seconds", "9999"),
        ("mixing", "x"),
    ],
)
def test_impossible_rules_are_refused_at_their_field(client, opened, podium, field, text):
    client.force_login(podium)
    answer = client.post(at("rules", opened), rules_values(opened, **{field: text}))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert state_of(opened).number == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(sorted(RulesForm(rules=__import__("rostrum.floor.core.rules", fromlist=["THEMATIC"]).THEMATIC).fields)), st.text(max_size=12)))  # fmt: skip
def test_no_rules_fail_whatever_is_in_them(client, opened, podium, values):
    client.force_login(podium)
    answer = client.post(at("rules", opened), {**rules_values(opened), **values})
    assert answer.status_code in {302, 409, 422}
    assert client.post(at("preview", opened), values).status_code == 200
