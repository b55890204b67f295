"""The PDF of a paper: tagged (PDF/UA-1), with title, language and its own fonts."""

from pathlib import Path
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from rostrum.papers.core import blocks
from rostrum.papers.core.document import Document
from rostrum.web import typesetting

TEMPLATE: Final = Path(__file__).resolve().parent / "paper.typ"
PAGE_SIZES: Final = {"a4": "a4", "letter": "us-letter"}


def rendered(document: Document, *, page_size: str) -> bytes:
    """Return the paper as PDF; ``page_size`` is a4 or letter. Raises ``typesetting.Unset``."""
    return typesetting.pdf(TEMPLATE, _paper(document, page_size))


def _paper(document: Document, page_size: str) -> dict[str, Any]:
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
