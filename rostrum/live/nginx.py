"""What is said to nginx with nchan: publish a frame, ask how a channel stands, remove it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import httpx

from rostrum.live import rules

# Where deploy/nginx.conf takes frames in, and where it sends a follower whom we let in.
PUBLISH: Final = "/channels/"
FOLLOW: Final = "/live-crowd/"
# Seconds that nginx, on the same machine or beside it, may take to answer.
PATIENCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class State:
    """How a channel stands in nginx: whether it has the present frame, and how many follow."""

    has_frame: bool = False
    subscribers: int = 0


class Nginx:
    """nginx with nchan at ``address``, such as ``http://127.0.0.1:8091``.

    Called from worker threads. Whatever goes wrong is an ``httpx.HTTPError``.
    """

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(
            base_url=address.rstrip("/") + PUBLISH,
            headers={"Accept": "text/json", "X-EventSource-Event": rules.EVENT},
            timeout=PATIENCE,
            # nginx stands beside us; a proxy for the world outside is not for this.
            trust_env=False,
        )

    def publish(self, channel: str, body: bytes) -> None:
        """Give a frame to everybody who follows, and to those who come before the next one."""
        self._ask("POST", channel, body).raise_for_status()

    def state(self, channel: str) -> State:
        """Say what nginx holds and how many follow."""
        answer = self._ask("GET", channel)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return State()
        found = answer.raise_for_status().json()
        return State(has_frame=found["messages"] > 0, subscribers=found["subscribers"])

    def remove(self, channel: str) -> None:
        """Drop the frame and everybody who follows; whoever may comes back and asks again."""
        answer = self._ask("DELETE", channel)
        if answer.status_code != HTTPStatus.NOT_FOUND:
            answer.raise_for_status()

    def close(self) -> None:
        """Close the connections that are kept."""
        self._client.close()

    def _ask(self, method: str, channel: str, body: bytes | None = None) -> httpx.Response:
        try:
            return self._client.request(method, channel, content=body)
        except httpx.RemoteProtocolError:
            # nginx closed the connection just when it was used again. The same frame twice does no harm: a
            # page that shows it stays as it is.
            return self._client.request(method, channel, content=body)
