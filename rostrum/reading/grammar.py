"""From lines to the elements of a programme: slots, headings of days, labels, bullets and texts, in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from rostrum.reading import dates, names, times, words
from rostrum.reading.dates import Written
from rostrum.reading.paper import Line
from rostrum.reading.times import Times


class Is(StrEnum):
    """What an element is."""

    SLOT = "slot"
    DAY = "day"
    HALF_DAY = "half day"
    MODERATOR = "moderator"  # a label, with what stands behind it
    SPEAKER = "speaker"
    QUESTIONS = "questions"
    ROOM = "room"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a programme, with the line it was read from.

    ``after_gap`` says that an empty line stands before it, ``bullet`` that it is an item of a list,
    ``label`` holds the label itself; ``cell`` says that it comes from a table.
    """

    kind: Is
    line: int
    text: str = ""
    times: Times | None = None
    date: Written | None = None
    day_number: int | None = None
    weekday: int | None = None
    label: str = ""
    track: str = ""
    bullet: bool = False
    heading: bool = False
    after_gap: bool = False
    cell: bool = False
    width: int = 0


_BULLET: Final = re.compile(
    r"^\s*(?:[•·●▪■◦‣∙○►➢➤✓\uf0b7\uf0a7*~¡]+|\.\.|[-–—⁻>]{1,2}(?=\s)|II(?=\s*$)|[\"“”](?=\s*$)|o(?=\s+[A-ZÀ-Þ])|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)(?=\s|[A-ZÀ-Þ])|\d{1,2}\.(?=\s+[A-ZÀ-Þ\"“«¿]))\s*"
)
_INLINE_BULLET: Final = re.compile(r"\s*[•●▪■◦‣∙►➢➤\uf0b7\uf0a7]\s*|\s+·\s+")
_SEPARATORS: Final = " \t:;|–—-‑.,>→*~"
_CAPITAL: Final = re.compile(r"[\"“«'‘(¿¡\[*_]*[A-ZÀ-ÞĀ-Ž0-9]")
_CLAUSE: Final = re.compile(
    r"(?:^|[\s(«\"])(?:from|at|between|until|by|de|à|a|entre|hasta|las|desde|jusqu['’]à|before|after|to)\s*$",
    re.IGNORECASE,
)
_BRACKETS: Final = r"(?:\s*\((?:[^()]{1,40})\))?"


def _label(name: str) -> "re.Pattern[str]":
    return re.compile(
        rf"(?P<label>{words.joined('roles', name)}){_BRACKETS}(?P<mark>\s*[:：]\s*|\s+[–—-]\s+|(?=\s*$)|\s*\t)",
        re.IGNORECASE,
    )


_MODERATOR: Final = _label("moderator")
_SPEAKER: Final = _label("speaker")
_BY: Final = re.compile(
    r"(?P<label>(?:co-?)?(?:moderated|chaired|facilitated|hosted|presided over) by|mod[ée]r[ée]e?s? par|anim[ée]e?s? par|pr[ée]sid[ée]e?s? par|"
    r"sous la (?:pr[ée]sidence|direction) de|moderad[oa]s? por|presidid[oa] por|conducid[oa] por|modera|preside)\s*:?\s+",
    re.IGNORECASE,
)
_MODERATOR_NAMED: Final = re.compile(
    rf"(?P<label>{words.joined('roles', 'moderator')})\s+(?={names.HONORIFIC.pattern})", re.IGNORECASE
)
_QUESTIONS: Final = re.compile(rf"{words.joined('labels', 'questions')}\s*(?:[:：]\s*|$)", re.IGNORECASE)
_ROOM: Final = re.compile(r"(?:venue|room|location|salle|lieu|sala|lugar)\s*:\s*", re.IGNORECASE)
_INLINE_LABEL: Final = re.compile(
    rf"(?<=[\s.;,)(])(?P<label>{words.joined('roles', 'moderator')}|panell?ists?|speakers?|discussants?|rapporteurs?|respondents?|keynote speakers?|intervenant(?:[·./(-]?e?[)]?[·.]?s?|s)|panelistas?|ponentes?|orateurs?|discutants?){_BRACKETS}\s*:\s*",
    re.IGNORECASE,
)
# "Session I, 10:00–11:30: Safe crossings": number, times, title.
_LABELLED_SPAN: Final = re.compile(
    r"(?:session|panel|part|block|s[ée]ance|table ronde|atelier|workshop|sesi[óo]n|mesa(?: redonda)?|taller|bloque|theme|segment)\s+"
    r"(?:n[°o.]*\s*)?(?:[IVX]{1,4}|\d{1,2}|[A-H])\s*[,:–—-]?\s*",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"^\(?(?:cont(?:inued|\.|'d)?|suite|continuaci[óo]n)\)?\.?$", re.IGNORECASE)


