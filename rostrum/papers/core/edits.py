"""What officers wrote differently in a draft, laid over what is composed from the meeting's data.

A composed text may change below an edit: the edit stays, and is marked so that somebody looks at it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from rostrum.papers.core.blocks import Block, Paragraph, is_text, text_of, with_text

LONGEST: Final = 5000
ADDED: Final = "added"
_WORD: Final = re.compile(r"\{([^{}]*)\}")
_STRAY: Final = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A text in place of the composed one.

    ``composed`` is what it replaced, ``before`` what stood there before this edit (None: the composed
    text), ``after`` the key of the block under which a paragraph was added.
    """

    text: str
    composed: str = ""
    before: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A block of a draft with where its text comes from.

    ``template`` and ``composed`` (what the data alone would say) still have the words in braces.
    """

    block: Block
    template: str = ""
    composed: str = ""
    edited: bool = False
    added: bool = False
    removed: bool = False
    outdated: bool = False
    undoable: bool = False


def read(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Edit]:
    """Read edits as the database keeps them."""
    return {key: Edit(**value) for key, value in values.items()}


def plain(edits: Mapping[str, Edit]) -> dict[str, dict[str, Any]]:
    """Return edits as the database keeps them."""
    return {
        key: {"text": one.text, "composed": one.composed, "before": one.before, "after": one.after}
        for key, one in edits.items()
    }


def lay(composed: Iterable[Block], edits: Mapping[str, Edit]) -> tuple[Laid, ...]:
    """Lay the edits over composed blocks; what was added under a block that is gone comes last."""
    composed = tuple(composed)
    keys = {block.key for block in composed}
    added: dict[str, list[str]] = {}
    for key, edit in edits.items():
        if edit.after:
            added.setdefault(edit.after, []).append(key)
    laid: list[Laid] = []

    def add_under(key: str) -> None:
        for own in added.pop(key, []):
            laid.append(_added(own, edits[own]))
            add_under(own)

    for block in composed:
        laid.append(_laid(block, edits.get(block.key)))
        add_under(block.key)
    for key in list(added):
        if key not in keys and key in added:
            add_under(key)
    return tuple(laid)


def _laid(block: Block, edit: Edit | None) -> Laid:
    if not is_text(block):
        return Laid(block=block)
    text = text_of(block)
    if edit is None:
        return Laid(block=block, template=text, composed=text)
    return Laid(
        block=with_text(block, edit.text),
        template=edit.text,
        composed=text,
        edited=True,
        removed=not edit.text,
        outdated=edit.composed != text,
        undoable=True,
    )


def _added(key: str, edit: Edit) -> Laid:
    block = Paragraph(key=key, text=edit.text)
    return Laid(block=block, template=edit.text, added=True, removed=not edit.text, undoable=True)


def unknown_words(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return what stands in braces but is no word that can be filled; a lone brace counts."""
    known = set(known)
    wrong = [f"{{{word}}}" for word in _WORD.findall(text) if word not in known]
    return (*wrong, *_STRAY.findall(_WORD.sub("", text)))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Put what the meeting says in place of the words in braces; unknown ones stay as they are.

    A line that begins with such a word begins with a capital letter.
    """
    return "\n".join(_filled_line(line, words) for line in text.split("\n"))


def _filled_line(line: str, words: Mapping[str, str]) -> str:
    filled = _WORD.sub(lambda found: words.get(found[1], found[0]), line)
    return filled[:1].upper() + filled[1:] if line.startswith("{") else filled


def filled(laid: Iterable[Laid], words: Mapping[str, str]) -> Iterator[Laid]:
    """Fill the words of all text blocks."""
    for one in laid:
        if is_text(one.block):
            yield replace(one, block=with_text(one.block, fill(text_of(one.block), words)))
        else:
            yield one


def standing(laid: Iterable[Laid]) -> tuple[Block, ...]:
    """Return the blocks that are printed: without those that were taken out."""
    return tuple(one.block for one in laid if not one.removed)
