"""A paper as files: Word through a template that an office may replace, tagged PDF through Typst."""

from collections.abc import Iterator

from rostrum.papers import kinds
from rostrum.papers.core.document import Document
from rostrum.papers.kinds import File
from rostrum.papers.rendering import pdf, word

__all__ = ["files", "pdf", "word"]


def files(document: Document, *, template: bytes | None) -> Iterator[File]:
    """Make all files of a paper; ``template`` is the office's own Word template, if it has one."""
    kind = kinds.kind(document.kind)
    if kind is not None and kind.render is not None:
        yield from kind.render(document)
        return
    yield File(format="docx", page_size="", content=word.rendered(document, template=template))
    yield File(format="pdf", page_size="a4", content=pdf.rendered(document, page_size="a4"))
    yield File(format="pdf", page_size="letter", content=pdf.rendered(document, page_size="letter"))
