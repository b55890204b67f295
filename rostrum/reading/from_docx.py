"""Lines of a Word document: paragraphs, and tables whose rows keep their cells."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from lxml import etree

from rostrum.reading.cannot import CannotOpen
from rostrum.reading.from_html import table_row
from rostrum.reading.layout import Raw

_DEEPEST: Final = 20
# Word keeps the text of a box twice, the second time for its older versions.
_SECOND_COPY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a package with broken parts, or parts packed in an unknown way, makes its readers raise.
_DAMAGED: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    docx.exceptions.PythonDocxError,
)


def lines(content: bytes) -> list[Raw]:
    """Return the lines of a document; raises CannotOpen when it is damaged."""
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        return list(_block(body, 0))
    except CannotOpen:
        raise
    except _DAMAGED as fault:
        raise CannotOpen("damaged") from fault


def _block(holder: Any, depth: int) -> Iterator[Raw]:
    if depth > _DEEPEST:
        raise CannotOpen("expands")
    for node in holder.iterchildren():
        if node.tag == qn("w:p"):
            yield from _paragraph(node)
        elif node.tag == qn("w:tbl"):
            for row in node.iterchildren(qn("w:tr")):
                cells = [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]
                columns: list[list[str]] = []
                for cell in cells:
                    columns.append([raw.text for raw in _block(cell, depth + 1) if raw.text.strip()])
                    columns += [[] for _ in range(_width(cell) - 1)]
                yield from table_row(columns)
            yield Raw("")
        elif node.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
            yield from _block(node, depth + 1)


def _width(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = span.get(qn("w:val")) if span is not None else None
    return min(int(value), 20) if value and value.isdigit() else 1


def _paragraph(node: Any) -> Iterator[Raw]:
    words: list[str] = []
    for part in node.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if next(part.iterancestors(_SECOND_COPY), None) is not None:
            continue
        if part.tag == qn("w:t"):
            words.append(part.text or "")
        elif part.tag == qn("w:tab"):
            if next(part.iterancestors(qn("w:pPr")), None) is None:
                words.append("\t")
        elif part.tag == qn("w:noBreakHyphen"):
            words.append("-")
        else:
            words.append("\n")
    properties = node.find(qn("w:pPr"))
    numbered = properties is not None and properties.find(qn("w:numPr")) is not None
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    name = (style.get(qn("w:val")) or "") if style is not None else ""
    heading = bool(re.match(r"(?:heading|titre|t[íi]tulo|title)", name, re.IGNORECASE))
    listed = numbered or "list" in name.lower()
    for number, text in enumerate("".join(words).split("\n")):
        bullet = "• " if listed and number == 0 and text.strip() and not heading else ""
        yield Raw(bullet + text, heading=heading)
