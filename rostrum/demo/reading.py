"""Reading the data files of the demonstration."""

import csv
import datetime as dt
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from rostrum.programme.core import tree
from rostrum.programme.core.values import Kind, Programme, QuestionsAs, Segment, Speaker

DATA: Final = Path(__file__).parent / "data"


@lru_cache(maxsize=16)
def toml(name: str) -> dict[str, Any]:
    """Return a data file as plain values."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def states() -> list[dict[str, str]]:
    """Return the rows of Member and observer States."""
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def versions(name: str) -> list[tuple[str, dt.datetime, Programme]]:
    """Return kind, moment of publication and programme of each version that the papers give."""
    return [
        (
            version["kind"],
            dt.datetime.fromisoformat(version["published"]),
            tree.arranged(_segment(one) for one in version["segment"]),
        )
        for version in toml(f"programmes/{name}")["version"]
    ]


def moved_to(programme: Programme, day: dt.date) -> Programme:
    """Return the programme with its first day on ``day``; the others follow as they did."""
    first = min(segment.day for segment in programme)
    return Programme(tuple(replace(one, day=day + (one.day - first)) for one in programme))


def local_day(at: dt.datetime, zone: str) -> dt.date:
    """Return the day on which a moment falls in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def _time(text: str) -> dt.time:
    hour, minute = text.split(".")
    return dt.time(int(hour), int(minute))


def _segment(values: dict[str, Any]) -> Segment:
    start, end = values["times"].split("-")
    return Segment(
        key=values["key"],
        kind=Kind(values["kind"]),
        day=values["day"],
        start=_time(start),
        end=_time(end),
        title=values["title"],
        description=values.get("description", ""),
        side_events=values.get("side_events", False),
        questions_as=QuestionsAs(values.get("questions_as", "questions")),
        questions=tuple(values.get("questions", ())),
        moderators=tuple(Speaker(**one) for one in values.get("moderators", ())),
        speakers=tuple(Speaker(**one) for one in values.get("speakers", ())),
        parent=values.get("parent", ""),
    )
