"""The ``rostrum`` command as an operator runs it: a process of its own, on data of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
import zipfile
from contextlib import closing, contextmanager

import psycopg
import pytest

SERVER = os.environ.get("ROSTRUM_POSTGRES", "postgres://postgres@127.0.0.1:5432")
COUNT = """
import django; django.setup()
from rostrum.floor.models import Event
from rostrum.meetings.models import Meeting
from rostrum.people.models import Account
print(Meeting.objects.count(), Event.objects.count(), Account.objects.count())
"""
# An installation with little in it; the whole demonstration takes some seconds to load.
BEGIN = """
import django; django.setup()
from django.core.management import call_command
from rostrum.people.models import Account
call_command("migrate", verbosity=0, interactive=False)
Account.objects.create_user(email="officer@example.org")
"""
RENAME = """
import django; django.setup()
from rostrum.meetings.models import Meeting
Meeting.objects.filter(slug="hearing-4").delete()
"""


def free_port():
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def surroundings(request, tmp_path):
    """The environment of an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "ROSTRUM_DEMO"}}
    kept |= {"ROSTRUM_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "rostrum.settings"}
    kept |= {"PORT": str(free_port()), "PYTHONWARNINGS": "ignore"}
    if request.param == "sqlite":
        yield kept
        return
    name = f"rostrum_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("PostgreSQL does not answer")
    server.execute(f"CREATE DATABASE {name}")
    yield {**kept, "DATABASE_URL": f"{SERVER}/{name}"}
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


def rostrum(surroundings, *arguments, expected=0):
    done = subprocess.run(
        [sys.executable, "-m", "rostrum", *arguments],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout


def python(surroundings, text):
    done = subprocess.run(
        [sys.executable, "-c", text], env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@contextmanager
def serving(surroundings):
    port = surroundings["PORT"]
    server = subprocess.Popen(
        [sys.executable, "-m", "rostrum", "serve"],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                assert json.load(answer)["ready"]
                break
        except OSError:
            assert server.poll() is None, server.stdout.read()
            assert time.monotonic() < until
            server_is_starting(server)
    try:
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def server_is_starting(server):
    """Give the server a moment, unless it ends."""
    try:
        server.wait(0.1)
    except subprocess.TimeoutExpired:
        return


@pytest.mark.parametrize(
    "command", ["serve", "demo", "bench", "read", "check", "deliver", "backup", "restore"]
)
def test_every_command_explains_itself(command):
    done = subprocess.run(
        [sys.executable, "-m", "rostrum", command, "--help"], capture_output=True, text=True, check=True
    )
    assert "usage: rostrum" in done.stdout


def test_the_life_of_an_installation(surroundings, tmp_path):
    said = rostrum(surroundings, "demo", "--no-serve")
    assert "One link for each role" in said
    assert said.count("http://") == 10
    before = python(surroundings, COUNT)
    assert rostrum(surroundings, "check") == "All is sound.\n"
    # A second run finds everything done.
    assert "…" not in rostrum(surroundings, "demo", "--no-serve").replace(
        "Bringing the database up to date …", ""
    )

    kept = tmp_path / "kept.zip"
    with serving(surroundings) as port:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert b"Rostrum" in answer.read()
        assert "Kept in" in rostrum(surroundings, "backup", str(kept))
        assert "Stop it" in rostrum(surroundings, "restore", str(kept), expected=1)

    python(surroundings, RENAME)
    assert python(surroundings, COUNT) != before
    assert "Restored from" in rostrum(surroundings, "restore", str(kept))
    assert python(surroundings, COUNT) == before
    assert rostrum(surroundings, "check") == "All is sound.\n"
    # What was restored can be changed and kept again.
    rostrum(surroundings, "demo", "--no-serve")


def test_a_damaged_backup_changes_nothing(surroundings, tmp_path):
    python(surroundings, BEGIN)
    before = python(surroundings, COUNT)
    kept, damaged = tmp_path / "kept.zip", tmp_path / "damaged.zip"
    rostrum(surroundings, "backup", str(kept))
    with zipfile.ZipFile(kept) as good, zipfile.ZipFile(damaged, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content[:-100] + b"x" * 100 if name.startswith("database") else content)
    assert "damaged" in rostrum(surroundings, "restore", str(damaged), expected=1)
    (tmp_path / "letter.zip").write_text("Excellency,")
    assert "not a backup" in rostrum(surroundings, "restore", str(tmp_path / "letter.zip"), expected=1)
    assert "Name a file in a folder" in rostrum(
        surroundings, "backup", str(tmp_path / "no" / "where.zip"), expected=1
    )
    assert python(surroundings, COUNT) == before


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("Third hearing\n19 June 2017\n" + "10.00 Opening\n11.00 Panel\n" * 5_000)
    command = [sys.executable, "-m", "rostrum", "read", str(paper)]
    reading = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert reading.stdout.readline() == "Third hearing\n"
    reading.stdout.close()
    assert reading.stderr.read() == ""
    assert reading.wait() == 141


def test_papers_are_read_without_a_database(tmp_path):
    paper, letter = tmp_path / "paper.txt", tmp_path / "letter.txt"
    paper.write_text("Third hearing\n19 June 2017, Room XX\n10.00-10.15 Opening\nMs. Anna Berg, Mayor\n")
    letter.write_text("Excellency,\nI invite you.\n")
    nowhere = {
        **os.environ,
        "ROSTRUM_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "postgres://127.0.0.1:9/none",
    }
    assert "Ms. Anna Berg, Mayor" in rostrum(nowhere, "read", str(paper))
    told = json.loads(rostrum(nowhere, "read", "--json", str(paper)))
    assert told["segments"][0]["speakers"] == [
        {"name": "Anna Berg", "affiliation": "Mayor", "honorific": "Ms."}
    ]
    assert "no programme" in rostrum(nowhere, "read", str(letter), expected=3)
    rostrum(nowhere, "read", str(tmp_path / "none.txt"), expected=2)
    table = rostrum(nowhere, "read", str(paper), str(letter), expected=3)
    assert [line.split()[1:] for line in table.splitlines()[1:2]] == [["1", "1", "1", "0", "0"]]


def test_papers_are_checked_without_a_database(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("Third hearing\n19 June 2017\n10.00-10.15 Opening of the the hearing\n")
    nowhere = {
        **os.environ,
        "ROSTRUM_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "postgres://127.0.0.1:9/none",
    }
    assert "doubled_word" in rostrum(nowhere, "check", str(paper), expected=1)
    assert "no such file" in rostrum(nowhere, "check", str(tmp_path / "none.txt"), expected=2)
