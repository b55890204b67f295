"""The Word file of a paper: a template filled by docxtpl, then the blocks where its ``{{ body }}`` stands.

Blocks take the template's own styles (Heading 1 to 3, List Bullet, List Number, Normal), so that an office
changes fonts and spacing by changing styles.
"""

import io
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import docx
from django.utils import translation
from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from rostrum.meetings import wording
from rostrum.papers.core import blocks as paper
from rostrum.papers.core.blocks import Block
from rostrum.papers.core.document import Document
from rostrum.papers.rendering import built_in, sandbox

BODY: Final = "\N{LEFT DOUBLE ANGLE BRACKET}body\N{RIGHT DOUBLE ANGLE BRACKET}"
LOCALES: Final = {"en": "en-GB", "fr": "fr-FR"}
RED: Final = RGBColor(0xB0, 0x1E, 0x1E)
# Letters that run from right to left: Hebrew, Arabic and what belongs to it.
_RIGHT_TO_LEFT: Final = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\s]*"
)
# What XML cannot hold.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rendered(document: Document, *, template: bytes | None = None) -> bytes:
    """Return the paper as DOCX, from the office's own template or the built-in one."""
    with translation.override(document.language):
        filled = _filled(document, template or built_in.template())
        word = docx.Document(io.BytesIO(filled))
        place = _place(word)
        if not words_of(document)["letterhead"]:
            _close_up(place)
        _Writer(word, place).write(document)
        _describe(word, document)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def words_of(document: Document) -> dict[str, str]:
    """Return what each placeholder of a template stands for."""
    letterhead = (b.lines for b in document.blocks if isinstance(b, paper.Letterhead))
    return {
        "body": BODY,
        "letterhead": ", ".join(line for lines in letterhead for line in lines),
        "title": document.title,
        "symbol": document.symbol,
        "date": wording.day(document.date),
        "number": "" if document.number is None else str(document.number),
        "revision": str(document.revision),
        "draft": _("DRAFT") if document.is_draft else "",
        "meeting": document.meeting,
    }


def _filled(document: Document, template: bytes) -> bytes:
    source = DocxTemplate(io.BytesIO(template))
    words = {name: _UNPRINTABLE.sub("", text) for name, text in words_of(document).items()}
    source.render(words, sandbox.environment(), autoescape=True)
    made = io.BytesIO()
    source.save(made)
    return made.getvalue()


def _place(word: WordDocument) -> Paragraph:
    found = next((one for one in word.paragraphs if BODY in one.text), None)
    return found if found is not None else word.add_paragraph()


def _close_up(place: Paragraph) -> None:
    """Take out the line right before the body if the letterhead that it was for is empty."""
    before = place._p.getprevious()  # noqa: SLF001 - python-docx does not step back
    if before is None or before.tag != qn("w:p") or "".join(before.itertext()).strip():
        return
    if before.find(f".//{qn('w:drawing')}") is None:
        before.getparent().remove(before)


def _describe(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    about.title = _UNPRINTABLE.sub("", f"{document.title}: {document.meeting}")[:255]
    about.language = LOCALES.get(document.language, document.language)
    about.author = "Rostrum"
    about.comments = ""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}") if defaults is not None else None
    if run is not None:
        lang = run.find(qn("w:lang"))
        if lang is None:
            lang = OxmlElement("w:lang")
            run.append(lang)
        lang.set(qn("w:val"), LOCALES.get(document.language, document.language))
    if document.is_draft:
        mark = word.sections[0].header.paragraphs
        line = mark[0].insert_paragraph_before() if mark else word.sections[0].header.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run_of_mark = line.add_run(_("DRAFT"))
        run_of_mark.bold = True
        run_of_mark.font.size = Pt(16)
        run_of_mark.font.color.rgb = RED


