"""Further formats of a published version, which folders to the right know how to write.

Each registers what it offers, once, from ``AppConfig.ready``; the page of the programme links to all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rostrum.meetings.models import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format; ``address`` returns the path under which a version of this number stands."""

    label: str
    media_type: str
    address: Callable[[Meeting, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A format of one version, as the page links to it."""

    label: str
    media_type: str
    url: str


_formats: Final[dict[str, Format]] = {}


def register(one: Format) -> None:
    """Make a format known; a second one of the same media type replaces the first."""
    _formats[one.media_type] = one


def of(meeting: Meeting, number: int) -> tuple[Offered, ...]:
    """Return the formats in which a version can be had, besides the page and JSON."""
    return tuple(
        Offered(label=one.label, media_type=one.media_type, url=one.address(meeting, number))
        for one in _formats.values()
    )
