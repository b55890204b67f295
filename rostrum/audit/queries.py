"""Reading the audit trail: who, what, when, and what changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from rostrum.audit.models import Entry
from rostrum.audit.sentences import actions, sentence_of

LONGEST = 400
SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value before and after, in words; empty where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry as a sentence. ``at`` is aware (UTC)."""

    number: int
    at: dt.datetime
    who: str
    action: str
    sentence: str
    subject: str
    reason: str
    changes: tuple[Change, ...]

    @property
    def first(self) -> tuple[Change, ...]:
        """The changes that are shown at once."""
        return self.changes[:SHOWN]

    @property
    def rest(self) -> tuple[Change, ...]:
        """The changes that are folded away, when there are many."""
        return self.changes[SHOWN:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; empty values ask for everything. ``actor`` is the key of an account."""

    scopes: Sequence[str]
    action: str = ""
    actor: str = ""
    text: str = ""


def entries(search: Search) -> QuerySet[Entry]:
    """Return the entries that fit, newest first. Who may read them is decided by the folder that asks."""
    found = Entry.objects.filter(scope__in=search.scopes)
    if search.action:
        found = found.filter(action=search.action)
    if search.actor:
        found = found.filter(actor=search.actor)
    # PostgreSQL takes no NUL in a text.
    text = search.text.replace("\x00", "")
    if text:
        found = found.filter(
            Q(subject__icontains=text) | Q(actor_name__icontains=text) | Q(reason__icontains=text)
        )
    return found.order_by("-at", "-pk")


def actors(scopes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return key and name of everybody who decided something, by the name they last had."""
    rows = Entry.objects.filter(scope__in=scopes).order_by("pk").values_list("actor", "actor_name")
    return tuple(sorted(dict(rows).items(), key=lambda pair: pair[1].casefold()))


def actions_in(scopes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the actions that were done, each with its sentence without names."""
    done = set(Entry.objects.filter(scope__in=scopes).order_by().values_list("action", flat=True).distinct())
    return tuple((action, without_names(action)) for action in actions() if action in done)


def without_names(action: str) -> str:
    """Return the sentence of an action with dots where names stand: for a list of what to look for."""
    return str(sentence_of(action)).format(actor="…", subject="…", reason="…").rstrip(".")


def tell(entry: Entry) -> Told:
    """Return an entry as a sentence; an action whose folder is gone keeps its bare name."""
    try:
        pattern = str(sentence_of(entry.action))
    except KeyError:
        pattern = "{actor}: " + entry.action + " ({subject})"
    return Told(
        number=entry.pk,
        at=entry.at,
        who=entry.actor_name,
        action=entry.action,
        sentence=pattern.format(actor=entry.actor_name, subject=entry.subject, reason=entry.reason),
        subject=entry.subject,
        reason=entry.reason,
        changes=tuple(changes(entry.before, entry.after)),
    )


def changes(before: Any, after: Any) -> Iterator[Change]:
    """Yield what differs between two values, leaf by leaf; equal ones are left out."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for path in dict.fromkeys([*old, *new]):
        if old.get(path) != new.get(path):
            yield Change(name=" › ".join(path), before=words(old.get(path)), after=words(new.get(path)))


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every single value with the way to it: names as words, places in a list by number from 1."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name.replace("_", " ")))
    elif isinstance(value, list) and not all(isinstance(one, str | int | float) for one in value):
        for number, inner in enumerate(value, start=1):
            yield from _leaves(inner, (*path, str(number)))
    elif value not in (None, "", []):
        yield path, value


def words(value: Any) -> str:
    """Return a single value as an officer reads it: lists with commas, cut when long."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
