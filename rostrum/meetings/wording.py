"""Days and periods as the papers write them: 19–20 June 2017."""

import datetime as dt
from collections.abc import Sequence

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _


def _locale() -> Locale:
    code = get_language() or "en"
    # The papers write the day before the month; plain "en" is that of the United States.
    return Locale.parse("en_GB" if code == "en" else to_locale(code))


def _runs(days: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Join days that follow each other."""
    runs: list[tuple[dt.date, dt.date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][1] == dt.timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def day(date: dt.date) -> str:
    """Write one day: ``11 October 2017``."""
    return format_date(date, "long", locale=_locale())


def span(first: dt.date, last: dt.date) -> str:
    """Write a first and a last day as one, each part once: ``8–9 May 2017``, ``30 May – 2 June 2017``.

    CLDR's own intervals know no full names of months in most languages.
    """
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    locale = _locale()
    pattern = str(locale.date_formats["long"].pattern)
    if first.month == last.month:
        return format_date(last, pattern.replace("d", f"'{first.day}–'d", 1), locale=locale)
    year_first = pattern.startswith("y")
    short = format_skeleton("MMMMd", last if year_first else first, locale=locale)
    return f"{day(first)} – {short}" if year_first else f"{short} – {day(last)}"


def days(dates: Sequence[dt.date]) -> str:
    """Write the days of a meeting: days that follow each other as one span, the others beside it."""
    return ", ".join(span(first, last) for first, last in _runs(dates))


def period(first: dt.date, last: dt.date | None) -> str:
    """Write from when to when an office is held; without a ``last`` day it is held still."""
    if last is None:
        return _("since %(day)s") % {"day": day(first)}
    return span(first, last)
