"""From an act to the last follower: reported beside a bare server, with servers and followers of their own."""

import re

import pytest

from rostrum.bench import live, nginx

FIGURES = (
    r"{}, 20 followers, act to the last one: p50 [\d.]+ ms, p99 [\d.]+ ms;"
    r" the same bytes from a bare server: p50 [\d.]+ ms, p99 [\d.]+ ms; ratio [\d.]+, [\d.]+"
)


def test_both_ways_to_serve_are_reported_beside_a_bare_server(monkeypatch):
    monkeypatch.setattr(live, "QUICK", live.Scale(sizes=(20,), crowd=20, rounds=1, acts=3))
    told = []
    live.measure(quick=True, report=told.append)

    assert re.fullmatch(FIGURES.format("live, one process"), told[0])
    assert re.fullmatch(r"  memory: -?[\d.]+ KB a follower; bare server: -?[\d.]+ KB", told[1])
    if nginx.missing():
        pytest.skip(told[2])
    assert re.fullmatch(FIGURES.format("live, nginx with nchan"), told[2])


def test_what_cannot_be_measured_is_skipped_by_name(monkeypatch):
    monkeypatch.setattr(nginx, "PROGRAM", None)
    monkeypatch.setattr(live, "QUICK", live.Scale(sizes=(10**9,), crowd=20, rounds=1, acts=3))
    told = []
    live.measure(quick=True, report=told.append)

    assert re.fullmatch(
        r"live, one process, 1,000,000,000 followers: skipped, a process may open [\d,]+ files here", told[0]
    )
    assert told[1].startswith("live, nginx with nchan, 20 followers: skipped, nginx with nchan is not here")