@dataclass
class Columns:
    """What the columns of a table hold, by their index, as its head says."""

    means: dict[int, str] = field(default_factory=dict)
    tracks: dict[int, str] = field(default_factory=dict)
    days: dict[int, Element] = field(default_factory=dict)
    times: dict[int, Times] = field(default_factory=dict)
    wide: int = 0


def elements(lines: Sequence[Line]) -> list[Element]:
    """Return the elements of a paper in the order in which they stand."""
    found: list[Element] = []
    columns = Columns()
    gap = False
    before = ""
    for line in lines:
        if line.furniture:
            continue
        if not any(line.cells):
            gap = True
            continue
        read = list(_of_line(line, columns, before))
        if read and gap:
            read[0] = replace(read[0], after_gap=True)
        found += read
        gap = gap and not read
        before = line.cells[-1] if len(line.cells) == 1 else ""
    return _starts_and_ends(found)


def _starts_and_ends(found: list[Element]) -> list[Element]:
    """Join a start and an end that stand on lines of their own, one below the other."""
    joined: list[Element] = []
    for element in found:
        last = joined[-1] if joined else None
        if last and last.times and element.times and element.line == last.line + 1 and not element.after_gap:
            first, second = last.times, element.times
            later = (second.first.hour, second.first.minute) > (first.first.hour, first.first.minute)
            if first.last is None and second.last is None and later and not second.length:
                written = f"{first.written} - {second.written}"
                joined[-1] = replace(last, times=replace(first, last=second.first, written=written))
                continue
        joined.append(element)
    return joined


def _of_line(line: Line, columns: Columns, before: str) -> Iterator[Element]:
    cells = [(at, cell) for at, cell in enumerate(line.cells) if cell]
    if len(line.cells) > 1:
        if _head(line, columns):
            return
        yield from _row(line, cells, columns)
        return
    text = cells[0][1]
    if words.whole("columns", "time").fullmatch(text) and len(text) < 12:
        return
    yield from _single(text, line, before=before)


# -- tables ----------------------------------------------------------------------------------------


def _head(line: Line, columns: Columns) -> bool:
    """Read a row as the head of a table; says whether it is one."""
    cells = [(at, cell.strip(" :*")) for at, cell in enumerate(line.cells) if cell.strip(" :*")]
    if any(times.at_start(cell) for _at, cell in cells[:1]):
        return False
    means = {at: meaning for at, cell in cells if (meaning := _meaning(cell))}
    days = {at: day for at, cell in cells if (day := _day(cell, line)) and len(cell) < 40}
    spans = {at: span for at, cell in cells if (span := _only_time(cell))}
    if len(days) >= 2 and not spans:
        columns.__init__(means=means, days=days, wide=len(line.cells))  # type: ignore[misc]
        return True
    if (
        len(spans) >= max(2, len(cells) - 2)
        and (not cells[0][0] or len(spans) == len(cells))
        and not _only_time(cells[0][1])
    ):
        columns.__init__(times=spans, wide=len(line.cells))  # type: ignore[misc]
        return True
    if "time" not in means.values() and len(means) < 2:
        return False
    if len(cells) < 2 and len(means) == 1:
        return bool(means)
    others = {at: cell for at, cell in cells if at not in means}
    if means and len(others) >= 2 and "time" in means.values() and len(set(means.values())) == 1:
        columns.__init__(means=means, tracks=others, wide=len(line.cells))  # type: ignore[misc]
        return True
    if others and len(others) >= len(means):
        return False
    if sum(meaning == "room" for meaning in means.values()) >= 2:
        rooms = {at: cell for at, cell in cells if means.get(at) == "room"}
        means = {at: meaning for at, meaning in means.items() if meaning != "room"}
        columns.__init__(means=means, tracks=rooms, wide=len(line.cells))  # type: ignore[misc]
        return True
    columns.__init__(means=means, wide=len(line.cells))  # type: ignore[misc]
    return True


