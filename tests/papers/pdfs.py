"""Looking into PDFs."""

import contextlib
import ctypes
import io
import zipfile

import pypdfium2
from pypdfium2 import raw


@contextlib.contextmanager
def opened(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def pages(pdf):
    """Return the text of each page."""
    with opened(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def sizes(pdf):
    """Return the size of each page in millimetres."""
    with opened(pdf) as document:
        return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]


def bookmarks(pdf):
    with opened(pdf) as document:
        return [(one.level, one.get_title()) for one in document.get_toc()]


def tags(pdf):
    """Return the types of the structure elements of each page, in reading order."""

    def walk(element):
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        space = (ctypes.c_ubyte * size)()
        raw.FPDF_StructElement_GetType(element, space, size)
        yield bytes(space).decode("utf-16-le").rstrip("\0") if size else ""
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                yield from walk(child)

    with opened(pdf) as document:
        found = []
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page.raw)
            tops = range(raw.FPDF_StructTree_CountChildren(tree)) if tree else ()
            found.append(
                [kind for at in tops for kind in walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))]
            )
            if tree:
                raw.FPDF_StructTree_Close(tree)
        return found


def part(docx, name):
    """Return a part of a DOCX as text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return file.read(name).decode()
