"""Name plates as one PDF: a sheet for each, folded in the middle, its name to be read from both sides."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rostrum.papers.people import Line, Plate
from rostrum.web import typesetting

TEMPLATE: Final = Path(__file__).resolve().parent / "templates/papers/plates.typ"
# What Typst calls the sizes of paper.
PAPERS: Final = {"a4": "a4", "letter": "us-letter"}


def pdf(plates: Iterable[Plate], *, meeting: str, page_size: str) -> bytes:
    """Return one page for each plate, in the words of the page's language; ``page_size`` is a4 or letter."""
    return typesetting.pdf(TEMPLATE, values(plates, meeting=meeting, page_size=page_size))


def values(plates: Iterable[Plate], *, meeting: str, page_size: str) -> dict[str, Any]:
    """Return what the template says."""
    return {
        "title": f"{meeting}: {_('Name plates')}",
        "lang": (get_language() or "en")[:2],
        "paper": PAPERS[page_size],
        "empty": _("There is no name plate to print."),
        "plates": [
            {"main": _pair(one.main), "second": _pair(one.second), "note": _pair(one.note)} for one in plates
        ],
    }


def _pair(line: Line) -> list[str]:
    return [" ".join(line.text.split()), line.language]
