"""One of several processes leads: what must be done once is done by it."""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import psycopg

from rostrum.live import rules
from rostrum.live.listener import SILENCE, connection_settings

log = logging.getLogger(__name__)

# The advisory lock that the leader holds; of this database only. The bytes read "live".
LOCK: Final = 0x6C697665
# PostgreSQL notices within half a minute that a leader's machine is gone, and lets another lead.
KEEPALIVE: Final = (
    "SELECT set_config('tcp_keepalives_idle', '10', false),"
    " set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)"
)


class Leader:
    """Waits for PostgreSQL's lock, leads while it has it, and waits again when it is lost."""

    def __init__(self, begin: Callable[[], None], end: Callable[[], None]) -> None:
        self.begin = begin
        self.end = end

    async def run(self) -> None:
        """Lead whenever nobody else does, until cancelled."""
        failures = 0
        while True:
            try:
                await self._lead()
            except (psycopg.Error, OSError, TimeoutError) as problem:
                failures += 1
                log.warning("the connection that decides who publishes was lost: %s", problem)
            await asyncio.sleep(rules.pause_before(failures) * random.uniform(0.5, 1.0))  # noqa: S311

    async def _lead(self) -> None:
        settings: dict[str, Any] = {"connect_timeout": 5, "application_name": "rostrum publisher"}
        async with await psycopg.AsyncConnection.connect(
            autocommit=True, **(settings | connection_settings())
        ) as connection:
            with suppress(psycopg.Error):
                await connection.execute(KEEPALIVE)
            await connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            log.info("this process publishes for all from now on")
            self.begin()
            try:
                while True:
                    await asyncio.sleep(SILENCE)
                    async with asyncio.timeout(SILENCE):
                        await connection.execute("SELECT 1")
            finally:
                self.end()
