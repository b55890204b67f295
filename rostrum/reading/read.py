"""Reading a paper: the stages one after another, from a file to a ``Paper``."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from rostrum.reading import dates, heading, layout, logistics, opening
from rostrum.reading.collecting import Reader
from rostrum.reading.grammar import Is, elements
from rostrum.reading.paper import Damage, Date, DateOf, Holds, Line, Paper, Place
from rostrum.reading.segments import segments


def read(file: Path | bytes, *, year: int | None = None) -> Paper:
    """Read a paper; ``year`` completes dates without one. Raises CannotOpen with a reason fit to show."""
    return read_lines(layout.laid_out(opening.raw_lines(file)), year=year)


def read_text(text: str, *, year: int | None = None) -> Paper:
    """Read a paper that is given as text, such as one pasted into a form."""
    raw = [layout.Raw(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return read_lines(layout.laid_out(raw), year=year)


def read_lines(lines: Sequence[Line], *, year: int | None = None) -> Paper:
    """Read lines that were laid out."""
    found = elements(lines)
    first_slot = next((one.line for one in found if one.kind is Is.SLOT), len(lines) + 1)
    head = heading.head(lines, first_slot, year)
    reading = Reader(found, head.title).read()
    days = head.days or _days_of_headings(reading.days, head.year)
    if len(days) == 1:
        headed = _days_of_headings(reading.days, head.year)
        days = _more_days(days, tuple(day for day in headed if day != head.letter_date))
    slots = segments(reading, days, head.year)
    holds = Holds.PROGRAMME if slots else Holds.NONE
    mentions = tuple(_mentions(lines, head))
    if not head.days:
        days = tuple(sorted({segment.day for segment in slots if segment.day})) or days
    return Paper(
        holds=holds,
        language=_language(lines),
        title=head.title,
        title_place=head.title_place,
        venue=head.venue,
        venue_place=head.venue_place,
        dates=tuple(days),
        letter_date=head.letter_date,
        mandate=head.mandate,
        signatory=head.signatory,
        addressees=head.addressees,
        status=head.status,
        segments=slots,
        lines=tuple(lines),
        logistics=tuple(logistics.facts(lines, head.year)),
        mentions=mentions,
        damage=tuple(_in_order([*reading.damage, *_damaged_dates(lines)])),
    )


def _more_days(days: tuple[dt.date, ...], headings: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
    """Return the days of the headings where the head of the paper is the first of them."""
    if days[0] not in headings or headings[-1] - headings[0] > dt.timedelta(days=14):
        return days
    return headings


def _days_of_headings(headings: Sequence[object], year: int | None) -> tuple[dt.date, ...]:
    found = set()
    for heading_of_day in headings:
        element = getattr(heading_of_day, "element", None)
        if element and element.date and (day := element.date.on(year)):
            found.add(day)
    return tuple(sorted(found))


def _mentions(lines: Sequence[Line], head: heading.Head) -> list[Date]:
    found = []
    for line in lines:
        for written in dates.dates(line.text):
            day = written.on(head.year)
            if day:
                found.append(
                    Date(
                        day=day,
                        last=written.until(head.year),
                        place=Place(line.number, line.number),
                        written=written.text,
                        weekday=written.weekday,
                        complete=written.year is not None,
                        of=_purpose(line, written, head),
                    )
                )
    return found


def _purpose(line: Line, written: dates.Written, head: heading.Head) -> DateOf:
    text = line.text
    if (
        head.letter_date
        and written.on(head.year) == head.letter_date
        and len(text.strip()) <= len(written.text) + 30
    ):
        return DateOf.LETTER
    before = text[: written.begin].lower()
    if any(
        word in before[-80:]
        for word in (
            "deadline",
            "no later than",
            "by ",
            "before ",
            "until ",
            "au plus tard",
            "avant le",
            "antes del",
            "plazo",
            "date limite",
        )
    ):
        return DateOf.DEADLINE
    if dates.day_number(text) or (written.weekday is not None and len(text.strip()) < len(written.text) + 25):
        return DateOf.DAY
    if head.venue_place and line.number == head.venue_place.first:
        return DateOf.MEETING
    return DateOf.OTHER


def _damaged_dates(lines: Sequence[Line]) -> list[Damage]:
    return [
        Damage(
            kind="digits",
            place=Place(line.number, line.number),
            text=written.text,
            read_as=written.text.replace("l", "1", 1) if written.damaged else "",
        )
        for line in lines
        for written in dates.dates(line.text)
        if written.damaged
    ]


def _in_order(damage: list[Damage]) -> list[Damage]:
    return sorted(dict.fromkeys(damage), key=lambda one: (one.place, one.kind))


_COMMON = {
    "en": frozenset(
        ["the", "of", "and", "to", "in", "for", "on", "with", "by", "from", "will", "is", "at", "be"]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "de",
            "et",
            "à",
            "pour",
            "sur",
            "dans",
            "par",
            "une",
            "au",
            "est",
            "aux",
        ]
    ),
    "es": frozenset(
        ["el", "la", "los", "las", "de", "del", "y", "en", "para", "por", "con", "una", "al", "se", "que"]
    ),
}


def _language(lines: Sequence[Line]) -> str:
    counts = dict.fromkeys(_COMMON, 0)
    for line in lines[:400]:
        for word in line.text.casefold().split():
            for language, common in _COMMON.items():
                counts[language] += word in common
    return max(counts, key=lambda language: counts[language]) if any(counts.values()) else "en"
