"""A fixed number of threads for pages, each with its own database connection."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from weakref import WeakKeyDictionary

from asgiref.sync import ThreadSensitiveContext

Scope = MutableMapping[str, Any]
Pages = Callable[..., Awaitable[None]]


class Threads:
    """Answers at most ``most`` requests at a time in threads that stay; further ones wait their turn.

    Left to itself, Django under ASGI makes a thread for every request, and with it a connection: fifty
    clients at two processes use up the hundred that PostgreSQL has to give, and who comes then gets a 500.
    The thread that was used last is used first, so that a quiet server keeps few connections.
    """

    def __init__(self, pages: Pages, *, most: int) -> None:
        self.pages = pages
        self.most: Final = most
        self.idle: WeakKeyDictionary[asyncio.AbstractEventLoop, _Idle] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer one request as soon as a thread is free."""
        loop = asyncio.get_running_loop()
        idle = self.idle.get(loop)
        if idle is None:
            idle = self.idle[loop] = _Idle(self.most)
        async with idle.free:
            thread = idle.threads.pop()
            try:
                async with ThreadSensitiveContext(executor=thread):
                    await self.pages(scope, receive, send)
            finally:
                idle.threads.append(thread)


class _Idle:
    """The threads of one event loop that have nothing to do."""

    def __init__(self, most: int) -> None:
        self.free = asyncio.Semaphore(most)
        self.threads = [ThreadPoolExecutor(1, thread_name_prefix=f"page-{n}") for n in range(most)]
