"""Processes and their phases."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Phase, Process
from rostrum.meetings.operations.rows import Values, address, mark, require_fresh, values_of, write
from rostrum.meetings.permissions import may_begin, may_plan, require_that
from rostrum.people.models import Account
from rostrum.refused import Refused

PROCESS: Final = ("name", "short_name", "mandate", "summary")
PHASE: Final = ("name", "starts_on", "ends_on", "summary")


def require_planner(by: Account, process: Process) -> None:
    """Raise ``Denied`` unless the account may plan the process."""
    require_that(
        may_plan(by, process), by, _("Only the secretariat of a meeting of this process may plan it.")
    )


def scope(process: Process) -> str:
    """Return the name under which the audit trail files what concerns a whole process."""
    return f"process:{process.pk}"


def seen(row: Process | Phase) -> str:
    """Return the mark of what an officer sees of a process or phase."""
    return mark(values_of(row, PROCESS if isinstance(row, Process) else PHASE))


@transaction.atomic
def begin_process(*, by: Account, at: dt.datetime, slug: str = "", **values: Any) -> Process:
    """Enter a new process; ``values`` as in ``PROCESS``. Without a ``slug`` its short name gives one."""
    require_that(may_begin(by), by, _("Only who keeps the site may enter a new process."))
    process = Process(slug=address(slug, values.get("short_name", ""), Process.objects.all()))
    write(process, values)
    record(
        "meetings.begin_process",
        by=by,
        at=at,
        subject=str(process),
        scope=scope(process),
        after=values_of(process, PROCESS),
    )
    return process


@transaction.atomic
def edit_process(
    process: Process, *, by: Account, at: dt.datetime, seen: str | None = None, **values: Any
) -> None:
    """Change what is said of a process; its address stays, because links lead there."""
    require_planner(by, process)
    row = Process.objects.select_for_update().get(pk=process.pk)
    before = values_of(row, PROCESS)
    require_fresh(before, seen)
    write(row, values)
    _record("meetings.edit_process", row, before, values_of(row, PROCESS), by=by, at=at)


@transaction.atomic
def add_phase(process: Process, *, by: Account, at: dt.datetime, **values: Any) -> Phase:
    """Add a phase after those that are there; ``values`` as in ``PHASE``."""
    require_planner(by, process)
    Process.objects.select_for_update().get(pk=process.pk)
    last = process.phases.aggregate(last=Max("position"))["last"] or 0
    phase = Phase(process=process, position=last + 1)
    write(phase, values)
    _record("meetings.add_phase", phase, None, values_of(phase, PHASE), by=by, at=at)
    return phase


@transaction.atomic
def edit_phase(phase: Phase, *, by: Account, at: dt.datetime, seen: str | None = None, **values: Any) -> None:
    """Change a phase."""
    require_planner(by, phase.process)
    row = Phase.objects.select_for_update().get(pk=phase.pk)
    before = values_of(row, PHASE)
    require_fresh(before, seen)
    write(row, values)
    _record("meetings.edit_phase", row, before, values_of(row, PHASE), by=by, at=at)


@transaction.atomic
def remove_phase(phase: Phase, *, by: Account, at: dt.datetime) -> Values:
    """Remove a phase that holds no meeting. Returns its values, so that it can be added again."""
    require_planner(by, phase.process)
    if phase.meetings.exists():
        raise Refused(_("Meetings belong to this phase. Give them another phase first."), code="in_use")
    values = {name: getattr(phase, name) for name in PHASE}
    _record("meetings.remove_phase", phase, values_of(phase, PHASE), None, by=by, at=at)
    phase.delete()
    return values


def _record(
    action: str,
    row: Process | Phase,
    before: Values | None,
    after: Values | None,
    *,
    by: Account,
    at: dt.datetime,
) -> None:
    process = row if isinstance(row, Process) else row.process
    if before != after:
        record(action, by=by, at=at, subject=str(row), scope=scope(process), before=before, after=after)
