"""The built-in Word template: made with python-docx, so that what ships can be read and changed as text.

An office downloads it, changes letterhead, fonts and margins in Word, and uploads it again. The words in
double braces are filled; ``{{ body }}`` is where the paper stands.
"""

import io
from functools import lru_cache
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
HEADINGS: Final = {"Heading 1": 15, "Heading 2": 12, "Heading 3": 11}
WIDTH: Final = Mm(158)  # of the text, between the margins
BLACK: Final = RGBColor(0, 0, 0)


@lru_cache(maxsize=1)
def template() -> bytes:
    """Return the built-in template as the bytes of a DOCX."""
    document = Document()
    _page(document)
    _styles(document)
    section = document.sections[0]
    _line(section.header.paragraphs[0], "{{ symbol }}", align=WD_ALIGN_PARAGRAPH.RIGHT, size=9)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Normal"]
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _line(foot, "{{ meeting }}\t", size=8)
    _number_of_page(foot)
    head = document.add_paragraph()
    head.paragraph_format.space_after = Pt(18)
    _line(head, "{{ letterhead }}", size=11, bold=True)
    document.add_paragraph("{{ body }}")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin = section.bottom_margin = Mm(24)


def _styles(document: WordDocument) -> None:
    for name, size in {"Normal": 11, "List Bullet": 11, "List Number": 11, **HEADINGS}.items():
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.font.color.rgb = BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_after = Pt(4 if name.startswith("List") else 8)
    for name in HEADINGS:
        document.styles[name].paragraph_format.space_before = Pt(12)
        document.styles[name].paragraph_format.keep_with_next = True


def _line(
    paragraph: Paragraph, text: str, *, size: int, align: WD_ALIGN_PARAGRAPH | None = None, bold: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold
    if align is not None:
        paragraph.alignment = align


def _number_of_page(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run = paragraph.add_run()
        run.font.size = Pt(8)
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields
