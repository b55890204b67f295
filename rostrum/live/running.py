"""The hub of this process, if it is a server."""

import asyncio
import time
from typing import Final

from rostrum.live.hub import Hub

# The loop looks at its clock every second; longer silence means that it does not run. Seconds.
SILENCE: Final = 5.0
_hubs: Final[list[Hub]] = []


def hub() -> Hub | None:
    """Return this process's hub, or nothing in a process that serves nobody."""
    return _hubs[-1] if _hubs else None


async def start() -> Hub:
    """Return the hub of the loop that calls, made if there is none yet."""
    loop = asyncio.get_running_loop()
    for existing in _hubs:
        if existing.loop is loop:
            return existing
    made = Hub()
    _hubs.append(made)
    return made


async def stop() -> None:
    """End the hub of the loop that calls."""
    loop = asyncio.get_running_loop()
    for existing in tuple(_hubs):
        if existing.loop is loop:
            _hubs.remove(existing)
            await existing.stop()


def hub_is_alive() -> bool:
    """Say whether live views are served: the loop turns, and changes made by other processes are heard."""
    present = hub()
    return present is not None and time.monotonic() - present.ticked < SILENCE and present.hears_others
