"""Moments as people read them: the time in a named zone, never a bare number."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Words:
    """A moment ready to print: ``machine`` for the datetime attribute, ``text``, and its zone in words."""

    machine: str
    text: str
    machine_end: str
    text_end: str
    zone: str


def offset(moment: datetime) -> str:
    """Return how far the zone of an aware moment is from UTC then: ``UTC+2``, ``UTC−3.30``, ``UTC``."""
    away = moment.utcoffset()
    if away is None:
        raise ValueError("a moment without a zone cannot be shown")
    minutes = round(away.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f".{rest:02d}" if rest else "")


def zone_word(moment: datetime, zone: str, *, place: str = "", language: str | None = None) -> str:
    """Name the zone for a reader: ``Geneva time (UTC+2)``; by its own city when no ``place`` is given."""
    local = moment.astimezone(ZoneInfo(zone))
    away = offset(local)
    if zone == "UTC":
        return "UTC"
    if not place:
        locale = Locale.parse(to_locale(language or get_language() or "en"))
        place = get_timezone_location(zone, locale=locale, return_city=True)
    return _("%(place)s time (%(offset)s)") % {"place": place, "offset": away}


def words(
    moment: datetime, zone: str, *, place: str = "", show: str = "time", end: datetime | None = None
) -> Words:
    """Put an aware ``moment``, and the ``end`` of what begins then, into words in ``zone`` (an IANA name).

    ``show`` is ``time`` (10.00), ``day`` (Monday, 19 June 2017) or ``both``. Django's active language
    decides the order and the signs; ``rostrum/web/formats`` holds them.
    """
    local = moment.astimezone(ZoneInfo(zone))
    last = end.astimezone(ZoneInfo(zone)) if end else None
    text = _in_words(local, show)
    text_end = ""
    if last:
        same_day = last.date() == local.date()
        text_end = _in_words(last, "time" if same_day and show != "day" else show)
    return Words(
        machine=local.isoformat(timespec="minutes"),
        text=text,
        machine_end=last.isoformat(timespec="minutes") if last else "",
        text_end=text_end,
        zone=zone_word(moment, zone, place=place),
    )


def _in_words(local: datetime, show: str) -> str:
    if show == "time":
        return date_format(local, "TIME_FORMAT")
    if show == "day":
        return date_format(local, "DATE_FORMAT")
    if show == "both":
        return date_format(local, "DATETIME_FORMAT")
    raise ValueError(f"show is time, day or both, not {show!r}")