def _meaning(cell: str) -> str:
    for meaning in ("time", "end", "duration", "moderator", "people", "room", "day", "title"):
        if words.whole("columns", meaning).fullmatch(cell):
            return meaning
    if re.fullmatch(r"(?:room|salle|sala|track|hall)\s+\S+(?:\s\S+)?", cell, re.IGNORECASE):
        return "room"
    parts = [part for part in re.split(r"\s*(?:/|&|\band\b|,|\bet\b|\by\b)\s*", cell) if part]
    if len(parts) > 1:
        meanings = [_meaning(part) for part in parts]
        if all(meanings):
            return "title" if "title" in meanings else meanings[0]
    return ""


def _only_time(cell: str) -> Times | None:
    found = times.at_start(cell.strip(" ()[]"))
    return found if found and not cell.strip(" ()[]")[found.end :].strip(_SEPARATORS + "()") else None


def _row(line: Line, cells: list[tuple[int, str]], columns: Columns) -> Iterator[Element]:
    known = columns if columns.wide and abs(columns.wide - len(line.cells)) <= 1 else Columns()
    if known.days:
        yield from _row_of_days(line, cells, known)
        return
    if known.times and _day(cells[0][1], line):
        yield from _row_of_times(line, cells, known)
        return
    day = next((one for _at, cell in cells[:2] if (one := _day(cell, line)) and _only_day(cell)), None)
    if day:
        yield day
        cells = [(at, cell) for at, cell in cells if not (_day(cell, line) and _only_day(cell))]
    clocks = [(at, found) for at, cell in cells if (found := _only_time(cell))]
    if not cells:
        return
    leading = times.at_start(cells[0][1])
    if not clocks and leading and leading.end < len(cells[0][1]):
        yield from _single(cells[0][1], line, cell=True)
        yield from _rest(cells[1:], line, known)
        return
    if not clocks:
        yield from _rest(cells, line, known)
        return
    if len(clocks) > 2:
        yield from _table_on_a_line(cells, line)
        return
    span = clocks[0][1]
    used = {clocks[0][0]}
    if (
        len(clocks) > 1
        and span.last is None
        and clocks[1][1].last is None
        and clocks[1][0] == clocks[0][0] + 1
    ):
        second = clocks[1][1]
        span = replace(span, last=second.first, written=f"{span.written} - {second.written}")
        used.add(clocks[1][0])
    others = [(at, cell) for at, cell in cells if at not in used]
    length = next(
        (
            number
            for at, cell in others
            if known.means.get(at) == "duration" and (number := re.search(r"\d{1,3}", cell))
        ),
        None,
    )
    if length and span.last is None:
        span = replace(span, length=int(length.group()))
    others = [
        (at, cell) for at, cell in others if known.means.get(at) != "duration" and not _only_length(cell)
    ]
    if known.tracks and len([at for at, _cell in others if at in known.tracks]) > 1:
        for at, cell in others:
            yield Element(Is.SLOT, line.number, times=span, track=known.tracks.get(at, ""), cell=True)
            yield from _pieces(cell, line, cell=True)
        return
    yield Element(Is.SLOT, line.number, times=span, cell=True)
    yield from _rest(others, line, known)


def _table_on_a_line(cells: list[tuple[int, str]], line: Line) -> Iterator[Element]:
    """Read a whole table that lost its line ends, cell by cell."""
    for _at, cell in cells:
        if span := _only_time(cell):
            yield Element(Is.SLOT, line.number, times=span, cell=True)
        elif (day := _day(cell, line)) and _only_day(cell):
            yield day
        else:
            yield from _pieces(cell, line, cell=True)


def _only_length(cell: str) -> bool:
    return (
        re.fullmatch(r"\(?\d{1,3}\s*(?:min(?:ute)?s?\.?|mn|['′’])\)?", cell.strip(), re.IGNORECASE)
        is not None
    )


def _rest(cells: Iterable[tuple[int, str]], line: Line, columns: Columns) -> Iterator[Element]:
    for at, cell in cells:
        meaning = columns.means.get(at, "")
        if meaning == "people":
            found = list(_pieces(cell, line, cell=True))
            if found and found[0].kind is Is.TEXT:
                yield Element(Is.SPEAKER, line.number, label="", cell=True)
            yield from found
        elif meaning == "moderator":
            yield Element(Is.MODERATOR, line.number, text=cell, cell=True)
        elif meaning == "room":
            yield Element(Is.ROOM, line.number, text=cell, cell=True)
        else:
            yield from _pieces(cell, line, cell=True)


