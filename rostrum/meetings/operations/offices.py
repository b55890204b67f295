"""Offices, and who holds them from when to when."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Holding, Office, Process
from rostrum.meetings.operations.processes import require_planner, scope
from rostrum.meetings.operations.rows import Values, address, mark, plain, require_fresh, write
from rostrum.people.models import Account, Person
from rostrum.refused import Refused

PERSON: Final = ("honorific", "given_names", "surname", "function")
PERIOD: Final = ("starts_on", "ends_on")


def values_of_holding(holding: Holding) -> Values:
    """Return who holds an office and when, as an officer enters it."""
    person = {name: getattr(holding.person, name) for name in PERSON}
    return person | {name: getattr(holding, name) for name in PERIOD}


def seen(holding: Holding) -> str:
    """Return the mark of what an officer sees of a holding."""
    return mark(_plain(values_of_holding(holding)))


def _plain(values: Values) -> Values:
    return {name: plain(value) for name, value in values.items()}


@transaction.atomic
def add_office(process: Process, *, by: Account, at: dt.datetime, title: str) -> Office:
    """Add an office to a process."""
    require_planner(by, process)
    office = Office(process=process, slug=address("", title, process.offices.all()))
    write(office, {"title": title})
    _record("meetings.add_office", office, None, {"title": title}, by=by, at=at)
    return office


@transaction.atomic
def edit_office(office: Office, *, by: Account, at: dt.datetime, title: str) -> None:
    """Correct the title of an office."""
    require_planner(by, office.process)
    row = Office.objects.select_for_update().get(pk=office.pk)
    before = {"title": row.title}
    write(row, {"title": title})
    _record("meetings.edit_office", row, before, {"title": title}, by=by, at=at)


@transaction.atomic
def remove_office(office: Office, *, by: Account, at: dt.datetime) -> None:
    """Remove an office that nobody held and that convenes no meeting."""
    require_planner(by, office.process)
    if office.holdings.exists() or office.convening_set.exists():
        raise Refused(
            _("Somebody held this office, or it convenes a meeting. Remove those first."), code="in_use"
        )
    _record("meetings.remove_office", office, {"title": office.title}, None, by=by, at=at)
    office.delete()


@transaction.atomic
def add_holding(office: Office, *, by: Account, at: dt.datetime, **values: Any) -> Holding:
    """Enter who holds an office from when to when; ``values`` as in ``PERSON`` and ``PERIOD``."""
    require_planner(by, office.process)
    Office.objects.select_for_update().get(pk=office.pk)
    holding = Holding(office=office)
    holding.person = _known(office.process, values) or _saved(Person(), values)
    _put(holding, values)
    _record("meetings.add_holding", holding, None, _plain(values_of_holding(holding)), by=by, at=at)
    return holding


@transaction.atomic
def edit_holding(
    holding: Holding, *, by: Account, at: dt.datetime, seen: str | None = None, **values: Any
) -> None:
    """Correct who held an office or when."""
    require_planner(by, holding.office.process)
    row = Holding.objects.select_for_update().get(pk=holding.pk)
    before = _plain(values_of_holding(row))
    require_fresh(before, seen)
    _saved(row.person, values)
    _put(row, values)
    _record("meetings.edit_holding", row, before, _plain(values_of_holding(row)), by=by, at=at)


@transaction.atomic
def remove_holding(holding: Holding, *, by: Account, at: dt.datetime) -> Values:
    """Remove a holding that was entered by mistake. Returns its values, so that it can be added again."""
    require_planner(by, holding.office.process)
    values = values_of_holding(holding)
    _record("meetings.remove_holding", holding, _plain(values), None, by=by, at=at)
    holding.delete()
    return values


def _known(process: Process, values: Values) -> Person | None:
    """Find the same person in another office of the process, so that nobody stands there twice."""
    names = {name: values.get(name, "") for name in ("given_names", "surname")}
    return Person.objects.filter(holdings__office__process=process, **names).first()


def _saved(person: Person, values: Values) -> Person:
    write(person, {name: values[name] for name in PERSON if name in values})
    return person


def _put(holding: Holding, values: Values) -> None:
    """Write the period; an office has one holder at a time."""
    period: Values = {name: values[name] for name in PERIOD if name in values}
    starts, ends = period.get("starts_on", holding.starts_on), period.get("ends_on", holding.ends_on)
    for other in holding.office.holdings.exclude(pk=holding.pk).select_related("person"):
        before = other.ends_on is not None and other.ends_on < starts
        after = ends is not None and ends < other.starts_on
        if not before and not after:
            raise Refused(
                _("%(person)s holds this office in that period. End that first.") % {"person": other.person},
                field="starts_on",
                code="overlap",
            )
    write(holding, period)


def _record(
    action: str,
    row: Office | Holding,
    before: Values | None,
    after: Values | None,
    *,
    by: Account,
    at: dt.datetime,
) -> None:
    office = row if isinstance(row, Office) else row.office
    if before != after:
        record(
            action, by=by, at=at, subject=str(row), scope=scope(office.process), before=before, after=after
        )
