"""Times: slots that cannot be, that collide, or that interpreters and technicians cannot serve."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Final, NamedTuple

from rostrum.checking.context import Context
from rostrum.checking.dates import held
from rostrum.checking.findings import Facts, Finding, Replace, SetTime, Slot, found
from rostrum.checking.flow import between, flow
from rostrum.checking.rules import Severity
from rostrum.checking.vocabulary import any_of
from rostrum.reading.paper import Kind, Paper, Place, Segment

_SESSIONS: Final = frozenset({Kind.OPENING, Kind.PANEL, Kind.SUB_PANEL, Kind.KEYNOTE, Kind.CLOSING})
_BESIDE: Final = frozenset({Kind.BREAK, Kind.SIDE_EVENT})
_EVENING, _SMALL_HOURS = dt.time(17), dt.time(5)
_ONE, _SIX = dt.time(13), dt.time(18)
_ON_TWELVE_HOURS: Final = dt.time(8)
_REST: Final = 60  # minutes between two sittings
_SITTING: Final = 180  # minutes that interpreters serve
_SISTERS: Final = 3  # others of the same kind that make a slot comparable
_ODD: Final = 3  # times shorter or longer
_ALIKE: Final = 1.5
_TURNED: Final = 15  # minutes to turn a room round
_MOST_CROSSING: Final = 4  # one segment in so many may cross; more are parallel tracks


class _Timed(NamedTuple):
    """A segment that has a day, a start and an end, with its index."""

    at: int
    segment: Segment
    start: dt.time
    end: dt.time

    @property
    def minutes(self) -> int:
        return _minutes(self.end) - _minutes(self.start)


def check(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find what is wrong with the times of a paper."""
    yield from _noons(paper)
    yield from _backwards(paper)
    yield from _overlaps(paper)
    yield from _breaks(paper)
    yield from _lengths(paper)
    yield from _interpreters(paper, context)
    yield from _no_ends(paper)
    yield from _notations(paper)
    yield from _turning_round(paper, context)


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _timed(paper: Paper) -> Iterator[_Timed]:
    for at, one in enumerate(paper.segments):
        if one.start is not None and one.end is not None and one.start < one.end:
            yield _Timed(at, one, one.start, one.end)


def _by_sisters(timed: Iterable[_Timed]) -> Mapping[tuple[object, ...], list[_Timed]]:
    """Group by what stands side by side: same day, same segment around; in order of time."""
    groups: dict[tuple[object, ...], list[_Timed]] = defaultdict(list)
    for one in sorted(timed, key=lambda one: (one.start, one.end)):
        groups[one.segment.day_or_heading, one.segment.parent].append(one)
    return groups


def _where(segment: Segment) -> Place:
    return segment.times_place or segment.place


def _text(segment: Segment) -> str:
    times = segment.times_written or "-".join(f"{t:%H:%M}" for t in (segment.start, segment.end) if t)
    return f"{times} {segment.title}"


# Noon written as midnight

_MIDNIGHT: Final = re.compile(r"\b12(?:[:.]00)?\s*(a\.?\s?m\b\.?)", re.IGNORECASE)


def _noons(paper: Paper) -> Iterator[Finding]:
    """Find 12 AM in a programme of daytime: the slot starts in the morning, or goes on into the afternoon."""
    for segment in paper.segments:
        match = _MIDNIGHT.search(segment.times_written)
        if not match or not _by_day(segment):
            continue
        place = _where(segment)
        line = next((n for n in between(paper, place.first, place.last) if match[0] in n.text), None)
        after = match[0].replace(
            match[1], "PM" if match[1].isupper() else "p.m." if "." in match[1] else "pm"
        )
        fix = Replace(line=line.number, before=match[0], after=after) if line else None
        yield found("noon_as_midnight", place, _text(segment), fix=fix, written=match[0])


def _by_day(segment: Segment) -> bool:
    start, end = segment.start, segment.end
    if start is None:
        return False
    if _SMALL_HOURS <= start < _EVENING:
        return True
    return start.hour == 0 and end is not None and end.hour > _SMALL_HOURS.hour


# Slots that cannot be


def _backwards(paper: Paper) -> Iterator[Finding]:
    for segment in paper.segments:
        start, end = segment.start, segment.end
        if start is None or end is None or end > start or _MIDNIGHT.search(segment.times_written):
            continue
        if start >= _EVENING and end <= _SMALL_HOURS:
            continue  # an evening that ends after midnight
        if end < _ON_TWELVE_HOURS and start.hour <= end.hour + 12 and not _clear(segment):
            continue  # 10:30 to 1:00, on a clock of twelve hours
        yield found("end_before_start", _where(segment), _text(segment), start=start, end=end)


