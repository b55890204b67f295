"""uvicorn's protocol with one thing more: an application may take over the connection."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

EXTENSION: Final = "rostrum.connection"


class LiveProtocol(HttpToolsProtocol):
    """Puts itself into the request's scope, so that a stream can go on without the HTTP machinery."""

    def on_message_begin(self) -> None:
        """Begin a request whose application can ask for the connection."""
        super().on_message_begin()
        self.scope["extensions"] = {EXTENSION: self}  # type: ignore[dict-item]

    @property
    def usable(self) -> bool:
        """Whether the client is still there, and sent nothing that would be answered after this request."""
        return not self.transport.is_closing() and not self.pipeline

    def take_over(self) -> tuple[asyncio.Transport, set[Any], bytes]:
        """Give away the connection: its transport, the set to be in while it is open, and the Date header.

        Whoever takes it writes the whole answer, sets the transport's protocol, and ends with the connection.
        The application then returns; this object and the request are free to be collected.
        """
        connections: set[Any] = self.connections
        connections.discard(self)
        self._unset_keepalive_if_required()
        self.cycle.disconnected = True  # the application's return is then no fault
        self.scope.pop("extensions", None)
        self.parser = None  # type: ignore[assignment]
        always = b"".join(b"%s: %s\r\n" % header for header in self.server_state.default_headers)
        return self.transport, connections, always


# How to start uvicorn for live views: uvicorn.Config(application, **OPTIONS).
OPTIONS: Final[dict[str, Any]] = {
    "http": LiveProtocol,
    "loop": "uvloop",
    "ws": "none",
    "lifespan": "on",
    "access_log": False,
    "log_config": None,
    "server_header": False,
    "timeout_graceful_shutdown": 5,
    "backlog": 4096,
}
