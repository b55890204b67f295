"""Editing the draft: adding, changing, moving, shifting and removing segments.

Every edit names the revision of the segment that the officer saw. What others changed since is kept where
it concerns other aspects; where it concerns the same, the edit is refused and both texts are handed back.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, NoReturn

from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.people.models import Account
from rostrum.programme.core import changes, shifts, tree
from rostrum.programme.core.changes import PLACE, TIME, WHOLE
from rostrum.programme.core.shifts import Slot
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Programme, Segment
from rostrum.programme.models import Change as ChangeRow
from rostrum.programme.operations.drafting import Open, Outcome, as_value, keep, later_changes, opened
from rostrum.refused import Refused

UP_AND_DOWN: Final = {"up": tree.up, "down": tree.down}
IN_AND_OUT: Final = {"indent": tree.indent, "outdent": tree.outdent}


def add_segment(
    meeting: Meeting, *, values: Mapping[str, Any], parent: str = "", by: Account, at: datetime
) -> Outcome:
    """Add a segment; ``values`` are those of ``core.values.Segment``. Raises Refused at a field."""
    key = secrets.token_hex(5)
    with opened(meeting, by=by) as draft:
        after = tree.add(draft.programme, Segment(key=key, parent=parent, **values))
        return _kept(draft, "add_segment", after, key, by=by, at=at)


def edit_segment(
    meeting: Meeting, *, key: str, revision: int, values: Mapping[str, Any], by: Account, at: datetime
) -> Outcome:
    """Change fields of a segment; only those that differ from what the officer saw count.

    Moving the times takes along what the segment holds. Raises Refused with the code ``stale`` and, in its
    facts, ``theirs`` (the segment now), ``aspects``, ``by`` and ``at`` when somebody was faster.
    """
    with opened(meeting, by=by) as draft:
        now = _present(draft, key)
        later = later_changes(draft.draft, revision, key=key)
        seen = changes.as_before(now, map(as_value, later))
        before, mine, current = (
            changes.aspects(seen),
            changes.aspects(replace(seen, **values)),
            changes.aspects(now),
        )
        wanted = {aspect for aspect, value in mine.items() if value != before[aspect]}
        touched = {change.aspect for change in later}
        stale = [a for a in mine if a in wanted & touched and mine[a] != current[a]]
        if stale:
            _refuse_stale([c for c in later if c.aspect in stale], theirs=now, by=by)
        after = draft.programme
        if TIME in wanted:
            times = {name: values.get(name, getattr(seen, name)) for name in ("day", "start", "end")}
            after = shifts.retime(after, key, **times)
        after = tree.edit(after, key, **{name: values[name] for name in wanted - {TIME}})
        outcome = _kept(draft, "edit_segment", after, key, by=by, at=at)
        if outcome.number and TIME in wanted:
            offer = shifts.offer_to_follow(draft.programme, after, key, draft.frame)
            outcome = replace(outcome, offer=offer)
        return outcome


def move_segment(
    meeting: Meeting,
    *,
    key: str,
    revision: int,
    where: Where,
    target: str = "",
    day: date | None = None,
    by: Account,
    at: datetime,
) -> Outcome:
    """Move a segment before, after or into another, or to the end of a day. Raises Refused."""
    with opened(meeting, by=by) as draft:
        _require_fresh(draft, key, revision, {PLACE, WHOLE}, by=by)
        after = tree.move(draft.programme, key, where, target, day)
        return _moved(draft, after, key, by=by, at=at)


def step_segment(
    meeting: Meeting, *, key: str, revision: int, step: str, by: Account, at: datetime
) -> Outcome:
    """Move a segment one step ``up``, ``down``, ``indent`` or ``outdent``. Raises Refused."""
    with opened(meeting, by=by) as draft:
        _require_fresh(draft, key, revision, {PLACE, WHOLE}, by=by)
        if step in UP_AND_DOWN:
            after = UP_AND_DOWN[step](draft.programme, key, draft.frame.days)
        elif step in IN_AND_OUT:
            after = IN_AND_OUT[step](draft.programme, key)
        else:
            raise Refused(_("A segment can go up, down, in or out."), field="step", code="unknown_step")
        return _moved(draft, after, key, by=by, at=at)


def shift_segments(
    meeting: Meeting, *, slots: Iterable[tuple[Slot, int]], by: Account, at: datetime
) -> Outcome:
    """Accept an offer: give segments the times it proposed; each with the revision it was made on."""
    wanted = list(slots)
    with opened(meeting, by=by) as draft:
        for slot, revision in wanted:
            _require_fresh(draft, slot.key, revision, {TIME, WHOLE}, by=by)
        after = shifts.retime_all(draft.programme, [slot for slot, _revision in wanted])
        key = wanted[0][0].key if wanted else ""
        return _kept(draft, "shift_segments", after, key, by=by, at=at)


def remove_segment(meeting: Meeting, *, key: str, revision: int, by: Account, at: datetime) -> Outcome:
    """Remove a segment with all that it holds; ``revision`` is the latest among them. Raises Refused."""
    with opened(meeting, by=by) as draft:
        _present(draft, key)
        for segment in draft.programme.within(key):
            _require_fresh(draft, segment.key, revision, by=by)
        return _kept(draft, "remove_segment", tree.remove(draft.programme, key), key, by=by, at=at)


def _moved(draft: Open, after: Programme, key: str, *, by: Account, at: datetime) -> Outcome:
    outcome = _kept(draft, "move_segment", after, key, by=by, at=at)
    if not outcome.number:
        return outcome
    return replace(outcome, offer=shifts.offer_order(after, key, draft.frame))


def _kept(draft: Open, verb: str, after: Programme, key: str, *, by: Account, at: datetime) -> Outcome:
    number = keep(draft, verb, after, by=by, at=at, key=key)
    return Outcome(draft=draft.draft, programme=after, number=number, key=key)


def _present(draft: Open, key: str) -> Segment:
    if key in draft.programme:
        return draft.programme.get(key)
    removal = later_changes(draft.draft, 0, key=key, aspect=WHOLE, after__isnull=True)
    if not removal:
        raise Refused(_("This segment is not in the programme."), code="no_such_segment")
    edit = removal[-1].edit
    raise Refused(
        _("%(name)s has removed this segment in the meantime.") % {"name": edit.by_name},
        code="gone",
        by=edit.by_name,
        at=edit.at,
    )


def _require_fresh(
    draft: Open, key: str, revision: int, aspects: Collection[str] = (), *, by: Account
) -> None:
    now = _present(draft, key)
    later = later_changes(draft.draft, revision, key=key)
    concerned = [change for change in later if not aspects or change.aspect in aspects]
    if concerned:
        _refuse_stale(concerned, theirs=now, by=by)


def _refuse_stale(later: list[ChangeRow], *, theirs: Segment, by: Account) -> NoReturn:
    edit = later[-1].edit
    if edit.by_id == by.pk:
        reason = _("You have changed this yourself in the meantime, in another window.")
    else:
        reason = _("%(name)s has changed this in the meantime.") % {"name": edit.by_name}
    aspects = list(dict.fromkeys(change.aspect for change in later))
    raise Refused(
        reason,
        field="start" if aspects[0] == TIME else aspects[0],
        code="stale",
        by=edit.by_name,
        at=edit.at,
        aspects=aspects,
        theirs=theirs,
    )
