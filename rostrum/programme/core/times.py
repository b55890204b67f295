"""Wall-clock times: reading them, adding minutes to them, placing them in a time zone."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from rostrum.programme.core.values import Impossible, Problem

# 10.15, 10:15, 10h15, 1015, 10 h, 9; digits of any script.
_TIME = re.compile(r"(\d{1,2})(?:\s?[.:hH]\s?(\d{2})?|(\d{2}))?")
DAY = 24 * 60


def read_time(text: str, *, field: str) -> dt.time:
    """Read a time as officers write it; raises Impossible at ``field``."""
    found = _TIME.fullmatch(text.strip())
    if found:
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
        if hour < 24 and minute < 60:  # noqa: PLR2004 - hours of a day, minutes of an hour
            return dt.time(hour, minute)
    raise Impossible(Problem(code="impossible_time", field=field, facts={"text": text}))


def minutes(time: dt.time) -> int:
    """Return the minutes since midnight."""
    return time.hour * 60 + time.minute


def between(start: dt.time, end: dt.time) -> int:
    """Return the minutes from ``start`` to ``end``, negative when it is earlier."""
    return minutes(end) - minutes(start)


def later(time: dt.time, by: int) -> dt.time | None:
    """Return the time ``by`` minutes later (or earlier), None outside the same day."""
    total = minutes(time) + by
    return dt.time(total // 60, total % 60) if 0 <= total < DAY else None


def exists(day: dt.date, time: dt.time, zone: ZoneInfo) -> bool:
    """Say whether the clock shows this time on that day: it skips an hour when summer time begins."""
    local = dt.datetime.combine(day, time, tzinfo=zone)
    return local.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)


def moment(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Return the aware moment; of an hour that the clock shows twice, the first."""
    return dt.datetime.combine(day, time, tzinfo=zone)
