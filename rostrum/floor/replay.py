"""The present state of a floor, from its log; kept in memory so that an act reads only what is new.

States are immutable: a transaction that fails leaves no trace here, and another process's events are
read from the database before every decision.
"""

from typing import Final

from rostrum.floor.core import rules
from rostrum.floor.core.state import State, apply, fold
from rostrum.floor.models import Event, Floor

_kept: Final[dict[str, State]] = {}
MOST_KEPT: Final = 50


def beginning(floor: Floor) -> State:
    """Return the state before the first event: nothing has happened, and the format's rules hold."""
    ready = rules.READY.get(floor.meeting.format, rules.THEMATIC)
    return State(meeting_rules=ready, rules=ready)


def present(floor: Floor) -> State:
    """Return the state that all events in the database add up to."""
    state = _kept.get(floor.hall_key) or beginning(floor)
    rows = Event.objects.filter(floor=floor, number__gt=state.number).order_by("number")
    later = [row.as_event() for row in rows]
    if later and later[0].number != state.number + 1:
        return fresh(floor)
    return fold(later, state)


def fresh(floor: Floor) -> State:
    """Return the state folded from the first event on."""
    rows = Event.objects.filter(floor=floor).order_by("number")
    return fold((row.as_event() for row in rows), beginning(floor))


def with_event(state: State, row: Event) -> State:
    """Return the state after an event that is being written."""
    return apply(state, row.as_event())


def keep(floor: Floor, state: State) -> None:
    """Remember a state whose events are committed."""
    known = _kept.get(floor.hall_key)
    if known is None or known.number <= state.number:
        _kept.pop(floor.hall_key, None)
        _kept[floor.hall_key] = state
        while len(_kept) > MOST_KEPT:
            _kept.pop(next(iter(_kept)))
