"""Lines of a web page that was saved: blocks become lines, rows of a table keep their cells."""

import re
from typing import Any, Final

from lxml import etree, html

from rostrum.reading.cannot import CannotOpen
from rostrum.reading.layout import Raw

_LOOKS: Final = re.compile(
    r"<!doctype html|<html[\s>]|<body[\s>]|<table[\s>]|<(?:div|h1|h2)\b[^>]*>", re.IGNORECASE
)
_LEFT_OUT: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "footer", "svg", "form", "button", "select"}
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "main",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "address",
        "figure",
        "figcaption",
        "tbody",
        "thead",
        "tfoot",
        "hr",
        "br",
    ]
)
_DEEPEST: Final = 200


def looks_like(text: str) -> bool:
    """Say whether a text is a web page rather than a text with a few tags in it."""
    head = text[:5_000]
    return bool(re.search(r"<!doctype html|<html[\s>]|<body[\s>]", head, re.IGNORECASE)) or (
        head.lstrip().startswith("<") and _LOOKS.search(head) is not None
    )


def lines(text: str) -> list[Raw]:
    """Return the lines of a page; raises CannotOpen when it cannot be taken apart."""
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        raise CannotOpen("damaged") from fault
    body = root.find("body")
    reader = _Reader()
    reader.block(body if body is not None else root, 0)
    reader.end_line()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Raw] = []
        self.words: list[str] = []
        self.heading = False

    def block(self, node: Any, depth: int) -> None:
        """Walk through a node, ending the line at every block; raises CannotOpen when nested beyond reason."""
        if depth > _DEEPEST:
            raise CannotOpen("expands")
        name = node.tag if isinstance(node.tag, str) else ""
        if name == "tr" and not node.xpath(".//table"):
            self.end_line()
            self.row(node)
            return
        is_block = name in _BLOCKS
        if is_block:
            self.end_line()
        self.heading = self.heading or name in {"h1", "h2", "h3", "h4"}
        if name == "li":
            self.words.append("• ")
        self.words.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self.block(child, depth + 1)
            self.words.append(child.tail or "")
        if is_block:
            self.end_line()
            if name in {"p", "table", "ul", "ol", "h1", "h2", "h3"}:
                self.found.append(Raw(""))

    def row(self, node: Any) -> None:
        """Write a row: its first line holds the first line of each cell, the others follow in their column."""
        columns: list[list[str]] = []
        for cell in node.xpath("./td|./th"):
            inner = _Reader()
            inner.block_children(cell)
            columns.append([line.text for line in inner.found if line.text.strip()])
        self.found += table_row(columns)

    def block_children(self, cell: Any) -> None:
        self.words.append(cell.text or "")
        for child in cell:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self.block(child, 0)
            self.words.append(child.tail or "")
        self.end_line()

    def end_line(self) -> None:
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        if text and text != "•":
            self.found.append(Raw(text, heading=self.heading))
        self.words = []
        self.heading = False


def table_row(columns: list[list[str]]) -> list[Raw]:
    """Return the lines of a row of a table, whose every cell is given as its lines.

    The first line holds the first two cells that say something; whatever else follows, cell by cell, in the
    column in which it stands, so that names do not come before the rest of a title.
    """
    if not any(columns):
        return [Raw("")]
    full = [number for number, lines in enumerate(columns) if lines]
    if all(len(columns[number]) == 1 for number in full):
        cells = tuple(lines[0] if lines else "" for lines in columns)
        return [Raw("\t".join(cells), cells=cells)]
    first = set(full[:2])
    cells = tuple(lines[0] if number in first else "" for number, lines in enumerate(columns))
    found = [Raw("\t".join(cells), cells=cells)]
    for number in full:
        for line in columns[number][1 if number in first else 0 :]:
            cells = tuple(line if at == number else "" for at in range(len(columns)))
            found.append(Raw("\t".join(cells), cells=cells))
    return found
