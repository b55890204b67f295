"""The thread of a server that hands over letters: woken by every commit that puts one in the outbox."""

import datetime as dt
import logging
import threading
from typing import Final

from django.db import connections
from django.utils import timezone

from rostrum.live import beside
from rostrum.outbox.metrics import UNDER_WAY as GAUGE

log = logging.getLogger(__name__)

# Seconds after which the outbox is looked at even if nothing is known to be due: another process may have
# put something there and died. And the longest pause while the mail server cannot be reached.
LONGEST_REST: Final = 60.0
FIRST_REST: Final = 2.0
# Seconds that a stopping server gives the letter that is being handed over.
FAREWELL: Final = 10.0


class Loop:
    """Delivers what is due, then sleeps until something is, or until it is woken."""

    def __init__(self) -> None:
        self.woken = threading.Event()
        self.stopping = threading.Event()
        self.failures = 0
        self.thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin with what an earlier run left."""
        self.thread.start()

    def stop(self) -> None:
        """Finish the letter at hand and end."""
        self.stopping.set()
        self.woken.set()
        self.thread.join(FAREWELL)

    def _run(self) -> None:
        while not self.stopping.is_set():
            self.woken.clear()
            try:
                rest = self._pass()
            except Exception:
                log.exception("the outbox could not be emptied")
                rest = self._rest_after_failure()
            finally:
                connections.close_all()
            self.woken.wait(rest)

    def _pass(self) -> float:
        """Deliver what is due and return how many seconds there is nothing to do."""
        from rostrum.outbox import operations, queries  # noqa: PLC0415 - they wake this loop

        due, count = queries.next_due()
        if due is not None and due <= timezone.now():
            done = operations.deliver_due(clock=timezone.now, stop=self.stopping.is_set)
            if done.unreachable:
                log.warning("the mail server cannot be reached: %s", done.unreachable)
                return self._rest_after_failure()
            due, count = queries.next_due()
        self.failures = 0
        GAUGE.set(count)
        return LONGEST_REST if due is None else _seconds_until(due)

    def _rest_after_failure(self) -> float:
        self.failures += 1
        return min(FIRST_REST * 2.0 ** min(self.failures, 8), LONGEST_REST)


def _seconds_until(due: dt.datetime) -> float:
    return min(max((due - timezone.now()).total_seconds(), 0.0), LONGEST_REST)


_running: Final[list[Loop]] = []


def wake() -> None:
    """Have this process's loop look at the outbox; nothing happens where none runs."""
    for loop in tuple(_running):
        loop.woken.set()


def _begin() -> Loop:
    loop = Loop()
    _running.append(loop)
    loop.start()
    return loop


def _end(loop: Loop) -> None:
    _running.remove(loop)
    loop.stop()


def register() -> None:
    """Have every server run the loop, from ``AppConfig.ready``."""
    beside.register(beside.Work("outbox", begin=_begin, end=_end))
