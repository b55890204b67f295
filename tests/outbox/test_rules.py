"""When a letter is tried again, how its server is named, and how addresses are written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.outbox.addresses import normalised, one_line
from rostrum.outbox.core import rules
from rostrum.outbox.core.rules import Answer, Next, judge, pause_after
from rostrum.outbox.core.servers import server_at

START = dt.datetime(2017, 6, 1, tzinfo=dt.UTC)
CODES = st.sampled_from([0, *range(200, 260, 7), *range(400, 500, 9), *range(500, 560, 7)])


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (7, 64), (8, 120), (9, 120), (10**9, 120)]
)
def test_the_pause_doubles_up_to_two_hours(attempts, minutes):
    assert pause_after(attempts) == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(250, "OK"), Next.DELIVERED),
        (Answer(450, "greylisted"), Next.AGAIN),
        (Answer(421, "closing"), Next.AGAIN),
        (Answer(550, "no such user"), Next.REFUSED),
        (Answer(552, "too large"), Next.REFUSED),
        (Answer(0, "connection lost"), Next.AGAIN),
        (Answer(535, "wrong password", of_all=True), Next.AGAIN),
        (Answer(554, "go away", of_all=True), Next.AGAIN),
    ],
)
def test_what_becomes_of_a_letter_follows_from_the_answer(answer, outcome):
    assert judge(answer, attempts=1, since=START, at=START)[0] == outcome


@given(code=CODES, of_all=st.booleans(), attempts=st.integers(1, 500), hours=st.integers(0, 200))
def test_every_answer_has_one_outcome_and_a_time_only_if_it_is_tried_again(code, of_all, attempts, hours):
    at = START + dt.timedelta(hours=hours)
    outcome, again = judge(Answer(code, "x", of_all), attempts=attempts, since=START, at=at)

    assert (again is not None) == (outcome == Next.AGAIN)
    if again is not None:
        assert at < again <= START + rules.GIVE_UP_AFTER
    if of_all:
        assert outcome != Next.REFUSED


@given(st.lists(st.sampled_from([0, 421, 450, 451]), min_size=80, max_size=80))
def test_a_letter_that_is_always_put_off_is_given_up_within_three_days(codes):
    at, attempts = START, 0
    for code in codes:
        attempts += 1
        outcome, again = judge(Answer(code, ""), attempts=attempts, since=START, at=at)
        if outcome == Next.GIVEN_UP:
            break
        assert again - at >= rules.FIRST_PAUSE
        at = again
    assert outcome == Next.GIVEN_UP
    assert rules.GIVE_UP_AFTER - dt.timedelta(hours=3) < at - START <= rules.GIVE_UP_AFTER
    assert attempts < 60, "a server that is down is not asked all the time"


def test_a_server_is_read_from_one_address():
    server = server_at("smtp+starttls://post%40un.example:p%2Fw@mail.un.example")
    assert (server.host, server.port, server.user, server.password) == (
        "mail.un.example",
        587,
        "post@un.example",
        "p/w",
    )
    assert server.starttls
    assert not server.tls_from_the_start
    assert server_at("smtps://mail.un.example").port == 465
    assert server_at("smtp://127.0.0.1:2525").port == 2525
    assert server_at("") is None


@pytest.mark.parametrize(
    "address",
    [
        "mail.un.example",
        "http://mail.un.example",
        "smtp://",
        "smtp://host:99999",
        "smtp://host:x",
        "smtp://host/path",
        "smtp://user:secret@mail.un.example",
    ],
)
def test_a_wrong_server_is_refused_without_saying_its_password(address):
    with pytest.raises(ValueError, match="ROSTRUM_SMTP") as refused:
        server_at(address)
    assert "secret" not in str(refused.value)


def test_a_password_may_go_unencrypted_on_this_machine():
    assert server_at("smtp://user:secret@localhost").password == "secret"
    assert server_at("smtp://user:secret@[::1]:25").host == "::1"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Mission.KEN@Missions.Example ", "mission.ken@missions.example"),
        ("post@BÜRO.example", "post@xn--bro-hoa.example"),
        ("ｐｏｓｔ@un.example", "post@un.example"),
    ],
)
def test_an_address_is_written_in_one_way(written, kept):
    assert normalised(written) == kept
    assert normalised(kept) == kept


@given(st.one_of(st.text(), st.emails()))
def test_any_text_is_an_address_or_refused(text):
    try:
        kept = normalised(text)
    except ValueError:
        return
    assert normalised(kept) == kept
    assert kept.isascii()
    assert kept == kept.lower() == one_line(kept)


@given(st.text())
def test_nothing_breaks_out_of_the_head_of_a_letter(text):
    assert len(one_line(text).splitlines()) <= 1
