"""What was read from a paper, as plain values that never change; every value knows its lines.

A line's number counts from 1 as an editor shows the paper's text; for DOCX, PDF and HTML it is the line of
the text that was laid out, which ``Paper.lines`` holds. Days and times are wall-clock values of the venue.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What a paper holds: a programme, or none (a summary, a letter without an agenda)."""

    PROGRAMME = "programme"
    NONE = "none"


class Kind(StrEnum):
    """What a segment is."""

    OPENING = "opening"
    PANEL = "panel"
    SUB_PANEL = "subpanel"
    KEYNOTE = "keynote"
    DISCUSSION = "discussion"
    BREAK = "break"
    SIDE_EVENT = "side_event"
    CLOSING = "closing"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The lines a value was read from, first and last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something that cannot have been written so: what it is, where, and what was made of it, if anything.

    ``kind``: "letters" (OfThe, Jiirg, RouIa), "digits" (l3 October), "people" (names run into each other),
    "date", "time", "words" (the the).
    """

    kind: str
    place: Place
    text: str
    read_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in a paper. ``name`` is without honorific, mended where ``written`` was damaged.

    ``affiliation`` is function and organization as the paper gives them; ``role`` the label under which the
    person stands ("Moderator", "Rapporteur", "Opening remarks"), empty when there is none.
    """

    name: str
    place: Place
    honorific: str = ""
    affiliation: str = ""
    role: str = ""
    on_behalf_of: str = ""
    written: str = ""
    by_video: bool = False
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text of a segment that is neither title nor person: a question, a description, a leftover."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A TBC: ``of`` says what is still open ("panellists", "moderator", a name or a title), as written."""

    of: str
    place: Place
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One slot of a programme. ``parent`` is the index of the segment around it in ``Paper.segments``.

    ``title`` is mended where ``title_written`` was damaged. ``times_written`` is the notation of the paper
    ("10.15-11:35"). ``track`` is the room or track where a paper has several side by side.
    """

    day: dt.date | None
    start: dt.time | None
    end: dt.time | None
    kind: Kind
    title: str
    place: Place
    parent: int | None = None
    title_written: str = ""
    times_written: str = ""
    times_place: Place | None = None
    track: str = ""
    moderators: tuple[Person, ...] = ()
    speakers: tuple[Person, ...] = ()
    questions: tuple[Passage, ...] = ()
    texts: tuple[Passage, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    day_heading: int = 0  # counts the headings of days, for days that the paper gives without a year

    @property
    def day_or_heading(self) -> dt.date | int:
        """What tells this segment's day from others even where its date is not known."""
        return self.day or self.day_heading


class DateOf(StrEnum):
    """What a date is for, as its surroundings say."""

    DAY = "day"  # the heading of a day of the programme
    MEETING = "meeting"  # when the meeting is held
    LETTER = "letter"  # when the paper was issued
    DEADLINE = "deadline"
    OTHER = "other"  # another meeting, an earlier letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date in the text. ``weekday`` as written (Monday is 0); ``year`` says whether the paper gives one.

    Where it does not, ``day`` was completed from the meeting's year and ``complete`` is false.
    ``last`` is the other end of a span ("19-20 June").
    """

    day: dt.date
    place: Place
    written: str
    of: DateOf = DateOf.OTHER
    last: dt.date | None = None
    weekday: int | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A rule or address that the paper states: ``value`` as JSON knows it, with its lines."""

    value: str | int | bool | tuple[str, ...]
    place: Place
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the laid-out text: ``cells`` where it is a row of a table, ``page`` from 1 where known."""

    number: int
    text: str
    cells: tuple[str, ...] = ()
    page: int | None = None
    heading: bool = False
    furniture: bool = False  # page header, footer or number, left out of the reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that was read.

    ``logistics`` holds the facts under their names (docs/reference/reading.md lists them). ``status`` is what
    the paper calls itself: "provisional agenda", "updated programme", "summary". ``language`` is the one
    most of it is written in.
    """

    holds: Holds
    language: str
    title: str
    venue: str
    dates: tuple[dt.date, ...]
    segments: tuple[Segment, ...]
    lines: tuple[Line, ...]
    title_place: Place | None = None
    venue_place: Place | None = None
    letter_date: dt.date | None = None
    mandate: str = ""
    signatory: str = ""
    addressees: str = ""
    status: str = ""
    logistics: tuple[tuple[str, Fact], ...] = ()
    mentions: tuple[Date, ...] = ()
    damage: tuple[Damage, ...] = ()
