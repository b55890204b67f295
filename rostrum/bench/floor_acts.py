"""Acts per second on the operations path, beside bare inserts of the same rows; run in an installation.

``python -m rostrum.bench.floor_acts ROUNDS ACTS`` prints one line of JSON.
"""

import itertools
import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django import setup

COLUMNS = ("number", "at", "kind", "data", "actor", "actor_name", "key", "seat")


def main(rounds: int, acts: int) -> dict[str, Any]:
    """Act and insert in turn, so that whatever else the machine does slows both."""
    setup()
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up
    from django.utils import timezone  # noqa: PLC0415

    from rostrum.bench.hall import furnish  # noqa: PLC0415
    from rostrum.floor.operations import floor_of  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    hall = furnish(timezone.now())
    other = _other_floor(hall.meeting)
    floor = floor_of(hall.meeting)
    console = _console(hall)
    acted, inserted = [], []
    for _round in range(rounds):
        acted.append(acts / _timed(lambda: deque(itertools.islice(console, acts), maxlen=0)))
        rows = _last_rows(floor.pk, acts)
        inserted.append(len(rows) / _timed(lambda rows=rows: _insert(other, rows)))  # type: ignore[misc]
    return {"acts": median(acted), "inserts": median(inserted), "events": rounds * acts}


def _timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _other_floor(meeting: Any) -> int:
    from rostrum.floor.operations import floor_of  # noqa: PLC0415
    from rostrum.meetings.models import Meeting  # noqa: PLC0415

    copy = Meeting.objects.create(
        process=meeting.process, slug="baseline", format="thematic", title="Baseline", room=meeting.room
    )
    return int(floor_of(copy).pk)


def _console(hall: Any) -> Iterator[None]:
    """Do what a podium does all day, one act at each step: add, call, start, end, add, ..."""
    from django.utils import timezone  # noqa: PLC0415

    from rostrum.floor import operations  # noqa: PLC0415
    from rostrum.floor.core import acts  # noqa: PLC0415

    def act(what: Any) -> None:
        operations.act(hall.meeting, what, by=hall.podium, at=timezone.now())

    for turn in itertools.count():
        seat = hall.seats[turn % len(hall.seats)]
        done = operations.add(seat, by=hall.podium, at=timezone.now(), key=f"bench-{turn}")
        request = list(done.state.requests)[-1]
        yield
        for what in (acts.Call(request), acts.Start(), acts.End()):
            act(what)
            yield


def _last_rows(floor: int, count: int) -> list[tuple[Any, ...]]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM floor_event WHERE floor_id = %s"  # noqa: S608 - our own names
            " ORDER BY number DESC LIMIT %s",
            [floor, count],
        )
        return list(cursor.fetchall())


def _insert(floor: int, rows: list[tuple[Any, ...]]) -> None:
    """Insert each row in a transaction of its own, as bare as the driver allows."""
    from django.db import connection  # noqa: PLC0415

    places = ["%s::jsonb" if connection.vendor == "postgresql" and c == "data" else "%s" for c in COLUMNS]
    insert = f"INSERT INTO floor_event (floor_id, {', '.join(COLUMNS)}) VALUES (%s, {', '.join(places)})"  # noqa: S608
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(insert, [floor, *row])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
