"""A paper as files: Word through a template that an office may replace, tagged PDF through Typst."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from rostrum.papers import kinds
from rostrum.papers.core.document import Document
from rostrum.papers.kinds import File
from rostrum.papers.rendering import pdf, word
from rostrum.refused import Refused

__all__ = ["file", "files", "pdf", "word"]


def files(document: Document, *, template: bytes | None) -> tuple[File, ...]:
    """Make all files of a paper; ``template`` is the office's own Word template, if it has one.

    Raises Refused when one cannot be made.
    """
    with _or_refused():
        return tuple(_files(document, template))


def file(document: Document, *, format: str, page_size: str, template: bytes | None) -> bytes | None:  # noqa: A002
    """Make one file of a paper; None when this kind has no such file. Raises Refused as above."""
    kind = kinds.kind(document.kind)
    with _or_refused():
        if kind is None or kind.render is None:
            if format == "docx":
                return word.rendered(document, template=template)
            return pdf.rendered(document, page_size=page_size)
        made = kind.render(document)
        return next((one.content for one in made if (one.format, one.page_size) == (format, page_size)), None)


def _files(document: Document, template: bytes | None) -> Iterable[File]:
    kind = kinds.kind(document.kind)
    if kind is not None and kind.render is not None:
        return kind.render(document)
    return _ordinary(document, template)


def _ordinary(document: Document, template: bytes | None) -> Iterator[File]:
    yield File(format="docx", page_size="", content=word.rendered(document, template=template))
    for page_size in pdf.PAGE_SIZES:
        yield File(format="pdf", page_size=page_size, content=pdf.rendered(document, page_size=page_size))


@contextmanager
def _or_refused() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # whatever a library raises, nothing may be left half
        raise Refused(
            _("The files of this paper could not be made, and nothing was changed: %(reason)s")
            % {"reason": " ".join(str(error).split())[:200]},
            code="rendering",
        ) from error