def _row_of_days(line: Line, cells: list[tuple[int, str]], columns: Columns) -> Iterator[Element]:
    span = next((found for _at, cell in cells[:1] if (found := _only_time(cell))), None)
    for at, cell in cells:
        if at not in columns.days or _only_time(cell):
            continue
        yield replace(columns.days[at], line=line.number)
        inner = times.at_start(cell)
        if inner:
            yield from _single(cell, line, cell=True)
        elif span:
            yield Element(Is.SLOT, line.number, times=span, cell=True)
            yield from _pieces(cell, line, cell=True)
        else:
            yield from _pieces(cell, line, cell=True)


def _row_of_times(line: Line, cells: list[tuple[int, str]], columns: Columns) -> Iterator[Element]:
    day = _day(cells[0][1], line)
    if day:
        yield day
    for at, cell in cells[1:]:
        if at in columns.times:
            yield Element(Is.SLOT, line.number, times=columns.times[at], cell=True)
            yield from _pieces(cell, line, cell=True)


# -- single texts ----------------------------------------------------------------------------------


def _day(text: str, line: Line) -> Element | None:
    """Return the heading of a day that a text begins with."""
    number = dates.day_number(text)
    found = next(dates.dates(text), None)
    if found and (
        found.begin <= 3 or (number and found.begin <= number[1] + 6) or _dayish(text[: found.begin])
    ):
        return Element(
            Is.DAY,
            line.number,
            text=text,
            date=found,
            day_number=number[0] if number else None,
            weekday=found.weekday,
        )
    if number and len(text) < 60:
        return Element(Is.DAY, line.number, text=text, day_number=number[0])
    numbered = re.fullmatch(r"\W*([^\W\d]+)\.?,?\s+\d{1,2}(?:st|nd|rd|th)?\W*", text)
    weekday = dates.weekday(numbered.group(1) if numbered else text)
    if weekday is not None and len(text.strip()) >= 5:
        return Element(Is.DAY, line.number, text=text, weekday=weekday)
    return None


def _dayish(before: str) -> bool:
    return (
        re.fullmatch(
            r"\W*(?:date|fecha|le|el|on|day \w+|jour \w+|d[íi]a \w+|programme for|programa del|programme du)?\W*",
            before,
            re.IGNORECASE,
        )
        is not None
    )


def _only_day(text: str) -> bool:
    found = next(dates.dates(text), None)
    if not found:
        return dates.weekday(text) is not None or bool(dates.day_number(text))
    rest = text[: found.begin] + text[found.end :]
    return not re.sub(r"(?i)\b(?:day|jour|d[íi]a)\s+\w+\b|\W", "", rest)


def _single(text: str, line: Line, *, before: str = "", cell: bool = False) -> Iterator[Element]:
    bullet = _BULLET.match(text)
    body = text[bullet.end() :] if bullet else text
    if not body.strip():
        if bullet and not cell:
            yield Element(Is.TEXT, line.number, "", bullet=True)
        return
    if half := _half_day(body, line):
        yield half
        return
    heading = _day(body, line)
    if heading and heading.date and not _in_prose(body, before):
        yield from _day_line(heading, body, line)
        return
    if heading and len(body) < 60 and not times.at_start(body):
        yield heading
        return
    if words.whole("sections", "skip").fullmatch(body) and not times.at_start(body):
        return
    start = times.at_start(body)
    twice = list(times.spans(body))
    if (
        start
        and len(twice) == 2
        and re.fullmatch(r"\s*(?:and|et|y|&|,|;)\s*", body[twice[0].end : twice[1].begin])
        and twice[0].begin < 12
    ):
        for span in twice:
            yield Element(Is.SLOT, line.number, times=span, cell=cell)
        rest = body[twice[1].end :].strip(_SEPARATORS + "()")
        if rest:
            yield from _pieces(rest, line, cell=cell)
        return
    if start and _is_slot(body, start, before):
        yield from _slots(body, start, line, cell=cell)
        return
    inside = _inside(body)
    if inside and not _in_prose(body, before):
        label = body[: inside.begin].rstrip(" (–—-,:[\t")
        behind = body[inside.end :].lstrip(" )–—-,:].\t")
        joint = ": " if behind and _LABELLED_SPAN.fullmatch(f"{label} ") else " "
        rest = f"{label}{joint}{behind}".strip()
        yield Element(Is.SLOT, line.number, times=inside, cell=cell)
        yield from _pieces(rest, line, cell=cell)
        return
    run_on = _run_on(body)
    if run_on:
        yield from _pieces(body[: run_on[0].begin].strip(_SEPARATORS), line, cell=cell)
        yield from _several(body, run_on, line, cell=cell)
        return
    yield from _pieces(text, line, cell=cell)


