"""What checking says: findings, where they are, and how each could be mended with one click."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rostrum.checking.rules import RULES, Severity
from rostrum.reading.paper import Place


class Slot(StrEnum):
    """Which end of a segment a fix sets."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """Write ``after`` in place of ``before``, at its first occurrence on a line of the paper."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTime:
    """Let a segment (its index in ``Paper.segments``) start or end at another time."""

    segment: int
    slot: Slot
    time: dt.time


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDay:
    """Put a segment (its index in ``Paper.segments``) on another day."""

    segment: int
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePerson:
    """Take out a speaker of a segment, by both indexes."""

    segment: int
    speaker: int


Facts = dict[str, Any]
Fix = Replace | SetTime | SetDay | RemovePerson


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that an officer should look at.

    ``text`` is the excerpt as written; ``facts`` are the values that a sentence about it needs; ``paper`` is
    the name of the paper where several are checked together.
    """

    rule: str
    severity: Severity
    place: Place
    text: str
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict, compare=False)
    fix: Fix | None = None
    paper: str = ""


def found(
    rule: str,
    place: Place,
    text: str,
    *,
    fix: Fix | None = None,
    severity: Severity | None = None,
    **facts: Any,
) -> Finding:
    """Return a finding with the severity of its rule, or a milder one where the rule says so."""
    return Finding(
        rule=rule,
        severity=severity or RULES[rule],
        place=place,
        text=" ".join(text.split())[:_LONGEST],
        facts=facts,
        fix=fix,
    )


_LONGEST = 160  # characters of an excerpt
