"""The clock of an intervention, as a page needs it to count by itself."""

import datetime as dt
from dataclasses import dataclass

from rostrum.floor.core.rules import Rules
from rostrum.floor.core.state import Turn


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock at one moment; seconds throughout. ``phase``: waiting, running, amber, over or paused."""

    limit: int
    spoken: float
    running_since: dt.datetime | None
    amber: int
    phase: str

    @property
    def remaining(self) -> float:
        """Seconds left; below zero once the limit is passed."""
        return self.limit - self.spoken


def clock(turn: Turn, rules: Rules, at: dt.datetime) -> Clock:
    """Return the clock of a turn at a moment."""
    spoken = turn.seconds(at)
    remaining = turn.limit - spoken
    if turn.started_at is None:
        phase = "waiting"
    elif turn.running_since is None:
        phase = "paused"
    elif remaining <= 0:
        phase = "over"
    else:
        phase = "amber" if remaining <= rules.amber_seconds else "running"
    return Clock(turn.limit, spoken, turn.running_since, rules.amber_seconds, phase)
