"""A crowd at a real server: clients that ask, withdraw and operate over HTTP, twice where it hurts."""

import contextlib
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from rostrum.bench.installation import Installation
from tests.live.streams import Stream, free_port, until

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "t" * 32
ANSWER_LIMIT = 60
# What an act may be answered with: done, done before, sent back to its page, refused with a reason.
FINE = {200, 302, 403, 409, 422}


class ServerProcess:
    """``rostrum serve`` as an operator starts it, on a hall's installation."""

    def __init__(self, copy: Installation, port=None):
        self.copy = copy
        self.port = port or free_port()
        self.log = (Path(copy.data) / f"server-{self.port}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rostrum", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env={**copy.environment, "ROSTRUM_HOSTS": "127.0.0.1,localhost"},
            stdout=self.log,
            stderr=self.log,
        )
        until(self.answers, "the server to start")

    def answers(self):
        assert self.process.poll() is None, Path(self.log.name).read_text()[-3000:]
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200

    def kill(self):
        """End the process as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)
        self.log.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(20)
        self.log.close()


@dataclass
class Place:
    """A furnished hall: where its pages are and who may open them."""

    copy: Installation
    slug: str
    seats: list
    cookie: str

    def log(self):
        return self.copy.run("tests.floor.hall_process", "log")

    def path(self, rest):
        return f"/meetings/{self.slug}/floor/{rest}"


def furnished(copy, *, seats):
    """Make the hall; the copy's processes import the tests as well."""
    copy.environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), copy.environment.get("PYTHONPATH", "")])
    return Place(copy, **copy.run("tests.floor.hall_process", "furnish", str(seats)))


@dataclass
class Sent:
    """One act as clients know it: how often it was sent and what came back."""

    what: str
    path: str
    values: dict
    tries: int = 0
    answers: list = field(default_factory=list)

    @property
    def acknowledged(self):
        return 200 in self.answers


class Client:
    """One client with its own connections; ``sent`` holds every act by its key."""

    def __init__(self, place, ports, number):
        self.place, self.ports, self.number = place, ports, number
        self.random = random.Random(number)
        self.sent = {}
        self.connections = {}
        self.faults = []

    def post(self, path, values, *, port=None, read=True):
        """Send a form; without ``read`` the client hangs up before the answer."""
        port = port or self.ports[self.number % len(self.ports)]
        body = urlencode(values)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{self.place.cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "X-Act": "1",
        }
        connection = self.connections.get(port) or http.client.HTTPConnection(
            "127.0.0.1", port, timeout=ANSWER_LIMIT
        )
        self.connections[port] = connection
        connection.request("POST", path, body, headers)
        if not read:
            connection.close()
            return 0, ""
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def act(self, what, path, values, *, key=None, port=None, read=True):
        """Send an act under a key, note what became of it, and return the page."""
        key = key or uuid.uuid4().hex
        note = self.sent.setdefault(key, Sent(what, path, values))
        note.tries += 1
        try:
            status, page = self.post(path, {**values, "key": key}, port=port, read=read)
        except (OSError, http.client.HTTPException):
            self.connections.pop(port or self.ports[self.number % len(self.ports)], None)
            return key, ""
        if status:
            note.answers.append(status)
            if status not in FINE:
                self.faults.append((what, status, page[:500]))
        return key, page

    def surely(self, what, path, values):
        """Send an act under one key until it is answered, as the pages do, and return the page."""
        key, page = self.act(what, path, values)
        while not self.sent[key].answers:
            _key, page = self.act(what, path, values, key=key)
        assert self.sent[key].acknowledged, page[-500:]
        return page

    def badly(self, what, path, values):
        """Send an act as bad networks do: once, twice, at another server, or hang up and try again."""
        luck = self.random.random()
        if luck < 0.6:
            return self.act(what, path, values)[1]
        if luck < 0.8:
            key, _page = self.act(what, path, values)
            return self.act(
                what, path, values, key=key, port=self.ports[(self.number + 1) % len(self.ports)]
            )[1]
        key, page = self.act(what, path, values, read=False)
        if luck < 0.9:
            page = self.act(what, path, values, key=key)[1]
        return page


class Delegates(Client):
    """Asks and withdraws from some seats."""

    def step(self):
        seat = self.random.choice(self.place.seats[self.number :: 40])
        if self.random.random() < 0.65:
            page = self.badly("ask", self.place.path(f"seat/{seat}/ask/"), {"language": "en"})
        else:
            page = ""
        wanted = re.search(r'name="request" value="([^"]+)"', page)
        if wanted and self.random.random() < 0.5:
            self.badly("withdraw", self.place.path(f"seat/{seat}/withdraw/"), {"request": wanted.group(1)})


