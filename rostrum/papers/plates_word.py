"""Name plates for Word, for the office that corrects a name by hand.

Word cannot stand text on its head, but it turns the text of a cell to either side. So the sheet stands
upright and is folded along its length: two cells side by side, whose letters have their heads to the fold.
"""

import io
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from rostrum.papers.participants import FONT, SHEETS
from rostrum.papers.people import Line, Plate, printable

# How wide a letter is, bold, beside the size of its font: Word has no way to fit a name to a width.
LATIN, CHINESE = 0.62, 1.02
ONE_LINE: Final = 40  # points; a smaller line breaks instead
LINES: Final = 2.6  # as many lines does such a name take, at most
# Room for the paragraph that Word wants after a table, and for what a printer cannot reach.
MARGIN: Final = Mm(8)
TWIPS: Final = 635  # in a twentieth of a point


def docx(plates: Sequence[Plate], *, meeting: str, page_size: str) -> bytes:
    """Return one page for each plate."""
    document = Document()
    document.core_properties.title = f"{meeting}: {_('Name plates')}"
    document.core_properties.author = "Rostrum"
    section = document.sections[0]
    section.page_width, section.page_height = SHEETS[page_size]
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, MARGIN)
    section.header_distance = section.footer_distance = Mm(4)
    half = (section.page_width - 2 * MARGIN) // 2
    long = section.page_height - 2 * MARGIN - Mm(6)
    written = "".join(_sheet(plate, half, long, first=not at) for at, plate in enumerate(plates))
    end = document.element.body.sectPr
    for block in list(parse_xml(f"<w:body {nsdecls('w')}>{written}</w:body>")):
        end.addprevious(block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _sheet(plate: Plate, half: int, long: int, *, first: bool) -> str:
    words = "".join(_lines(plate, (long - Mm(20)) / Mm(25.4) * 72))
    chinese = "zh" in {plate.main.language, plate.second.language}
    down = "tbRlV" if chinese else "tbRl"  # the V turns Chinese letters as well
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{half // TWIPS}" w:type="dxa"/><w:textDirection w:val="{turned}"/>'
        f'<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'
        for turned in (down, "btLr")
    )
    # The paragraph that parts two tables begins the next page.
    before = "" if first else _paragraph("", "<w:pageBreakBefore/>", spacing=0)
    return (
        f'{before}<w:tbl><w:tblPr><w:tblW w:w="{2 * half // TWIPS}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{half // TWIPS}"/><w:gridCol w:w="{half // TWIPS}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{long // TWIPS}" w:hRule="exact"/></w:trPr>{cells}</w:tr></w:tbl>'
    )


def _lines(plate: Plate, wide: float) -> Iterator[str]:
    main = size(plate.main.text, wide, most=110)
    yield _line(plate.main, main, bold=True)
    if plate.second.text:
        yield _line(plate.second, min(main * 0.6, size(plate.second.text, wide, most=48)), bold=True)
    if plate.note.text:
        yield _line(plate.note, min(main * 0.5, size(plate.note.text, wide, most=26)), bold=False)


def size(text: str, wide: float, *, most: float) -> float:
    """Return the size in points at which a text fits a line of ``wide`` points, or breaks into a few."""
    letters = sum(CHINESE if "\u2e80" <= one <= "\uffef" else LATIN for one in text) or LATIN
    once = wide / letters
    return max(9.0, min(most, once if once >= ONE_LINE else min(ONE_LINE, once * LINES)))


def _line(line: Line, points: float, *, bold: bool) -> str:
    right = line.language == "ar"
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    weight = "<w:b/><w:bCs/>" if bold else ""
    half_points = int(points * 2)
    about = f'<w:rFonts {fonts}/>{weight}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    run = (
        f"<w:r><w:rPr>{about}{'<w:rtl/>' if right else ''}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(printable(line.text), quote=False)}</w:t></w:r>'
    )
    return _paragraph(run, "<w:bidi/>" if right else "", spacing=60)


def _paragraph(run: str, properties: str, *, spacing: int) -> str:
    small = "" if run else '<w:rPr><w:sz w:val="2"/></w:rPr>'
    apart = f'<w:spacing w:before="0" w:after="{spacing}" w:line="240" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{properties}{apart}<w:jc w:val="center"/>{small}</w:pPr>{run}</w:p>'
