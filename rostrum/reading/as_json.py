"""A paper as JSON: the shape that ``rostrum read --json`` prints (docs/reference/reading.md)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from rostrum.reading.paper import Paper, Person, Segment


def as_json(paper: Paper, findings: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return a paper, and what the checker found in it, as JSON knows values."""
    told: dict[str, Any] = {
        "title": paper.title,
        "venue": paper.venue,
        "dates": [day.isoformat() for day in paper.dates],
    }
    optional = {
        "language": paper.language,
        "letter_date": paper.letter_date.isoformat() if paper.letter_date else "",
        "mandate": paper.mandate,
        "signatory": paper.signatory,
        "addressees": paper.addressees,
        "status": paper.status,
    }
    told |= {name: value for name, value in optional.items() if value}
    told["segments"] = [_segment(paper, segment) for segment in paper.segments]
    told["logistics"] = _logistics(paper)
    told["damage"] = [
        {"kind": one.kind, "line": one.place.first, "text": one.text, "read_as": one.read_as}
        for one in paper.damage
    ]
    told["findings"] = list(findings)
    return told


def _segment(paper: Paper, segment: Segment) -> dict[str, Any]:
    told: dict[str, Any] = {
        "day": segment.day.isoformat() if segment.day else None,
        "start": _clock(segment.start),
        "end": _clock(segment.end),
        "kind": segment.kind.value,
        "title": segment.title,
        "moderators": [person.name for person in segment.moderators],
        "speakers": [_person(person) for person in segment.speakers],
        "questions": [passage.text for passage in segment.questions],
        "source": [segment.place.first, segment.place.last],
    }
    optional: dict[str, Any] = {
        "parent": paper.segments[segment.parent].title if segment.parent is not None else "",
        "track": segment.track,
        "title_raw": segment.title_written,
        "moderator_affiliation": next((one.affiliation for one in segment.moderators if one.affiliation), ""),
        "tbc": [one.of or one.written for one in segment.placeholders],
        "text": [passage.text for passage in segment.texts],
    }
    return told | {name: value for name, value in optional.items() if value}


def _person(person: Person) -> dict[str, Any]:
    told: dict[str, Any] = {"name": person.name, "affiliation": person.affiliation}
    optional: dict[str, Any] = {
        "honorific": person.honorific,
        "role": person.role,
        "on_behalf_of": person.on_behalf_of,
        "name_raw": person.written,
        "by_video": person.by_video,
        "tbc": person.to_be_confirmed,
    }
    return told | {name: value for name, value in optional.items() if value}


def _logistics(paper: Paper) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, fact in paper.logistics:
        value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
        if name.startswith("seats_"):
            told.setdefault("seats", {})[name.removeprefix("seats_")] = value
        else:
            told[name] = value
    return told


def _clock(time: dt.time | None) -> str | None:
    return f"{time:%H:%M}" if time else None
