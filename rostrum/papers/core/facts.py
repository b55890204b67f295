"""What a meeting says of itself, as plain values: the only source of what papers are composed from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rostrum.programme.core.values import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Convener:
    """An office that convenes the meeting and who holds it on the date of the paper; nobody: no name."""

    title: str
    honorific: str = ""
    name: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The version of the programme that holds on the date of the paper; ``kind`` as the programme says it."""

    kind: str
    number: int
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Sister:
    """An earlier meeting of the same process and format."""

    ordinal: int | None
    title: str
    days: tuple[dt.date, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A paper of this meeting that was issued before."""

    kind: str
    language: str
    date: dt.date
    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that papers are composed from.

    ``date`` is the paper's, ``days`` are the meeting's, both in the venue's time zone; ``more`` holds what a
    kind gathered for itself.
    """

    language: str
    date: dt.date
    title: str
    format: str
    ordinal: int | None
    theme: str
    mandate: str
    mandate_paragraph: str
    room: str
    venue: str
    city: str
    days: tuple[dt.date, ...]
    process: str
    interpretation: bool = True
    webcast: str = ""
    conveners: tuple[Convener, ...] = ()
    version: Version | None = None
    sisters: tuple[Sister, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
