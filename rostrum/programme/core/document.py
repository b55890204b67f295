"""The programme as a JSON document: the form that is published, hashed and given to other systems.

Described for readers in docs/reference/programme-json.md; ``FORM`` changes when its shape does.
"""

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from rostrum.programme.core import checks
from rostrum.programme.core.tree import arranged
from rostrum.programme.core.values import (
    Frame,
    Impossible,
    Kind,
    Problem,
    Programme,
    QuestionsAs,
    Segment,
    Speaker,
)

FORM = "rostrum.programme/1"
SPEAKER_TEXTS = ("honorific", "name", "function", "affiliation", "on_behalf_of", "contribution")
SPEAKER_FLAGS = ("by_video", "to_be_confirmed")
assert {f.name for f in fields(Speaker)} == {*SPEAKER_TEXTS, *SPEAKER_FLAGS}  # noqa: S101 - keeps the form whole


def to_document(programme: Programme, frame: Frame) -> dict[str, Any]:
    """Return the programme with the days and time zone that its times are meant in."""
    return {
        "form": FORM,
        "time_zone": frame.zone.key,
        "days": [day.isoformat() for day in frame.days],
        "segments": [_nested(programme, segment) for segment in programme.children()],
    }


def from_document(document: Any) -> tuple[Programme, Frame]:
    """Read a document; raises Impossible with every problem, ``field`` being its place in the document.

    The hours with interpreters are not part of the document.
    """
    reader = _Reader()
    frame = reader.frame(document)
    programme = Programme(tuple(reader.segments(document, "")))
    if reader.found:
        raise Impossible(*reader.found)
    if wrong := checks.problems(programme, frame):
        raise Impossible(*wrong)
    return arranged(programme), frame


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one way to write a document: sorted members, no spaces, composed letters, UTF-8."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return unicodedata.normalize("NFC", text).encode()


def sha256(document: Mapping[str, Any]) -> str:
    """Return the hexadecimal SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(document)).hexdigest()


def segment_values(segment: Segment) -> dict[str, Any]:
    """Return a segment's own values as JSON knows them, without its key and its place."""
    return {
        "kind": segment.kind.value,
        "day": segment.day.isoformat(),
        "start": f"{segment.start:%H:%M}",
        "end": f"{segment.end:%H:%M}" if segment.end else None,
        "title": segment.title,
        "description": segment.description,
        "room": segment.room,
        "side_events": segment.side_events,
        "questions_as": segment.questions_as.value,
        "questions": list(segment.questions),
        "moderators": [speaker_values(speaker) for speaker in segment.moderators],
        "speakers": [speaker_values(speaker) for speaker in segment.speakers],
    }


def speaker_values(speaker: Speaker) -> dict[str, Any]:
    """Return a speaker as JSON knows it."""
    return {name: getattr(speaker, name) for name in (*SPEAKER_TEXTS, *SPEAKER_FLAGS)}


def read_segment(values: Any, *, key: str, parent: str = "") -> Segment:
    """Read what ``segment_values`` wrote; raises Impossible."""
    reader = _Reader()
    segment = reader.segment(values, "", key=key, parent=parent)
    if segment is None or reader.found:
        raise Impossible(*reader.found)
    return segment


def _nested(programme: Programme, segment: Segment) -> dict[str, Any]:
    held = [_nested(programme, child) for child in programme.children(segment.key)]
    return {"key": segment.key, **segment_values(segment), "segments": held}


_SEGMENT = frozenset(segment_values(Segment(key="", kind=Kind.OTHER, day=dt.date.min, start=dt.time.min)))


