"""The server is killed in the middle of an intervention, under load, and started again."""

import threading
import time

import pytest

from rostrum.bench.installation import POSTGRESQL, SQLITE, installation, missing
from tests.floor.crowd import (
    Client,
    Delegates,
    Follower,
    ServerProcess,
    all_sent,
    assert_exactly_once,
    assert_live_is_replay,
    board,
    furnished,
    let_loose,
)
from tests.live.streams import until

FOLLOWERS = 20


@pytest.mark.parametrize("database", [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgres)])
def test_a_killed_server_loses_nothing_and_counts_nothing_twice(database):
    if reason := missing(database):
        pytest.skip(reason)
    with installation(database) as copy:
        place = furnished(copy, seats=120)
        server = ServerProcess(copy)
        followers = [Follower(place, server.port) for _ in range(FOLLOWERS)]
        try:
            _through_the_crash(place, server, followers)
        finally:
            for follower in followers:
                follower.done.set()
            server.stop()


def _through_the_crash(place, server, followers):
    podium = Client(place, [server.port], 99)
    clients = [Delegates(place, [server.port], number) for number in range(10)]
    speaker = _begin_an_intervention(place, podium)

    over = threading.Event()
    threads = let_loose(clients, requests=100_000, until_told=over)
    until(lambda: sum(note.acknowledged for note in list(_acts(clients))) > 60, "the load to build up")
    server.kill()
    killed = time.time()
    over.set()
    for thread in threads:
        thread.join()

    log = place.log()
    sent = all_sent([*clients, podium])
    assert_exactly_once(log, sent)
    assert log["speaking"]["request"] == speaker

    again = ServerProcess(place.copy, server.port)
    server.__dict__.update(again.__dict__)
    assert_live_is_replay(place, server.port, log)
    clock = board(place, server.port)["clock"]
    assert clock["accumulated"] == 0
    began = next(event["at"] for event in log["events"] if event["kind"] == "started")
    assert clock["started"] == pytest.approx(began, abs=0.002), "the clock went on while the server was away"

    _try_again_what_was_never_answered(clients)
    podium.surely("end", place.path("act/"), {"act": "end", "view": "console"})
    ended = time.time()
    after = place.log()
    assert_exactly_once(after, all_sent([*clients, podium]))
    spoken = next(turn["spoken"] for turn in after["turns"] if turn["request"] == speaker)
    assert killed - began < spoken <= ended - began + 0.1

    until(lambda: {one.number for one in followers} == {after["number"]}, "every follower to catch up")
    assert all(one.comebacks >= 1 for one in followers)
    assert all(one.seen == sorted(one.seen) for one in followers), "nobody was shown an older state"


def _acts(clients):
    return [note for client in clients for note in list(client.sent.values())]


def _begin_an_intervention(place, podium):
    podium.surely("add", place.path("act/"), {"act": "add", "view": "console", "participant": place.seats[0]})
    request = place.log()["line"][0]
    podium.surely("call", place.path("act/"), {"act": "call", "view": "console", "request": request})
    podium.surely("start", place.path("act/"), {"act": "start", "view": "console"})
    return request


def _try_again_what_was_never_answered(clients):
    """Send again, under the same key, what the crash left without an answer, as the pages do."""
    for client in clients:
        client.connections.clear()
        for key, note in list(client.sent.items()):
            while not note.answers:
                client.act(note.what, note.path, note.values, key=key)
