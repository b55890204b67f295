"""What happened on the floor: one event for each act, numbered in the sequence of the meeting."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Every kind of event; the table in docs/reference/floor-events.md explains each."""

    SEGMENT_OPENED = "segment_opened"
    SEGMENT_CLOSED = "segment_closed"
    LIST_CLOSED = "list_closed"
    LIST_REOPENED = "list_reopened"
    REQUESTED = "requested"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    DECLINED = "declined"
    CALLED = "called"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    ENDED = "ended"
    ABSENT = "absent"
    POINT_RAISED = "point_raised"
    POINT_ENDED = "point_ended"
    RULES_CHANGED = "rules_changed"
    TEXT_MARKED = "text_marked"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``seat`` marks what came from a participant and not from an operator.

    ``at`` is aware UTC; ``key`` makes an act that was sent twice count once; ``data`` holds plain JSON.
    """

    number: int
    at: dt.datetime
    kind: Kind
    data: Mapping[str, Any] = field(default_factory=dict)
    actor: str = ""
    key: str = ""
    seat: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that was decided and has no number yet."""

    kind: Kind
    data: Mapping[str, Any] = field(default_factory=dict)
    seat: bool = False


def to_json(event: Event) -> dict[str, Any]:
    """Return the event as plain values (version 1)."""
    return {
        "version": 1,
        "number": event.number,
        "at": event.at.isoformat(),
        "kind": str(event.kind),
        "data": dict(event.data),
        "actor": event.actor,
        "key": event.key,
        "seat": event.seat,
    }


def from_json(data: Mapping[str, Any]) -> Event:
    """Return the event of plain values; raises ValueError for a version that is not known."""
    if data.get("version") != 1:
        raise ValueError(f"unknown version of an event: {data.get('version')!r}")
    return Event(
        number=data["number"],
        at=dt.datetime.fromisoformat(data["at"]),
        kind=Kind(data["kind"]),
        data=data["data"],
        actor=data["actor"],
        key=data["key"],
        seat=data["seat"],
    )
