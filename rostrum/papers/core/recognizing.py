"""Recognizing the segments of a draft in a paper, so that versions can be compared segment by segment."""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Final

from rostrum.programme.core.values import Programme, Segment

Likeness = Callable[[Segment], Hashable]


def _title(segment: Segment) -> str:
    return " ".join(segment.title.casefold().split())


# What makes two segments the same one, the surest first.
LIKENESSES: Final[tuple[Likeness, ...]] = (
    lambda one: one.key,  # the same paper, accepted once more
    lambda one: (_title(one), one.day, one.start),
    lambda one: (_title(one), one.day),
    lambda one: (_title(one), one.kind),
    lambda one: (one.day, one.start, one.end, one.kind),
)


def recognized(new: Programme, before: Programme) -> Programme:
    """Return ``new`` with the keys of ``before`` where a segment is the same in both, and only one can be."""
    keys: dict[str, str] = {}
    for likeness in LIKENESSES:
        olds = _only([one for one in before if one.key not in keys.values()], likeness)
        news = _only([one for one in new if one.key not in keys], likeness)
        keys |= {one.key: olds[like].key for like, one in news.items() if like in olds}
    return Programme(
        tuple(
            replace(one, key=keys.get(one.key, one.key), parent=keys.get(one.parent, one.parent))
            for one in new
        )
    )


def _only(segments: list[Segment], likeness: Likeness) -> dict[Hashable, Segment]:
    """Return the segments that are like no other among these, by what they are like."""
    counted = Counter(map(likeness, segments))
    return {likeness(one): one for one in segments if counted[likeness(one)] == 1}