class Podium(Client):
    """Gives the floor, keeps the clock, and makes the mistakes of somebody who looks at the room."""

    def __init__(self, *given):
        super().__init__(*given)
        self.page = ""

    def step(self):
        waiting = re.findall(r'id="more-([^"]+)"', self.page)
        name = self.random.choice(
            [
                "call",
                "call",
                "start",
                "start",
                "pause",
                "resume",
                "end",
                "end",
                "extend",
                "skip",
                "add",
                "undo",
            ]
        )
        values = {"act": name, "view": "console"}
        if name in {"call", "skip"} and waiting:
            values["request"] = waiting[0]
        if name == "extend":
            values["seconds"] = "30"
        if name == "add":
            values["participant"] = self.random.choice(self.place.seats)
        number = re.search(r'id="console-board"[^>]*data-number="(\d+)"', self.page)
        if number and self.random.random() < 0.3:
            values["number"] = number.group(1)
        self.page = self.badly(name, self.place.path("act/"), values) or self.page


def crowd(place, ports, *, delegates, podiums):
    """Return that many clients, those at odd places with the second server first."""
    return [
        *(Delegates(place, ports, number) for number in range(delegates)),
        *(Podium(place, ports, number) for number in range(delegates, delegates + podiums)),
    ]


def let_loose(clients, *, requests, until_told=None):
    """Let all clients send until together they have sent this many, or until told; return the threads."""

    def work(client):
        while until_told is None or not until_told.is_set():
            if sum(note.tries for note in client.sent.values()) >= requests // len(clients):
                return
            client.step()

    threads = [threading.Thread(target=work, args=(client,), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    return threads


def all_sent(clients):
    return {key: note for client in clients for key, note in client.sent.items()}


def board(place, port):
    """What a running server shows on the console: number, line, and the clock."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_LIMIT)
    connection.request("GET", place.path("board/console/"), headers={"Cookie": place.cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    assert answer.status == 200, page[:500]
    clock = dict(re.findall(r'data-clock-(limit|accumulated|started)="([^"]*)"', page))
    return {
        "number": int(re.search(r'id="console-board"[^>]*data-number="(\d+)"', page).group(1)),
        "line": re.findall(r'id="more-([^"]+)"', page),
        "clock": {name: float(value) if value else None for name, value in clock.items()},
    }


def assert_exactly_once(log, sent):
    """Every acknowledged act is in the log once; every other at most once; nothing else is there."""
    numbers = [event["number"] for event in log["events"]]
    assert numbers == list(range(1, len(numbers) + 1)), "numbers without gaps"
    times = {}
    for event in log["events"]:
        times[event["key"]] = times.get(event["key"], 0) + 1
    times.pop("", None)
    assert {key: count for key, count in times.items() if count > 1} == {}
    acknowledged = {key for key, note in sent.items() if note.acknowledged}
    assert acknowledged - times.keys() == set(), "acknowledged, and not in the log"
    refused = {
        key
        for key, note in sent.items()
        if note.answers and not note.acknowledged and len(note.answers) == note.tries
    }
    assert refused & times.keys() == set(), "refused, and in the log"
    assert times.keys() - sent.keys() == set(), "in the log, and sent by nobody"
    speakers = [event["data"]["request"] for event in log["events"] if event["kind"] == "requested"]
    assert len(speakers) == len(set(speakers))


def assert_live_is_replay(place, port, log):
    """What the server shows is what the log folds to."""
    shown = board(place, port)
    assert shown["number"] == log["number"]
    assert shown["line"] == log["line"]
    speaking = log["speaking"]
    assert bool(shown["clock"]) == bool(speaking)
    if speaking:
        assert shown["clock"]["limit"] == speaking["limit"]
        assert abs(shown["clock"]["accumulated"] - speaking["spoken"]) < 0.002
        assert (shown["clock"]["started"] is None) == (speaking["since"] is None)
        if speaking["since"]:
            assert abs(shown["clock"]["started"] - speaking["since"]) < 0.002


class Follower(threading.Thread):
    """Follows the public live page by a raw stream, and comes back with the last id it saw."""

    def __init__(self, place, port):
        super().__init__(daemon=True)
        self.channel = f"/live/floor/{place.slug}/live/en"
        self.port, self.last, self.seen, self.comebacks = port, "", [], 0
        self.done = threading.Event()
        self.start()

    def run(self):
        while not self.done.is_set():
            try:
                stream = Stream(self.port, self.channel, last=self.last)
                if stream.status != 200:
                    raise OSError(stream.status)  # noqa: TRY301
                while not self.done.is_set() and (event := stream.event()):
                    self.last = event["data"].partition("\n")[0]
                    self.seen.append(int(self.last.split(".")[0]))
            except (OSError, IndexError, ValueError):
                pass
            self.comebacks += 1
            self.done.wait(0.05)

    @property
    def number(self):
        return self.seen[-1] if self.seen else 0
