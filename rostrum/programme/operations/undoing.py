"""Taking back one's own edits, any number of steps, and doing them again."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.people.models import Account
from rostrum.programme.core import changes
from rostrum.programme.core.changes import Change
from rostrum.programme.models import Change as ChangeRow
from rostrum.programme.models import Edit, Version
from rostrum.programme.operations.drafting import Open, Outcome, as_value, keep, opened
from rostrum.refused import Refused


def undo(meeting: Meeting, *, number: int | None = None, by: Account, at: datetime) -> Outcome:
    """Take back one's last edit that still stands, or the one of this number.

    Raises Refused when there is none, or with the code ``changed_since`` when what it changed has been
    changed by somebody else (or by a later edit of one's own, for a given number).
    """
    with opened(meeting, by=by) as draft:
        mine = Edit.objects.filter(version=draft.draft, by=by, undoes=None, undone=False)
        edit = mine.filter(number=number).first() if number else mine.order_by("-number").first()
        if edit is None:
            raise Refused(_("There is nothing to undo."), code="nothing_to_undo")
        later = _standing(draft.draft, edit) if number else _standing(draft.draft, edit).exclude(by=by)
        return _apply(draft, edit, changes.inverse(_changes(edit)), later, verb="undo", by=by, at=at)


def redo(meeting: Meeting, *, by: Account, at: datetime) -> Outcome:
    """Do again what one undid last, as long as one has edited nothing else since. Raises Refused."""
    with opened(meeting, by=by) as draft:
        mine = Edit.objects.filter(version=draft.draft, by=by)
        fresh = mine.filter(undoes=None).exclude(verb="redo").order_by("-number").first()
        undone = mine.filter(verb="undo", undone=False).order_by("-number").select_related("undoes").first()
        if undone is None or (fresh and fresh.number > undone.number):
            raise Refused(_("There is nothing to do again."), code="nothing_to_redo")
        later = _standing(draft.draft, undone).exclude(by=by)
        return _apply(draft, undone, changes.inverse(_changes(undone)), later, verb="redo", by=by, at=at)


def _apply(
    draft: Open,
    edit: Edit,
    wanted: tuple[Change, ...],
    later: QuerySet[Edit],
    *,
    verb: str,
    by: Account,
    at: datetime,
) -> Outcome:
    rows = ChangeRow.objects.filter(edit__in=later).select_related("edit").order_by("edit__number", "order")
    found = {as_value_key(row): row for row in reversed(rows)}
    if (blocked := changes.blocking(wanted, map(as_value, rows))) is not None:
        other = found[blocked.key, blocked.aspect].edit
        raise Refused(
            _("%(name)s has changed the same since, so this cannot be undone.") % {"name": other.by_name},
            code="changed_since",
            by=other.by_name,
            at=other.at,
        )
    after = changes.applied(draft.programme, wanted)
    undoes = edit if verb == "undo" else None
    key = wanted[0].key
    number = keep(draft, verb, after, by=by, at=at, key=key, undoes=undoes)
    Edit.objects.filter(pk=edit.pk).update(undone=True)
    return Outcome(draft=draft.draft, programme=after, number=number, key=key)


def _standing(draft: Version, edit: Edit) -> QuerySet[Edit]:
    """Return the later edits that still stand: neither undone nor themselves an undoing."""
    return Edit.objects.filter(version=draft, number__gt=edit.number, undoes=None, undone=False)


def _changes(edit: Edit) -> tuple[Change, ...]:
    return tuple(map(as_value, edit.changes.order_by("order")))


def as_value_key(row: ChangeRow) -> tuple[str, str]:
    """Return what a change is about."""
    return row.key, row.aspect
