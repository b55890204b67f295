"""A follower without a browser: a socket, and the events that arrive on it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 20.0
# A machine that is busy with other tests may take long to start a process.
START_LIMIT = 90.0


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def until(condition, what, limit=LIMIT):
    """Wait for something that another process does."""
    end = time.monotonic() + limit
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.01)
    return found


@dataclass
class Stream:
    """A connection to a server's stream; read it with ``status``, ``event`` and ``ended``."""

    port: int
    path: str
    cookie: str = ""
    last: str = ""
    headers: dict = field(default_factory=dict)
    version: str = "1.1"

    def __post_init__(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), LIMIT)
        lines = [f"GET {self.path} HTTP/{self.version}", "Host: localhost"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        lines += [f"Last-Event-ID: {self.last}"] if self.last else []
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.received = {}
        while line := self.file.readline().decode().strip():
            name, _, value = line.partition(":")
            self.received[name.lower()] = value.strip()

    def line(self):
        """The next line of the body, whichever way it was sent; nothing at its end."""
        while True:
            line = self.file.readline()
            chunked = self.received.get("transfer-encoding") == "chunked"
            if chunked and line.endswith(b"\r\n"):
                if line.strip() == b"0":
                    return b""
                continue  # a chunk's length, or its end
            return line

    def event(self):
        """The next event as a dictionary, with its data lines joined; nothing at the end."""
        found = {}
        while line := self.line():
            line = line.decode().rstrip("\n")
            if not line and found.get("event") == "beat":
                found = {}
            elif not line and "data" in found:
                return found
            name, _, value = line.partition(": ")
            if name in ("id", "event", "data"):
                found[name] = f"{found[name]}\n{value}" if name in found else value
        return None

    def frame(self):
        """The next frame's id and HTML."""
        event = self.event()
        assert event is not None, "the stream has ended"
        name, _, html = event["data"].partition("\n")
        return name, html

    def ended(self):
        """Whether the server ends the stream with nothing more to say."""
        with contextlib.suppress(ConnectionResetError):
            return self.event() is None
        return True

    def close(self):
        self.file.close()
        self.socket.close()


class Server:
    """A server process; ``tell`` asks it to act, ``facts`` what it has done."""

    def __init__(self, database, *words, environment=None, port=None):
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.live.server", str(self.port), database, *words],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "rostrum.settings", **(environment or {})},
        )
        try:
            until(self.answers, "the server to start", START_LIMIT)
        except BaseException:
            self.process.kill()
            raise

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def answers(self):
        assert self.process.poll() is None, "the server stopped while it started"
        with contextlib.suppress(OSError):
            return self.tell("facts")

    def tell(self, *path):
        words = "/".join(quote(str(part)) for part in path)
        with urlopen(f"http://127.0.0.1:{self.port}/{words}", timeout=LIMIT) as answer:
            return json.load(answer)

    def facts(self):
        return self.tell("facts")

    def follow(self, channel, **how):
        return Stream(self.port, f"/live/{channel}", **how)

    def stop(self):
        self.process.terminate()
        self.process.wait(LIMIT)
