"""Convening meetings and changing what is said of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings import queries
from rostrum.meetings.models import Convening, Day, Meeting, Office, Process, RoleHolding
from rostrum.meetings.operations.processes import require_planner
from rostrum.meetings.operations.rows import Values, address, mark, require_fresh, values_of, write
from rostrum.meetings.permissions import EDIT, require
from rostrum.meetings.roles import Role
from rostrum.people.models import Account
from rostrum.refused import Refused

MEETING: Final = (
    "format",
    "ordinal",
    "title",
    "theme",
    "mandate",
    "mandate_paragraph",
    "phase",
    "room",
    "language",
    "interpretation",
    "webcast",
)


def values_of_meeting(meeting: Meeting) -> Values:
    """Return what is said of a meeting, as the audit trail keeps it."""
    dates = meeting.days.order_by("date").values_list("date", flat=True)
    offices = meeting.convening_set.order_by("position").values_list("office__title", flat=True)
    return {
        **values_of(meeting, MEETING),
        "days": [date.isoformat() for date in dates],
        "conveners": list(offices),
    }


def seen(meeting: Meeting) -> str:
    """Return the mark of what an officer sees of a meeting."""
    return mark(values_of_meeting(meeting))


@transaction.atomic
def convene_meeting(
    process: Process,
    *,
    by: Account,
    at: dt.datetime,
    days: Sequence[dt.date],
    conveners: Sequence[Office] = (),
    slug: str = "",
    **values: Any,
) -> Meeting:
    """Enter a meeting, on days of its venue's time zone; ``values`` as in ``MEETING``.

    Whoever enters it is its secretariat, and gives the other roles.
    """
    require_planner(by, process)
    slug = address(slug, values.get("title", ""), Meeting.objects.all())
    meeting = Meeting(process=process, slug=slug)
    _put(meeting, values, days, conveners)
    RoleHolding.objects.create(meeting=meeting, account=by, role=Role.SECRETARIAT)
    record(
        "meetings.convene_meeting",
        by=by,
        at=at,
        subject=str(meeting),
        scope=meeting.scope,
        after=values_of_meeting(meeting),
    )
    return meeting


@transaction.atomic
def edit_meeting(
    meeting: Meeting,
    *,
    by: Account,
    at: dt.datetime,
    days: Sequence[dt.date],
    conveners: Sequence[Office],
    seen: str | None = None,
    **values: Any,
) -> None:
    """Change what is said of a meeting; its address stays, because links and screens lead there."""
    require(by, EDIT, meeting)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    before = values_of_meeting(row)
    require_fresh(before, seen)
    _require_no_slot_lost(row, days)
    _put(row, values, days, conveners)
    after = values_of_meeting(row)
    if before != after:
        record(
            "meetings.edit_meeting",
            by=by,
            at=at,
            subject=str(row),
            scope=row.scope,
            before=before,
            after=after,
        )


def _require_no_slot_lost(meeting: Meeting, days: Sequence[dt.date]) -> None:
    """Refuse to take away a day on which the programme has something."""
    used = {slot.starts.astimezone(meeting.zone).date() for slot in queries.slots(meeting)}
    held = set(meeting.days.values_list("date", flat=True))
    lost = sorted((used & held) - set(days))
    if lost:
        raise Refused(
            _("The programme has segments on %(day)s. Move them before you take this day away.")
            % {"day": lost[0].isoformat()},
            field="days",
            code="in_use",
        )


def _put(meeting: Meeting, values: Values, days: Sequence[dt.date], conveners: Sequence[Office]) -> None:
    if not days:
        raise Refused(_("Enter at least one day."), field="days", code="invalid")
    _require_same_process(meeting, values, conveners)
    write(meeting, values)
    meeting.days.exclude(date__in=days).delete()
    for date in sorted(set(days)):
        Day.objects.get_or_create(meeting=meeting, date=date)
    meeting.convening_set.all().delete()
    for position, office in enumerate(dict.fromkeys(conveners), start=1):
        Convening.objects.create(meeting=meeting, office=office, position=position)


def _require_same_process(meeting: Meeting, values: Values, conveners: Sequence[Office]) -> None:
    phase = values.get("phase")
    if phase is not None and phase.process_id != meeting.process_id:
        raise Refused(_("This phase belongs to another process."), field="phase", code="invalid")
    if any(office.process_id != meeting.process_id for office in conveners):
        raise Refused(_("This office belongs to another process."), field="conveners", code="invalid")