def _half_day(text: str, line: Line) -> Element | None:
    bare = text.strip(" :–—-*.()")
    if words.whole("half_day").fullmatch(bare) and len(bare) < 40:
        return Element(Is.HALF_DAY, line.number, text=text)
    return None


def _day_line(heading: Element, text: str, line: Line) -> Iterator[Element]:
    """A date, alone or with times and a title behind it; times behind a date alone are the meeting's own."""
    assert heading.date  # noqa: S101 - asked for by the caller
    yield heading
    rest = text[heading.date.end :].lstrip(_SEPARATORS + "()")
    start = times.at_start(rest)
    if start and (title := rest[start.end :].strip(_SEPARATORS + "()")):
        keyed = any(
            words.word("kinds", kind).search(title)
            for kind in ("opening", "panel", "closing", "break", "keynote", "discussion", "other")
        )
        if keyed and not words.word("sections", "venue").search(title):
            yield from _slots(rest, start, line, cell=False)


def _in_prose(text: str, before: str) -> bool:
    """Say whether a line goes on with a sentence of the line before it."""
    return (
        bool(before)
        and len(before) > 45
        and not before.rstrip().endswith((".", ":", "?", "!", ")", "”", '"', ";"))
        and (bool(_CLAUSE.search(before)) or (len(text) > 45 and text.rstrip().endswith((".", ","))))
    )


def _is_slot(text: str, start: Times, before: str) -> bool:
    rest = text[start.end :]
    if _CLAUSE.search(before) and len(before) > 45:
        return False
    bare = rest.strip(_SEPARATORS + "()[]")
    if not bare:
        return True
    glued = start.last is not None and rest[:1].isupper()
    if (rest[:1].isalnum() and not glued) or rest[:1] in "%€$£":
        return False
    if (
        start.last is None
        and re.match(r"\d{1,2}\.\d\d(?!\s?(?:h|a\.?m|p\.?m))", start.written)
        and start.first.hour < 7
        and not start.first.meridiem
    ):
        return False
    if re.match(
        r"\s+(?:at|in|on|every|daily|and|or|for|with|local|each|à|au|aux|en|dans|chaque|et|y|todos|cada)\s",
        rest,
    ):
        return False  # goes on as a sentence does: 8 a.m. to 5 p.m. at the gates
    separated = rest.lstrip()[:1] in ":–—-|•>" or rest[:1] in "\t)" or start.last is not None
    return bool(_CAPITAL.match(bare)) or separated or len(before) < 45


def _inside(text: str) -> Times | None:
    """Return the span that stands behind or in brackets after a title on one line."""
    if len(text) > 220:
        return None
    found = list(times.spans(text))
    if len(found) != 1:
        if found:
            return None
        single = re.search(r"(?:\(|[–—-]\s|\s{2,}|,\s)(?=\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m))", text)
        one = times.single(text, single.end()) if single else None
        if not single or not one or one.begin != single.end() or next(dates.dates(text), None):
            return None
        return one if not text[one.end :].strip(" ).]") else None
    span = found[0]
    if _LABELLED_SPAN.fullmatch(text[: span.begin]) and _CAPITAL.match(text[span.end :].lstrip(_SEPARATORS)):
        return span
    bracketed = text[: span.begin].rstrip().endswith(("(", "[")) and text[span.end :].lstrip().startswith(
        (")", "]")
    )
    ends = not text[span.end :].strip(" ).]:hrs")
    if not (bracketed or ends) or next(dates.dates(text), None):
        return None
    title = text[: span.begin].strip(" ([–—-,:")
    if (
        not title
        or len(title) < 3
        or not _CAPITAL.match(title)
        or _CLAUSE.search(text[max(0, span.begin - 20) : span.begin].rstrip(" ("))
    ):
        return None
    return span


def _run_on(text: str) -> list[Times]:
    """Return the slots that run on in one paragraph, if there are several."""
    found = [
        span
        for span in times.spans(text)
        if _CAPITAL.match(text[span.end : span.end + 40].strip(_SEPARATORS + ")"))
        and not _CLAUSE.search(text[max(0, span.begin - 20) : span.begin])
    ]
    return found if len(found) >= 2 else []


