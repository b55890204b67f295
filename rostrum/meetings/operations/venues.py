"""Venues and their rooms, which all processes share."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Room, Venue
from rostrum.meetings.operations.rows import mark, require_fresh, values_of, write
from rostrum.meetings.permissions import may_change_venue, may_keep_venues, require_that
from rostrum.people.models import Account
from rostrum.refused import Refused

VENUE: Final = ("name", "city", "time_zone")
SCOPE: Final = "venues"


def seen(venue: Venue) -> str:
    """Return the mark of what an officer sees of a venue."""
    return mark(values_of(venue, VENUE))


def require_change(by: Account, venue: Venue) -> None:
    """Raise ``Denied`` unless the account may change this venue, which others may use too."""
    require_that(
        may_change_venue(by, venue),
        by,
        _("Other processes meet at this venue too. Only an officer of all of them may change it."),
    )


@transaction.atomic
def add_venue(*, by: Account, at: dt.datetime, **values: Any) -> Venue:
    """Enter a venue; ``values`` as in ``VENUE``."""
    require_that(may_keep_venues(by), by, _("Only the secretariat of a meeting may enter venues."))
    venue = Venue()
    write(venue, values)
    after = values_of(venue, VENUE)
    record("meetings.add_venue", by=by, at=at, subject=str(venue), scope=SCOPE, after=after)
    return venue


@transaction.atomic
def edit_venue(venue: Venue, *, by: Account, at: dt.datetime, seen: str | None = None, **values: Any) -> None:
    """Change a venue; a new time zone moves the hours of all meetings there."""
    require_change(by, venue)
    row = Venue.objects.select_for_update().get(pk=venue.pk)
    before = values_of(row, VENUE)
    require_fresh(before, seen)
    write(row, values)
    after = values_of(row, VENUE)
    if before != after:
        record("meetings.edit_venue", by=by, at=at, subject=str(row), scope=SCOPE, before=before, after=after)


@transaction.atomic
def add_room(venue: Venue, *, by: Account, at: dt.datetime, name: str) -> Room:
    """Add a room to a venue."""
    require_that(may_keep_venues(by), by, _("Only the secretariat of a meeting may enter rooms."))
    room = Room(venue=venue)
    write(room, {"name": name})
    record("meetings.add_room", by=by, at=at, subject=str(room), scope=SCOPE, after={"name": name})
    return room


@transaction.atomic
def rename_room(room: Room, *, by: Account, at: dt.datetime, name: str) -> None:
    """Give a room another name, also in all meetings that are there."""
    require_change(by, room.venue)
    row = Room.objects.select_for_update().get(pk=room.pk)
    before = {"name": row.name}
    write(row, {"name": name})
    if before["name"] != name:
        after = {"name": name}
        record(
            "meetings.rename_room", by=by, at=at, subject=str(row), scope=SCOPE, before=before, after=after
        )


@transaction.atomic
def remove_room(room: Room, *, by: Account, at: dt.datetime) -> str:
    """Remove a room in which no meeting takes place. Returns its name, so that it can be added again."""
    require_change(by, room.venue)
    if room.meetings.exists():
        raise Refused(_("Meetings take place in this room. Give them another room first."), code="in_use")
    before = {"name": room.name}
    record("meetings.remove_room", by=by, at=at, subject=str(room), scope=SCOPE, before=before)
    room.delete()
    return room.name
