"""The PDF of a paper: tagged (PDF/UA-1), with title, language and its own fonts."""

import json
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from rostrum.papers.core import blocks
from rostrum.papers.core.document import Document

FONTS: Final = Path(__file__).resolve().parents[2] / "web/fonts"
TEMPLATE: Final = Path(__file__).resolve().parent / "paper.typ"
PAGE_SIZES: Final = {"a4": "a4", "letter": "us-letter"}


def rendered(document: Document, *, page_size: str) -> bytes:
    """Return the paper as PDF; ``page_size`` is a4 or letter. Raises typst.TypstError."""
    # The fonts that we print with have no minus sign.
    data = json.dumps(_paper(document, page_size), ensure_ascii=False).replace("−", "–")
    try:
        return compiled(TEMPLATE.read_bytes(), data, system_fonts=False, standards=["ua-1"])
    except typst.TypstError:
        # Our Chinese letters are those of the names of States: another name is set in a font of this machine,
        # and if there is none, the paper still comes out.
        return compiled(TEMPLATE.read_bytes(), data, system_fonts=True, standards=[])


def compiled(source: bytes, data: str, *, system_fonts: bool, standards: list[Literal["ua-1"]]) -> bytes:
    """Set a Typst source with ``data`` as its input of that name."""
    compiler = typst.Compiler(source, font_paths=fonts(system_fonts=system_fonts))
    made = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=[*standards])
    if not isinstance(made, bytes):
        raise TypeError("the compiler returned no single file")
    return made


@cache
def fonts(*, system_fonts: bool) -> typst.Fonts:
    """Read the fonts once; this takes longer than setting a paper."""
    return typst.Fonts(
        include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _paper(document: Document, page_size: str) -> dict[str, object]:
    with translation.override(document.language):
        return {
            "lang": document.language[:2],
            "paper": PAGE_SIZES[page_size],
            "title": f"{document.title}: {document.meeting}",
            "meeting": document.meeting,
            "symbol": document.symbol,
            "draft": _("DRAFT") if document.is_draft else "",
            "page": _("Page %1 of %2"),
            "what_changed": document.what_changed,
            "what_changed_label": _("What this revision changes"),
            "blocks": blocks.to_json(document.blocks),
        }
