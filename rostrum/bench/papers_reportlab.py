"""The baseline of ``rostrum.bench.papers``: the same pages by ReportLab.

``python -m rostrum.bench.papers_reportlab`` reads what the templates read as JSON and writes the PDF.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any, Final

MILLIMETRE: Final = 72 / 25.4


def name_plates(values: dict[str, Any]) -> bytes:
    """Draw one folded plate a page, as large as the width allows."""
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415 - a development dependency
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = io.BytesIO()
    wide, high = landscape(A4)
    canvas = Canvas(file, pagesize=(wide, high), pageCompression=1)
    for plate in values["plates"]:
        for side in (0, 180):
            canvas.saveState()
            canvas.translate(wide / 2, high / 2)
            canvas.rotate(side)
            _half(canvas, plate, wide - 36 * MILLIMETRE, high / 2)
            canvas.restoreState()
        canvas.line(0, high / 2, 4 * MILLIMETRE, high / 2)
        canvas.line(wide - 4 * MILLIMETRE, high / 2, wide, high / 2)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _half(canvas: Any, plate: dict[str, Any], wide: float, high: float) -> None:
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415

    top = -high * 0.25
    for member, font, most, room in (
        ("main", "Bold", 120, 0.45),
        ("second", "Bold", 50, 0.2),
        ("note", "Regular", 26, 0.15),
    ):
        text = plate[member][0]
        if not text:
            continue
        size = min(most, wide / stringWidth(text, font, 100) * 100)
        lines = [text]
        if size < 44 <= most:  # noqa: PLR2004 - in points; below it the name breaks into lines, as ours does
            size = 44.0
            while len(lines := simpleSplit(text, font, size, wide)) * size > high * room and size > 9:  # noqa: PLR2004
                size *= 0.92
        canvas.setFont(font, size)
        for line in lines:
            top -= size
            canvas.drawCentredString(0, top + size * 0.25, line)


def people(values: dict[str, Any]) -> bytes:
    """Set the list in two columns, with contents, running header and page numbers."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import (  # noqa: PLC0415
        BaseDocTemplate,
        Frame,
        PageTemplate,
        Paragraph,
    )
    from reportlab.platypus.tableofcontents import TableOfContents  # noqa: PLC0415

    plain = ParagraphStyle("plain", fontName="Regular", fontSize=9, leading=11.1, spaceAfter=4)
    small = ParagraphStyle("small", parent=plain, fontSize=8, leading=10, spaceAfter=5)
    named = ParagraphStyle("named", parent=plain, fontName="Bold", spaceBefore=7, keepWithNext=1)
    group = ParagraphStyle("group", parent=named, fontSize=12, leading=15, spaceBefore=14)
    title = ParagraphStyle("title", parent=group, fontSize=20, leading=26)
    wide, high = A4
    margin, gutter = 20 * MILLIMETRE, 9 * MILLIMETRE
    column = (wide - 2 * margin - gutter) / 2

    class Listed(BaseDocTemplate):  # type: ignore[misc] # ReportLab has no types
        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - ReportLab calls it so
            if getattr(flowable, "style", None) is group:
                self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))

    def around(canvas: Any, document: Any) -> None:
        canvas.setFont("Regular", 7.5)
        if document.page > 1:
            canvas.drawString(margin, high - 16 * MILLIMETRE, f"{values['meeting']} – {values['title']}")
            canvas.line(margin, high - 18 * MILLIMETRE, wide - margin, high - 18 * MILLIMETRE)
        canvas.drawRightString(wide - margin, 12 * MILLIMETRE, f"Page {document.page}")

    file = io.BytesIO()
    document = Listed(file, pagesize=A4, title=values["title"])
    bottom, tall = 20 * MILLIMETRE, high - 42 * MILLIMETRE
    frames = [
        Frame(margin + at * (column + gutter), bottom, column, tall, 0, 0, 0, 0, id=f"column-{at}")
        for at in range(2)
    ]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=around))
    contents = TableOfContents(levelStyles=[plain])
    story: list[Any] = [Paragraph(values["meeting"], plain), Paragraph(values["title"], title), contents]
    for one in values["groups"]:
        story.append(Paragraph(one["title"], group))
        for party in one["parties"]:
            story.append(Paragraph(party["name"], named))
            for person in party["people"]:
                story.append(Paragraph(person["name"], plain))
                if person["about"]:
                    story.append(Paragraph(person["about"], small))
    document.multiBuild(story)
    return file.getvalue()


KINDS: Final = {"plates": name_plates, "people": people}


def main() -> None:
    """Read what is wanted, write the PDF."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    asked = json.load(sys.stdin.buffer)
    for weight in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(weight, str(Path(asked["fonts"]) / f"NotoSans-{weight}.ttf")))
    sys.stdout.buffer.write(KINDS[asked["kind"]](asked["values"]))


if __name__ == "__main__":
    main()