def _clear(segment: Segment) -> bool:
    """Say whether the notation leaves no doubt which half of the day is meant."""
    return bool(_HALF.search(segment.times_written) or re.search(r"(?<![:.\d])0\d", segment.times_written))


_HALF: Final = re.compile(r"\d\s?[ap]\.?\s?m\b|\d\s?h", re.IGNORECASE)


def _overlaps(paper: Paper) -> Iterator[Finding]:
    """Find slots that cross: neither nested, nor touching, nor the same slot in two rooms.

    Where many slots of a day cross each other, it is a day of parallel events, not one of mistakes.
    """
    for group in _runs(paper):
        serial = [one for one in group if not _stands_beside(one.segment)]
        crossing = list(_crossing(serial))
        if crossing and (len(crossing) == 1 or len(crossing) * _MOST_CROSSING <= len(serial)):
            for before, after in crossing:
                yield _overlap(before, after)


def _runs(paper: Paper) -> list[list[_Timed]]:
    """Return what stands side by side in the order of the paper; where time goes back, another list begins.

    There another track begins, or another day whose heading was not understood.
    """
    runs: dict[tuple[object, ...], list[list[_Timed]]] = defaultdict(list)
    for one in _timed(paper):
        own = runs[one.segment.day_or_heading, one.segment.parent]
        if not own or one.start < own[-1][-1].start:
            own.append([])
        own[-1].append(one)
    return [run for own in runs.values() for run in own]


def _crossing(group: list[_Timed]) -> Iterator[tuple[_Timed, _Timed]]:
    latest: _Timed | None = None
    for one in group:
        if latest and latest.start < one.start < latest.end < one.end and not _parallel(latest, one):
            yield latest, one
        if latest is None or one.end > latest.end:
            latest = one


def _parallel(one: _Timed, other: _Timed) -> bool:
    return one.segment.track != other.segment.track


def _stands_beside(segment: Segment) -> bool:
    return segment.kind in _BESIDE or bool(_REGISTRATION.search(segment.title))


_REGISTRATION: Final = re.compile(rf"\b{any_of('times', 'registration')}s?\b", re.IGNORECASE)


def _overlap(before: _Timed, after: _Timed) -> Finding:
    minutes = _minutes(before.end) - _minutes(after.start)
    return found(
        "overlap",
        _where(after.segment),
        _text(after.segment),
        fix=SetTime(segment=before.at, slot=Slot.END, time=after.start),
        other=before.segment.title,
        start=after.start,
        end=before.end,
        minutes=minutes,
    )


def _breaks(paper: Paper) -> Iterator[Finding]:
    """Find a break that falls into a session that goes on before and after it in one piece."""
    children: dict[int, list[Segment]] = defaultdict(list)
    for one in paper.segments:
        if one.parent is not None and one.start is not None:
            children[one.parent].append(one)
    for group in _by_sisters(_timed(paper)).values():
        yield from _breaks_among(group)
    for around in _timed(paper):
        inner = children[around.at]
        if around.segment.kind in _SESSIONS and all(s.kind is Kind.BREAK for s in inner):
            for rest in inner:
                if rest.start and rest.end and around.start < rest.start and rest.end < around.end:
                    yield found("break_inside_session", _where(rest), _text(rest), other=around.segment.title)


def _breaks_among(group: list[_Timed]) -> Iterator[Finding]:
    latest: _Timed | None = None
    for one in group:
        inside = latest and latest.start < one.start and one.end < latest.end
        if one.segment.kind is Kind.BREAK and latest and inside and not _parallel(latest, one):
            yield found(
                "break_inside_session", _where(one.segment), _text(one.segment), other=latest.segment.title
            )
        session = one.segment.kind in _SESSIONS and not _REGISTRATION.search(one.segment.title)
        if session and (latest is None or one.end > latest.end):
            latest = one


