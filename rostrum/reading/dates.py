"""Dates as papers write them, in English, French and Spanish; what is damaged says so."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rostrum.reading import scan, words

_MONTH: Final = rf"(?P<{{0}}month>{words.joined('months').replace('{', '{{').replace('}', '}}')})(?!\w)"
_WEEKDAY: Final = rf"(?:(?P<{{0}}weekday>{words.joined('weekdays').replace('{', '{{').replace('}', '}}')})\s*[,.]?\s+(?:the\s+|le\s+|el\s+)?)?"
_DAY: Final = r"(?P<{0}day>[0-3]?\d|[lI]\d)(?:\s?(?:st|nd|rd|th|er|ero|º|°|ª))?"
_YEAR: Final = r"(?P<{0}year>(?:19|20)\d\d)(?!\d)"
_OF: Final = r"\s*(?:of\s+|de\s+|del\s+)?"
_AND: Final = (
    r"\s*(?:[-–—‑−/&]|,\s*(?=\d)|(?:,\s*)?(?:"
    + words.joined("between_days")
    + r")(?=\s)(?:\s+(?:le|el|the))?)\s*"
)


def _form(pattern: str, name: str) -> str:
    return pattern.format(name)


# 19 June 2017; 19-20 June; 30 June - 2 July 2017; Monday 19 and Tuesday 20 June 2017
_DAY_FIRST: Final = re.compile(
    r"(?<![\w./:])"
    + _form(_WEEKDAY, "a")
    + _form(_DAY, "a")
    + r"(?:"
    + r"(?:"
    + _OF
    + _form(_MONTH, "a")
    + r"(?:\s*,?\s*(?:de\s+|del\s+)?"
    + _form(_YEAR, "a")
    + r")?)?"
    + _AND
    + _form(_WEEKDAY, "b")
    + _form(_DAY, "b")
    + r")?"
    + _OF
    + _form(_MONTH, "b")
    + r"(?:\s*,?\s*(?:de\s+|del\s+)?"
    + _form(_YEAR, "b")
    + r")?(?!\w)",
    re.IGNORECASE,
)
# June 19, 2017; December 2-3, 2017; October 15th, 2020
_MONTH_FIRST: Final = re.compile(
    r"(?<!\w)"
    + _form(_WEEKDAY, "a")
    + _form(_MONTH, "b")
    + r"\s*(?:the\s+)?"
    + _form(_DAY, "a")
    + r"(?!\d|[:.]\d|\s?(?:[ap]\.?m\b|h\b))(?:"
    + _AND
    + _form(_DAY, "b")
    + r"(?!\d|[:.]\d|\s?[ap]\.?m\b))?(?:\s*,?\s*"
    + _form(_YEAR, "b")
    + r")?(?!\w)",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(
    r"(?<![\d./-])(?:"
    + _form(_WEEKDAY, "a")
    + r")(?:(?P<iso>(?:19|20)\d\d)-(?P<isomonth>\d\d)-(?P<isoday>\d\d)"
    r"|(?P<nday>[0-3]?\d)(?P<mark>[./-])(?P<nmonth>[01]?\d)(?P=mark)(?P<nyear>(?:19|20)\d\d))(?![\d/-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text from ``begin`` to ``end``; ``year`` is None where the paper gives none.

    ``last_*`` is the other end of a span; ``damaged`` says that a letter was read as a digit.
    """

    day: int
    month: int
    year: int | None
    begin: int
    end: int
    text: str
    weekday: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    damaged: bool = False

    def on(self, year: int | None) -> dt.date | None:
        """Return the (first) day, with this year where the paper gives none; None if there is no such day."""
        return _date(self.year or year, self.month, self.day)

    def until(self, year: int | None) -> dt.date | None:
        """Return the last day of a span; None if it is not one, or there is no such day."""
        if self.last_day is None:
            return None
        return _date(self.year or year, self.last_month or self.month, self.last_day)


def dates(text: str) -> Iterator[Written]:
    """Yield every date in a text, first to last, each part of the text once."""
    # "Day 1 – Wednesday 26 June" is one day, not a span from the first.
    heading = day_number(text)
    begin = heading[1] if heading and text[heading[1] :].lstrip()[:1] in {*":–—-(,|/"} else 0
    for found in scan.first_of((_DAY_FIRST, _MONTH_FIRST, _NUMERIC), text, begin):
        if written := _read(found):
            yield written


def _read(found: "re.Match[str]") -> Written | None:
    groups = found.groupdict()
    weekday = groups.get("aweekday")
    monday_is_0 = words.number_of("weekdays", weekday) if weekday else None
    text = found.group().strip()
    if found.re is _NUMERIC:
        year, month, day = (
            (groups["iso"], groups["isomonth"], groups["isoday"])
            if groups["iso"]
            else (groups["nyear"], groups["nmonth"], groups["nday"])
        )
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            return None
        return Written(int(day), int(month), int(year), found.start(), found.end(), text, monday_is_0)
    month = words.number_of("months", groups["bmonth"])
    days = [groups["aday"], groups["bday"]]
    if month is None or (groups["bmonth"].islower() and len(groups["bmonth"]) == 3 and not groups["byear"]):
        return None
    first_month = words.number_of("months", groups.get("amonth") or "") if groups.get("amonth") else month
    damaged = any(day and not day.isdigit() for day in days)
    first, last = (int(day.replace("l", "1").replace("I", "1")) if day else None for day in days)
    if first is None or not 1 <= first <= 31 or (last is not None and not 1 <= last <= 31):
        return None
    year = groups.get("byear")
    return Written(
        first,
        first_month or month,
        int(year) if year else None,
        found.start(),
        found.end(),
        text,
        monday_is_0,
        last,
        month if last else None,
        damaged,
    )


def weekday(text: str) -> int | None:
    """Return the weekday (Monday is 0) that a text is, if it is nothing else."""
    return words.number_of("weekdays", text.strip(" .,:-–—*#").rstrip())


_DAY_NUMBER: Final = re.compile(
    rf"\W*(?:{words.joined('day')})\s+(?P<number>\d{{1,2}}|one|two|three|four|five|un|deux|trois|uno|dos|tres|I{{1,3}})"
    rf"(?!\w)|\W*(?P<rank>first|second|third|fourth|fifth|premi[èe]re?|deuxi[èe]me|troisi[èe]me|primer[ao]?|segundo|tercer)\s+(?:{words.joined('day')})(?!\w)",
    re.IGNORECASE,
)
_NUMBERS: Final = {
    **{str(n): n for n in range(1, 32)},
    **dict.fromkeys(
        ("one", "un", "uno", "i", "first", "première", "premiere", "premier", "primer", "primera"), 1
    ),
    **dict.fromkeys(("two", "deux", "dos", "ii", "second", "deuxième", "deuxieme", "segundo"), 2),
    **dict.fromkeys(("three", "trois", "tres", "iii", "third", "troisième", "troisieme", "tercer"), 3),
    **dict.fromkeys(("four", "fourth"), 4),
    **dict.fromkeys(("five", "fifth"), 5),
}


def day_number(text: str) -> tuple[int, int] | None:
    """Return the number in a heading such as "Day 2", and where it ends; None if a text has none."""
    found = _DAY_NUMBER.match(text)
    if not found:
        return None
    number = _NUMBERS.get((found.group("number") or found.group("rank")).lower())
    return (number, found.end()) if number else None


def _date(year: int | None, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None
