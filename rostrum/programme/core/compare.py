"""Two versions of a programme side by side, by segment and by word, as plain data."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rostrum.programme.core import times, words
from rostrum.programme.core.changes import longest_rise, moved_keys
from rostrum.programme.core.values import Programme, Segment, Speaker
from rostrum.programme.core.words import Span

Entry = str | Speaker
Line = Callable[[Entry], str]

# How alike two texts must be to count as one that was changed.
ALIKE = 0.5
TEXTS = ("title", "description", "room")
PLAIN = ("kind", "side_events", "questions_as")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question or speaker: ``what`` happened to it (same, added, removed, changed, moved), and by word."""

    what: str
    before: str | Speaker | None
    after: str | Speaker | None
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field that differs: texts by ``words``, questions and speakers by ``items``, others by value."""

    name: str
    before: object
    after: object
    words: tuple[Span, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A segment in both versions, or in one; ``marks`` among added, removed, moved, retimed, changed.

    ``depth`` counts the segments around it, for showing the tree.
    """

    before: Segment | None
    after: Segment | None
    marks: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    depth: int = 0


def plain_line(entry: Entry) -> str:
    """Write a question or a speaker as one line, in the words of the programme alone."""
    if isinstance(entry, str):
        return entry
    name = f"{entry.honorific} {entry.name}".strip()
    parts = (entry.contribution, name, entry.function, entry.affiliation, entry.on_behalf_of)
    return ", ".join(part for part in parts if part)


def compare(old: Programme, new: Programme, line: Line = plain_line) -> tuple[Row, ...]:
    """Align two versions: the same key is the same segment, else a similar title at a similar time.

    Rows follow the new version; what was removed stands after what it followed in the old one. ``line``
    writes a speaker for the comparison by word.
    """
    pairs = _pairs(old, new)
    renamed = _with_keys(old, pairs)
    moved = moved_keys(renamed, new)
    followers: dict[str | None, list[Row]] = {}
    last: str | None = None
    for segment, named in zip(old, renamed, strict=True):
        if named.key in new:
            last = named.key
        else:
            row = Row(before=segment, after=None, marks=("removed",), depth=len(old.path(segment.key)) - 1)
            followers.setdefault(last, []).append(row)
    rows = list(followers.get(None, []))
    originals = {new_key: old.get(old_key) for new_key, old_key in pairs.items()}
    for segment in new:
        rows.append(_row(new, originals.get(segment.key), segment, segment.key in moved, line))
        rows += followers.get(segment.key, [])
    return tuple(rows)


def _row(new: Programme, before: Segment | None, after: Segment, moved: bool, line: Line) -> Row:  # noqa: FBT001
    depth = len(new.path(after.key)) - 1
    if before is None:
        return Row(before=None, after=after, marks=("added",), depth=depth)
    fields = tuple(_fields(before, after, line))
    retimed = (before.day, before.start, before.end) != (after.day, after.start, after.end)
    held = {"moved": moved, "retimed": retimed, "changed": bool(fields)}
    return Row(
        before=before,
        after=after,
        marks=tuple(mark for mark, holds in held.items() if holds),
        fields=fields,
        depth=depth,
    )


def _fields(before: Segment, after: Segment, line: Line) -> Iterable[Field]:
    for name in (*TEXTS, *PLAIN):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            spans = words.compare(old, new) if name in TEXTS else ()
            yield Field(name=name, before=old, after=new, words=spans)
    for name in ("questions", "moderators", "speakers"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Field(name=name, before=old, after=new, items=tuple(_items(old, new, line)))


def _items(old: Sequence[Entry], new: Sequence[Entry], line: Line) -> Iterable[Item]:
    """Align two lists; what was removed stands after what it followed."""
    pairs = _best_pairs(old, new, lambda a, b: words.likeness(line(a), line(b)))
    partner = {there: here for here, there in pairs.items()}
    common = sorted(partner)
    kept = {common[at] for at in longest_rise([partner[there] for there in common])}
    gone = [at for at in range(len(old)) if at not in pairs]
    for there, entry in enumerate(new):
        if there not in partner:
            yield Item(what="added", before=None, after=entry)
            continue
        here = partner[there]
        while gone and gone[0] < here:
            yield Item(what="removed", before=old[gone.pop(0)], after=None)
        if old[here] == entry:
            yield Item(what="same" if there in kept else "moved", before=entry, after=entry)
        else:
            spans = words.compare(line(old[here]), line(entry))
            yield Item(what="changed", before=old[here], after=entry, words=spans)
    for at in gone:
        yield Item(what="removed", before=old[at], after=None)


def _pairs(old: Programme, new: Programme) -> dict[str, str]:
    """Return the old key for each new key that has a partner."""
    pairs = {segment.key: segment.key for segment in new if segment.key in old}
    olds = [segment for segment in old if segment.key not in new]
    news = [segment for segment in new if segment.key not in old]
    alike = _best_pairs(olds, news, _segments_alike)
    return pairs | {news[there].key: olds[here].key for here, there in alike.items()}


def _segments_alike(old: Segment, new: Segment) -> float:
    """Weigh the title most, then the time: two closings of two days have the same title."""
    apart = abs(times.between(old.start, new.start)) / times.DAY if old.day == new.day else 1
    alike = words.overlap(old.title, new.title)
    return 0.8 * alike + 0.2 * (1 - apart) if alike else 0.6 * (old.kind == new.kind) * (apart == 0)


def _best_pairs(old: Sequence[Any], new: Sequence[Any], alike: Callable[[Any, Any], float]) -> dict[int, int]:
    """Pair the places of two lists, the most alike first, equals of the same rank before others."""
    scores = []
    for here, one in enumerate(old):
        for there, other in enumerate(new):
            score = 2.0 if one == other else alike(one, other)
            if score >= ALIKE:
                scores.append((-score, abs(here - there), here, there))
    pairs: dict[int, int] = {}
    for _, _, here, there in sorted(scores):
        if here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs


def _with_keys(old: Programme, pairs: Mapping[str, str]) -> Programme:
    """Return the old programme with the keys of the new one, so that moves can be seen."""
    names = {old_key: new_key for new_key, old_key in pairs.items()}
    return Programme(
        tuple(
            replace(
                s,
                key=names.get(s.key, f"old:{s.key}"),
                parent=names.get(s.parent, s.parent and f"old:{s.parent}"),
            )
            for s in old
        )
    )
