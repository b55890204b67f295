"""Times of the day as papers write them, in any of the manners seen: 10.15-11:35, 3-6 p.m., 13h30, 9.30 horas."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rostrum.reading import scan, words

_MERIDIEM: Final = r"(?P<{0}m>[ap]\s?\.?\s?m\b\.?)"
_MERIDIEM_ALONE: Final = _MERIDIEM.replace("{0}m", "{0}mm")
_HOURS: Final = words.joined("hour_words")
_NOON: Final = words.joined("noon")
_MIDNIGHT: Final = words.joined("midnight")
# A full time has minutes or a word beside it; a bare hour counts only beside a full time.
_MINUTES: Final = r"(?:\s?[:.]\s?|\s?(?:heures?|h\.?)\s?|h)(?P<{0}min>[0-5]\d)(?!\d|[.:/]\d|\s?%)"
_CLOCK: Final = (
    r"(?<![\d./:,-])(?:"
    r"(?:12\s+)?(?P<{0}noon>" + _NOON + r")\b|(?P<{0}night>" + _MIDNIGHT + r")\b"
    r"|(?P<{0}lost>[xX?]{{1,2}})[:.](?P<{0}lostmin>[0-5]\d)\b"
    r"|(?P<{0}army>[01]\d|2[0-3])(?P<{0}armymin>[0-5]\d)\s?(?:hrs?|hours?|h|horas)\b"
    r"|(?P<{0}h>[01]?\d|2[0-4])(?:" + _MINUTES + r"(?:\s?" + _MERIDIEM + r"|\s?" + _HOURS + r"(?!\w))?"
    r"|\s?" + _MERIDIEM_ALONE + r"|\s?" + _HOURS + r"(?!\w)))"
)
_BARE: Final = r"(?<![\d./:,-])(?P<{0}h>[01]?\d|2[0-4])(?![\d:/%]|\.\d)"
_TO: Final = r"\s*(?:[-–—‑−~→>/]+|(?:" + words.joined("to") + r")(?!\s?\.?\s?m\b)(?:\s+las?)?(?=\s|\d))\s*"


def _form(pattern: str, name: str) -> str:
    return pattern.format(name)


_SPAN: Final = re.compile(
    "(?:" + _form(_CLOCK, "a") + _TO + _form(_CLOCK, "b").replace(r"(?<![\d./:,-])", "") + ")", re.IGNORECASE
)
_BARE_FIRST: Final = re.compile(
    _form(_BARE, "a") + _TO + _form(_CLOCK, "b").replace(r"(?<![\d./:,-])", ""), re.IGNORECASE
)
_BARE_LAST: Final = re.compile(
    _form(_CLOCK, "a")
    + _TO
    + _form(_BARE, "b").replace(r"(?<![\d./:,-])", "")
    + r"(?!\s?[a-zé]{3,}\.?\s+\d{4})",
    re.IGNORECASE,
)
# 0800 – 0830: four digits and no word count only as a span, on the full five minutes.
_FOUR_LAST: Final = re.compile(
    _form(_CLOCK, "a") + r"\s*[-–—]\s*(?P<barmy>[01]\d|2[0-3])(?P<barmymin>[0-5][05])(?![\d./:])",
    re.IGNORECASE,
)
_FOUR: Final = re.compile(
    r"(?<![\d./:,-])(?P<aarmy>[01]\d|2[0-3])(?P<aarmymin>[0-5][05])\s*[-–—]\s*(?P<barmy>[01]\d|2[0-3])(?P<barmymin>[0-5][05])(?![\d./:])"
)
_SINGLE: Final = re.compile(_form(_CLOCK, "a"), re.IGNORECASE)
_BEFORE: Final = re.compile(rf"(?:{words.joined('before_time')})\s*[:.]?\s+(?:las?\s+)?", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*[(\[]?\s*(\d{1,3})\s*(?:min(?:ute)?s?\.?|mn|['′’])\s*[)\]]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written: ``meridiem`` is "a", "p" or empty; ``lost`` says that the hour cannot be read."""

    hour: int
    minute: int
    meridiem: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """A slot's time or span in a text, from ``begin`` to ``end`` there; ``length`` in minutes if stated."""

    first: Clock
    last: Clock | None
    begin: int
    end: int
    written: str
    length: int | None = None


def at_start(text: str) -> Times | None:
    """Return the time or span with which a text begins, with a word like "from" before it or not."""
    before = _BEFORE.match(text)
    for begin in (before.end(), 0) if before else (0,):
        for pattern in (_SPAN, _FOUR_LAST, _BARE_LAST, _BARE_FIRST, _SINGLE, _FOUR):
            if found := pattern.match(text, begin):
                return _without_twin(text, _read(text, found, begin=0))
    return None


