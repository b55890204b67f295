"""Lines of plain text and Markdown."""

import re
from typing import Final

from rostrum.reading.cannot import CannotOpen
from rostrum.reading.layout import Raw

_ENCODINGS: Final = ("utf-8-sig", "cp1252", "latin-1")


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or a Western encoding; raises CannotOpen for anything else."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    sample = content[:100_000]
    if sample.count(b"\x00") > 0 or sum(byte < 9 or 13 < byte < 32 for byte in sample) > len(sample) // 20:
        raise CannotOpen("not_text")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotOpen("not_text")


def lines(text: str) -> list[Raw]:
    """Return the lines as an editor counts them; a form feed begins a page."""
    page = 1
    paged = "\f" in text
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        page += line.count("\f")
        found.append(Raw(line.replace("\f", ""), page=page if paged else None))
    return found
