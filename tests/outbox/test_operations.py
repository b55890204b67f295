"""The outbox on the database and through a real SMTP server."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from rostrum.audit.models import Entry
from rostrum.outbox import operations, permissions, queries
from rostrum.outbox.models import Delivery, Letter
from rostrum.outbox.operations import File, Recipient, deliver_due, enqueue
from rostrum.refused import Denied
from tests.browser import free_port
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.outbox.letters import AT, PDF, draft, people, sent
from tests.outbox.post_office import post_office
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings):
    with post_office() as office:
        settings.ROSTRUM_SMTP = office.url
        yield office


@pytest.fixture
def officer():
    return RoleHoldingFactory(meeting=MeetingFactory(), role="secretariat")


def deliver(at=AT):
    return deliver_due(clock=lambda: at)


def states(letter):
    return {one.address: one.state for one in letter.deliveries.all()}


def only(letter):
    return letter.deliveries.get()


# -- into the outbox ---------------------------------------------------------------------------------
def test_everybody_gets_a_letter_once_however_often_it_is_circulated():
    first = enqueue(draft(), [*people(3), Recipient("MISSION1@missions.example"), Recipient("nobody")], at=AT)
    assert (first.new, first.already, [one.address for one in first.unusable]) == (3, 0, ["nobody"])

    again = enqueue(draft(subject="Another"), people(5), at=AT)
    assert (again.new, again.already) == (2, 3)
    assert again.letter == first.letter
    assert again.letter.subject == draft().subject, "what was once sent stays as it was"
    assert again.letter.deliveries.count() == 5
    assert again.letter.enclosures.count() == 1


def test_the_database_itself_refuses_a_second_delivery():
    letter = sent()
    twin = only(letter)
    twin.pk, twin.message_id = None, "<other@localhost>"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": "delivered"},
        {"state": "waiting", "due_at": None},
        {"state": "refused"},
        {"address": "Mission0@missions.example"},
        {"attempts": 1},
        {"way": "smtp"},
    ],
)
def test_the_database_itself_keeps_states_whole(change):
    letter = sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.deliveries.update(**change)


def test_five_thousand_are_put_in_the_outbox_with_few_questions(django_assert_max_num_queries):
    with django_assert_max_num_queries(100):
        made = enqueue(draft(), people(5000), at=AT)
    assert made.new == 5000


def test_what_would_break_out_of_a_head_is_taken_out(post):
    letter = enqueue(
        draft(subject="Hearing\r\nBcc: all@example.org"),
        [Recipient("a@missions.example", "A\nB: c, D <d@example.org>")],
        at=AT,
    ).letter
    deliver()
    [mail] = post.letters
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hearing Bcc: all@example.org"
    assert [one.addr_spec for one in mail["To"].addresses] == ["a@missions.example"]
    assert only(letter).state == "delivered"


# -- to the server -----------------------------------------------------------------------------------
def test_a_letter_arrives_whole_and_alone(post):
    letter = sent(3)
    done = deliver()

    assert done.counts["delivered"] == 3
    assert set(states(letter).values()) == {"delivered"}
    assert set(post.times.values()) == {1}
    assert post.connections == 1, "one connection carries many letters"
    mail = post.letters[0]
    delivery = letter.deliveries.get(address="mission0@missions.example")
    assert mail["Message-ID"] == delivery.message_id
    assert mail["Date"].datetime == AT
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] == "secretariat@example.org"
    assert mail["Content-Language"] == "en"
    assert mail["To"] == "Mission 0 <mission0@missions.example>"
    assert mail.get_body(("plain",)).get_content().startswith("Excellency,")
    assert mail.get_body(("html",)).get_content().startswith("<p>Excellency,")
    [enclosed] = mail.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content_type()) == (PDF.name, PDF.type)
    assert enclosed.get_content() == PDF.data
    assert delivery.answer == "250 2.0.0 queued as 1"
    assert (delivery.way, delivery.delivered_at, delivery.attempts) == ("smtp", AT, 1)


def test_a_letter_that_is_put_off_is_tried_again_when_it_is_due(post):
    letter = sent(2)
    post.will_answer("mission0@missions.example", "451 4.7.1 greylisted", "data 452 4.3.1 full")
    deliver()
    waiting = letter.deliveries.get(address="mission0@missions.example")
    assert (waiting.state, waiting.answer) == ("waiting", "451 4.7.1 greylisted")
    assert waiting.due_at == AT + dt.timedelta(minutes=1)

    assert deliver(AT + dt.timedelta(seconds=59)).counts["waiting"] == 0
    assert deliver(AT + dt.timedelta(minutes=1)).counts["waiting"] == 1
    assert deliver(AT + dt.timedelta(minutes=3)).counts["delivered"] == 1
    assert set(post.times.values()) == {1}
    assert letter.deliveries.get(pk=waiting.pk).attempts == 3


def test_a_letter_that_is_refused_stays_refused_and_holds_nobody_up(post):
    letter = sent(3)
    post.will_answer("mission1@missions.example", "550 5.1.1 no such user")
    assert deliver().counts == {"delivered": 2, "refused": 1, "waiting": 0, "given_up": 0}
    refused = letter.deliveries.get(state="refused")
    assert (refused.address, refused.answer) == ("mission1@missions.example", "550 5.1.1 no such user")
    assert deliver(AT + dt.timedelta(days=1)).counts["delivered"] == 0


def test_a_server_that_is_not_there_is_asked_once_and_costs_no_letter(settings):
    settings.ROSTRUM_SMTP = f"smtp://127.0.0.1:{free_port()}"
    letter = sent(3)
    done = deliver()
    assert "refused" in done.unreachable.lower()
    assert sum(done.counts.values()) == 1, "the others are not tried in vain"
    assert set(states(letter).values()) == {"waiting"}

    with post_office() as office:
        settings.ROSTRUM_SMTP = office.url
        deliver(AT + dt.timedelta(minutes=1))
        assert set(states(letter).values()) == {"delivered"}


def test_a_server_that_never_takes_a_letter_is_given_up_after_three_days(post):
    letter = sent()
    post.will_answer("mission0@missions.example", *["450 4.2.0 later"] * 200)
    due = AT
    while due is not None:
        deliver(due)
        due = only(letter).due_at
    assert only(letter).state == "given_up"
    assert only(letter).tried_at - AT <= dt.timedelta(days=3)


def test_without_a_server_letters_end_on_the_page(settings):
    settings.ROSTRUM_SMTP = ""
    letter = sent()
    deliver()
    assert (only(letter).state, only(letter).way) == ("delivered", "page")


def test_a_letter_that_cannot_be_written_holds_nobody_up(post):
    bad = sent(key="bad", enclosures=(File(name="x", type="nonsense", data=b""),))
    good = sent(key="good")
    assert deliver().counts["delivered"] == 1
    assert only(good).state == "delivered"
    assert (only(bad).state, only(bad).attempts) == ("waiting", 1)
    assert "ValueError" in only(bad).answer


# -- after a crash -----------------------------------------------------------------------------------
def test_a_letter_whose_sender_died_goes_again_under_the_same_message_id(post):
    letter = sent()
    taken = operations._take(AT)
    assert only(letter).state == "sending"
    before_the_end = AT + operations.LEASE - dt.timedelta(seconds=1)
    assert deliver(before_the_end).counts["delivered"] == 0

    deliver(AT + operations.LEASE)
    assert [mail["Message-ID"] for mail in post.letters] == [taken.message_id]


def test_who_lost_the_lease_can_no_longer_say_that_it_failed_but_can_say_that_it_went():
    letter = sent()
    slow = operations._take(AT)
    operations._take(AT + operations.LEASE)
    late = AT + operations.LEASE + dt.timedelta(seconds=1)
    operations._record(slow, operations.Answer(550, "no"), Delivery.Way.SMTP, late)
    assert only(letter).state == "sending"
    operations._record(slow, operations.Answer(250, "OK"), Delivery.Way.SMTP, late)
    assert only(letter).state == "delivered"


# -- what an officer does ----------------------------------------------------------------------------
def test_the_secretariat_withdraws_what_waits_and_sends_it_after_all(post, officer):
    letter = sent(3, scope=officer.meeting.scope)
    one = letter.deliveries.first()
    acts = {"by": officer.account, "at": AT}
    assert operations.withdraw(letter, delivery=one.pk, **acts) == 1
    assert operations.withdraw(letter, delivery=one.pk, **acts) == 0
    deliver()
    assert post.times[one.address] == 0
    assert operations.withdraw(letter, **acts) == 0, "what was delivered cannot be withdrawn"

    assert operations.try_again(letter, **acts) == 0, "what was withdrawn is not sent with the rest"
    assert operations.try_again(letter, delivery=one.pk, **acts) == 1
    deliver()
    assert set(post.times.values()) == {1}
    assert list(Entry.objects.order_by("pk").values_list("action", "scope")) == [
        ("outbox.withdraw", letter.scope),
        ("outbox.try_again", letter.scope),
    ]


def test_what_was_refused_is_tried_again_and_nothing_else(post, officer):
    letter = sent(2, scope=officer.meeting.scope)
    post.will_answer("mission0@missions.example", "550 mailbox closed")
    deliver()
    later = AT + dt.timedelta(days=30)
    assert operations.try_again(letter, by=officer.account, at=later) == 1
    deliver(later)
    assert dict(post.times) == {"mission0@missions.example": 1, "mission1@missions.example": 1}


def test_others_change_nothing(officer):
    letter = sent(scope=officer.meeting.scope)
    other = RoleHoldingFactory(role="secretariat").account
    chair = RoleHoldingFactory(meeting=officer.meeting, role="chair").account
    for account in (other, chair, AccountFactory()):
        for act in (operations.withdraw, operations.try_again):
            with pytest.raises(Denied):
                act(letter, by=account, at=AT)
    assert only(letter).state == "waiting"


def test_each_secretariat_sees_its_letters_and_who_keeps_the_site_all(officer, settings):
    own = sent(scope=officer.meeting.scope)
    code = sent(key="site:1", scope=permissions.SITE)
    keeper = AccountFactory(is_superuser=True)

    assert list(queries.letters(officer.account)) == [own]
    assert set(queries.letters(keeper)) == {own, code}
    with pytest.raises(Denied):
        queries.letters(AccountFactory())
    settings.ROSTRUM_STAFF_SECOND_FACTOR = "required"
    for account in (officer.account, keeper):
        with pytest.raises(Denied):
            queries.letters(account)
    settings.ROSTRUM_STAFF_SECOND_FACTOR = "optional"
    settings.ROSTRUM_DEMO = True
    assert set(queries.letters(officer.account)) == {own, code}


def test_a_code_that_signs_in_is_shown_in_the_demonstration(settings, capsys):
    settings.EMAIL_BACKEND = "rostrum.outbox.site_mail.EmailBackend"
    from django.core.mail import send_mail

    send_mail("Sign-in code", "ABCDEF", None, ["officer@example.org"])
    letter = Letter.objects.get(scope=permissions.SITE)
    assert (letter.text, only(letter).address) == ("ABCDEF", "officer@example.org")
    assert "ABCDEF" in capsys.readouterr().out