class _Reader:
    """Reads untrusted values and notes every problem with its place."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def refuse(self, code: str, place: str) -> None:
        self.found.append(Problem(code=code, field=place))

    def frame(self, document: Any) -> Frame:
        if not isinstance(document, dict):
            raise Impossible(Problem(code="not_an_object"))
        if document.get("form") != FORM:
            raise Impossible(Problem(code="unknown_form", field="form"))
        self.only(document, {"form", "time_zone", "days", "segments"}, "")
        zone = document.get("time_zone")
        if not isinstance(zone, str) or zone not in available_timezones():
            raise Impossible(Problem(code="unknown_zone", field="time_zone"))
        days = [self.day(day, f"days[{at}]") for at, day in enumerate(self.items(document, "days", ""))]
        return Frame(zone=ZoneInfo(zone), days=tuple(d for d in days if d))

    def segments(self, holder: Any, place: str, parent: str = "", depth: int = 1) -> list[Segment]:
        found: list[Segment] = []
        if depth > checks.DEEPEST:
            if self.items(holder, "segments", place):
                self.refuse("too_deep", f"{place}segments")
            return found
        for at, value in enumerate(self.items(holder, "segments", place)):
            here = f"{place}segments[{at}]."
            if not isinstance(value, dict):
                self.refuse("not_an_object", here[:-1])
                continue
            self.only(value, {*_SEGMENT, "key", "segments"}, here)
            key = self.text(value, "key", here)
            own = {name: value[name] for name in _SEGMENT if name in value}
            if segment := self.segment(own, here, key=key, parent=parent):
                found.append(segment)
            found += self.segments(value, here, key, depth + 1)
        return found

    def segment(self, values: Any, place: str, *, key: str, parent: str) -> Segment | None:
        if not isinstance(values, dict):
            self.refuse("not_an_object", place[:-1])
            return None
        self.only(values, _SEGMENT, place)
        kind = self.choice(values, "kind", Kind, place)
        day = self.day(values.get("day"), f"{place}day")
        start = self.time(values.get("start"), f"{place}start")
        end = self.time(values["end"], f"{place}end") if values.get("end") is not None else None
        questions_as = self.choice(values, "questions_as", QuestionsAs, place, QuestionsAs.QUESTIONS)
        questions = self.items(values, "questions", place)
        if any(not isinstance(question, str) for question in questions):
            self.refuse("not_a_text", f"{place}questions")
            questions = []
        texts = {name: self.text(values, name, place) for name in ("title", "description", "room")}
        side_events = self.flag(values, "side_events", place)
        people = {name: self.people(values, name, place) for name in ("moderators", "speakers")}
        if kind is None or day is None or start is None or questions_as is None:
            return None
        return Segment(
            key=key,
            parent=parent,
            kind=Kind(kind),
            day=day,
            start=start,
            end=end,
            side_events=side_events,
            questions_as=QuestionsAs(questions_as),
            questions=tuple(map(composed, questions)),
            title=texts["title"],
            description=texts["description"],
            room=texts["room"],
            moderators=people["moderators"],
            speakers=people["speakers"],
        )

    def people(self, values: dict[str, Any], name: str, place: str) -> tuple[Speaker, ...]:
        found = []
        for at, value in enumerate(self.items(values, name, place)):
            here = f"{place}{name}[{at}]."
            if not isinstance(value, dict):
                self.refuse("not_an_object", here[:-1])
                continue
            self.only(value, {*SPEAKER_TEXTS, *SPEAKER_FLAGS}, here)
            parts: dict[str, Any] = {text: self.text(value, text, here) for text in SPEAKER_TEXTS}
            parts |= {flag: self.flag(value, flag, here) for flag in SPEAKER_FLAGS}
            found.append(Speaker(**parts))
        return tuple(found)

    def only(self, values: dict[str, Any], known: Any, place: str) -> None:
        for name in sorted(set(values) - set(known)):
            self.refuse("unknown_member", f"{place}{name}")

    def text(self, values: dict[str, Any], name: str, place: str) -> str:
        value = values.get(name, "")
        if isinstance(value, str):
            return composed(value)
        self.refuse("not_a_text", f"{place}{name}")
        return ""

    def flag(self, values: dict[str, Any], name: str, place: str) -> bool:
        value = values.get(name, False)
        if not isinstance(value, bool):
            self.refuse("not_yes_or_no", f"{place}{name}")
        return value is True

    def items(self, values: dict[str, Any], name: str, place: str) -> list[Any]:
        value = values.get(name, [])
        if isinstance(value, list):
            return value
        self.refuse("not_a_list", f"{place}{name}")
        return []

    def choice(
        self,
        values: dict[str, Any],
        name: str,
        choices: type[StrEnum],
        place: str,
        default: StrEnum | None = None,
    ) -> StrEnum | None:
        value = values.get(name, default)
        if isinstance(value, str) and value in {choice.value for choice in choices}:
            return choices(value)
        self.refuse("unknown_choice", f"{place}{name}")
        return None

    def day(self, value: Any, place: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse("impossible_day", place)
            return None

    def time(self, value: Any, place: str) -> dt.time | None:
        try:
            return dt.datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a wall clock has no zone
        except (TypeError, ValueError):
            self.refuse("impossible_time", place)
            return None


def composed(text: str) -> str:
    """Return the text with composed letters, plain new lines and nothing around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
