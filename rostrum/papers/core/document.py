"""A paper as one JSON document: what is frozen, hashed and printed; ``FORM`` changes when its shape does."""

import datetime as dt
import hashlib
import json
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from rostrum.papers.core import blocks
from rostrum.papers.core.blocks import Block

FORM: Final = "rostrum.paper/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that a paper says; ``number`` and ``symbol`` are empty in a draft, ``date`` is the venue's."""

    kind: str
    language: str
    title: str
    meeting: str
    date: dt.date
    blocks: tuple[Block, ...]
    number: int | None = None
    revision: int = 1
    symbol: str = ""
    what_changed: str = ""

    @property
    def is_draft(self) -> bool:
        """Say whether it has not been issued."""
        return self.number is None


def canonical(document: Document) -> str:
    """Return the one way to write a document: sorted members, no spaces, composed letters."""
    values: dict[str, Any] = {
        "form": FORM,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "meeting": document.meeting,
        "date": document.date.isoformat(),
        "number": document.number,
        "revision": document.revision,
        "symbol": document.symbol,
        "what_changed": document.what_changed,
        "blocks": blocks.to_json(document.blocks),
    }
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return unicodedata.normalize("NFC", text)


def read(text: str) -> Document:
    """Read what ``canonical`` wrote."""
    values = json.loads(text)
    if values.pop("form") != FORM:
        raise ValueError("an unknown form of document")
    values["date"] = dt.date.fromisoformat(values["date"])
    values["blocks"] = blocks.from_json(values["blocks"])
    return Document(**values)


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the canonical form."""
    return hashlib.sha256(text.encode()).hexdigest()
