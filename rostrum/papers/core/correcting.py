"""Correcting sketches: each correction returns the sketches that it makes, and each can be taken back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rostrum.papers.core.sketch import PEOPLE, Sketch, Sketches, Span, plain, read
from rostrum.programme.core.values import Impossible, Problem

AS_QUESTION = "question"
TAKE_OUT = "out"


def corrected(sketches: Sketches, key: str, *, parent: str, values: Mapping[str, Any]) -> Sketches:
    """Give a segment other values, and another place; what it holds goes along to another day.

    Raises Impossible where it is gone, or would stand inside itself.
    """
    old = present(sketches, key)
    if parent in within(sketches, key):
        raise Impossible(Problem(code="into_itself", key=key, field="parent"))
    if parent:
        present(sketches, parent)
    new = replace(old, parent=parent, **values)
    new = replace(new, places=_places(old, new))
    held = within(sketches, key)
    after = tuple(
        new
        if one.key == key
        else replace(one, day=new.day)
        if one.key in held and one.day == old.day
        else one
        for one in sketches
    )
    moved = (old.parent, old.day, old.start) != (new.parent, new.day, new.start)
    return arranged(_among(after, new) if moved else after)


def added(sketches: Sketches, new: Sketch) -> Sketches:
    """Add a segment among those around it, by its time. Raises Impossible for an unknown parent."""
    if new.parent:
        present(sketches, new.parent)
    return arranged(_among((*sketches, new), new))


def removed(sketches: Sketches, key: str) -> Sketches:
    """Take a segment out, with what it holds. Raises Impossible where it is gone."""
    present(sketches, key)
    gone = within(sketches, key)
    return tuple(one for one in sketches if one.key not in gone)


def text_moved(sketches: Sketches, key: str, index: int, to: str) -> Sketches:
    """Move a line of a description into another segment (its key), among the questions, or out.

    Raises Impossible where the line or the segment is gone.
    """
    old = present(sketches, key)
    lines = old.description.split("\n")
    if not old.description or not 0 <= index < len(lines):
        raise Impossible(Problem(code="no_such_segment", key=key, field="description"))
    text, span = lines.pop(index), old.place("description", index)
    spans = [old.place("description", at) for at in range(len(lines) + 1) if at != index]
    left = replace(old, description="\n".join(lines), places={**old.places, "description": tuple(spans)})
    if to == AS_QUESTION:
        left = _with(left, "questions", span, questions=(*left.questions, text))
    after = tuple(left if one.key == key else one for one in sketches)
    if to in {AS_QUESTION, TAKE_OUT}:
        return after
    target = present(after, to)
    joined = f"{target.description}\n{text}" if target.description else text
    target = _with(target, "description", span, description=joined)
    return tuple(target if one.key == to else one for one in after)


def day_taken(sketches: Sketches, day: dt.date | None, to: dt.date) -> Sketches:
    """Put all that stands on a day of the paper (None: on no day) on a day of the meeting."""
    return arranged(tuple(replace(one, day=to) if one.day == day else one for one in sketches))


def way_back(before: Sketches, after: Sketches) -> dict[str, Any]:
    """Return, as JSON knows it, what takes a correction back: the order, and what is different."""
    now = {one.key: one for one in after}
    return {
        "order": [one.key for one in before],
        "changed": [plain(one) for one in before if now.get(one.key) != one],
    }


def taken_back(now: Sketches, way: Mapping[str, Any]) -> Sketches:
    """Return the sketches as they were."""
    known = {one.key: one for one in now} | {values["key"]: read(values) for values in way["changed"]}
    return tuple(known[key] for key in way["order"])


def arranged(sketches: Sketches) -> Sketches:
    """Put every segment after what holds it, the days in order, those without a day last."""
    children: dict[str, list[Sketch]] = {}
    for one in sketches:
        children.setdefault(one.parent, []).append(one)
    top = sorted(children.get("", ()), key=lambda one: one.day or dt.date.max)
    return tuple(found for one in top for found in _branch(one, children))


def _branch(one: Sketch, children: Mapping[str, list[Sketch]]) -> list[Sketch]:
    return [one, *(found for child in children.get(one.key, ()) for found in _branch(child, children))]


def present(sketches: Sketches, key: str) -> Sketch:
    """Return a segment; raises Impossible where it is gone."""
    for one in sketches:
        if one.key == key:
            return one
    raise Impossible(Problem(code="no_such_segment", key=key))


def within(sketches: Sketches, key: str) -> frozenset[str]:
    """Return the keys of a segment and of all that it holds."""
    found = {key}
    for one in sketches:  # what is held stands after its holder
        if one.parent in found:
            found.add(one.key)
    return frozenset(found)


def _among(sketches: Sketches, new: Sketch) -> Sketches:
    """Put a segment after those of its siblings that begin no later."""
    others = [one for one in sketches if one.key != new.key]
    earlier = [at for at, one in enumerate(others) if one.parent == new.parent and _when(one) <= _when(new)]
    at = earlier[-1] + 1 if earlier else 0
    return (*others[:at], new, *others[at:])


def _when(sketch: Sketch) -> tuple[dt.date, dt.time]:
    return sketch.day or dt.date.max, sketch.start or dt.time.max


def _with(sketch: Sketch, aspect: str, span: Span, **values: Any) -> Sketch:
    """Give a sketch one more text, with its lines."""
    held = len(sketch.questions) if aspect == "questions" else len(_texts(sketch))
    spans = tuple(sketch.place(aspect, at) for at in range(held))
    return replace(sketch, places={**sketch.places, aspect: (*spans, span)}, **values)


def _texts(sketch: Sketch) -> tuple[str, ...]:
    return tuple(sketch.description.split("\n")) if sketch.description else ()


def _places(old: Sketch, new: Sketch) -> dict[str, tuple[Span, ...]]:
    """Return the lines of the values of ``new``: those that the same value, or its predecessor, had."""
    kept = dict(old.places)
    for aspect in ("questions", *PEOPLE):
        kept[aspect] = _followed(old, aspect, getattr(old, aspect), getattr(new, aspect))
    kept["description"] = _followed(old, "description", _texts(old), _texts(new))
    return kept


def _followed(old: Sketch, aspect: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Span, ...]:
    def span(at: int, value: Any) -> Span:
        if value in before:
            return old.place(aspect, before.index(value))
        return old.place(aspect, at) if len(before) == len(after) else old.place("whole")

    return tuple(span(at, value) for at, value in enumerate(after))
