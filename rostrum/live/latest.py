"""Work of which only the latest result counts."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from rostrum.live import rules

log = logging.getLogger(__name__)


class Latest:
    """Runs ``work`` whenever asked, one run at a time.

    Whoever asks during a run gets one more run after it, shared with all who ask meanwhile: a burst of
    changes costs two runs, and the last of them has seen every change. A run that fails is tried again, ever
    more slowly up to ``longest`` seconds, until it succeeds, ``give_up`` says that nobody needs it, or the
    task is stopped.
    """

    __slots__ = ("_again", "_give_up", "_longest", "_name", "_task", "_waiters", "_work")

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        give_up: Callable[[], bool],
        *,
        longest: float = 15.0,
    ) -> None:
        self._name = name
        self._longest = longest
        self._work = work
        self._give_up = give_up
        self._again = False
        self._task: asyncio.Task[None] | None = None
        self._waiters: list[asyncio.Future[None]] = []

    def ask(self) -> None:
        """Have the work done from now on, seeing everything that has happened until now."""
        self._again = True
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run(), name=f"live {self._name}")

    async def done(self) -> None:
        """Ask, and wait until a run that began afterwards has succeeded or was given up."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        self.ask()
        await waiter

    @property
    def busy(self) -> bool:
        """Whether a run is going on or due."""
        return self._task is not None

    def stop(self) -> None:
        """End the run; nobody waits any more."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        failures = 0
        try:
            while self._again:
                self._again = False
                waiters, self._waiters = self._waiters, []
                try:
                    await self._work()
                except Exception:
                    failures += 1
                    if failures == 1:
                        log.exception("%s failed; it is tried again until it works", self._name)
                    self._waiters = waiters + self._waiters
                    await asyncio.sleep(rules.pause_before(failures, longest=self._longest))
                    self._again = not self._give_up()
                else:
                    failures = 0
                    _release(waiters)
        finally:
            self._task = None
            _release(self._waiters)
            self._waiters = []


def _release(waiters: list["asyncio.Future[None]"]) -> None:
    for waiter in waiters:
        if not waiter.done():
            waiter.set_result(None)
