"""What is known of the meeting that a paper is about, beside the paper itself."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Another meeting of the same process."""

    title: str
    days: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known; everything may be unknown.

    ``ordinal`` counts the meeting among its kind ("third hearing"). ``issued_on`` is the day of issue,
    ``published`` says whether the paper is out, ``issued`` names the kinds of papers that are ("programme",
    "note", "list"), None when nobody knows. ``complete`` is true where the paper was made from our own
    data, so that what is missing was not merely overlooked by the reader.
    """

    days: tuple[dt.date, ...] = ()
    ordinal: int | None = None
    others: tuple[Session, ...] = field(default=())
    issued_on: dt.date | None = None
    published: bool | None = None
    interpretation: bool | None = None
    issued: frozenset[str] | None = None
    complete: bool = False


NOTHING_KNOWN = Context()
