"""Following a board through the real nginx with nchan: each frame goes there once, and nginx holds all."""

import signal
import socket
from contextlib import ExitStack

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser import session_cookie
from tests.live import board, nginx
from tests.live.conftest import postgres_url
from tests.live.streams import LIMIT, Server, free_port, until
from tests.live.test_processes import number
from tests.live.test_streams import cookie_of
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.nginx


@pytest.fixture
def started(tmp_path):
    """Start nginx before so many processes; it ends with the test, in which none of its own may have ended."""
    nginx.needed()
    with ExitStack() as ended:

        def start(processes):
            front = nginx.Nginx(tmp_path, [free_port() for _ in range(processes)])
            ended.callback(lambda: front.faults() == [] or pytest.fail("\n".join(front.faults())))
            ended.callback(front.stop)
            return front

        yield start


@pytest.fixture
def crowd(board_tables, transactional_db, started):
    """nginx and one server process behind it."""
    front = started(1)
    database = str(settings.DATABASES["default"]["NAME"])
    front.server = Server(database, environment={"ROSTRUM_LIVE_HUB": front.address}, port=front.servers[0])
    yield front
    front.server.stop()


def test_followers_get_the_present_frame_and_every_change_published_once(crowd, slug):
    crowd.server.tell("post", slug, "one")
    streams = [crowd.follow(f"board/{slug}/public") for _ in range(20)]
    first = {stream.frame() for stream in streams}
    for word in ("two", "three"):
        crowd.server.tell("post", slug, word)
        assert len({stream.frame() for stream in streams}) == 1

    assert len(first) == 1
    assert "public: one" in first.pop()[1]
    assert streams[0].received["content-type"] == "text/event-stream; charset=utf-8"
    assert streams[0].received["cache-control"] == "no-store"
    assert "access-control-allow-credentials" not in streams[0].received
    assert (crowd.published, crowd.status()["subscribers"]) == (3, "20")
    facts = crowd.server.facts()
    assert facts["renders"][f"board/{slug}/public"] == 3
    # The one follower that the process has is nginx.
    assert facts["rostrum_live_followers"] == 1


def test_who_comes_back_gets_what_was_missed(crowd, slug):
    channel = f"board/{slug}/public"
    crowd.server.tell("post", slug, "one")
    stream = crowd.follow(channel)
    seen = stream.event()
    stream.close()
    crowd.server.tell("post", slug, "two")
    ours, nchans = seen["data"].split("\n")[0], seen["id"]
    for last in (ours, nchans, "1.0badc0de", "99999999999:0"):
        for stream in (crowd.follow(channel, last=last), crowd.follow(f"{channel}?last_event_id={last}")):
            # Whoever is faster than the publisher gets the frame that stood, and then the new one.
            assert any("public: two" in stream.frame()[1] for _ in range(2))


def test_headers_that_would_end_a_worker_are_refused(crowd, slug):
    crowd.server.tell("post", slug, "one")
    for headers in ({"If-None-Match": "0"}, {"If-Modified-Since": "Sat, 21 Nov 2026 04:00:00 GMT"}):
        assert crowd.follow(f"board/{slug}/public", headers=headers).status == 400


