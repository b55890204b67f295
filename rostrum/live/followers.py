"""The two ways to hold a follower: by its connection's transport, or through plain ASGI.

With our protocol under uvicorn the connection leaves the HTTP machinery once the stream has begun; what
stays is the transport and one small object, and a frame is one ``write`` of bytes that all followers share.
Under any other server a task waits for the latest message and sends it.
"""

import asyncio
import contextlib
import socket
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rostrum.live import metrics, rules
from rostrum.live.rules import Message

if TYPE_CHECKING:
    from rostrum.live.access import Decision
    from rostrum.live.hub import Channel

# A follower this far behind is dropped; it comes back and gets the present frame. Bytes, beyond the kernel's.
BEHIND: Final = 256 * 1024
# The kernel keeps no more than this unsent for a stream, so that one who does not read is noticed. Bytes.
UNSENT: Final = 128 * 1024
# Seconds that a server with no transport to look at may take to pass a message on.
PATIENCE: Final = 20.0

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]


class Follower(ABC):
    """Somebody who watches a channel; the hub holds it and calls it from the event loop.

    ``session`` and ``account`` say as whom it was let in, both empty on a public channel.
    """

    __slots__ = ("account", "beat", "channel", "session")

    channel: "Channel | None"
    session: str
    account: str
    beat: int
    # Whether its right to follow is looked at again by the hub.
    reviewed: ClassVar[bool] = True

    def __init__(self, decision: "Decision") -> None:
        self.channel = None
        self.beat = 0
        self.session = decision.session
        self.account = decision.account

    @abstractmethod
    def offer(self, message: Message) -> None:
        """Pass the message on, or drop the follower if it does not keep up. Never waits."""

    @abstractmethod
    def remind(self) -> None:
        """Send a heartbeat."""

    @abstractmethod
    def drop(self, reason: str) -> None:
        """End the stream at once; the follower may come back."""

    def gone(self) -> None:
        """Tell the hub that the stream has ended."""
        if self.channel is not None:
            self.channel.leave(self)
            self.channel = None


class Direct(Follower, asyncio.Protocol):
    """A follower held by its transport. It is also the protocol of the connection from then on.

    The answer has no length and is not chunked: its end is the connection's end, and nothing follows it.
    """

    __slots__ = ("connections", "transport")

    def __init__(self, transport: asyncio.Transport, connections: set[Any], decision: "Decision") -> None:
        super().__init__(decision)
        self.transport = transport
        self.connections = connections
        connections.add(self)
        taken = transport.get_extra_info("socket")
        if taken is not None and taken.family != socket.AF_UNIX and hasattr(socket, "TCP_NOTSENT_LOWAT"):
            with contextlib.suppress(OSError):
                taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)

    def offer(self, message: Message) -> None:
        """Write the shared bytes, unless too many are still waiting."""
        transport = self.transport
        if transport.get_write_buffer_size() > BEHIND:
            self.drop("slow")
        else:
            transport.write(message.stream)

    def remind(self) -> None:
        """Write a comment, unless something is on its way anyway."""
        if not self.transport.get_write_buffer_size():
            self.transport.write(rules.HEARTBEAT)

    def drop(self, reason: str) -> None:
        """Cut the connection: what still waits to be written is old."""
        metrics.DROPS.labels(reason).inc()
        self.gone()
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self.transport.close()

    def shutdown(self) -> None:
        """End because the server ends; uvicorn calls this."""
        self.drop("shutdown")

    def data_received(self, data: bytes) -> None:
        """Take no further request on this connection."""

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio passes it
        """Forget the follower."""
        self.connections.discard(self)
        self.gone()


class Plain(Follower):
    """A follower served through ASGI alone: a task that sends whatever is the latest."""

    __slots__ = ("_message", "_reminded", "_stopped", "_wake")

    def __init__(self, decision: "Decision") -> None:
        super().__init__(decision)
        self._message: Message | None = None
        self._reminded = False
        self._stopped = False
        self._wake = asyncio.Event()

    def offer(self, message: Message) -> None:
        """Keep the message to be sent; one that was not sent yet is old."""
        self._message = message
        self._wake.set()

    def remind(self) -> None:
        """Have a heartbeat sent."""
        self._reminded = True
        self._wake.set()

    def drop(self, reason: str) -> None:
        """Have the stream ended."""
        metrics.DROPS.labels(reason).inc()
        self.gone()
        self._stopped = True
        self._wake.set()

    async def serve(self, receive: Receive, send: Send) -> None:
        """Send until the client goes or the stream is ended."""
        leaving = asyncio.ensure_future(_left(receive))
        leaving.add_done_callback(lambda _left: self._end())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await send({"type": "http.response.body", "body": rules.RETRY, "more_body": True})
            while not self._stopped:
                await self._wake.wait()
                self._wake.clear()
                await self._pass_on(send)
            if not leaving.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            leaving.cancel()
            self.gone()

    async def _pass_on(self, send: Send) -> None:
        message, self._message = self._message, None
        reminded, self._reminded = self._reminded, False
        body = message.stream if message is not None else rules.HEARTBEAT if reminded else b""
        if not body or self._stopped:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await send({"type": "http.response.body", "body": body, "more_body": True})
        except TimeoutError:
            self.drop("slow")

    def _end(self) -> None:
        self._stopped = True
        self._wake.set()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
