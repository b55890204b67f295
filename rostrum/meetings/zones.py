"""In whose time a page is read: the venue's always, and one other that the reader chooses by ``?zone=``."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import available_timezones

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.meetings.models import Meeting

# Where the Organization has its offices and commissions: what most readers look for.
STATIONS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("Africa/Addis_Ababa", _("Addis Ababa")),
    ("Asia/Bangkok", _("Bangkok")),
    ("Asia/Beirut", _("Beirut")),
    ("Europe/Zurich", _("Geneva")),
    ("Africa/Nairobi", _("Nairobi")),
    ("America/New_York", _("New York")),
    ("America/Santiago", _("Santiago")),
    ("Europe/Vienna", _("Vienna")),
)
_PLACES: Final = dict(STATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """``venue`` is the meeting's zone, named after ``place``; ``other`` the reader's, empty without one.

    Both are IANA names. ``unknown`` is what was asked for and is no time zone.
    """

    venue: str
    place: str
    other: str = ""
    unknown: str = ""

    @property
    def other_place(self) -> str:
        """The city after which the other zone is named; empty when its own name serves."""
        return str(_PLACES.get(self.other, ""))

    @property
    def choices(self) -> tuple[tuple[str, str | Promise, bool], ...]:
        """What the switch offers: zone (empty: the venue's), its label, whether it is chosen."""
        offered: list[tuple[str, str | Promise]] = [("", _("Venue time only")), ("UTC", "UTC")]
        offered += [(zone, place) for zone, place in STATIONS if zone != self.venue]
        if self.other and self.other not in dict(offered):
            offered.append((self.other, self.other))
        return tuple((zone, label, zone == self.other) for zone, label in offered)


def chosen(request: HttpRequest, meeting: Meeting) -> Zones:
    """Return the zones in which this reader sees the times of the meeting."""
    venue = meeting.room.venue
    asked = request.GET.get("zone", "").strip()[:60]
    # The list is read from hundreds of files: only for somebody who asks for a zone.
    known = bool(asked) and asked in available_timezones()
    return Zones(
        venue=venue.time_zone,
        place=venue.city,
        other=asked if known and asked != venue.time_zone else "",
        unknown=asked if asked and not known else "",
    )
