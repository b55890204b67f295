"""Hears what other processes announce, through PostgreSQL's LISTEN."""

import asyncio
import json
import logging
import random
import secrets
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Final

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from rostrum.live import metrics, rules

if TYPE_CHECKING:
    from rostrum.live.hub import Hub

log = logging.getLogger(__name__)

# What PostgreSQL carries between processes goes by this name. Ids only, never content.
CHANNEL: Final = "rostrum_live"
# Tells a process's own notifications from those of others.
PROCESS: Final = secrets.token_hex(6)
# Seconds of silence after which the connection is tried: one that has died says nothing either.
SILENCE: Final = 10.0
# What Django keeps among a database's options for itself.
DJANGOS: Final = {"pool", "isolation_level", "server_side_binding", "assume_role"}


def connection_settings() -> dict[str, Any]:
    """Return how to reach the default database, in psycopg's words."""
    configured = connections[DEFAULT_DB_ALIAS].settings_dict
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {name: value for name, value in configured.get("OPTIONS", {}).items() if name not in DJANGOS}
    return options | {word: configured[name] for word, name in words.items() if configured.get(name)}


class Listener:
    """Keeps one connection that listens. After every gap in it, everything followed is rendered again."""

    def __init__(self, hub: "Hub") -> None:
        self.hub = hub
        self.connected = False
        self.failures = 0

    async def run(self) -> None:
        """Listen until cancelled; come back after every loss of the connection."""
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError, TimeoutError) as problem:
                self.failures += 1
                log.warning("the connection that listens to other processes was lost: %s", problem)
            finally:
                self.connected = False
            # Spread, so that all processes do not come back to a restarted server in the same moment.
            await asyncio.sleep(rules.pause_before(self.failures) * random.uniform(0.5, 1.0))  # noqa: S311

    async def _listen(self) -> None:
        settings: dict[str, Any] = {
            "connect_timeout": 5,
            "application_name": "rostrum live",
        } | connection_settings()
        async with await psycopg.AsyncConnection.connect(autocommit=True, **settings) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.connected = True
            self.failures = 0
            self.hub.catch_up()
            while True:
                async with aclosing(connection.notifies(timeout=SILENCE)) as heard:
                    async for notification in heard:
                        self._hear(notification.payload)
                async with asyncio.timeout(SILENCE):
                    await connection.execute("SELECT 1")

    def _hear(self, payload: str) -> None:
        words = json.loads(payload)
        if words.pop("from", "") == PROCESS:
            # This process acted on it when it committed.
            return
        metrics.HEARD.inc()
        if "topic" in words:
            self.hub.changed(words["topic"])
        if "recheck" in words:
            self.hub.review(*words["recheck"])
        if "followed" in words and self.hub.crowd is not None:
            self.hub.crowd.followed(words["followed"])
        if "withdrawn" in words and self.hub.crowd is not None:
            self.hub.crowd.withdrawn(*words["withdrawn"])
