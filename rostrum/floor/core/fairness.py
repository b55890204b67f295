"""Turns and speaking time by category, regional group and gender."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from rostrum.floor.core.state import State, Turn


@dataclass(frozen=True, slots=True)
class Share:
    """What one group had: its turns and its net speaking time in seconds."""

    name: str
    turns: int
    seconds: float


def heard(state: State, segment: str | None = None) -> tuple[Turn, ...]:
    """Return every intervention, the present one included, of one segment or of all."""
    turns = tuple(turn for turn in state.turns if turn.present)
    if state.speaking is not None:
        turns = (*turns, state.speaking)
    return tuple(turn for turn in turns if segment is None or turn.segment == segment)


def shares(turns: tuple[Turn, ...], of: Callable[[Turn], str], at: dt.datetime) -> tuple[Share, ...]:
    """Return the share of each group that ``of`` names, most speaking time first."""
    found: dict[str, tuple[int, float]] = {}
    for turn in turns:
        count, seconds = found.get(of(turn), (0, 0.0))
        found[of(turn)] = (count + 1, seconds + turn.seconds(at))
    listed = [Share(name, count, seconds) for name, (count, seconds) in found.items()]
    return tuple(sorted(listed, key=lambda share: (-share.seconds, share.name)))


def by_category(turns: tuple[Turn, ...], at: dt.datetime) -> tuple[Share, ...]:
    """Return the shares by category of participant."""
    return shares(turns, lambda turn: turn.speaker.category, at)


def by_group(turns: tuple[Turn, ...], at: dt.datetime) -> tuple[Share, ...]:
    """Return the shares by regional group."""
    return shares(turns, lambda turn: turn.speaker.group, at)


def by_gender(turns: tuple[Turn, ...], at: dt.datetime) -> tuple[Share, ...]:
    """Return the shares by gender as stated; an empty name stands for not stated."""
    return shares(turns, lambda turn: turn.speaker.gender, at)
