"""Fifty clients at once, with duplicates and dropped connections: exactly once, and the log is the state."""

import contextlib

import pytest

from rostrum.bench.installation import POSTGRESQL, SQLITE, installation, missing
from tests.floor.crowd import (
    ServerProcess,
    all_sent,
    assert_exactly_once,
    assert_live_is_replay,
    crowd,
    furnished,
    let_loose,
)

REQUESTS = 2_000


@contextlib.contextmanager
def hall(database, servers, *, seats=80):
    if reason := missing(database):
        pytest.skip(reason)
    with installation(database) as copy:
        place = furnished(copy, seats=seats)
        running = [ServerProcess(copy) for _ in range(servers)]
        try:
            yield place, [server.port for server in running]
        finally:
            for server in running:
                server.stop()


@pytest.mark.parametrize(
    ("database", "servers"),
    [(SQLITE, 1), pytest.param(POSTGRESQL, 2, marks=pytest.mark.postgres)],
)
def test_two_thousand_acts_of_fifty_clients_count_once_each(database, servers):
    with hall(database, servers) as (place, ports):
        clients = crowd(place, ports, delegates=40, podiums=10)
        for thread in let_loose(clients, requests=REQUESTS):
            thread.join()
        sent = all_sent(clients)
        log = place.log()

        assert sum(note.tries for note in sent.values()) >= REQUESTS
        assert [fault for client in clients for fault in client.faults] == []
        assert sum(note.tries > 1 for note in sent.values()) > REQUESTS / 10, "many were sent twice"
        assert {"requested", "withdrawn", "called", "started", "ended"} <= {e["kind"] for e in log["events"]}
        assert_exactly_once(log, sent)
        for port in ports:
            assert_live_is_replay(place, port, log)
