"""Checking a Word template before it is kept: what it really is, how large it grows, what it would do."""

import io
import re
import zipfile
import zlib
from typing import Any, Final

import docx
from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from lxml import etree

from rostrum.papers.rendering import sandbox
from rostrum.refused import Refused

LARGEST: Final = 5 * 1024 * 1024  # bytes as uploaded
LARGEST_OPEN: Final = 40 * 1024 * 1024  # bytes once unpacked
MOST_PARTS: Final = 500
# Relationships that bring in something from elsewhere, or something that runs.
_FORBIDDEN: Final = ("attachedTemplate", "oleObject", "aFChunk", "frame", "subDocument", "control", "package")
# Fields that fetch or start something; their letters may be spread over several runs.
_REACHING: Final = re.compile(r"DDE|INCLUDETEXT|INCLUDEPICTURE|(?<!HYPER)LINK\b|IMPORT\b")
_HARMLESS_LINK: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


def check(content: bytes) -> None:
    """Raise Refused, with a sentence at the field ``template``, unless this is a template we can fill."""
    if len(content) > LARGEST:
        raise _refused(_("This file is larger than 5 MB. Use smaller pictures in the letterhead."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
            for name in archive.namelist():
                _check_part(name, archive.read(name))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _no_document() from error
    _check_words(content)


def _refused(reason: str, code: str = "template") -> Refused:
    return Refused(reason, field="template", code=code)


def _no_document() -> Refused:
    return _refused(_("This is not a Word document (.docx). Save it in Word as “Word Document”."))


def _macros() -> Refused:
    said = _("This document holds macros or embedded objects. Save it as a .docx without them.")
    return _refused(said, "macro")


def _from_elsewhere() -> Refused:
    said = _("This document brings in text or pictures from elsewhere. Put them into it.")
    return _refused(said, "link")


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_OPEN:
        raise _refused(_("This file grows too large when it is opened."), "bomb")
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise _no_document()
    if any(part.flag_bits & 1 for part in parts):
        raise _refused(_("This document is protected by a password. Save it without one."))


def _check_part(name: str, content: bytes) -> None:
    lowered = name.lower()
    if "vba" in lowered or lowered.endswith(".bin") or "activex" in lowered or "embeddings/" in lowered:
        raise _macros()
    if not lowered.endswith((".xml", ".rels")):
        return
    tree = _parsed(content)
    if any("macroenabled" in (one.get("ContentType") or "").lower() for one in tree):
        raise _macros()
    if lowered.endswith(".rels"):
        _check_links(tree)
    for line in tree.iter(qn("w:p")):
        said = "".join(one.text or "" for one in line.iter(qn("w:instrText"), qn("w:delInstrText")))
        simple = "".join(one.get(qn("w:instr")) or "" for one in line.iter(qn("w:fldSimple")))
        if _REACHING.search(said.upper()) or _REACHING.search(simple.upper()):
            raise _from_elsewhere()


def _parsed(content: bytes) -> Any:
    """Parse a part without following anything; entities, which can grow without end, are refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _no_document() from error
    if tree.getroottree().docinfo.doctype:
        raise _refused(_("This file holds XML that Word does not write."), "bomb")
    return tree


def _check_links(tree: Any) -> None:
    for one in tree:
        kind = (one.get("Type") or "").rsplit("/", 1)[-1]
        outside = (one.get("TargetMode") or "").lower() == "external"
        harmless = kind == "hyperlink" and _HARMLESS_LINK.match(one.get("Target") or "")
        if kind in _FORBIDDEN or (outside and not harmless):
            raise _from_elsewhere()


def _check_words(content: bytes) -> None:
    """Fill the template with nothing, which reads every word in it."""
    words = dict.fromkeys(sandbox.PLACEHOLDERS, "")
    words["body"] = marker = "body-is-here"
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(words, sandbox.environment(), autoescape=True)
        said = "".join(paragraph.text for paragraph in _reopened(template).paragraphs)
    except sandbox.NotAllowed as error:
        raise _refused(
            _("“%(word)s” is not a word that a template may hold. It may hold: %(words)s.")
            % {"word": error.what, "words": ", ".join(f"{{{{ {one} }}}}" for one in sandbox.PLACEHOLDERS)},
            "unknown_word",
        ) from error
    except TemplateSyntaxError as error:
        raise _refused(
            _("Some braces cannot be read. Write each word as {{ title }}, with two braces on either side."),
            "unknown_word",
        ) from error
    except Exception as error:  # python-docx raises many kinds for what is no document
        raise _no_document() from error
    if marker not in said:
        raise _refused(
            _("The template has no {{ body }} in a paragraph of its own: that is where the paper goes."),
            "no_body",
        )


def _reopened(template: DocxTemplate) -> WordDocument:
    made = io.BytesIO()
    template.save(made)
    made.seek(0)
    return docx.Document(made)
