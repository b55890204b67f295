"""Two versions of a programme, compared, in the words that the page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.programme import wording
from rostrum.programme.core.compare import Entry, Field, Row, compare
from rostrum.programme.core.values import Segment
from rostrum.programme.core.words import Span
from rostrum.programme.models import KINDS, QUESTIONS_AS
from rostrum.programme.queries import Draft, Published

MARKS: Final[dict[str, str | Promise]] = {
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
    "moved": gettext_lazy("Moved"),
    "retimed": gettext_lazy("New time"),
    "changed": gettext_lazy("Changed"),
}
FIELDS: Final[dict[str, str | Promise]] = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "room": gettext_lazy("Room"),
    "kind": gettext_lazy("Kind"),
    "side_events": gettext_lazy("Space for side events"),
    "questions_as": gettext_lazy("Questions are called"),
    "questions": gettext_lazy("Questions"),
    "moderators": gettext_lazy("Moderators"),
    "speakers": gettext_lazy("Speakers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """One line on each side; ``words`` tell both where a line was changed."""

    what: str
    before: str = ""
    after: str = ""
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that differs, line by line."""

    label: str | Promise
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A segment in both versions, or in one."""

    title: str
    before: Segment | None
    after: Segment | None
    before_time: str
    after_time: str
    marks: tuple[str | Promise, ...]
    differences: tuple[Difference, ...]
    depth: int

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.marks


def line(entry: Entry) -> str:
    """Write a question or a speaker as one line, with what is said of a speaker in words."""
    if isinstance(entry, str):
        return entry
    parts = [f"{entry.honorific} {entry.name}".strip() or str(_("To be confirmed"))]
    parts += [part for part in (entry.function, entry.affiliation) if part]
    if entry.on_behalf_of:
        parts.append(_("on behalf of %(group)s") % {"group": entry.on_behalf_of})
    if entry.by_video:
        parts.append(_("by video"))
    if entry.to_be_confirmed and entry.name:
        parts.append(_("to be confirmed"))
    told = ", ".join(parts)
    return f"{entry.contribution}: {told}" if entry.contribution else told


def pairs(old: Published, new: Published | Draft) -> tuple[Pair, ...]:
    """Return the segments of both versions side by side."""
    return tuple(_pair(row) for row in compare(old.programme, new.programme, line))


def _pair(row: Row) -> Pair:
    shown = row.after or row.before
    return Pair(
        title=shown.title if shown else "",
        before=row.before,
        after=row.after,
        before_time=_when(row.before),
        after_time=_when(row.after),
        marks=tuple(MARKS[mark] for mark in row.marks),
        differences=tuple(_difference(field) for field in row.fields),
        depth=row.depth,
    )


def _when(segment: Segment | None) -> str:
    if segment is None:
        return ""
    return f"{date_format(segment.day, 'MONTH_DAY_FORMAT')}, {wording.slot(segment)}"


def _difference(field: Field) -> Difference:
    if field.items:
        return Difference(label=FIELDS[field.name], bits=tuple(_items(field)))
    if field.words:
        bit = Bit(what="changed", before=str(field.before), after=str(field.after), words=field.words)
    else:
        bit = Bit(what="changed", before=_value(field.before), after=_value(field.after))
    return Difference(label=FIELDS[field.name], bits=(bit,))


def _items(field: Field) -> Iterable[Bit]:
    for item in field.items:
        yield Bit(
            what=item.what,
            before="" if item.before is None else line(item.before),
            after="" if item.after is None else line(item.after),
            words=item.words,
        )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    found: str | Promise = KINDS.get(value) or QUESTIONS_AS.get(value) or ""
    return str(found)
