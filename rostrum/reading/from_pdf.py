"""Lines of a PDF with a text layer: characters by their place on the page, tables by the lines ruled around them."""

from collections import defaultdict
from collections.abc import Iterator
from ctypes import byref, c_double
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
_WORD_GAP: Final = 0.22
_COLUMN_GAP: Final = 1.9


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
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for at in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code <= 32 or 0xD800 <= code <= 0xDFFF or code == 0xFFFE:
            continue
        if not raw.FPDFText_GetCharBox(text_page, at, byref(left), byref(right), byref(bottom), byref(top)):
            continue
        found.append(
            _Letter(chr(code) if code < 0x110000 else "", left.value, right.value, bottom.value, top.value)
        )
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
        yield from _plain(rows, page)
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
    parts: list[tuple[float, list[Raw]]] = [
        (heights[b + 1], _band(inside, columns, page)) for b, inside in bands.items()
    ]
    previous: float | None = None
    for row in _rows(outside):
        gap = (
            [Raw("", page=page)]
            if previous is not None and previous - row.top > 0.9 * (row.top - row.bottom)
            else []
        )
        parts.append((row.middle, [*gap, Raw(_text(row), page=page)]))
        previous = row.bottom
    for _height, found in sorted(parts, key=lambda part: -part[0]):
        yield from found


def _band(letters: list[_Letter], columns: list[float], page: int) -> list[Raw]:
    cells: list[list[_Letter]] = [[] for _ in columns[1:]]
    for letter in letters:
        centre = (letter.left + letter.right) / 2
        at = next((n for n in range(len(columns) - 1) if centre < columns[n + 1]), len(cells) - 1)
        cells[at].append(letter)
    written = [[_text(row) for row in _rows(cell)] for cell in cells]
    return [
        Raw(line.text, cells=line.cells, page=page) for line in table_row([_joined(cell) for cell in written])
    ]


def _joined(cell: list[str]) -> list[str]:
    """Join the two lines of a time that a narrow column broke: 10.00 - / 11.30."""
    if (
        2 <= len(cell) <= 4
        and all(len(line) <= 16 for line in cell)
        and any(line[:1].isdigit() for line in cell)
    ):
        return [" ".join(cell)]
    return cell


def _plain(rows: list[_Row], page: int) -> Iterator[Raw]:
    before: _Row | None = None
    for row in rows:
        if before and before.bottom - row.top > 0.9 * (row.top - row.bottom):
            yield Raw("", page=page)
        yield Raw(_text(row), page=page)
        before = row


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
    height = max(
        6.0, sorted(letter.top - letter.bottom for letter in row.letters)[len(row.letters) * 3 // 4] * 1.25
    )
    words = [row.letters[0].text]
    for before, letter in zip(row.letters, row.letters[1:], strict=False):
        gap = letter.left - before.right
        if gap > _COLUMN_GAP * height:
            words.append("\t")
        elif gap > _WORD_GAP * height:
            words.append(" ")
        words.append(letter.text)
    return "".join(words)
