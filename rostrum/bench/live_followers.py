"""Followers by the thousand in one process: they connect, act, and say when the last of them has the frame.

``python -m rostrum.bench.live_followers FOLLOW_PORT ACT_PORT FOLLOWERS ACTS PID`` prints one line of JSON:
the milliseconds of each act until its last follower has the frame, and by how much the process PID (0: none)
grew for each follower, in bytes.
"""

import gc
import json
import os
import select
import socket
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from rostrum.bench import live_frame

# So many connect at once, then their first frames are awaited.
TOGETHER: Final = 250
LIMIT: Final = 60.0
# Acts that are not counted: the first ones warm the server up.
WARMING: Final = 3
REQUEST: Final = (
    f"GET /live/{live_frame.CHANNEL} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
).encode()
ACT: Final = b"POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
# The end of a frame and of its event, behind which nothing comes until the next act.
TAIL: Final = 64


class Followers:
    """So many open streams, read as they come."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.poll = select.epoll()
        self.open: dict[int, socket.socket] = {}
        self.tails: dict[int, bytes] = {}

    def connect(self, count: int, mark: bytes) -> None:
        """Let ``count`` more follow, and wait until each has the frame that ends with ``mark``."""
        while count > 0:
            for _one in range(min(TOGETHER, count)):
                one = socket.create_connection(("127.0.0.1", self.port), LIMIT)
                one.sendall(REQUEST)
                one.setblocking(False)
                self.open[one.fileno()] = one
                self.tails[one.fileno()] = b""
                self.poll.register(one.fileno(), select.EPOLLIN)
            self.wait(mark, min(TOGETHER, count))
            count -= TOGETHER

    def wait(self, mark: bytes, count: int) -> None:
        """Wait until ``count`` followers have the frame that ends with ``mark``."""
        until = time.monotonic() + LIMIT
        tails = self.tails
        while count:
            ready = self.poll.poll(LIMIT)
            if not ready or time.monotonic() > until:
                raise TimeoutError(f"{count} followers did not get their frame")
            for number, _event in ready:
                data = os.read(number, 262_144)
                if not data:
                    raise ConnectionError("the server ended a stream")
                tail = data[-TAIL:] if len(data) >= TAIL else (tails[number] + data)[-TAIL:]
                if mark in tail:
                    count -= 1
                    tail = b""
                tails[number] = tail

    def close(self) -> None:
        """End all streams."""
        for one in self.open.values():
            one.close()
        self.poll.close()


def size_of(pid: int) -> int:
    """Return how many bytes of memory a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE if pid else 0


def measure(follow: int, act: int, count: int, acts: int, pid: int) -> dict[str, Any]:
    """Connect, act, and return the milliseconds until the last follower, and bytes for each follower."""
    followers = Followers(follow)
    with closing(followers):
        number = live_frame.FIRST
        followers.connect(1, live_frame.mark(number))
        before = size_of(pid)
        followers.connect(count - 1, live_frame.mark(number))
        grown = size_of(pid) - before
        gc.disable()
        took = []
        for _act in range(WARMING + acts):
            number += 1
            # Each act comes by a connection of its own: a server closes one that is silent for some seconds.
            with socket.create_connection(("127.0.0.1", act), LIMIT) as acting:
                begun = time.perf_counter()
                acting.sendall(ACT)
                followers.wait(live_frame.mark(number), count)
                took.append((time.perf_counter() - begun) * 1000)
                _answered(acting)
    return {"ms": took[WARMING:], "bytes": grown / max(1, count - 1)}


def _answered(acting: socket.socket) -> None:
    answer = b""
    while b"\r\n\r\n" not in answer:
        got = acting.recv(4096)
        if not got:
            raise ConnectionError("an act was not answered")
        answer += got


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(int, sys.argv[1:6]))) + "\n")
