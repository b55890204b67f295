"""Several real processes, and one that is killed in the middle of a circulation."""

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest

from rostrum.bench.installation import POSTGRESQL, SQLITE, installation, missing
from tests.floor.crowd import ROOT, ServerProcess
from tests.live.streams import until
from tests.outbox.post_office import post_office

MODULE = "tests.outbox.outbox_process"
DATABASES = [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgres)]
MANY = 200


@contextmanager
def outbox(database, office, count):
    """An installation of its own with a letter to ``count`` missions."""
    if reason := missing(database):
        pytest.skip(reason)
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with installation(
        database, ROSTRUM_SMTP=office.url, ROSTRUM_MAIL_FROM="post@rostrum.example", PYTHONPATH=path
    ) as copy:
        copy.run(MODULE, "fill", str(count))
        yield copy


def begin(copy, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", MODULE, *arguments], env=copy.environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.postgres
def test_two_processes_never_deliver_one_letter_twice():
    with post_office() as office, outbox(POSTGRESQL, office, MANY) as copy:
        office.hold_at = 1
        first = begin(copy, "deliver")
        assert office.holding.wait(60)
        second = begin(copy, "deliver")
        office.wait_for(20)
        office.release()
        delivered = [json.loads(one.communicate(timeout=120)[0])["delivered"] for one in (first, second)]

        assert sum(delivered) == MANY
        assert min(delivered) > 0, "both took part"
        assert set(office.times.values()) == {1}
        assert len(office.times) == MANY
        assert copy.run(MODULE, "facts")["states"] == {"delivered": MANY}


@pytest.mark.parametrize("database", DATABASES)
def test_a_killed_sender_leaves_at_most_one_letter_that_goes_twice(database):
    with post_office() as office, outbox(database, office, MANY) as copy:
        office.hold_at = 70
        sender = begin(copy, "deliver")
        assert office.holding.wait(60)
        sender.kill()
        sender.wait(20)
        sender.stdout.close()
        office.release()
        before = copy.run(MODULE, "facts")
        assert before["states"] == {"delivered": 69, "sending": 1, "waiting": MANY - 70}

        assert copy.run(MODULE, "deliver")["delivered"] == MANY - 70, (
            "the lease still holds the one in flight"
        )
        assert copy.run(MODULE, "deliver", "15")["delivered"] == 1
        assert_everybody_once(office, copy, twice=1)


@pytest.mark.parametrize("database", DATABASES)
def test_a_killed_server_goes_on_by_itself_when_it_is_started_again(database):
    with post_office() as office, outbox(database, office, MANY) as copy:
        office.hold_at = 50
        server = ServerProcess(copy)
        try:
            assert office.holding.wait(60)
            server.kill()
            office.release()
            server = ServerProcess(copy)
            office.wait_for(MANY)
            until(lambda: copy.run(MODULE, "facts")["states"].get("waiting", 0) == 0, "all to be sent")
        finally:
            server.stop()
        copy.run(MODULE, "deliver", "15")
        assert_everybody_once(office, copy, twice=1)


def test_a_stopped_server_finishes_the_letter_at_hand():
    with post_office() as office, outbox(SQLITE, office, MANY) as copy:
        office.hold_at = 30
        server = ServerProcess(copy)
        assert office.holding.wait(60)
        server.process.terminate()
        office.release()
        server.stop()
        states = copy.run(MODULE, "facts")["states"]
        assert set(states) <= {"delivered", "waiting"}, "nothing is left of which nobody knows"
        assert states["delivered"] == len(office.taken)


def test_the_command_delivers_once_and_says_how_it_went():
    with post_office() as office, outbox(SQLITE, office, 3) as copy:
        office.will_answer("mission1@missions.example", "550 no such user")
        told = command(copy)
        assert told.returncode == 0
        assert told.stdout == "2 delivered, 0 to try again later, 1 refused, 0 given up.\n"
        url = office.url
    with post_office() as office, outbox(SQLITE, office, 1) as copy:
        copy.environment["ROSTRUM_SMTP"] = url
        told = command(copy)
        assert told.returncode == 1
        assert "cannot be reached" in told.stdout


@pytest.mark.parametrize("database", DATABASES)
def test_what_went_out_after_a_backup_does_not_go_out_again_when_it_is_put_back(database, tmp_path):
    with post_office() as office, outbox(database, office, 5) as copy:
        file = str(tmp_path / "backup.zip")
        assert command(copy, "backup", file).returncode == 0
        assert copy.run(MODULE, "deliver")["delivered"] == 5
        assert command(copy, "restore", file).returncode == 0
        assert copy.run(MODULE, "facts")["states"] == {"withdrawn": 5}
        assert copy.run(MODULE, "deliver")["delivered"] == 0
        assert set(office.times.values()) == {1}


def command(copy, *words):
    return subprocess.run(
        [sys.executable, "-m", "rostrum", *(words or ["deliver"])],
        env=copy.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def assert_everybody_once(office, copy, *, twice):
    facts = copy.run(MODULE, "facts")
    assert facts["states"] == {"delivered": MANY}
    assert len(office.times) == MANY
    assert Counter(office.times.values())[2] <= twice
    assert max(office.times.values()) <= 2
    for address, seen in office.message_ids.items():
        assert set(seen) == {facts["message_ids"][address]}, "the same mail, should it have gone twice"
