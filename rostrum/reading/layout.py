"""From the raw lines of a file to lines with their cells; page furniture is marked, tags are taken out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rostrum.reading.paper import Line

MOST_LINES: Final = 50_000
LONGEST_LINE: Final = 4_000  # what is longer goes on on a further line

_TAGS: Final = re.compile(
    r"</?(?:b|i|u|em|strong|p|br|span|div|h[1-6]|li|ul|ol|td|tr|sup|sub|font|a)\b[^<>]{0,200}/?>",
    re.IGNORECASE,
)
_BREAKS: Final = re.compile(r"<(?:br|p|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_STARS: Final = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?!\w)")
_RULE: Final = re.compile(r"^[\s|:*_=–—+-]*$")
_HEADING: Final = re.compile(r"^\s{0,3}#{1,6}\s+(?=\S)")
_PAGE: Final = re.compile(
    r"^\W*(?:page|p\.|página|pág\.|page n°)?\s*\d{1,3}(?:\s*(?:/|of|sur|de)\s*\d{1,3})?\W*$", re.IGNORECASE
)
_PAGE_OF: Final = re.compile(
    r"\b(?:page|p\.|p[áa]gina|p[áa]g\.)\s*\d{1,3}\s*(?:/|of|sur|de)\s*\d{1,3}\W*$", re.IGNORECASE
)
_SPACES: Final = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_HIDDEN: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd\u0000-\u0008\u000b\u000e-\u001f]"
)
# Two columns that were only kept apart by spaces.
_GAP: Final = re.compile(r"(?<=\S) {3,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Raw:
    """A line as the file gives it: ``cells`` where the file itself knows columns, and its page."""

    text: str
    cells: tuple[str, ...] = ()
    page: int | None = None
    heading: bool = False


def laid_out(raw: Sequence[Raw]) -> tuple[Line, ...]:
    """Return the lines of a paper, numbered from 1, with cells, headings and furniture told apart."""
    parts = [part for one in raw[:MOST_LINES] for part in _not_too_long(one)]
    lines = [_line(number, one) for number, one in enumerate(parts[:MOST_LINES], 1)]
    repeated = _repeated(lines)
    return tuple(
        replace(line, furniture=True) if line.number in repeated or _is_furniture(line) else line
        for line in lines
    )


def _not_too_long(raw: Raw) -> list[Raw]:
    """Break a line beyond all measure at spaces; nothing of it is lost."""
    if len(raw.text) <= LONGEST_LINE:
        return [raw]
    parts: list[Raw] = []
    text = raw.text
    while len(text) > LONGEST_LINE:
        at = text.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE)
        at = at if at > 0 else LONGEST_LINE
        parts.append(Raw(text[:at], page=raw.page))
        text = text[at:].lstrip(" ")
    return [*parts, Raw(text, page=raw.page)]


def plain(text: str) -> str:
    """Return a text without tags, stars and odd spaces."""
    text = _BREAKS.sub("  ", text) if "<" in text else text
    text = _TAGS.sub("", text) if "<" in text else text
    text = _HIDDEN.sub("", text)
    text = _SPACES.sub(lambda found: " " if len(found.group()) == 1 else "  ", text)
    if "*" in text or "_" in text:
        text = _STARS.sub("", text)
    return text.strip()


def _line(number: int, raw: Raw) -> Line:
    text = raw.text
    heading = raw.heading or bool(_HEADING.match(text)) or _starred(text)
    if raw.cells:
        cells = tuple(plain(cell) for cell in raw.cells)
        return Line(number=number, text=text, cells=cells, page=raw.page, heading=heading)
    bare = _HEADING.sub("", text)
    cells = _cells(bare)
    return Line(number=number, text=text, cells=cells, page=raw.page, heading=heading)


def _starred(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 4 and stripped.startswith("**") and stripped.endswith("**")


def _cells(text: str) -> tuple[str, ...]:
    if _RULE.match(text):
        return ("",)
    if "\t" in text:
        parts = text.split("\t")
    elif text.count("|") >= 1 and (
        text.strip().startswith("|") or text.count(" | ") >= 1 or text.strip().endswith("|")
    ):
        parts = text.strip().removeprefix("|").removesuffix("|").split("|")
    elif _GAP.search(text.strip()) and not text.startswith("   "):
        parts = _GAP.split(text.strip())
    else:
        parts = [text]
    return tuple(plain(part) for part in parts)


def _repeated(lines: Iterable[Line]) -> set[int]:
    """Find what stands at the head or foot of several pages: the same words but for the page's number."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.page is not None and line.text.strip():
            pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return set()
    edges = [
        line
        for page in pages.values()
        for line in {one.number: one for one in (*page[:2], *page[-2:])}.values()
    ]
    counted = Counter((re.sub(r"\d+", "#", line.text.strip()),) for line in edges)
    enough = max(2, len(pages) // 2 + (len(pages) > 2))
    return {
        line.number
        for line in edges
        if counted[(re.sub(r"\d+", "#", line.text.strip()),)] >= enough and not _has_clock(line.text)
    }


def _has_clock(text: str) -> bool:
    return re.search(r"\d[:.h]\d\d", text) is not None


def _is_furniture(line: Line) -> bool:
    text = line.text.strip()
    if len(text) < 150 and _PAGE_OF.search(text) and not _has_clock(text):
        return True
    if not text or not _PAGE.match(text) or len(line.cells) > 1:
        return False
    return not text.strip(" .-–—").isdigit() or (
        len(text.strip(" .-–—")) <= 3
        and (line.page is not None or "age" in text.lower() or bool(re.search(r"[-–/]", text)))
    )
