"""Two server processes on PostgreSQL hear of each other's changes."""

import psycopg
import pytest

from tests.live.conftest import postgres_url

pytestmark = pytest.mark.postgres


def number(stream):
    return int(stream.frame()[0].split(".")[0])


def test_a_change_reaches_the_followers_of_every_process_rendered_once_in_each(two_servers, slug):
    one, two = two_servers
    channel = f"board/{slug}/public"
    one.tell("post", slug, "1")
    streams = [server.follow(channel) for server in (one, one, two, two)]
    assert [number(stream) for stream in streams] == [1, 1, 1, 1]
    for count, server in enumerate((one, two, one, two), start=2):
        server.tell("post", slug, count)
        assert [number(stream) for stream in streams] == [count] * 4

    assert [server.facts()["renders"][channel] for server in two_servers] == [5, 5]


def test_a_board_that_is_taken_down_ends_streams_in_every_process(two_servers, slug):
    one, two = two_servers
    one.tell("post", slug, "1")
    streams = [server.follow(f"board/{slug}/public") for server in two_servers]
    assert [number(stream) for stream in streams] == [1, 1]
    two.tell("close", slug)

    assert [stream.ended() for stream in streams] == [True, True]
    assert one.follow(f"board/{slug}/public").status == 401


def test_what_was_said_while_nobody_listened_is_caught_up(two_servers, scratch, slug):
    one, two = two_servers
    one.tell("post", slug, "1")
    stream = two.follow(f"board/{slug}/public")
    assert number(stream) == 1
    with psycopg.connect(postgres_url(), dbname=scratch, autocommit=True) as admin:
        ended = admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'rostrum live' AND datname = %s",
            [scratch],
        ).fetchall()
    one.tell("post", slug, "2")

    assert ended == [(True,), (True,)]
    assert number(stream) == 2
