"""Threads that do for the event loop what would block it: database work, templates, publishing."""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from django.db import close_old_connections, connections
from django.utils import translation

Result = TypeVar("Result")
Job = tuple["asyncio.Future[Any]", Callable[..., Any], tuple[Any, ...]]


class Lane:
    """A few threads that take jobs in turn. Each keeps its database connection until the lane closes.

    There are two lanes, so that a thousand followers who come back at once never stand before a render.
    """

    def __init__(self, name: str, threads: int) -> None:
        self.loop = asyncio.get_running_loop()
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self.threads = [
            threading.Thread(target=self._work, name=f"live-{name}-{number}", daemon=True)
            for number in range(1, threads + 1)
        ]
        for thread in self.threads:
            thread.start()

    async def run(self, job: Callable[..., Result], *args: Any) -> Result:
        """Run ``job`` in the lane and return what it returns; its exceptions come out here."""
        future: asyncio.Future[Result] = self.loop.create_future()
        self.jobs.put((future, job, args))
        return await future

    def close(self) -> None:
        """Let the threads finish the job they are at, close their connections and go."""
        for _thread in self.threads:
            self.jobs.put(None)

    def join(self, seconds: float) -> None:
        """Wait at most ``seconds`` for each thread to go; call from outside the loop, or while it stops."""
        for thread in self.threads:
            thread.join(seconds)

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            future, function, args = job
            try:
                # Inside: a database that does not answer must not cost the lane this thread.
                close_old_connections()
                result = function(*args)
            except Exception as problem:  # noqa: BLE001 - whoever awaits the job decides
                self._settle(future, None, problem)
            else:
                self._settle(future, result, None)
            finally:
                translation.deactivate()
        connections.close_all()

    def _settle(self, future: "asyncio.Future[Any]", result: Any, problem: Exception | None) -> None:
        try:
            self.loop.call_soon_threadsafe(_deliver, future, result, problem)
        except RuntimeError:
            # The loop is closed: nobody waits any more.
            return


def _deliver(future: "asyncio.Future[Any]", result: Any, problem: Exception | None) -> None:
    if future.done():
        return
    if problem is None:
        future.set_result(result)
    else:
        future.set_exception(problem)