class _Writer:
    """Writes blocks before the paragraph that held the placeholder, which then goes."""

    def __init__(self, word: WordDocument, place: Paragraph) -> None:
        self.word = word
        self.place = place
        self.breaks = False
        self.styles = {style.name for style in word.styles}
        self.writers: dict[type[Any], Callable[[Any], None]] = {
            paper.Letterhead: lambda _block: None,  # the template's own
            paper.DateLine: self.date,
            paper.Title: self.title,
            paper.Heading: lambda block: self.heading(block.text, 2),
            paper.Paragraph: self.paragraph,
            paper.Listing: self.listing,
            paper.KeyValues: self.facts,
            paper.Agenda: self.agenda,
            paper.People: self.people,
            paper.Signature: self.signature,
            paper.Address: self.address,
            paper.NewPage: self.new_page,
        }

    def write(self, document: Document) -> None:
        if document.what_changed:
            line = self.add()
            self.text(line, f"{_('What this revision changes')}: ", bold=True)
            self.text(line, document.what_changed)
        for block in document.blocks:
            self.block(block)
        self.place._p.getparent().remove(self.place._p)  # noqa: SLF001 - python-docx removes nothing

    def block(self, block: Block) -> None:
        self.writers[type(block)](block)

    def add(self, style: str = "Normal") -> Paragraph:
        line = self.place.insert_paragraph_before("", style if style in self.styles else None)
        if self.breaks:
            line.paragraph_format.page_break_before = True
            self.breaks = False
        return line

    def text(
        self, line: Paragraph, said: str, *, bold: bool | None = None, italic: bool | None = None
    ) -> None:
        """Add text, each piece in its own direction, with line breaks where it has them."""
        for at, part in enumerate(_UNPRINTABLE.sub("", said).split("\n")):
            if at:
                line.add_run().add_break(WD_BREAK.LINE)
            for piece, leftwards in _pieces(part):
                run = line.add_run(piece)
                run.bold, run.italic = bold, italic
                if leftwards:
                    run.font.rtl = True

    def heading(self, said: str, level: int) -> None:
        self.text(self.add(f"Heading {level}"), said)

    def date(self, block: paper.DateLine) -> None:
        line = self.add()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.space_after = Pt(18)
        self.text(line, block.text)

    def title(self, block: paper.Title) -> None:
        self.heading(block.title, 1)
        for at, said in enumerate(block.lines, 1):
            line = self.add()
            line.paragraph_format.space_after = Pt(2 if at < len(block.lines) else 10)
            self.text(line, said)

    def paragraph(self, block: paper.Paragraph) -> None:
        for part in filter(str.strip, block.text.split("\n")):
            self.text(self.add(), part)

    def listing(self, block: paper.Listing) -> None:
        for item in block.items:
            self.text(self.add("List Number" if block.ordered else "List Bullet"), item)

    def facts(self, block: paper.KeyValues) -> None:
        for term, value in block.rows:
            line = self.add()
            self.text(line, f"{term}: ", bold=True)
            self.text(line, value)

    def agenda(self, block: paper.Agenda) -> None:
        for day in block.days:
            self.heading(day.label, 2)
            table = self.table((block.time_label, block.what_label), (Mm(28), Mm(130)))
            for slot in day.slots:
                cells = self.row(table)
                self.text(cells[0].paragraphs[0], slot.times)
                self.slot(cells[1], slot)

    def slot(self, cell: Any, slot: paper.Slot) -> None:
        lines = _Cell(cell, self, indent=slot.level)
        lines.line(slot.title, bold=True)
        if slot.note:
            lines.line(slot.note, italic=True)
        for part in filter(str.strip, slot.description.split("\n")):
            lines.line(part)
        if slot.questions:
            lines.line(slot.questions_label, bold=True)
            lines.bullets(slot.questions)
        for named in slot.people:
            lines.line(named.label, bold=True)
            lines.bullets(named.lines)

    def people(self, block: paper.People) -> None:
        for group in block.groups:
            self.heading(group.title, 2)
            table = self.table(block.labels, (Mm(50), Mm(32), Mm(76)))
            for person in group.people:
                cells = self.row(table)
                first = cells[0].paragraphs[0]
                self.text(first, person.name, bold=True)
                if person.own_script:
                    self.text(cells[0].add_paragraph(), person.own_script)
                for cell, said in zip(cells[1:], (person.role, person.about), strict=False):
                    self.text(cell.paragraphs[0], said)

    def signature(self, block: paper.Signature) -> None:
        for at, one in enumerate(block.people):
            line = self.add()
            line.paragraph_format.space_before = Pt(36 if not at else 24)
            line.paragraph_format.space_after = Pt(0)
            line.paragraph_format.keep_together = True
            self.text(line, one.name, bold=True)
            self.text(line, "".join(f"\n{said}" for said in one.lines))

    def address(self, block: paper.Address) -> None:
        line = self.add()
        line.paragraph_format.space_before = Pt(30)
        self.text(line, "\n".join(block.lines))

    def new_page(self, _block: paper.NewPage) -> None:
        self.breaks = True

    def table(self, labels: Iterable[str], widths: Iterable[Mm]) -> Any:
        labels, widths = tuple(labels), tuple(widths)
        table = self.word.add_table(rows=1, cols=len(labels))
        table.autofit = False
        _rule(table)
        for column, width in zip(table.columns, widths, strict=False):
            column.width = width
        for cell, label in zip(table.rows[0].cells, labels, strict=False):
            self.text(cell.paragraphs[0], label, bold=True)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        _mark_row(table.rows[0], "tblHeader")
        self.place._p.addprevious(table._tbl)  # noqa: SLF001 - it adds tables at the end only
        return table

    @staticmethod
    def row(table: Any) -> Any:
        """Add a row that stays on one page, with each cell as wide as its column."""
        row = table.add_row()
        _mark_row(row, "cantSplit")
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        return row.cells


class _Cell:
    """Writes lines into a cell of a programme, indented by the depth of the segment."""

    def __init__(self, cell: Any, writer: _Writer, *, indent: int) -> None:
        self.cell = cell
        self.writer = writer
        self.indent = indent
        self.begun = False

    def line(self, said: str, *, bold: bool = False, italic: bool = False) -> None:
        line = self.cell.add_paragraph() if self.begun else self.cell.paragraphs[0]
        self.begun = True
        line.paragraph_format.left_indent = Mm(6 * self.indent)
        line.paragraph_format.space_after = Pt(3)
        line.paragraph_format.keep_with_next = bold
        self.writer.text(line, said, bold=bold or None, italic=italic or None)

    def bullets(self, items: Iterable[str]) -> None:
        style = "List Bullet" if "List Bullet" in self.writer.styles else None
        for item in items:
            line = self.cell.add_paragraph(style=style)
            line.paragraph_format.space_after = Pt(2)
            self.writer.text(line, item)


def _mark_row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{mark}"))  # noqa: SLF001 - python-docx cannot say it


def _rule(table: Any) -> None:
    """Rule a table as papers do: hairlines between rows, air above and below, nothing upright."""
    about = table._tbl.tblPr  # noqa: SLF001 - python-docx knows no borders
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "80")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # Word wants them in the order of its schema.
    about.insert_element_before(margins, "w:tblLook")
    about.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _pieces(said: str) -> Iterable[tuple[str, bool]]:
    """Cut a text where its direction changes; each piece with whether it runs from right to left."""
    at = 0
    for found in _RIGHT_TO_LEFT.finditer(said):
        if found.start() > at:
            yield said[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(said) or not said:
        yield said[at:], False
