"""Two revisions of a paper side by side, by block and by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rostrum.papers.core.blocks import (
    Address,
    Agenda,
    Block,
    DateLine,
    Heading,
    KeyValues,
    Letterhead,
    Listing,
    Paragraph,
    People,
    Signature,
    Title,
)
from rostrum.programme.core import words
from rostrum.programme.core.words import Span

ALIKE: Final = 0.5  # how much two lines must share to count as one that was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A block that differs: ``what`` is added, removed or changed; ``lines`` are compared by word."""

    key: str
    what: str
    lines: tuple[tuple[Span, ...], ...]


def lines_of(block: Block) -> tuple[str, ...]:
    """Return all that a block says, line by line."""
    return tuple(line for line in _lines(block) if line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield block.title
            yield from block.lines
        case Letterhead() | Address():
            yield from block.lines
        case Listing():
            yield from block.items
        case KeyValues():
            yield from (f"{term}: {value}" for term, value in block.rows)
        case Agenda():
            yield from _agenda(block)
        case People():
            for group in block.groups:
                yield group.title
                yield from (_joined(one.name, one.role, one.about) for one in group.people)
        case Signature():
            yield from (_joined(one.name, *one.lines) for one in block.people)
        case DateLine() | Heading() | Paragraph():
            yield block.text


def _agenda(block: Agenda) -> Iterator[str]:
    for day in block.days:
        yield day.label
        for slot in day.slots:
            yield f"{slot.times} {slot.title}"
            yield slot.note
            yield slot.description
            yield from slot.questions
            for named in slot.people:
                yield from (f"{named.label}: {line}" for line in named.lines)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def compare(old: Iterable[Block], new: Iterable[Block]) -> tuple[Difference, ...]:
    """Return what differs, in the order of the new revision; what is gone stands after what it followed."""
    old, new = tuple(old), tuple(new)
    before = {block.key: lines_of(block) for block in old}
    after = {block.key: lines_of(block) for block in new}
    found = [
        Difference(key=key, what=_what(before.get(key), lines), lines=compared(before.get(key, ()), lines))
        for key, lines in after.items()
        if before.get(key, ()) != lines
    ]
    place = {block.key: at for at, block in enumerate(new)}
    gone = [key for key, lines in before.items() if key not in after and lines]
    for key in gone:
        earlier = [block.key for block in old[: list(before).index(key)] if block.key in place]
        at = place[earlier[-1]] if earlier else -1
        where = sum(1 for one in found if place.get(one.key, -1) <= at)
        found.insert(where, Difference(key=key, what="removed", lines=compared(before[key], ())))
    return tuple(found)


def _what(before: tuple[str, ...] | None, after: tuple[str, ...]) -> str:
    if not before:
        return "added"
    return "changed" if after else "removed"


def compared(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[tuple[Span, ...], ...]:
    """Compare two texts line by line, by word within a line that has a partner; same lines are left out."""
    gone = [line for line in before if line not in set(after)]
    new = [line for line in after if line not in set(before)]
    shown: list[tuple[Span, ...]] = []
    for line in new:
        partner = max(gone, key=lambda one: words.overlap(one, line), default="")
        if partner and words.overlap(partner, line) >= ALIKE:
            gone.remove(partner)
            shown.append(words.compare(partner, line))
        else:
            shown.append((Span("new", line),))
    shown += [(Span("gone", line),) for line in gone]
    return tuple(shown)
