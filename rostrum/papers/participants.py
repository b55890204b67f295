"""A list of people as PDF and as DOCX: participants by category and party, speakers by day and segment."""

import io
from html import escape
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from rostrum.papers.people import Group, Listing, One, printable
from rostrum.papers.plates import PAPERS
from rostrum.web import typesetting

TEMPLATE: Final = Path(__file__).resolve().parent / "templates/papers/participants.typ"
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEETS: Final = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
FONT: Final = "Noto Sans"


def pdf(listing: Listing, *, page_size: str) -> bytes:
    """Return the list as a tagged PDF in two columns, with contents and running header."""
    return typesetting.pdf(TEMPLATE, values(listing, page_size=page_size))


def values(listing: Listing, *, page_size: str) -> dict[str, Any]:
    """Return what the template says."""
    with override(listing.language):
        contents, page = _("Contents"), _("Page %1 of %2")
    return {
        "title": listing.title,
        "meeting": listing.meeting,
        "lines": list(listing.lines),
        "lang": listing.language,
        "paper": PAPERS[page_size],
        "contents": contents,
        "page": page,
        "empty": listing.empty,
        "symbol": listing.symbol,
        "mark": listing.mark,
        "groups": [
            {
                "title": group.title,
                "parties": [
                    {
                        "name": party.name.text,
                        "lang": party.name.language,
                        "people": [_one(one) for one in party.people],
                    }
                    for party in group.parties
                ],
            }
            for group in listing.groups
        ],
    }


def _one(one: One) -> dict[str, str]:
    return {
        "name": one.name,
        "script": one.script.text,
        "script_lang": one.script.language,
        "about": one.about,
    }


def docx(listing: Listing, *, page_size: str) -> bytes:
    """Return the list for Word: headings, a table of contents that Word fills in, page numbers."""
    document = Document()
    _style(document, listing.language)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = listing.title, listing.meeting, "Rostrum"
    properties.language = listing.language
    first = document.sections[0]
    first.page_width, first.page_height = SHEETS[page_size]
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(first, side, Mm(20))
    document.add_paragraph(listing.meeting)
    document.add_paragraph(listing.title, style="Title")
    for text in listing.lines:
        document.add_paragraph(text)
    if listing.groups:
        _contents(document, listing)
    else:
        document.add_paragraph(listing.empty)
    _running(first, listing)
    people = document.add_section(WD_SECTION.CONTINUOUS)
    _columns(people, 2)
    _people(document, listing)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _style(document: Any, language: str) -> None:
    for name, size in (("Normal", 9), ("Title", 20), ("Heading 1", 12), ("Heading 2", 10)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_after = Pt(3)
    document.styles["Title"].font.bold = True
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(spoken)


def _contents(document: Any, listing: Listing) -> None:
    with override(listing.language):
        document.add_paragraph().add_run(_("Contents")).bold = True
    paragraph = document.add_paragraph()
    _field(
        paragraph,
        r'TOC \o "1-1" \h \z',
        "\n".join(printable(group.title) for group in listing.groups if group.title),
    )


def _running(section: Any, listing: Listing) -> None:
    above = (listing.mark, listing.symbol, f"{listing.meeting} – {listing.title}")
    section.header.paragraphs[0].text = printable("  ·  ".join(filter(None, above)))
    with override(listing.language):
        before, between = _("Page %1 of %2").split("%1")
    foot = section.footer.paragraphs[0]
    foot.add_run(before)
    _field(foot, "PAGE", "1")
    foot.add_run(between.replace("%2", ""))
    _field(foot, "NUMPAGES", "1")


def _field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field that Word works out, with what stands there until it has."""
    run = paragraph.add_run()
    for kind in ("begin", "separate"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)  # noqa: SLF001 - python-docx knows no fields
        if kind == "begin":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)  # noqa: SLF001
    paragraph.add_run(shown)
    end = OxmlElement("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(end)  # noqa: SLF001


def _columns(section: Any, number: int) -> None:
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)  # noqa: SLF001
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), "500")


def _people(document: Any, listing: Listing) -> None:
    """Add everybody at the end, as XML: paragraph by paragraph ten thousand people take eight seconds."""
    written = "".join(_group(group) for group in listing.groups)
    end = document.element.body.sectPr
    for paragraph in list(parse_xml(f"<w:body {nsdecls('w')}>{written}</w:body>")):
        end.addprevious(paragraph)


def _group(group: Group) -> str:
    rows = [_paragraph(_run(group.title), "Heading1")] if group.title else []
    for party in group.parties:
        if party.name.text:
            rows.append(_paragraph(_run(party.name.text, right=party.name.language == "ar"), "Heading2"))
        for one in party.people:
            runs = _run(one.name)
            if one.script.text:
                runs += _run(" ") + _run(one.script.text, right=one.script.language == "ar")
            if one.about:
                runs += "<w:r><w:br/></w:r>" + _run(one.about, size=8)
            rows.append(_paragraph(runs))
    return "".join(rows)


def _paragraph(runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, *, size: int = 0, right: bool = False) -> str:
    """Write a run; ``right`` is for letters that run from right to left, ``size`` counts in points."""
    about = (f'<w:sz w:val="{2 * size}"/>' if size else "") + ("<w:rtl/>" if right else "")
    words = escape(printable(text), quote=False)
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
