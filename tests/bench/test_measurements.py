"""Measurements run, report each figure beside its baseline, and leave nothing behind."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest

from rostrum.bench import floor, papers, reading, run
from rostrum.bench.day import day
from rostrum.bench.installation import POSTGRESQL, SQLITE, installation, missing, server
from rostrum.bench.load import load
from rostrum.floor.core.state import fold


def in_own_loop(work):
    """Run a coroutine in a thread: Playwright's loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_a_day_is_a_log_that_folds():
    log = day(2_000)
    assert [event.number for event in log] == list(range(1, 2_001))
    state = fold(log)
    assert state.number == 2_000
    assert len(state.turns) > 300
    assert len({event.kind for event in log}) >= 8


def test_reading_is_reported_for_each_length_beside_its_baseline():
    told = []
    reading.measure(quick=True, report=told.append)
    for pages, line in zip((1, 4), told, strict=True):
        assert re.fullmatch(
            rf"reading {pages} page\(s\) of text: [\d.]+ ms a page, \d+ ms in all; "
            r"finding its words: [\d.]+ ms a page; ratio \d+",
            line,
        )


def test_folding_is_reported_beside_its_baseline():
    told = []
    floor.folding(quick=True, report=told.append)
    assert re.fullmatch(
        r"floor fold of 2,000 events: [\d.]+ ms; reading them from JSON: [\d.]+ ms; ratio [\d.]+", told[0]
    )


PAPER = r"\d+ pages in [\d.]+ s, {}, [\d.]+ MB, memory \d+ MB"


def test_papers_in_bulk_are_reported_beside_reportlab():
    told = []
    papers.measure(quick=True, report=told.append)
    both = f"{PAPER.format('tagged')}; ReportLab: {PAPER.format('untagged')}; ratio [\\d.]+"
    assert re.fullmatch(f"papers, 40 name plates: {both}", told[0])
    assert re.fullmatch(f"papers, list of 400 participants: {both}", told[1])
    assert re.fullmatch(r"  the server, after 10 papers of name plates: [+-][\d.]+ MB", told[2])


def test_papers_say_that_reportlab_is_missing(monkeypatch):
    monkeypatch.setattr(papers, "REPORTLAB_HERE", False)
    told = []
    papers.measure(quick=True, report=told.append)
    assert re.fullmatch(
        f"papers, 40 name plates: {PAPER.format('tagged')}; ReportLab: skipped, it is not installed"
        r" \(a development dependency\)",
        told[0],
    )


def test_a_measurement_that_does_not_exist_is_refused_by_name():
    told = []
    assert run(["weather"], quick=True, report=told.append) == 2
    assert "weather" in told[0]


def test_what_is_missing_is_said_by_name(monkeypatch):
    monkeypatch.setenv("ROSTRUM_POSTGRES", "postgres://postgres@127.0.0.1:1")
    assert missing(SQLITE) == ""
    assert "127.0.0.1:1" in missing(POSTGRESQL)
    told = []
    monkeypatch.setattr(floor, "SQLITE", POSTGRESQL)
    floor.acts(quick=True, report=told.append)
    assert told[0].startswith("floor acts on PostgreSQL: skipped, PostgreSQL does not answer")


@pytest.mark.postgres
def test_an_installation_leaves_no_database_behind():
    if reason := missing(POSTGRESQL):
        pytest.skip(reason)
    with installation(POSTGRESQL) as copy:
        name = copy.environment["DATABASE_URL"].rsplit("/", 1)[1]
        assert name.startswith("rostrum_bench_")
    with psycopg.connect(f"{server()}/postgres") as connection:
        assert connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchall() == []


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *args):
        pass


def test_the_load_counts_answers_and_faults():
    site = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        good = in_own_loop(load(site.server_port, "/page", 2, 0.3, ""))
        bad = in_own_loop(load(site.server_port, "/none", 2, 0.3, ""))
    finally:
        site.shutdown()
        site.server_close()
    assert good["rate"] > 1
    assert 0 < good["p50"] <= good["p99"]
    assert (good["wrong"], bad["wrong"] > 0) == (0, True)
