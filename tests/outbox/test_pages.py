"""The page of the outbox: who sees it, what it says, and what can be done there."""

import pytest
from django.urls import reverse

from rostrum.meetings.roles import Role
from rostrum.outbox.operations import deliver_due
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.outbox.letters import AT, PDF, sent
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db

LETTERS = "/outbox/"


@pytest.fixture
def held():
    return RoleHoldingFactory(meeting=MeetingFactory(), role="secretariat")


@pytest.fixture
def letter(held):
    return sent(3, scope=held.meeting.scope)


@pytest.fixture
def office(client, held):
    client.force_login(held.account)
    return client


def url(name, *arguments):
    return reverse(f"outbox:{name}", args=arguments)


def text(client, address, **values):
    answer = client.get(address, values)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", Role.values)
def test_the_outbox_is_for_the_secretariat(client, letter, held, role):
    client.force_login(RoleHoldingFactory(meeting=held.meeting, role=role).account)
    expected = 200 if role == Role.SECRETARIAT else 403
    assert client.get(LETTERS).status_code == expected
    assert client.get(url("letter", letter.pk)).status_code == expected
    enclosed = letter.enclosures.get().pk
    assert client.get(url("enclosure", letter.pk, enclosed)).status_code == expected


def test_another_secretariat_finds_only_its_own(client, letter):
    client.force_login(RoleHoldingFactory(role="secretariat").account)
    assert "No letter has been sent yet" in text(client, LETTERS)
    for address in (
        url("letter", letter.pk),
        url("enclosure", letter.pk, letter.enclosures.get().pk),
    ):
        assert client.get(address).status_code == 404
    for name in ("try_again", "withdraw"):
        assert client.post(url(name, letter.pk)).status_code == 404
    assert set(letter.deliveries.values_list("state", flat=True)) == {"waiting"}


def test_who_keeps_the_site_sees_all_and_nobody_else_anything(client, letter):
    assert client.get(LETTERS).status_code == 302
    client.force_login(AccountFactory())
    assert client.get(LETTERS).status_code == 403
    client.force_login(AccountFactory(is_superuser=True))
    assert letter.subject in text(client, LETTERS)


def test_the_page_says_that_nothing_leaves_where_there_is_no_server(office, letter, settings):
    settings.ROSTRUM_SMTP = ""
    deliver_due(clock=lambda: AT)
    assert "No mail server is set up" in text(office, LETTERS)
    assert "shown here, sent to nobody" in text(office, url("letter", letter.pk))
    settings.ROSTRUM_SMTP = "smtp://127.0.0.1:25"
    assert "No mail server is set up" not in text(office, LETTERS)


def test_the_page_comes_again_by_itself_only_while_something_is_under_way(office, letter, settings):
    for address in (LETTERS, url("letter", letter.pk)):
        assert 'hx-trigger="every 2s"' in text(office, address)
    settings.ROSTRUM_SMTP = ""
    deliver_due(clock=lambda: AT)
    for address in (LETTERS, url("letter", letter.pk)):
        assert "hx-trigger" not in text(office, address)


def test_deliveries_are_found_by_state_and_by_name(office, letter):
    one = letter.deliveries.get(address="mission1@missions.example")
    office.post(url("withdraw", letter.pk), {"delivery": one.pk})
    address = url("letter", letter.pk)
    withdrawn = text(office, address, state="withdrawn")
    assert "mission1@missions.example" in withdrawn
    assert "mission2@missions.example" not in withdrawn
    assert "mission2@missions.example" in text(office, address, q="Mission 2")
    assert "Nobody fits" in text(office, address, q="\x00nobody", state="nonsense", page="9999")


def test_letters_are_withdrawn_and_sent_after_all(office, letter):
    page = office.post(url("withdraw", letter.pk), follow=True).content.decode()
    assert "3 were withdrawn." in page
    one = letter.deliveries.first()
    page = office.post(url("try_again", letter.pk), {"delivery": one.pk}, follow=True).content.decode()
    assert "1 is sent again now." in page
    assert list(letter.deliveries.filter(state="waiting")) == [one]
    assert "Send after all what was withdrawn" in page
    office.post(url("try_again", letter.pk))
    assert letter.deliveries.filter(state="withdrawn").count() == 2
    office.post(url("try_again", letter.pk), {"withdrawn": "1"})
    assert letter.deliveries.filter(state="waiting").count() == 3


@pytest.mark.parametrize("given", ["none", "-1", "9" * 30, "٣", "0"])
def test_a_number_that_names_no_delivery_changes_nothing(office, letter, given):
    for name in ("withdraw", "try_again"):
        assert office.post(url(name, letter.pk), {"delivery": given}).status_code == 302
    assert set(letter.deliveries.values_list("state", "due_at")) == {("waiting", AT)}


def test_what_was_enclosed_is_handed_out_as_a_file(office, letter):
    answer = office.get(url("enclosure", letter.pk, letter.enclosures.get().pk))
    assert answer.content == PDF.data
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert office.get(url("enclosure", letter.pk, 0)).status_code == 404


def test_what_a_letter_says_is_text_on_the_page(office, held):
    made = sent(scope=held.meeting.scope, key="x", text="<script>alert(1)</script>", subject="<b>bold</b>")
    for address in (LETTERS, url("letter", made.pk)):
        page = text(office, address)
        assert "<b>bold" not in page
        assert "<script>alert" not in page


def test_the_meeting_leads_to_the_outbox(office, held, letter):
    assert LETTERS in text(office, held.meeting.get_absolute_url())
    office.logout()
    assert LETTERS not in text(office, held.meeting.get_absolute_url())


def test_the_list_is_drawn_with_few_questions(office, held, django_assert_max_num_queries):
    for number in range(30):
        sent(4, key=f"test:{number}", scope=held.meeting.scope)
    with django_assert_max_num_queries(15):
        text(office, LETTERS)


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_a_number_that_names_no_letter_is_not_found(office, letter, number):
    for address in (f"/outbox/{number}/", f"/outbox/{letter.pk}/enclosures/{number}/"):
        assert office.get(address).status_code == 404
