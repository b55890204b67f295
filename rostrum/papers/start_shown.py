"""The page that starts from a paper: the lines of the paper, and the programme with its places in them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rostrum.checking.findings import Finding, SetDay, SetTime
from rostrum.meetings.permissions import EDIT as EDIT_MEETING
from rostrum.meetings.permissions import Who, may
from rostrum.papers import finding_words, findings, start_reading, start_words
from rostrum.papers.core import sketch, starting
from rostrum.papers.core.sketch import Sketch, Sketches, Span
from rostrum.papers.models import StartingPaper
from rostrum.papers.operations.starting import mark_of
from rostrum.papers.start_forms import day_choices
from rostrum.programme import wording
from rostrum.programme.core.values import Speaker
from rostrum.programme.models import KINDS
from rostrum.programme.queries import frame_of, standing_draft
from rostrum.reading.paper import Line, Paper

MOST_LINES: Final = 3_000
MOST_OF_A_VALUE: Final = 40  # lines that lead to it
SHORT: Final = 14  # characters, such as those of a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of the programme: ``id`` in the page, its lines (0 where no line says it), a word before it."""

    id: str
    text: str
    first: int
    last: int
    label: str = ""
    soft: str = ""
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What mends a finding with one click: a segment and its mark, the field and what it is to hold."""

    said: str
    key: str
    seen: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding of the check in words, the line where it is, and what would mend it."""

    severity: str
    text: str
    line: int
    fix: "Fix | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A segment of the programme with what is said of it. ``seen`` is its mark."""

    sketch: Sketch
    kind: str | Promise
    times: Value
    title: Value
    moderators: tuple[Value, ...]
    speakers: tuple[Value, ...]
    questions: tuple[Value, ...]
    texts: tuple[Value, ...]
    problems: tuple[str, ...]
    told: tuple[Told, ...]
    seen: str
    whole: Value
    children: "tuple[Shown, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A day of the paper; ``meets`` says whether the meeting sits on it, ``offered`` one of its days."""

    id: str
    day: dt.date | None
    label: str
    meets: bool
    offered: str
    may_add: bool
    segments: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a line; ``read_as`` is what was made of it where it is damaged."""

    text: str
    damaged: bool = False
    read_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a line, the whole of one that is no row of a table; a short one needs little room."""

    pieces: tuple[Piece, ...]
    short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the paper: its cells in pieces, the value read from it, the page that begins with it."""

    number: int
    cells: tuple[Cell, ...]
    furniture: bool
    heading: bool
    blank: bool
    to: str
    told: int
    page: int | None


def shown(row: StartingPaper, reader: Who) -> dict[str, Any]:
    """Return what the template of the page needs."""
    meeting, paper, sketches = row.meeting, start_reading.paper_of(row), start_reading.sketches_of(row)
    frame = frame_of(meeting)
    problems: dict[str, list[str]] = {}
    for found in sketch.problems(sketches, frame):
        if found.code != "other_day":  # said once, at the day
            problems.setdefault(found.key, []).append(start_words.problem(found))
    current = starting.as_read(sketches, paper) if row.programme is not None else paper
    told = _placed(findings.paper_findings(meeting, current), sketches)
    values = _Values(problems, told)
    segments = values.tree(sketches)
    sittings = _sittings(segments, frame.days, may_add=may(reader, EDIT_MEETING, meeting))
    other_days = sum(one.day is not None and not one.meets for one in sittings)
    return {
        "paper": paper,
        "lines": _lines(paper, values.at, told),
        "more_lines": len(paper.lines) > MOST_LINES,
        "sittings": sittings,
        "days": day_choices(frame.days),
        "elsewhere": told.get("", ()),
        "to_correct": sum(map(len, problems.values())) + other_days,
        "first_problem": next(_wrong(sittings), ""),
        "at_whole": problems.get("", ()),
        "segments": [(one.key, one.title or "–") for one in sketches],
        "replaced": _replaced(row),
    }


def _replaced(row: StartingPaper) -> int:
    """Return how many segments the draft holds that accepting would replace."""
    draft = standing_draft(row.meeting)
    return len(draft.programme) if draft else 0


class _Values:
    """Makes the values of segments, and notes which stands first on each line."""

    def __init__(self, problems: Mapping[str, list[str]], told: Mapping[str, tuple[Told, ...]]) -> None:
        self.problems = problems
        self.told = told
        self.at: dict[int, str] = {}
        self.narrowest: dict[int, int] = {}

    def tree(self, sketches: Sketches, parent: str = "") -> tuple[Shown, ...]:
        return tuple(self.segment(one, sketches) for one in sketches if one.parent == parent)

    def segment(self, one: Sketch, sketches: Sketches) -> Shown:
        title = self.value(one, "title", 0, one.title or _("(no title)"))
        times = self.value(one, "times", 0, _times(one))
        texts = one.description.split("\n") if one.description else []
        return Shown(
            sketch=one,
            kind=KINDS[one.kind],
            title=title,
            times=times,
            moderators=self.people(one, "moderators"),
            speakers=self.people(one, "speakers"),
            questions=tuple(self.value(one, "questions", at, text) for at, text in enumerate(one.questions)),
            texts=tuple(self.value(one, "description", at, text) for at, text in enumerate(texts)),
            problems=tuple(self.problems.get(one.key, ())),
            told=self.told.get(one.key, ()),
            seen=mark_of(one),
            whole=Value(id="", text="", first=one.place("whole")[0], last=one.place("whole")[1]),
            children=self.tree(sketches, one.key),
        )

    def people(self, one: Sketch, aspect: str) -> tuple[Value, ...]:
        named: tuple[Speaker, ...] = getattr(one, aspect)
        return tuple(
            self.value(
                one,
                aspect,
                at,
                f"{speaker.honorific} {speaker.name}".strip() if speaker.name else _("Name to be confirmed"),
                label=speaker.contribution,
                soft=", ".join(p for p in (speaker.function, speaker.affiliation, speaker.on_behalf_of) if p),
                to_be_confirmed=speaker.to_be_confirmed,
            )
            for at, speaker in enumerate(named)
        )

    def value(self, one: Sketch, aspect: str, index: int, text: str, **more: Any) -> Value:
        first, last = one.place(aspect, index)
        made = Value(id=f"v-{one.key}-{aspect}-{index}", text=text, first=first, last=last, **more)
        # The narrowest value says best what a line was read as.
        for number in range(first, min(last, first + MOST_OF_A_VALUE) + 1) if first else ():
            if number not in self.narrowest or last - first < self.narrowest[number]:
                self.at[number], self.narrowest[number] = made.id, last - first
        return made


def _times(one: Sketch) -> str:
    if one.start is None:
        return _("no time")
    return f"{wording.clock(one.start)}–{wording.clock(one.end)}" if one.end else wording.clock(one.start)


def _sittings(segments: tuple[Shown, ...], days: tuple[dt.date, ...], *, may_add: bool) -> list[Sitting]:
    found: dict[dt.date | None, list[Shown]] = {}
    for one in segments:
        found.setdefault(one.sketch.day, []).append(one)
    free = iter([day for day in days if day not in found])
    sittings: list[Sitting] = []
    for day, held in found.items():
        offered = None if day in days else next(free, days[-1] if days else None)
        sittings.append(
            Sitting(
                id=f"read-day-{len(sittings) + 1}",
                day=day,
                label=date_format(day, "DATE_FORMAT") if day else _("Day not given"),
                meets=day in days,
                offered=offered.isoformat() if offered else "",
                may_add=may_add and day is not None and day not in days,
                segments=tuple(held),
            )
        )
    return sittings


def _wrong(sittings: Iterable[Sitting]) -> Iterator[str]:
    """Yield where something is to be corrected, in the order of the page."""

    def within(segments: Iterable[Shown]) -> Iterator[str]:
        for one in segments:
            if one.problems:
                yield f"seg-{one.sketch.key}"
            yield from within(one.children)

    for sitting in sittings:
        if not sitting.meets:
            yield sitting.id
        yield from within(sitting.segments)


def _placed(found: Iterable[Finding], sketches: Sketches) -> dict[str, tuple[Told, ...]]:
    """Return the findings by the segment on whose lines they are; those of no segment under nothing."""
    placed: dict[str, list[Told]] = {}
    for one in found:
        line = one.place.first
        around = [(_length(s.place("whole")), s.key) for s in sketches if _holds(s.place("whole"), line)]
        key = min(around)[1] if around else ""
        placed.setdefault(key, []).append(
            Told(
                severity=one.severity.value,
                text=finding_words.say(one),
                line=line,
                fix=_fix(one, sketches),
            )
        )
    return {key: tuple(many) for key, many in placed.items()}


def _fix(finding: Finding, sketches: Sketches) -> Fix | None:
    """Return how a time or day can be set; the segments stand in the paper in the order of the sketches."""
    fix = finding.fix
    if not isinstance(fix, SetTime | SetDay) or fix.segment >= len(sketches):
        return None
    one = sketches[fix.segment]
    field, value = (
        ("day", fix.day.isoformat()) if isinstance(fix, SetDay) else (fix.slot.value, f"{fix.time:%H:%M}")
    )
    return Fix(said=finding_words.say_fix(finding), key=one.key, seen=mark_of(one), field=field, value=value)


def _holds(span: Span, line: int) -> bool:
    return span[0] <= line <= span[1]


def _length(span: Span) -> int:
    return span[1] - span[0]


def _lines(paper: Paper, at: Mapping[int, str], told: Mapping[str, tuple[Told, ...]]) -> list[Row]:
    damage: dict[int, dict[str, str]] = {}
    for one in paper.damage:
        damage.setdefault(one.place.first, {})[one.text] = one.read_as
    counted: dict[int, int] = {}
    for many in told.values():
        for finding in many:
            counted[finding.line] = counted.get(finding.line, 0) + 1
    rows, page = [], None
    for line in paper.lines[:MOST_LINES]:
        new = line.page if line.page != page else None
        page = line.page
        cells = line.cells if len(line.cells) > 1 else (line.text.strip(),)
        rows.append(
            Row(
                number=line.number,
                cells=tuple(_cell(cell, damage.get(line.number, {})) for cell in cells),
                furniture=line.furniture,
                heading=line.heading,
                blank=_is_blank(line),
                to=at.get(line.number, ""),
                told=counted.get(line.number, 0),
                page=new,
            )
        )
    return rows


def _cell(text: str, damage: Mapping[str, str]) -> Cell:
    text = starting.printable(text)
    return Cell(pieces=_pieces(text, damage), short=len(text) <= SHORT)


def _is_blank(line: Line) -> bool:
    return not line.text.strip() and not any(line.cells)


def _pieces(text: str, damage: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return a text in parts, so that what is damaged in it can be marked."""
    for damaged, read_as in damage.items():
        before, found, after = text.partition(damaged)
        if damaged and found:
            return (
                *_pieces(before, damage),
                Piece(text=damaged, damaged=True, read_as=read_as),
                *_pieces(after, damage),
            )
    return (Piece(text=text),) if text else ()