def _lengths(paper: Paper) -> Iterator[Finding]:
    """Find a panel far shorter or longer than the others beside it, which are alike."""
    groups: dict[tuple[Kind, int | None], list[_Timed]] = defaultdict(list)
    for one in _timed(paper):
        if one.segment.kind in {Kind.PANEL, Kind.SUB_PANEL} and not _SUMMING_UP.search(one.segment.title):
            groups[one.segment.kind, one.segment.parent].append(one)
    for group in groups.values():
        by_length = sorted(group, key=lambda one: one.minutes)
        if len(group) <= _SISTERS:
            continue
        for one, others in ((by_length[0], by_length[1:]), (by_length[-1], by_length[:-1])):
            alike = others[-1].minutes <= _ALIKE * others[0].minutes
            usual = median(other.minutes for other in others)
            if alike and (one.minutes * _ODD <= usual or one.minutes >= usual * _ODD):
                facts: Facts = {"minutes": one.minutes, "usual": int(usual)}
                yield found("odd_length", _where(one.segment), _text(one.segment), **facts)


_SUMMING_UP: Final = re.compile(any_of("times", "summing_up"), re.IGNORECASE)


# Interpreters


def _interpreters(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find sittings of more than three hours, and what runs past 13.00 or 18.00.

    Where nobody has said whether there are interpreters, a paper of the United Nations that speaks of them
    is told about it; one that does not, mildly; and any other not at all.
    """
    known = context.interpretation
    if known is None:
        known = _speaks_of_interpreters(paper)
    if known is False or (known is None and not _UN.search(paper.venue)):
        return
    severity = None if known else Severity.INFO
    top = [
        one
        for one in _timed(paper)
        if one.segment.parent is None and not _stands_beside(one.segment) and not _without(one.segment)
    ]
    by_day: dict[dt.date | int, list[_Timed]] = defaultdict(list)
    for one in sorted(top, key=lambda one: one.start):
        by_day[one.segment.day_or_heading].append(one)
    for day in by_day.values():
        yield from _past(day, severity)
        yield from _too_long(day, severity)


_UN: Final = re.compile(r"\bUN\b|United Nations|Nations Unies|Naciones Unidas|Palais des Nations")
_INTERPRETERS: Final = re.compile(
    r"(?P<none>\b(?:no|without|sans|sin)\s+(?:simultaneous\s+)?)?"
    r"\b(?:interpretation|interpreters|interprétation|interpretación)\b",
    re.IGNORECASE,
)


def _speaks_of_interpreters(paper: Paper) -> bool | None:
    if not _UN.search(paper.venue):
        return None
    said = {not match["none"] for match in flow(paper).search(_INTERPRETERS)}
    return said.pop() if len(said) == 1 else None


def _without(segment: Segment) -> bool:
    """Say whether a segment is held without interpreters, as its own text says (S003:74)."""
    said = [match for passage in segment.texts for match in _INTERPRETERS.finditer(passage.text)]
    return bool(said) and all(match["none"] for match in said)


def _past(day: list[_Timed], severity: Severity | None) -> Iterator[Finding]:
    for one in day:
        for hour in (_ONE, _SIX):
            if one.start < hour < one.end and one.minutes < 2 * _SITTING:
                fix = SetTime(segment=one.at, slot=Slot.END, time=hour)
                facts: Facts = {"hour": hour, "minutes": _minutes(one.end) - _minutes(hour)}
                yield found(
                    "past_closing_hour",
                    _where(one.segment),
                    _text(one.segment),
                    fix=fix,
                    severity=severity,
                    **facts,
                )


def _too_long(day: list[_Timed], severity: Severity | None) -> Iterator[Finding]:
    for sitting in _sittings(day):
        first, last = sitting[0], max(sitting, key=lambda one: one.end)
        minutes = _minutes(last.end) - _minutes(first.start)
        if minutes > _SITTING and first.start < _SIX:
            facts: Facts = {"start": first.start, "end": last.end, "minutes": minutes}
            yield found(
                "beyond_three_hours", _where(last.segment), _text(last.segment), severity=severity, **facts
            )


def _sittings(day: list[_Timed]) -> list[list[_Timed]]:
    """Divide a day where nothing is on for an hour; a cup of coffee gives interpreters no rest."""
    sittings: list[list[_Timed]] = []
    end = dt.time()
    for one in day:
        if not sittings or _minutes(one.start) - _minutes(end) >= _REST:
            sittings.append([])
        sittings[-1].append(one)
        end = max(end, one.end)
    return sittings


# Notation


def _no_ends(paper: Paper) -> Iterator[Finding]:
    """Find starts without end, unless that is how the whole paper is written."""
    started = [(at, one) for at, one in enumerate(paper.segments) if one.start is not None]
    endless = [(at, one) for at, one in started if one.end is None]
    if len(endless) * 2 > len(started):
        return
    for at, one in endless:
        if _REGISTRATION.search(one.title) or (one.start and one.start >= _EVENING):
            continue  # doors open, and receptions, have no end
        follows = _next_start(paper, at)
        fix = SetTime(segment=at, slot=Slot.END, time=follows) if follows else None
        yield found("start_without_end", _where(one), _text(one), fix=fix, follows=follows)


def _next_start(paper: Paper, at: int) -> dt.time | None:
    one = paper.segments[at]
    for other in paper.segments[at + 1 :]:
        if other.parent != one.parent:
            continue
        later = (
            other.day_or_heading == one.day_or_heading and other.start is not None and one.start is not None
        )
        return other.start if later and other.start and one.start and other.start > one.start else None
    return None


_MANNERS: Final = (
    ("h", re.compile(r"\d\s?h(?:eures|oras|rs)?(?![a-z])", re.IGNORECASE)),
    ("am", re.compile(r"[ap]\.?\s?m\b", re.IGNORECASE)),
    (":", re.compile(r"\d:\d")),
    (".", re.compile(r"\d\.\d")),
)


def _manners(written: str) -> set[str]:
    """Return how times are written here: "h", "am", ":" or "."; hours alone say nothing."""
    said = {name for name, pattern in _MANNERS if pattern.search(written)}
    return said - {":", "."} if "h" in said else said


def _notations(paper: Paper) -> Iterator[Finding]:
    """Find the first slot written otherwise than most, or in two ways at once."""
    written = [(one, _manners(one.times_written)) for one in paper.segments if one.times_written]
    dots = Counter(mark for _, manners in written for mark in manners & {":", "."})
    clocks = Counter("h" if "h" in manners else "24" for _, manners in written)
    if len(dots) > 1:
        ((usual, _), *_, (rare, _)) = dots.most_common()
        one = next(one for one, manners in written if rare in manners)
        fix = _with_mark(paper, one, rare, usual)
    elif len(clocks) > 1:
        rare, fix = clocks.most_common()[-1][0], None
        one = next(one for one, manners in written if ("h" in manners) is (rare == "h"))
    else:
        return
    yield found("mixed_notation", _where(one), _text(one), fix=fix, written=one.times_written)


def _with_mark(paper: Paper, segment: Segment, rare: str, usual: str) -> Replace | None:
    place = _where(segment)
    for line in between(paper, place.first, place.last):
        if segment.times_written in line.text:
            after = re.sub(rf"(\d){re.escape(rare)}(\d)", rf"\g<1>{usual}\g<2>", segment.times_written)
            return Replace(line=line.number, before=segment.times_written, after=after)
    return None


# Rooms that must be turned round

_ROOM: Final = re.compile(rf"{any_of('rooms', 'before')}\s+(?P<number>\w+)", re.IGNORECASE)
_EVENT: Final = re.compile(
    r"\b(?P<day>\d{1,2})\s+[^\W\d_]{3,}(?:\s+\d{4})?,?\s+(?:at|from)\s+"
    r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:to|-|–)\s*"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[AaPp])?\.?[Mm]?\.?,?\s+in\s+"
    rf"(?:the\s+)?(?P<room>{any_of('rooms', 'before')}\s+\w+)"
)


def _turning_round(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find another event in the room of the meeting that ends when the meeting begins."""
    own = _ROOM.search(paper.venue)
    if not own:
        return
    text = flow(paper)
    days = held(paper, context)
    for match in text.search(_EVENT):
        if match["room"].split()[-1] != own["number"] or int(match["hour"]) > 12:  # noqa: PLR2004 - a clock of 12 hours
            continue
        hour = int(match["hour"]) % 12 + (12 if (match["half"] or "").lower() == "p" else 0)
        ends = hour * 60 + int(match["minute"] or 0)
        next_one = next(_after(paper, int(match["day"]), ends, days), None)
        if next_one is not None:
            gap = _minutes(next_one) - ends
            facts: Facts = {"room": match["room"], "minutes": gap, "start": next_one}
            yield found("no_time_to_turn_round", text.place(match), match[0], **facts)


def _after(paper: Paper, day: int, ends: int, days: frozenset[dt.date]) -> Iterator[dt.time]:
    """Return what starts right after a moment on that day, or on one whose heading gives a wrong date."""
    for segment in paper.segments:
        same = segment.day and (segment.day.day == day or segment.day not in days)
        if same and segment.start and 0 <= _minutes(segment.start) - ends < _TURNED:
            yield segment.start