def test_a_private_channel_is_for_those_who_may_see_it(crowd, slug):
    reader, other = AccountFactory(), AccountFactory()
    board.post(slug, "secret")
    board.admit(slug, reader.pk)
    channel = f"board/{slug}/readers"

    assert crowd.follow(channel).status == 401
    assert crowd.follow(channel, cookie=cookie_of(other)).status == 403
    elsewhere = crowd.follow(channel, cookie=cookie_of(reader), headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status == 403
    assert "readers: secret" in crowd.follow(channel, cookie=cookie_of(reader)).frame()[1]
    for path in (f"/live-crowd/{channel}", f"/channels/{channel}", f"/live/../live-crowd/{channel}"):
        with socket.create_connection(("127.0.0.1", crowd.port), LIMIT) as asked:
            asked.sendall(
                f"GET {path} HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".encode()
            )
            answer = asked.makefile("rb").read()
        assert b"secret" not in answer


def test_a_right_that_is_taken_away_ends_the_stream_and_the_others_come_back(crowd, slug):
    stays, goes = AccountFactory(), AccountFactory()
    board.post(slug, "one")
    for account in (stays, goes):
        board.admit(slug, account.pk)
    channel = f"board/{slug}/readers"
    staying, going = (crowd.follow(channel, cookie=cookie_of(account)) for account in (stays, goes))
    public = crowd.follow(f"board/{slug}/public")
    for stream in (staying, going, public):
        stream.frame()
    crowd.server.tell("revoke", slug, goes.pk)

    assert going.ended()
    assert crowd.follow(channel, cookie=cookie_of(goes)).status == 403
    assert staying.ended()
    again = crowd.follow(channel, cookie=cookie_of(stays))
    assert "readers: one" in again.frame()[1]
    crowd.server.tell("post", slug, "two")
    assert "readers: two" in again.frame()[1]
    assert "public: two" in public.frame()[1]


def test_followers_stay_with_nginx_while_the_server_is_killed_and_started_again(crowd, slug):
    channel = f"board/{slug}/public"
    crowd.server.tell("post", slug, "one")
    stream = crowd.follow(channel)
    stream.frame()
    crowd.server.process.send_signal(signal.SIGKILL)
    crowd.server.process.wait(LIMIT)
    board.post(slug, "two")
    crowd.server = Server(
        str(settings.DATABASES["default"]["NAME"]),
        environment={"ROSTRUM_LIVE_HUB": crowd.address},
        port=crowd.server.port,
    )

    assert "public: two" in stream.frame()[1]
    crowd.server.tell("post", slug, "three")
    assert "public: three" in stream.frame()[1]


def test_nginx_that_forgets_is_told_again(crowd, slug):
    channel = f"board/{slug}/public"
    crowd.server.tell("post", slug, "one")
    crowd.follow(channel).frame()
    crowd.stop()
    crowd.server.tell("post", slug, "two")
    crowd.start()

    assert "public: two" in crowd.follow(channel).frame()[1]


def test_who_comes_to_the_server_itself_is_served_by_it(crowd, slug):
    crowd.server.tell("post", slug, "one")
    assert "public: one" in crowd.server.follow(f"board/{slug}/public").frame()[1]
    assert crowd.published == 0


@pytest.mark.browser
def test_a_page_follows_through_nginx_comes_back_and_is_told_when_it_may_not(crowd, page, slug):
    reader = AccountFactory()
    board.post(slug, "one")
    board.admit(slug, reader.pk)
    page.context.add_cookies([{**session_cookie(reader), "url": crowd.url}])
    page.goto(f"{crowd.url}/page/{slug}/readers")
    expect(page.locator("#board p")).to_have_text("readers: one")
    crowd.server.tell("post", slug, "two")
    expect(page.locator("#board p")).to_have_text("readers: two")
    crowd.stop()
    expect(page.locator("[data-connection]")).to_be_visible()
    crowd.server.tell("post", slug, "three")
    crowd.start()
    expect(page.locator("#board p")).to_have_text("readers: three", timeout=15_000)
    expect(page.locator("[data-connection]")).to_be_hidden()
    crowd.server.tell("revoke", slug, reader.pk)

    expect(page.locator("[data-connection]")).to_contain_text("You can no longer follow this page")


@pytest.fixture
def two_behind_nginx(scratch, started):
    """nginx, and two processes on one PostgreSQL database behind it."""
    front = started(2)
    environment = {"DATABASE_URL": postgres_url(), "ROSTRUM_LIVE_HUB": front.address}
    with ExitStack() as ended:
        front.processes = []
        for port in front.servers:
            server = Server(scratch, environment=environment, port=port)
            ended.callback(server.stop)
            front.processes.append(server)
        yield front


@pytest.mark.postgres
def test_of_two_processes_one_publishes_and_the_other_takes_over(two_behind_nginx, slug):
    front = two_behind_nginx
    channel = f"board/{slug}/public"
    front.processes[0].tell("post", slug, "1")
    streams = [front.follow(channel) for _ in range(6)]
    assert [number(stream) for stream in streams] == [1] * 6
    for count, server in enumerate(front.processes * 2, start=2):
        server.tell("post", slug, count)
        assert [number(stream) for stream in streams] == [count] * 6
    assert front.published == 5

    [leader] = [one for one in front.processes if one.facts()["renders"].get(channel)]
    [other] = [one for one in front.processes if one is not leader]
    leader.process.send_signal(signal.SIGKILL)
    leader.process.wait(LIMIT)
    other.tell("post", slug, "6")

    assert until(lambda: other.facts()["renders"].get(channel), "the other to take over")
    while (last := number(streams[0])) < 6:
        assert last == 5
    assert number(front.follow(channel)) == 6
