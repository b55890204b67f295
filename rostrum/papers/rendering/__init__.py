"""A paper as files: Word through a template that an office may replace, tagged PDF through Typst."""

from collections.abc import Iterator

from rostrum.papers import kinds
from rostrum.papers.core.document import Document
from rostrum.papers.kinds import File
from rostrum.papers.rendering import pdf, word

__all__ = ["file", "files", "pdf", "word"]


def files(document: Document, *, template: bytes | None) -> Iterator[File]:
    """Make all files of a paper; ``template`` is the office's own Word template, if it has one."""
    kind = kinds.kind(document.kind)
    if kind is not None and kind.render is not None:
        yield from kind.render(document)
        return
    yield File(format="docx", page_size="", content=word.rendered(document, template=template))
    yield File(format="pdf", page_size="a4", content=pdf.rendered(document, page_size="a4"))
    yield File(format="pdf", page_size="letter", content=pdf.rendered(document, page_size="letter"))


def file(document: Document, *, format: str, page_size: str, template: bytes | None) -> bytes | None:  # noqa: A002
    """Make one file of a paper; None when this kind has no such file."""
    kind = kinds.kind(document.kind)
    if kind is None or kind.render is None:
        if format == "docx":
            return word.rendered(document, template=template)
        return pdf.rendered(document, page_size=page_size)
    made = kind.render(document)
    return next((one.content for one in made if (one.format, one.page_size) == (format, page_size)), None)
