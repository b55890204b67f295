"""E-mail addresses of missions, to which letters for all Permanent Representatives and Observers go."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.permissions import may_keep_venues, require_that
from rostrum.outbox.addresses import normalised
from rostrum.people.models import Account, Organization, State
from rostrum.refused import Refused

SCOPE: Final = "missions"


def require_keeper(by: Account) -> None:
    """Raise ``Denied`` unless the account may keep what all meetings share: as with venues."""
    require_that(may_keep_venues(by), by, _("Only the secretariat of a meeting keeps the addresses."))


@transaction.atomic
def edit_addresses(addresses: Mapping[str, str], *, by: Account, at: dt.datetime) -> int:
    """Enter addresses by the key of the mission (``state_KEN``, ``organization_7``); empty ones are removed.

    Returns how many changed. Raises Refused, at its key, for what is no address or names no mission.
    """
    require_keeper(by)
    before, after = {}, {}
    for key, typed in addresses.items():
        row = _mission(key)
        old, new = _address_of(row), _normalised(key, typed)
        if old == new:
            continue
        if isinstance(row, State):
            row.mission_email = new
            row.save(update_fields=["mission_email"])
        else:
            row.email = new
            row.save(update_fields=["email"])
        before[str(row)], after[str(row)] = old, new
    if after:
        subject = ", ".join(after)
        record(
            "meetings.edit_addresses", by=by, at=at, subject=subject, scope=SCOPE, before=before, after=after
        )
    return len(after)


def _mission(key: str) -> State | Organization:
    kind, _underscore, number = key.partition("_")
    found: State | Organization | None = None
    if kind == "state":
        found = State.objects.select_for_update().filter(pk=number).first()
    elif kind == "organization" and number.isdigit():
        found = Organization.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise Refused(_("There is no such mission any more."), code="gone")
    return found


def _address_of(row: State | Organization) -> str:
    return row.mission_email if isinstance(row, State) else row.email


def _normalised(key: str, typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return normalised(typed)
    except ValueError as error:
        raise Refused(_("This is not an e-mail address."), field=key, code="invalid") from error
