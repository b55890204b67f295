"""A fix of the check as values of a segment: what the editor would be told to write."""

from dataclasses import replace
from typing import Any, Final

from rostrum.checking.findings import Fix, RemovePerson, Replace, SetDay, SetTime
from rostrum.papers.checked import Checked, Spot
from rostrum.programme.core.values import Programme, Segment, Speaker

_PERSON: Final = ("name", "honorific", "function", "affiliation", "contribution")


def mended(fix: Fix, checked: Checked, programme: Programme) -> tuple[str, dict[str, Any]] | None:
    """Return the segment that a fix changes and its new values; None where it has nothing to hold on to."""
    if isinstance(fix, Replace):
        return _replaced(fix, checked.spot(fix.line), programme)
    key = checked.keys[fix.segment]
    segment = programme.get(key)
    match fix:
        case SetTime(slot=slot, time=time):
            values: dict[str, Any] = {"day": segment.day, "start": segment.start, "end": segment.end}
            return key, {**values, slot.value: time}
        case SetDay(day=day):
            return key, {"day": day, "start": segment.start, "end": segment.end}
        case RemovePerson(speaker=index):
            left = tuple(one for at, one in enumerate(segment.speakers) if at != index)
            return key, {"speakers": left}


def _replaced(fix: Replace, spot: Spot, programme: Programme) -> tuple[str, dict[str, Any]] | None:
    if spot.key not in programme:
        return None
    segment = programme.get(spot.key)
    value = _written(segment, spot, fix)
    return (spot.key, {spot.aspect: value}) if value is not None else None


def _written(segment: Segment, spot: Spot, fix: Replace) -> Any:
    match spot.aspect:
        case "title" | "room":
            return _once(getattr(segment, spot.aspect), fix)
        case "description":
            lines = segment.description.split("\n")
            text = _once(lines[spot.index], fix)
            return None if text is None else "\n".join([*lines[: spot.index], text, *lines[spot.index + 1 :]])
        case "questions":
            return _at(segment.questions, spot.index, _once(segment.questions[spot.index], fix))
        case "moderators" | "speakers":
            people: tuple[Speaker, ...] = getattr(segment, spot.aspect)
            return _at(people, spot.index, _person(people[spot.index], fix))
    return None


def _once(text: str, fix: Replace) -> str | None:
    return text.replace(fix.before, fix.after, 1) if fix.before in text else None


def _at(items: tuple[Any, ...], index: int, value: Any) -> tuple[Any, ...] | None:
    return None if value is None else (*items[:index], value, *items[index + 1 :])


def _person(person: Speaker, fix: Replace) -> Speaker | None:
    for name in _PERSON:
        text = _once(getattr(person, name), fix)
        if text is not None:
            values: dict[str, Any] = {name: text}
            return replace(person, **values)
    return None
