"""A draft as the editor shows it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.programme import wording
from rostrum.programme.comparing import FIELDS, line
from rostrum.programme.core import checks, times
from rostrum.programme.core import notices as core_notices
from rostrum.programme.core.changes import TIME
from rostrum.programme.core.shifts import Offer
from rostrum.programme.core.values import Kind, Problem, Programme, Segment
from rostrum.programme.models import KINDS, VersionKind
from rostrum.programme.operations.publishing import kinds_possible
from rostrum.programme.queries import Draft, last_edits, latest_published


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A segment in the tree; ``remarks`` say what to look at, ``last`` is the latest revision within it."""

    segment: Segment
    kind: str | Promise
    slot: str
    people: str
    remarks: tuple[str, ...]
    revision: int
    last: int
    children: tuple["Branch", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the meeting with what the draft has on it."""

    date: dt.date
    branches: tuple[Branch, ...]


def tree(draft: Draft) -> tuple[Day, ...]:
    """Return every day of the meeting, also those with nothing on them yet."""
    said: dict[str, list[str]] = {}
    for found in (
        *checks.problems(draft.programme, draft.frame),
        *core_notices.notices(draft.programme, draft.frame),
    ):
        said.setdefault(found.key, []).append(wording.problem(found))
    return tuple(
        Day(
            date=day,
            branches=tuple(_branch(draft, s, said) for s in draft.programme.children() if s.day == day),
        )
        for day in draft.frame.days
    )


VERBS: Final[dict[str, str | Promise]] = {
    "add_segment": gettext_lazy("%(name)s added “%(title)s”."),
    "edit_segment": gettext_lazy("%(name)s changed “%(title)s”."),
    "move_segment": gettext_lazy("%(name)s moved “%(title)s”."),
    "shift_segments": gettext_lazy("%(name)s changed the times around “%(title)s”."),
    "remove_segment": gettext_lazy("%(name)s removed “%(title)s”."),
    "undo": gettext_lazy("%(name)s undid an edit of “%(title)s”."),
    "redo": gettext_lazy("%(name)s did an edit of “%(title)s” again."),
    "restore": gettext_lazy("%(name)s filled the draft anew."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEdit:
    """An edit in words; ``order`` grows through all drafts, ``by`` is the account's number, 0 for none."""

    order: int
    by: int
    key: str
    text: str


def shown(draft: Draft) -> dict[str, Any]:
    """Return what the template of the tree needs."""
    return {"meeting": draft.meeting, "draft": draft, "tree": tree(draft), "told": told(draft)}


def told(draft: Draft) -> tuple[ToldEdit, ...]:
    """Return the last edits in words, newest first."""
    base = draft.order - draft.edits
    return tuple(
        ToldEdit(
            order=base + one.edit.number,
            by=one.edit.by_id or 0,
            key=one.key,
            text=str(VERBS[one.edit.verb]) % {"name": one.edit.by_name, "title": one.title},
        )
        for one in last_edits(draft)
        if one.edit.verb in VERBS
    )


def _branch(draft: Draft, segment: Segment, said: Mapping[str, list[str]]) -> Branch:
    names = [one.name for one in (*segment.moderators, *segment.speakers) if one.name]
    within = [draft.revisions.get(one.key, 0) for one in draft.programme.within(segment.key)]
    return Branch(
        segment=segment,
        kind=KINDS[segment.kind],
        slot=wording.slot(segment),
        people=", ".join(names),
        remarks=tuple(said.get(segment.key, ())),
        revision=draft.revisions.get(segment.key, 0),
        last=max(within),
        children=tuple(_branch(draft, one, said) for one in draft.programme.children(segment.key)),
    )


def suggestion(draft: Draft, *, parent: str, day: dt.date | None) -> dict[str, Any]:
    """Return what a new segment begins with: where the last one ends, for half an hour."""
    holder = draft.programme.get(parent) if parent in draft.programme else None
    day = holder.day if holder else day if day in draft.frame.days else next(iter(draft.frame.days), None)
    before = [s for s in draft.programme.children(parent if holder else "") if s.day == day and s.end]
    start = before[-1].end if before else holder.start if holder else dt.time(10)
    end = times.later(start, 30) if start else None
    kind = Kind.SUB_PANEL if holder and holder.kind in {Kind.PANEL, Kind.SUMMARY_PANEL} else Kind.PANEL
    return {
        "kind": kind.value,
        "day": day.isoformat() if day else "",
        "start": start,
        "end": end,
        "questions_as": "questions",
    }


def offered_lines(programme: Programme, offer: Offer) -> list[tuple[str, str, str]]:
    """Return title, present slot and offered slot of each segment that would move."""
    lines = []
    for slot in offer.slots:
        segment = programme.get(slot.key)
        end = f"–{wording.clock(slot.end)}" if slot.end else ""
        lines.append((segment.title, wording.slot(segment), f"{wording.clock(slot.start)}{end}"))
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One aspect that two officers changed: what stands there now, and what this officer typed."""

    label: str | Promise
    theirs: str
    mine: str


def both_texts(theirs: Segment, mine: Mapping[str, Any], aspects: Iterable[str]) -> list[Both]:
    """Return, for each aspect that both changed, the two texts."""
    return [
        Both(
            label=_("Time") if aspect == TIME else FIELDS[aspect],
            theirs=_told(aspect, {name: getattr(theirs, name) for name in mine}),
            mine=_told(aspect, mine),
        )
        for aspect in aspects
        if aspect == TIME or aspect in FIELDS
    ]


def _told(aspect: str, values: Mapping[str, Any]) -> str:
    if aspect == TIME:
        end = f"–{wording.clock(values['end'])}" if values["end"] else ""
        return f"{values['day']:%d.%m.}, {wording.clock(values['start'])}{end}"
    value = values[aspect]
    if isinstance(value, tuple):
        return "\n".join(line(one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(KINDS.get(value, value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A kind that the draft may be published as."""

    kind: str
    label: str | Promise
    chosen: bool


def kinds_to_publish(draft: Draft, wanted: str = "") -> list[Choice]:
    """Return the kinds that the draft may be published as; without a wish the first is chosen."""
    last = latest_published(draft.meeting)
    possible = kinds_possible(last.kind if last else "")
    chosen = wanted if wanted in possible else possible[0]
    return [Choice(kind=kind, label=VersionKind(kind).label, chosen=kind == chosen) for kind in possible]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to look at, and the segment that it concerns."""

    key: str
    title: str
    text: str


def problems(draft: Draft) -> list[Remark]:
    """Return what forbids publishing."""
    return _remarks(draft, checks.problems(draft.programme, draft.frame))


def notices(draft: Draft) -> list[Remark]:
    """Return what somebody should look at before publishing."""
    return _remarks(draft, core_notices.notices(draft.programme, draft.frame))


def _remarks(draft: Draft, found: Iterable[Problem]) -> list[Remark]:
    titles = {segment.key: segment.title for segment in draft.programme}
    return [Remark(key=one.key, title=titles.get(one.key, ""), text=wording.problem(one)) for one in found]
