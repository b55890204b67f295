"""A paper to start from, as it was read and as it was corrected."""

import logging
from functools import lru_cache

from rostrum.papers.core import sketch, starting
from rostrum.papers.core.sketch import Sketches
from rostrum.papers.models import StartingPaper
from rostrum.reading import from_html, from_text
from rostrum.reading.cannot import CannotOpen
from rostrum.reading.paper import Paper
from rostrum.reading.read import read

log = logging.getLogger(__name__)
Form = StartingPaper.Form


@lru_cache(maxsize=4)
def read_content(content: bytes, year: int) -> Paper:
    """Read a file; 0 for no year. Raises CannotOpen."""
    try:
        return read(content, year=year or None)
    except CannotOpen:
        raise
    except Exception as fault:  # whatever a library makes of a file, the officer gets a sentence
        log.exception("a paper could not be read")
        raise CannotOpen("damaged") from fault


def paper_of(row: StartingPaper) -> Paper:
    """Return the paper as read; raises CannotOpen where a later version of the reader refuses it."""
    return read_content(bytes(row.content), row.year)


def sketches_of(row: StartingPaper) -> Sketches:
    """Return its segments as they were corrected, else as they were read."""
    if row.programme is not None:
        return tuple(map(sketch.read, row.programme))
    return starting.from_paper(paper_of(row), mark=f"{row.sha256[:6]}-")


def form_of(content: bytes) -> Form:
    """Say what kind of file this is, by its content; it has been read before."""
    if b"%PDF-" in content[:1024]:
        return Form.PDF
    if content.startswith(b"PK\x03\x04"):
        return Form.DOCX
    return Form.HTML if from_html.looks_like(from_text.decoded(content)) else Form.TEXT
