"""When a letter is tried again, and when nobody tries any more."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FIRST_PAUSE: Final = dt.timedelta(minutes=1)
LONGEST_PAUSE: Final = dt.timedelta(hours=2)
# Counted from the first attempt, so that days on which this server was off do not count.
GIVE_UP_AFTER: Final = dt.timedelta(days=3)
PERMANENT: Final = range(500, 600)
ACCEPTED: Final = range(200, 300)


class Next(StrEnum):
    """What becomes of a delivery after an attempt; the values are those of ``Delivery.State``."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    AGAIN = "waiting"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the mail server said: an SMTP code, 0 when it said nothing, and its words.

    ``of_all`` is yes when it concerns every letter: no connection, or signing in was refused.
    """

    code: int
    words: str
    of_all: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.words}".strip() if self.code else self.words


def pause_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after this many failed attempts: 1, 2, 4, … minutes, at most two hours."""
    doublings = min(max(attempts, 1) - 1, 16)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def judge(
    answer: Answer, *, attempts: int, since: dt.datetime, at: dt.datetime
) -> tuple[Next, dt.datetime | None]:
    """Say what becomes of a delivery after its ``attempts``-th attempt, and when it is tried again.

    ``since`` is the first attempt. A code of 500 or more refuses this letter for good, unless the answer
    concerns all letters: a wrong password is mended by who runs the site, and no recipient's fault.
    """
    if answer.code in ACCEPTED:
        return Next.DELIVERED, None
    if answer.code in PERMANENT and not answer.of_all:
        return Next.REFUSED, None
    again = at + pause_after(attempts)
    if again - since > GIVE_UP_AFTER:
        return Next.GIVEN_UP, None
    return Next.AGAIN, again
