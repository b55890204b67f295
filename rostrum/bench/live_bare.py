"""The least that can write the same bytes to the same followers: ``python -m rostrum.bench.live_bare PORT``.

No Django, no database, no authorisation: an act is a number that goes up, and a loop that writes.
"""

import asyncio
import sys

import uvloop

from rostrum.bench import live_frame
from rostrum.live import rules
from rostrum.live.topics import Frame

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\n\r\n"
DONE = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


class Bare(asyncio.Protocol):
    """One connection: of a follower, or of the one who acts."""

    followers: "set[asyncio.Transport]" = set()
    number = live_frame.FIRST

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Follow, or act."""
        if data.startswith(b"POST /act"):
            Bare.number += 1
            frame = self._frame()
            for follower in Bare.followers:
                follower.write(frame)
            self.transport.write(DONE)
        elif data.startswith(b"GET /live/"):
            self.transport.write(HEAD + self._frame())
            Bare.followers.add(self.transport)
        else:
            self.transport.write(DONE)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio passes it
        """Forget the follower."""
        Bare.followers.discard(self.transport)

    def _frame(self) -> bytes:
        return rules.message(Frame(Bare.number, live_frame.html(Bare.number))).stream


async def main(port: int) -> None:
    """Serve until stopped."""
    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
