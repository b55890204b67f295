"""Following a board in a real server process, with our protocol and with a plain one."""

import signal
import socket

import pytest
from django.conf import settings

from tests.browser import session_cookie
from tests.live import board
from tests.live.streams import LIMIT, until
from tests.people.factories import AccountFactory


def cookie_of(account):
    cookie = session_cookie(account)
    return f"{cookie['name']}={cookie['value']}"


def test_a_newcomer_sees_the_present_frame_and_then_every_change(server, slug):
    server.tell("post", slug, "one")
    stream = server.follow(f"board/{slug}/public")

    assert stream.status == 200
    assert stream.received["content-type"] == "text/event-stream; charset=utf-8"
    assert stream.received["cache-control"] == "no-store"
    first = stream.event()
    server.tell("post", slug, "two")
    second = stream.event()

    html = '<section id="board" data-live>\n<p>public: {}</p>\n</section>'
    assert first == {"id": first["id"], "event": "frame", "data": f"{first['id']}\n{html.format('one')}"}
    assert second == {"id": second["id"], "event": "frame", "data": f"{second['id']}\n{html.format('two')}"}
    assert [first["id"].split(".")[0], second["id"].split(".")[0]] == ["1", "2"]


def test_each_change_is_rendered_once_for_all_followers(server, slug):
    server.tell("post", slug, "one")
    streams = [server.follow(f"board/{slug}/public") for _ in range(20)]
    first = {stream.frame() for stream in streams}
    for word in ("two", "three"):
        server.tell("post", slug, word)
        assert len({stream.frame() for stream in streams}) == 1

    assert len(first) == 1
    assert server.facts()["renders"][f"board/{slug}/public"] == 3


def test_nothing_is_rendered_that_nobody_follows(server, slug):
    for word in ("one", "two"):
        server.tell("post", slug, word)
    assert f"board/{slug}/public" not in server.facts()["renders"]


def test_who_comes_back_gets_what_was_missed_and_nothing_twice(server, slug):
    server.tell("post", slug, "one")
    stream = server.follow(f"board/{slug}/public")
    seen, _ = stream.frame()
    other = server.follow(f"board/{slug}/public", last=seen)
    stream.close()
    server.tell("post", slug, "two")
    missed, html = other.frame()

    assert (missed.split(".")[0], "public: two" in html) == ("2", True)
    assert server.follow(f"board/{slug}/public", last=seen).frame()[0] == missed
    assert server.follow(f"board/{slug}/public?last_event_id={seen}").frame()[0] == missed


def test_a_burst_ends_with_the_latest_and_never_goes_back(server, slug):
    server.tell("post", slug, "0")
    stream = server.follow(f"board/{slug}/public")
    numbers = [int(stream.frame()[0].split(".")[0])]
    for word in range(1, 40):
        server.tell("post", slug, word)
    while numbers[-1] < 40:
        numbers.append(int(stream.frame()[0].split(".")[0]))

    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    "path",
    [
        "board/{}/public",
        "board/nobody-wrote-this/public",
        "no-family/x/y",
        "board",
        "board/../x",
        "board/a b/public",
    ],
)
def test_what_does_not_exist_is_not_found(server, slug, path):
    assert server.follow(path.format(slug).replace(" ", "%20")).status in {401, 404}


def test_a_stream_is_for_those_who_may_see_it(server, slug):
    reader, other = AccountFactory(), AccountFactory()
    board.post(slug, "secret")
    board.admit(slug, reader.pk)
    path = f"board/{slug}/readers"

    assert server.follow(path).status == 401
    assert server.follow(path, cookie=f"{settings.SESSION_COOKIE_NAME}=made-up").status == 401
    assert server.follow(path, cookie=cookie_of(other)).status == 403
    assert (
        server.follow(path, cookie=cookie_of(reader), headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    )
    allowed = server.follow(path, cookie=cookie_of(reader), headers={"Sec-Fetch-Site": "same-origin"})
    assert "readers: secret" in allowed.frame()[1]
    assert server.follow(f"board/{slug}/nobody", cookie=cookie_of(reader)).status == 403

    reader.is_active = False
    reader.save()
    assert server.follow(path, cookie=cookie_of(reader)).status == 401


def test_a_right_that_is_taken_away_ends_the_stream_of_that_account_only(server, slug):
    stays, goes = AccountFactory(), AccountFactory()
    board.post(slug, "one")
    for account in (stays, goes):
        board.admit(slug, account.pk)
    path = f"board/{slug}/readers"
    staying, going = (server.follow(path, cookie=cookie_of(account)) for account in (stays, goes))
    public = server.follow(f"board/{slug}/public")
    for stream in (staying, going, public):
        stream.frame()

    server.tell("revoke", slug, goes.pk)

    assert going.ended()
    assert server.follow(path, cookie=cookie_of(goes)).status == 403
    server.tell("post", slug, "two")
    assert "readers: two" in staying.frame()[1]
    assert "public: two" in public.frame()[1]


def stuck_follower(server, slug):
    """A follower that asks and then reads nothing."""
    stuck = server.follow(f"board/{slug}/public")
    stuck.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return stuck


def test_who_does_not_read_delays_nobody(server, slug):
    server.tell("post", slug, "one")
    stuck = stuck_follower(server, slug)
    quick = server.follow(f"board/{slug}/public")
    quick.frame()
    for number in range(2, 40):
        server.tell("post", slug, "x" * 60_000)
        assert quick.frame()[0].startswith(f"{number}.")
    stuck.close()


def test_who_does_not_read_is_dropped_and_resumes(direct_server, slug):
    server = direct_server
    server.tell("post", slug, "one")
    stuck = stuck_follower(server, slug)
    posts = 0
    while not server.facts()["slow"]:
        posts += 1
        assert posts < 500, "a follower that reads nothing was never dropped"
        server.tell("post", slug, "x" * 60_000)
    last = stuck.frame()[0]
    resumed = server.follow(f"board/{slug}/public", last=last).frame()[0]

    assert (last.split(".")[0], resumed.split(".")[0]) == ("1", str(posts + 1))


def test_a_server_that_stops_ends_the_streams_at_once(direct_server, slug):
    direct_server.tell("post", slug, "one")
    stream = direct_server.follow(f"board/{slug}/public")
    stream.frame()
    direct_server.stop()

    assert stream.ended()
    assert direct_server.process.returncode in {0, -signal.SIGTERM}


def test_followers_are_counted(server, slug):
    server.tell("post", slug, "one")
    before = server.facts()["rostrum_live_followers"] or 0
    streams = [server.follow(f"board/{slug}/public") for _ in range(3)]
    assert server.facts()["rostrum_live_followers"] == before + 3
    for stream in streams:
        stream.close()
    until(lambda: server.facts()["rostrum_live_followers"] == before, "the followers to be forgotten")


def test_an_old_proxy_that_speaks_http_1_0_gets_plain_bytes(server, slug):
    server.tell("post", slug, "one")
    stream = server.follow(f"board/{slug}/public", version="1.0")
    if "transfer-encoding" in stream.received:
        pytest.skip("this server writes chunks to everybody")
    assert stream.received["connection"] == "close"
    assert "public: one" in stream.frame()[1]


def test_the_server_tells_the_time(server):
    with socket.create_connection(("127.0.0.1", server.port), LIMIT) as asked:
        asked.sendall(b"GET /live/time HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head, _, body = asked.makefile("rb").read().partition(b"\r\n\r\n")
    assert b"cache-control: no-store" in head
    assert float(body) > 1_700_000_000_000
