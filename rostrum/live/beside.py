"""Work that goes on beside a server: it begins and ends with the ASGI application."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Work:
    """Something a folder has every server do. ``begin`` returns at once; ``end`` gets what it returned.

    Neither runs in the event loop's thread for long: ``end`` is called in another and may wait.
    """

    name: str
    begin: Callable[[], Any]
    end: Callable[[Any], None]


_works: Final[dict[str, Work]] = {}


def register(work: Work) -> None:
    """Make a folder's work known, once, from its ``AppConfig.ready``."""
    _works[work.name] = work


class Beside:
    """The work beside one server."""

    def __init__(self) -> None:
        self.begun = [(work, work.begin()) for work in _works.values()]

    async def end(self) -> None:
        """End all work, each in a thread that may wait for it."""
        loop = asyncio.get_running_loop()
        for work, given in self.begun:
            await loop.run_in_executor(None, work.end, given)
