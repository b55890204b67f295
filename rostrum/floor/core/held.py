"""The speaking list as held: every intervention, and every request that led to none."""

import datetime as dt
from dataclasses import dataclass

from rostrum.floor.core.state import Speaker, State, Status


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; times are aware UTC, durations in seconds, None: never happened."""

    segment: str
    speaker: Speaker
    status: str
    asked_at: dt.datetime | None
    called_at: dt.datetime | None = None
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    seconds: float | None = None
    limit: int | None = None
    extended: int = 0
    on_behalf: str = ""
    language: str = ""
    reasons: tuple[str, ...] = ()


def held(state: State, at: dt.datetime) -> tuple[Line, ...]:
    """Return the interventions in the order in which they were called, then the requests not heard."""
    turns = (*state.turns, state.speaking) if state.speaking is not None else state.turns
    spoken = [
        Line(
            turn.segment,
            turn.speaker,
            "speaking" if turn.ended_at is None else "spoken" if turn.present else "absent",
            turn.requested_at,
            turn.called_at,
            turn.started_at,
            turn.ended_at,
            turn.seconds(at),
            turn.limit,
            turn.extended,
            turn.on_behalf,
            turn.language,
            turn.reasons,
        )
        for turn in turns
    ]
    called = {turn.request for turn in turns}
    unheard = [
        Line(
            request.segment,
            request.speaker,
            str(request.status),
            request.at,
            on_behalf=request.on_behalf,
            language=request.language,
            reasons=(request.reason,) if request.reason else (),
        )
        for request in state.requests.values()
        if request.key not in called and request.status not in {Status.CALLED, Status.SPOKEN}
    ]
    return (*spoken, *unheard)