def _slots(text: str, start: Times, line: Line, *, cell: bool) -> Iterator[Element]:
    more = [span for span in _run_on(text) if span.begin > start.end]
    if not more:
        more = _singles(text, start)
    yield from _several(text, [start, *more], line, cell=cell)


def _singles(text: str, start: Times) -> list[Times]:
    """Return further single times that run on in one paragraph, in the order of the clock."""
    found: list[Times] = []
    at = start.end
    last = (start.first.hour, start.first.minute)
    while one := times.single(text, at):
        at = one.end
        now = (one.first.hour, one.first.minute)
        behind = text[one.end : one.end + 40].lstrip(_SEPARATORS + ")")
        if (
            now > last
            and _CAPITAL.match(behind)
            and not behind[:1].isdigit()
            and not _CLAUSE.search(text[max(0, one.begin - 20) : one.begin])
        ):
            found.append(one)
            last = now
    return found if start.last is None and len(found) >= 2 else []


def _several(text: str, starts: Sequence[Times], line: Line, *, cell: bool) -> Iterator[Element]:
    for number, start in enumerate(starts):
        end = starts[number + 1].begin if number + 1 < len(starts) else len(text)
        rest = text[start.end : end].strip().strip(";").lstrip(_SEPARATORS + ")]")
        yield Element(Is.SLOT, line.number, times=start, cell=cell)
        if rest and not _PART.match(rest):
            yield from _pieces(rest, line, cell=cell)


def _pieces(text: str, line: Line, *, cell: bool = False) -> Iterator[Element]:
    """Take a text apart at bullets, wide gaps and labels."""
    for number, part in enumerate(_INLINE_BULLET.split(text)):
        bullet = number > 0
        for section in re.split(r"\s{2,}", part) if not bullet or cell else [part]:
            if section.strip():
                yield from _labelled(section.strip(), line, bullet=bullet, cell=cell)


def _labelled(text: str, line: Line, *, bullet: bool, cell: bool) -> Iterator[Element]:
    if not bullet and (marked := _BULLET.match(text)) and text[marked.end() :].strip():
        bullet, text = True, text[marked.end() :].strip()
    if half := _half_day(text, line):
        yield half
        return
    at = 0
    pieces: list[str] = []
    for found in _INLINE_LABEL.finditer(text):
        pieces.append(text[at : found.start()])
        at = found.start()
    pieces.append(text[at:])
    for piece in pieces:
        if piece.strip(" ;,("):
            yield _element(piece.strip(" ;"), line, bullet=bullet, cell=cell)


def _element(text: str, line: Line, *, bullet: bool, cell: bool) -> Element:
    plain = Element(
        Is.TEXT,
        line.number,
        text,
        bullet=bullet,
        heading=line.heading,
        cell=cell,
        # Lines of a page, and cells, come whole.
        width=0 if cell or line.page is not None else len(text),
    )

    def labelled(kind: Is, end: int, label: str = "") -> Element:
        return replace(plain, kind=kind, text=text[end:].strip(), label=label)

    if found := _QUESTIONS.match(text):
        return labelled(Is.QUESTIONS, found.end(), found.group().strip(" :"))
    if (found := _ROOM.match(text)) and len(text) < 80:
        return labelled(Is.ROOM, found.end())
    for kind, pattern in ((Is.MODERATOR, _MODERATOR), (Is.MODERATOR, _BY), (Is.SPEAKER, _SPEAKER)):
        if (found := pattern.match(text)) and _is_label(found, text):
            return labelled(kind, found.end(), found.group("label"))
    if found := _MODERATOR_NAMED.match(text):
        return labelled(Is.MODERATOR, found.end(), found.group("label"))
    return plain


def _is_label(found: "re.Match[str]", text: str) -> bool:
    """A label with a colon always is one; with a dash or alone only where nothing else can be meant."""
    mark = found.groupdict().get("mark")
    if mark is None:
        return bool(
            next(names.with_honorific(text[found.end() :][:60]), None)
            or names.bare(text, found.end(), strict=False)
        )
    if ":" in mark or "：" in mark:
        return True
    rest = text[found.end() :]
    if not rest:
        return (
            len(text) < 30
            and not words.whole("kinds", "opening").fullmatch(text)
            and not words.whole("kinds", "keynote").fullmatch(text)
            and not words.whole("kinds", "panel").fullmatch(text)
            and not words.whole("kinds", "closing").fullmatch(text)
        )
    return bool(names.HONORIFIC.match(rest) or names.bare(rest, strict=False))
