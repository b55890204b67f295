"""The ASGI application for ``/live/…``, beside Django's: opens streams and tells the time."""

import asyncio
import logging
import resource
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from rostrum.live import access, metrics, nginx, rules, running
from rostrum.live.access import Decision
from rostrum.live.beside import Beside
from rostrum.live.crowd import Crowd
from rostrum.live.followers import HEADERS, Direct, Plain, Receive, Send
from rostrum.live.hub import Hub
from rostrum.live.protocol import EXTENSION, LiveProtocol

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]

PREFIX: Final = "/live/"
# File descriptors kept for everything that is no stream.
SPARE: Final = 256
HEAD: Final = b"HTTP/1.1 200 OK\r\n%s" + b"".join(b"%s: %s\r\n" % header for header in HEADERS)
BRIEF: Final = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the way to answer it."""

    scope: Scope
    receive: Receive
    send: Send

    @property
    def name(self) -> str:
        """What stands behind ``/live/`` in the address; nothing if the address is another."""
        path = str(self.scope["path"]).removeprefix(self.scope.get("root_path", ""))
        return path.removeprefix(PREFIX) if path.startswith(PREFIX) else ""

    @property
    def session(self) -> str:
        """The session key that came with the request."""
        cookies = [value.decode("latin-1") for name, value in self.scope["headers"] if name == b"cookie"]
        return access.session_of("; ".join(cookies))

    @property
    def from_elsewhere(self) -> bool:
        """Whether another site's page asks: a stream carries what its reader may see, and nobody else."""
        return dict(self.scope["headers"]).get(b"sec-fetch-site") in {b"cross-site", b"same-site"}

    @property
    def through_nginx(self) -> bool:
        """Whether nginx passed the request on and can hold the stream."""
        return dict(self.scope["headers"]).get(b"x-live-crowd") == b"nginx"

    @property
    def connection(self) -> LiveProtocol | None:
        """The connection, where the server lets a stream take it over."""
        found: LiveProtocol | None = self.scope.get("extensions", {}).get(EXTENSION)
        return found if found is not None and found.usable else None

    async def begin(self, status: HTTPStatus, headers: list[tuple[bytes, bytes]]) -> None:
        """Begin the answer."""
        await self.send({"type": "http.response.start", "status": status.value, "headers": headers})

    async def answer(self, status: HTTPStatus, body: bytes = b"") -> None:
        """Give a short answer whole."""
        headers = [*BRIEF, (b"content-length", str(len(body)).encode())]
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append((b"retry-after", b"5"))
        await self.begin(status, headers)
        await self.send({"type": "http.response.body", "body": body})


class Live:
    """Answers ``/live/…`` itself and passes everything else to ``pages``."""

    def __init__(self, pages: Callable[..., Awaitable[None]]) -> None:
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http" and (exchange := Exchange(scope, receive, send)).name:
            await _answer(exchange)
        else:
            await self.pages(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    _allow_many_streams()
    await running.start()
    beside = Beside()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await beside.end()
    await running.stop()
    await send({"type": "lifespan.shutdown.complete"})


def _allow_many_streams() -> None:
    """Raise the number of open files to what the system grants: every stream is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft not in {resource.RLIM_INFINITY, hard}:
        wanted = 65_536 if hard == resource.RLIM_INFINITY else hard
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


async def _answer(exchange: Exchange) -> None:
    if exchange.scope["method"] not in {"GET", "HEAD"}:
        await exchange.answer(HTTPStatus.METHOD_NOT_ALLOWED)
    elif exchange.name == "time":
        # The server's clock in milliseconds since 1970 UTC: what clock.js measures against.
        await exchange.answer(HTTPStatus.OK, b"%.3f" % (time.time() * 1000))
    else:
        await _open(exchange)


async def _open(exchange: Exchange) -> None:
    hub = await running.start()
    decision = await _decide(hub, exchange)
    if not decision.allowed:
        metrics.REFUSALS.labels(str(decision.status.value)).inc()
        await exchange.answer(decision.status)
    elif exchange.scope["method"] == "HEAD":
        await exchange.begin(HTTPStatus.OK, HEADERS)
        await exchange.send({"type": "http.response.body", "body": b""})
    elif hub.crowd is not None and exchange.through_nginx:
        await _pass_to_nginx(hub.crowd, decision, exchange)
    else:
        await _stream(hub, decision, exchange)


async def _decide(hub: Hub, exchange: Exchange) -> Decision:
    if exchange.from_elsewhere:
        return Decision(HTTPStatus.FORBIDDEN)
    if not rules.is_channel(exchange.name):
        return Decision(HTTPStatus.NOT_FOUND)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if most != resource.RLIM_INFINITY and hub.streams >= most - SPARE:
        return Decision(HTTPStatus.SERVICE_UNAVAILABLE)
    return await hub.decide(exchange.name, exchange.session)


async def _pass_to_nginx(crowd: Crowd, decision: Decision, exchange: Exchange) -> None:
    try:
        decision = await crowd.admit(exchange.name, exchange.session, decision)
    except Exception:
        log.exception("nobody could be let in to %s", exchange.name)
        decision = Decision(HTTPStatus.SERVICE_UNAVAILABLE)
    if not decision.allowed:
        metrics.REFUSALS.labels(str(decision.status.value)).inc()
        await exchange.answer(decision.status)
        return
    inside = (nginx.FOLLOW + exchange.name).encode()
    await exchange.begin(HTTPStatus.OK, [*BRIEF, (b"content-length", b"0"), (b"x-accel-redirect", inside)])
    await exchange.send({"type": "http.response.body", "body": b""})


async def _stream(hub: Hub, decision: Decision, exchange: Exchange) -> None:
    name = exchange.name
    seen = rules.last_seen(exchange.scope["headers"], exchange.scope["query_string"])
    connection = exchange.connection
    if connection is not None:
        transport, connections, always = connection.take_over()
        direct = Direct(transport, connections, decision)
        transport.set_protocol(direct)
        transport.write(HEAD % always + b"connection: close\r\n\r\n" + rules.RETRY)
        hub.follow(direct, name, seen)
        return
    plain = Plain(decision)
    hub.follow(plain, name, seen)
    try:
        await plain.serve(exchange.receive, exchange.send)
    except (OSError, asyncio.CancelledError):
        # The client or the server ended in the middle of a message: nothing is left to say.
        return
