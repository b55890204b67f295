"""Comparing texts by word, in any script."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is ``same`` in both, only in the old one (``gone``) or only in the ``new``."""

    what: str
    text: str


def words(text: str) -> list[str]:
    """Split a text into words, spaces and single marks; nothing is lost.

    A word keeps its combining marks and inner apostrophes and hyphens; Chinese and Japanese characters,
    which no spaces divide, count one by one.
    """
    found: list[str] = []
    for what, run in groupby(enumerate(text), key=lambda at: _what(text, at[0])):
        characters = [character for _, character in run]
        if what in {"word", "space"}:
            found.append("".join(characters))
        else:
            found += characters
    return found


def compare(before: str, after: str) -> tuple[Span, ...]:
    """Return the spans that, read in order, tell both texts; a replaced word is gone first, then new."""
    old, new = words(before), words(after)
    spans: list[Span] = []
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            spans.append(Span("same", "".join(old[i:j])))
            continue
        spans += [Span("gone", "".join(old[i:j]))] if j > i else []
        spans += [Span("new", "".join(new[k:n]))] if n > k else []
    return tuple(spans)


def likeness(before: str, after: str) -> float:
    """Return how alike two texts are by their words, from 0 to 1, whatever the case of letters."""
    old = [word for word in words(before.casefold()) if not word.isspace()]
    new = [word for word in words(after.casefold()) if not word.isspace()]
    return SequenceMatcher(None, old, new, autojunk=False).ratio() if old or new else 1.0


def overlap(before: str, after: str) -> float:
    """Return what share of their words two texts have in common, whatever the order; 0 to 1, and quick."""
    old, new = (Counter(w for w in words(text.casefold()) if not w.isspace()) for text in (before, after))
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _what(text: str, at: int) -> str:
    character = text[at]
    if character.isspace():
        return "space"
    if _stands_alone(character):
        return "mark"
    if character.isalnum() or unicodedata.category(character)[0] == "M":
        return "word"
    inner = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    return "word" if character in "'’-." and inner else "mark"


def _stands_alone(character: str) -> bool:
    return unicodedata.category(character) == "Lo" and unicodedata.east_asian_width(character) == "W"
