"""Opening a file as a paper: what kind of file it is, by its content, and how much of it is let in."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rostrum.reading import from_docx, from_html, from_pdf, from_text
from rostrum.reading.cannot import CannotOpen
from rostrum.reading.layout import Raw

LARGEST: Final = 20_000_000  # bytes of a file
LARGEST_INSIDE: Final = 100_000_000  # bytes of what a packed file holds
MOST_TIMES: Final = 200  # how many times larger the packed content may be


def raw_lines(file: Path | bytes) -> Sequence[Raw]:
    """Return the lines of a file; raises CannotOpen with a reason fit to show."""
    content = _content(file)
    if content.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
        return from_pdf.lines(content)
    if content.startswith(b"PK\x03\x04"):
        _refuse_bombs(content)
        return from_docx.lines(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotOpen("old_word")
    if content.startswith(b"{\\rtf"):
        raise CannotOpen("rtf")
    text = from_text.decoded(content)
    if from_html.looks_like(text):
        return from_html.lines(text)
    return from_text.lines(text)


def _content(file: Path | bytes) -> bytes:
    if isinstance(file, bytes):
        content = file
    else:
        try:
            if file.is_dir():
                raise CannotOpen("folder")
            if file.stat().st_size > LARGEST:
                raise CannotOpen("too_large", most=LARGEST // 1_000_000)
            content = file.read_bytes()
        except FileNotFoundError as missing:
            raise CannotOpen("missing") from missing
        except OSError as fault:
            raise CannotOpen("unreadable") from fault
    if len(content) > LARGEST:
        raise CannotOpen("too_large", most=LARGEST // 1_000_000)
    if not content.strip():
        raise CannotOpen("empty")
    return content


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise CannotOpen("damaged") from fault
    inside = sum(entry.file_size for entry in entries)
    if len(entries) > 5_000 or inside > LARGEST_INSIDE or inside > MOST_TIMES * max(len(content), 100_000):
        raise CannotOpen("expands")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise CannotOpen("not_word")
