"""Lines of a PDF with a text layer: characters by their place on the page, tables by the lines ruled around them."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from ctypes import byref
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from rostrum.reading.cannot import CannotOpen
from rostrum.reading.from_html import table_row
from rostrum.reading.layout import Raw

MOST_PAGES: Final = 300
MOST_CHARACTERS: Final = 2_000_000
# Gaps in parts of the height of the letters: between words, and between columns.
_WORD_GAP: Final = 0.12
_COLUMN_GAP: Final = 1.3
_UPRIGHT: Final = 0.1  # radians


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class _Row:
    """Letters on one height, from left to right."""

    letters: tuple[_Letter, ...]
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def lines(content: bytes) -> list[Raw]:
    """Return the lines of all pages; raises CannotOpen for a scanned, locked, damaged or endless file."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        raise CannotOpen("locked" if "password" in str(fault).lower() else "damaged") from fault
    try:
        if len(document) > MOST_PAGES:
            raise CannotOpen("too_many_pages", most=MOST_PAGES)
        found: list[Raw] = []
        letters = pictures = 0
        for number in range(len(document)):
            page = document[number]
            on_page = _letters(page)
            letters += len(on_page)
            if letters > MOST_CHARACTERS:
                raise CannotOpen("expands")
            pictures += sum(1 for _picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
            found += _page(on_page, _rules(page), number + 1)
            found.append(Raw("", page=number + 1))
            page.close()
    except pdfium.PdfiumError as fault:
        raise CannotOpen("damaged") from fault
    finally:
        document.close()
    if letters < 20:
        raise CannotOpen("scanned" if pictures else "empty")
    return found


def _letters(page: Any) -> list[_Letter]:
    text_page = page.get_textpage()
    found = []
    box = raw.FS_RECTF()
    for at in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code in (2, 0xFFFE):  # how a hyphen at the end of a line comes out
            code = ord("-")
        if code <= 32 or 0xD800 <= code <= 0xDFFF or code > 0xFFFF or code in (0xA0, 0xFFFF):
            continue
        # A mark across the page, such as DRAFT, would run into the lines that it crosses.
        if abs(raw.FPDFText_GetCharAngle(text_page, at)) > _UPRIGHT:
            continue
        # The loose box is as wide as the letter's advance, so that a gap is a gap and not a thin letter.
        if not raw.FPDFText_GetLooseCharBox(text_page, at, byref(box)):
            continue
        found.append(_Letter(chr(code), box.left, box.right, box.bottom, box.top))
    text_page.close()
    return found


def _rules(page: Any) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Return the lines ruled on a page: across as (height, left, right), down as (left, bottom, top)."""
    across, down = [], []
    for number, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > 5_000:
            break
        left, bottom, right, top = shape.get_bounds()
        if top - bottom < 3 and right - left > 12:
            across.append(((top + bottom) / 2, left, right))
        elif right - left < 3 and top - bottom > 6:
            down.append(((left + right) / 2, bottom, top))
        elif right - left > 12 and top - bottom > 6:
            across += [(top, left, right), (bottom, left, right)]
            down += [(left, bottom, top), (right, bottom, top)]
    return across, down


def _page(letters: list[_Letter], rules: Any, page: int) -> Iterator[Raw]:
    across, down = rules
    columns = _distinct([x for x, _bottom, _top in down])
    heights = _distinct([y for y, _left, _right in across])
    rows = _rows(letters)
    if len(columns) < 3 or len(heights) < 2:
        for half in _halves(letters, rows):
            yield from _column(half, page)
        return
    bands: dict[int, list[_Letter]] = defaultdict(list)
    outside: list[_Letter] = []
    for letter in letters:
        middle, centre = (letter.top + letter.bottom) / 2, (letter.left + letter.right) / 2
        band = next((n for n in range(len(heights) - 1) if heights[n] <= middle < heights[n + 1]), None)
        if band is None or not columns[0] - 2 <= centre <= columns[-1] + 2:
            outside.append(letter)
        else:
            bands[band].append(letter)
    parts = [(heights[band + 1], _band(inside, columns, page)) for band, inside in bands.items()]
    above = [letter for letter in outside if letter.bottom >= heights[-1] - 2]
    parts.append((heights[-1] + 1, list(_column(_rows(above), page))))
    parts += [
        (row.middle, [Raw(_text(row), page=page)]) for row in _rows(outside) if row.bottom < heights[-1] - 2
    ]
    for _height, found in sorted(parts, key=lambda part: -part[0]):
        yield from found


def _halves(letters: list[_Letter], rows: list[_Row]) -> list[list[_Row]]:
    """Part a page set in two columns of text at the gutter that its rows leave free; else the page as it is.

    A narrow left column, such as one of times, is no column of text: its rows belong to those beside them.
    """
    if len(rows) < 12:
        return [rows]
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    for share in (0.5, 0.48, 0.52, 0.45, 0.55):
        gutter = left + share * (right - left)
        sides = [[one for one in letters if (one.right <= gutter) is is_left] for is_left in (True, False)]
        crossing = sum(
            any(one.left < gutter + 3 and one.right > gutter - 3 for one in row.letters) for row in rows
        )
        parts = [_rows(side) for side in sides]
        texts = [sum(len(row.letters) for row in part) / max(1, len(part)) for part in parts]
        if crossing <= 0.1 * len(rows) and min(map(len, parts)) >= 6 and min(texts) > 18:
            return _with_head(rows, gutter)
    return [rows]


def _with_head(rows: list[_Row], gutter: float) -> list[list[_Row]]:
    """Return the rows above both columns, the left column and the right one."""
    across = [
        row for row in rows if any(one.left < gutter + 3 and one.right > gutter - 3 for one in row.letters)
    ]
    rest = [one for row in rows if row not in across for one in row.letters]
    left = _rows([one for one in rest if one.right <= gutter])
    right = _rows([one for one in rest if one.right > gutter])
    return [part for part in (across, left, right) if part]


def _band(letters: list[_Letter], columns: list[float], page: int) -> list[Raw]:
    """Return the lines of one row of a ruled table."""
    cells: list[list[_Letter]] = [[] for _ in columns[1:]]
    for letter in letters:
        centre = (letter.left + letter.right) / 2
        at = next((n for n in range(len(columns) - 1) if centre < columns[n + 1]), len(cells) - 1)
        cells[at].append(letter)
    written = []
    for cell, right in zip(cells, columns[1:], strict=True):
        found = [line.text for line in _column(_rows(cell), page, right=right - 4) if line.text]
        written.append(_joined(found))
    return [Raw(line.text, cells=line.cells, page=page) for line in table_row(written)]


def _joined(cell: list[str]) -> list[str]:
    """Join the two lines of a time that a narrow column broke: 10.00 - / 11.30."""
    if (
        2 <= len(cell) <= 4
        and all(len(line) <= 16 for line in cell)
        and any(line[:1].isdigit() for line in cell)
    ):
        return [" ".join(cell)]
    return cell


def _column(rows: list[_Row], page: int, *, right: float | None = None) -> Iterator[Raw]:
    """Return the paragraphs of a column: lines that were broken only because it was full are joined."""
    if not rows:
        return
    limit = right or max(row.letters[-1].right for row in rows)
    pitches = sorted(a.middle - b.middle for a, b in itertools.pairwise(rows) if a.middle > b.middle)
    usual = pitches[len(pitches) // 4] if pitches else 0.0
    paragraph = _text(rows[0])
    for before, row in itertools.pairwise(rows):
        gap = before.middle - row.middle > 1.4 * usual
        if not gap and _was_full(before, row, limit):
            paragraph = (
                f"{paragraph.removesuffix('-') if _hyphenated(paragraph) else paragraph + ' '}{_text(row)}"
            )
            continue
        yield Raw(paragraph, page=page)
        if gap:
            yield Raw("", page=page)
        paragraph = _text(row)
    yield Raw(paragraph, page=page)


_STARTS_ANEW: Final = re.compile(r"[•·▪●◦‣–—-]\s|[•▪●◦‣]|\d{1,2}[:.h]\d\d|\(?[a-z\d]{1,2}[.)]\s")


def _was_full(before: _Row, row: _Row, limit: float) -> bool:
    """Say whether the first word of a row would not have fitted behind the row before it."""
    text = _text(row)
    cell = _last_cell(before)
    if _STARTS_ANEW.match(text) or "\t" in text or abs(row.letters[0].left - cell) > 40:
        return False
    word = len(text.split(maxsplit=1)[0])
    end = row.letters[min(word, len(row.letters)) - 1].right
    space = 0.2 * (before.top - before.bottom)
    return before.letters[-1].right + space + (end - row.letters[0].left) > limit + 1


def _hyphenated(text: str) -> bool:
    return re.search(r"[a-zà-ÿ]{3,}-$", text) is not None and not re.search(
        r"(?i)\b(?:co|non|multi|vice|self)-$", text
    )


def _last_cell(row: _Row) -> float:
    """Return where the last cell of a row begins."""
    left = row.letters[0].left
    height = row.top - row.bottom
    for before, letter in zip(row.letters, row.letters[1:], strict=False):
        if letter.left - before.right > _COLUMN_GAP * height:
            left = letter.left
    return left


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 4:
            found.append(value)
    return found


def _rows(letters: list[_Letter]) -> list[_Row]:
    """Put letters into rows by their height, from the top of the page down."""
    rows: list[list[_Letter]] = []
    level: list[tuple[float, float]] = []
    for letter in sorted(letters, key=lambda one: (-(one.top + one.bottom) / 2, one.left)):
        middle = (letter.top + letter.bottom) / 2
        at = next(
            (
                n
                for n in range(len(rows) - 1, max(-1, len(rows) - 4), -1)
                if _on_row(letter, middle, level[n])
            ),
            None,
        )
        if at is None:
            rows.append([letter])
            level.append((letter.bottom, letter.top))
        else:
            rows[at].append(letter)
            level[at] = (min(level[at][0], letter.bottom), max(level[at][1], letter.top))
    found = [
        _Row(tuple(sorted(row, key=lambda one: one.left)), bottom, top)
        for row, (bottom, top) in zip(rows, level, strict=True)
    ]
    return sorted(found, key=lambda row: -row.middle)


def _on_row(letter: _Letter, middle: float, level: tuple[float, float]) -> bool:
    bottom, top = level
    return bottom - 1 <= middle <= top + 1 or letter.bottom <= (bottom + top) / 2 <= letter.top


def _text(row: _Row) -> str:
    heights = sorted(letter.top - letter.bottom for letter in row.letters)
    height = max(6.0, heights[len(heights) * 3 // 4])
    words = [row.letters[0].text]
    for before, letter in zip(row.letters, row.letters[1:], strict=False):
        gap = letter.left - before.right
        if gap > _COLUMN_GAP * height:
            words.append("\t")
        elif gap > _WORD_GAP * height:
            words.append(" ")
        words.append(letter.text)
    return "".join(words)
