"""The real nginx with deploy/nginx.conf, in a folder and on ports of the test's own."""

import contextlib
import os
from urllib.request import urlopen

import pytest

from rostrum.bench import nginx
from tests.live.streams import LIMIT, START_LIMIT, Stream, free_port, until


def needed():
    """Skip where there is no nginx with nchan, or fail where CI must have one."""
    reason = nginx.missing()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


class Nginx:
    """nginx on ``port`` before the server processes on ``servers``; frames go to ``address``."""

    def __init__(self, folder, servers):
        self.port, self.publisher = free_port(), free_port()
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.publisher}"
        self.url = f"http://127.0.0.1:{self.port}"
        self.servers = servers
        self.start()

    def start(self):
        self.process = nginx.start(self.folder, self.port, self.publisher, self.servers)
        try:
            until(self.answers, "nginx to start", START_LIMIT)
        except BaseException:
            self.stop()
            raise

    def answers(self):
        assert self.process.poll() is None, (self.folder / "error.log").read_text()
        with contextlib.suppress(OSError):
            return self.status()

    def status(self):
        """What nginx counts: followers, frames published since it started, and more."""
        with urlopen(f"http://127.0.0.1:{self.publisher}/status", timeout=LIMIT) as answer:
            lines = answer.read().decode().splitlines()
        return dict(line.split(": ", 1) for line in lines if ": " in line)

    @property
    def published(self):
        return int(self.status()["total published messages"])

    def follow(self, channel, **how):
        headers = {"Accept": "text/event-stream", **how.pop("headers", {})}
        return Stream(self.port, f"/live/{channel}", headers=headers, **how)

    def faults(self):
        """What nginx complained of while it served: workers that ended, above all.

        A worker of nchan 1.3 can end by a signal while nginx is being stopped; nobody follows it any more.
        """
        found, stopping = [], False
        for line in (self.folder / "error.log").read_text().splitlines():
            stopping = "start worker processes" not in line and (
                stopping or ("received from" in line and "exiting" in line)
            )
            if not stopping and ("exited on signal" in line or "Assertion" in line):
                found.append(line)
        return found

    def stop(self):
        self.process.terminate()
        self.process.wait(LIMIT)
