"""Bars ready to draw: shares of the longest, so that a template only writes them down."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value in words, and its length in percent of the room there is."""

    label: str
    value: str
    percent: float


def bars(rows: Iterable[tuple[str, float, str]]) -> tuple[Bar, ...]:
    """Lay out bars from (label, amount, amount in words); the largest takes all the room, a negative none."""
    given = list(rows)
    largest = max((amount for _, amount, _ in given), default=0)
    return tuple(
        Bar(label, words, round(100 * max(amount, 0) / largest, 2) if largest > 0 else 0.0)
        for label, amount, words in given
    )
