"""The draft: beginning one, filling it whole, and what every edit of it has in common."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.people.models import Account
from rostrum.programme import live, queries, rows, sentences, wording
from rostrum.programme.core import changes, checks
from rostrum.programme.core.changes import Change
from rostrum.programme.core.shifts import Offer
from rostrum.programme.core.values import Frame, Impossible, Programme
from rostrum.programme.models import Change as ChangeRow
from rostrum.programme.models import Edit, Version
from rostrum.programme.permissions import EDIT
from rostrum.refused import Refused

assert sentences.SENTENCES  # noqa: S101 - recording needs them known


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an edit came to: its ``number`` (None when it changed nothing), the draft as it is now.

    ``key`` is the segment it was about; ``offer`` what the officer may be offered next.
    """

    draft: Version
    programme: Programme
    number: int | None
    key: str = ""
    offer: Offer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A draft that is locked for an edit."""

    draft: Version
    programme: Programme
    frame: Frame


Make = Callable[[Open], Programme]


def begin_draft(meeting: Meeting, *, by: Account, at: datetime) -> Version:
    """Begin the next version from the last published one; with a draft already there, return that."""
    require(by, EDIT, meeting)
    with transaction.atomic():
        # Two officers who begin at once meet here, not at the constraint.
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        versions = Version.objects.filter(meeting=meeting)
        if draft := versions.filter(published_at=None).first():
            return draft
        last = versions.order_by("-number").first()
        draft = Version.objects.create(meeting=meeting, number=last.number + 1 if last else 1, based_on=last)
        if last:
            source = queries.published(last).programme
            rows.store(draft, Programme(), source, touched=())
        record("programme.begin_draft", by=by, at=at, subject=str(meeting), scope=meeting.scope)
        live.announce(meeting)
    return draft


def fill_draft(meeting: Meeting, *, programme: Programme, by: Account, at: datetime) -> Outcome:
    """Put a whole programme in place of the draft's; undone like any edit. Raises Refused."""
    return edit_draft(meeting, "restore", lambda _opened: programme, by=by, at=at)


def restore(meeting: Meeting, *, number: int, by: Account, at: datetime) -> Outcome:
    """Put the draft back to what a published version says; undone like any edit. Raises Refused."""
    require(by, EDIT, meeting)
    version = queries.version(meeting, number)
    if version is None:
        raise Refused(_("There is no published version of this number."), field="number", code="no_version")
    return fill_draft(meeting, programme=version.programme, by=by, at=at)


def edit_draft(
    meeting: Meeting, verb: str, make: Make, *, key: str = "", by: Account, at: datetime
) -> Outcome:
    """Make one edit of the draft: everything that changes a draft comes through here or ``opened``."""
    with opened(meeting, by=by) as draft:
        after = make(draft)
        number = keep(draft, verb, after, by=by, at=at, key=key)
        return Outcome(draft=draft.draft, programme=after, number=number, key=key)


@contextmanager
def opened(meeting: Meeting, *, by: Account) -> Iterator[Open]:
    """Lock the draft for ``by``; what the rules find impossible is raised as Refused."""
    require(by, EDIT, meeting)
    with transaction.atomic():
        draft = Version.objects.select_for_update().filter(meeting=meeting, published_at=None).first()
        if draft is None:
            raise Refused(
                _("There is no draft to edit: this version has been published. Begin the next one."),
                code="no_draft",
            )
        try:
            yield Open(draft=draft, programme=rows.load(draft), frame=queries.frame_of(meeting))
        except Impossible as impossible:
            raise refusal(impossible) from impossible


def keep(
    opened_draft: Open,
    verb: str,
    after: Programme,
    *,
    by: Account,
    at: datetime,
    key: str = "",
    undoes: Edit | None = None,
) -> int | None:
    """Check, write and record what an edit made of the draft; returns its number, None for no change."""
    draft, before = opened_draft.draft, opened_draft.programme
    checks.require_no_new(before, after, opened_draft.frame)
    made = changes.changes(before, after)
    if not made:
        return None
    draft.edits += 1
    draft.save(update_fields=["edits"])
    rows.store(draft, before, after, touched={change.key for change in made})
    edit = Edit.objects.create(
        version=draft,
        number=draft.edits,
        verb=verb,
        at=at,
        by=by,
        by_name=by.get_full_name(),
        undoes=undoes,
    )
    ChangeRow.objects.bulk_create(
        ChangeRow(edit=edit, order=order, key=c.key, aspect=c.aspect, before=c.before, after=c.after)
        for order, c in enumerate(made)
    )
    meeting = draft.meeting
    record(
        f"programme.{verb}",
        by=by,
        at=at,
        subject=_subject(before, after, key or made[0].key) if verb != "restore" else str(meeting),
        scope=meeting.scope,
        before=_told(made, "before"),
        after=_told(made, "after"),
    )
    live.announce(meeting)
    return draft.edits


def refusal(impossible: Impossible) -> Refused:
    """Say what the rules found, at the field of the first problem; ``problems`` holds all of them."""
    first = impossible.problems[0]
    said = [(p.field, wording.problem(p)) for p in impossible.problems]
    return Refused(said[0][1], field=first.field, code=first.code, key=first.key, problems=said)


def later_changes(draft: Version, revision: int, **of: Any) -> list[ChangeRow]:
    """Return what was changed after an edit of this number, oldest first."""
    found = ChangeRow.objects.filter(edit__version=draft, edit__number__gt=revision, **of)
    return list(found.select_related("edit").order_by("edit__number", "order"))


def as_value(row: ChangeRow) -> Change:
    """Return a stored change as the rules know it."""
    return Change(key=row.key, aspect=row.aspect, before=row.before, after=row.after)


def _subject(before: Programme, after: Programme, key: str) -> str:
    segment = after.by_key.get(key) or before.by_key.get(key)
    return segment.title if segment else ""


def _told(made: tuple[Change, ...], side: str) -> list[dict[str, Any]]:
    return [{"segment": c.key, "what": c.aspect, "value": getattr(c, side)} for c in made]