def _without_twin(text: str, found: Times) -> Times:
    """Go past the same time said a second time, in another language: 9:00 a.m. / 9 h 00."""
    gap = re.compile(r"\s*[/|(]\s*").match(text, found.end)
    if not gap:
        return found
    for pattern in (_SPAN, _BARE_LAST, _SINGLE):
        if twin := pattern.match(text, gap.end()):
            again = _read(text, twin, begin=0)
            if again.first.minute == found.first.minute and again.first.hour % 12 == found.first.hour % 12:
                return replace(found, end=twin.end())
    return found


def spans(text: str) -> Iterator[Times]:
    """Yield every span of two times in a text, first to last; single times are not looked for."""
    for first in scan.first_of((_SPAN, _BARE_LAST, _BARE_FIRST), text):
        yield _read(text, first, begin=first.start())


def single(text: str, at: int = 0) -> Times | None:
    """Return the first single time in a text."""
    found = _SINGLE.search(text, at)
    return _read(text, found, begin=found.start()) if found else None


def _read(text: str, found: "re.Match[str]", *, begin: int) -> Times:
    groups = found.groupdict()
    first = _clock(groups, "a")
    last = _clock(groups, "b") if any(k.startswith("b") and v for k, v in groups.items()) else None
    end = found.end()
    length = _LENGTH.match(text, end)
    if length and (last is None or text[end : length.end()].strip().startswith(("(", "["))):
        end = length.end()
    return Times(
        first=first,
        last=last,
        begin=begin,
        end=end,
        written=text[found.start() : found.end()].strip(),
        length=int(length.group(1)) if length else None,
    )


def _clock(groups: dict[str, str | None], side: str) -> Clock:
    def of(name: str) -> str:
        return groups.get(side + name) or ""

    if of("noon"):
        return Clock(12, 0)
    if of("night"):
        return Clock(0, 0)
    if of("lost"):
        return Clock(0, int(of("lostmin")), lost=True)
    if of("army"):
        return Clock(int(of("army")), int(of("armymin")))
    return Clock(int(of("h")), int(of("min") or 0), (of("m") or of("mm"))[:1].lower())


@dataclass(frozen=True, slots=True)
class Told:
    """What a slot's times are on the clock of the day; ``noon_as_midnight`` tells of a 12:00 AM at midday."""

    start: dt.time | None
    end: dt.time | None
    noon_as_midnight: bool = False


def tell(times: Times, *, after: dt.time | None, twelve_hours: bool) -> Told:
    """Return the times on a clock of 24 hours.

    ``after`` is when the slot before began, on the same day; ``twelve_hours`` says that the paper counts to
    twelve, so that 2.00 after 12.30 is the afternoon's. "12:00 AM" between morning and afternoon is noon.
    """
    first, last = times.first, times.last
    mistaken = False
    meridiem = first.meridiem
    if last and last.meridiem and not meridiem and first.hour <= 12 and not first.lost:
        # 3-6 p.m. is 15 to 18, 10-1 p.m. is 10 to 13.
        same = _minutes(first.hour, first.minute, last.meridiem)
        meridiem = last.meridiem if same < _minutes(last.hour, last.minute, last.meridiem) else "a"
    begin = _minutes(first.hour, first.minute, meridiem)
    if meridiem == "a" and first.hour == 12 and ((after and after.hour >= 6) or _daytime(last)):
        begin, mistaken = begin + 720, True
    if not meridiem and twelve_hours and first.hour < 8:
        begin = _afternoon(begin, after)
    start = None if first.lost or begin >= 1440 else dt.time(begin // 60, begin % 60)
    finish = None
    if last and not last.lost:
        finish = _minutes(last.hour, last.minute, last.meridiem)
        if last.meridiem == "a" and last.hour == 12 and start and 6 <= start.hour < 12:
            finish, mistaken = finish + 720, True
        if (
            not last.meridiem
            and finish <= begin
            and finish + 720 > begin
            and last.hour <= 12
            and twelve_hours
        ):
            finish += 720
    elif times.length and start and not last:
        finish = begin + times.length
    end = dt.time(finish // 60, finish % 60) if finish is not None and finish < 1440 else None
    return Told(start, end, mistaken)


def _afternoon(begin: int, after: dt.time | None) -> int:
    """Move a time before eight o'clock, on a paper that counts to twelve, behind the slot before it."""
    return begin + 720 if after is None or begin < after.hour * 60 + after.minute else begin


def _daytime(last: Clock | None) -> bool:
    return bool(last and last.meridiem == "p" and last.hour != 12)


def _minutes(hour: int, minute: int, meridiem: str) -> int:
    if meridiem == "p" and hour < 12:
        hour += 12
    elif meridiem == "a" and hour == 12:
        hour = 0
    return hour * 60 + minute
