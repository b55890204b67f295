"""Milliseconds to render each screen of the floor with a full list; run in an installation.

``python -m rostrum.bench.floor_views WAITING RUNS`` prints one line of JSON. The baseline is the least that
says the same: one plain table of everybody who waits, from the same board.
"""

import json
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django import setup

PLAIN = (
    "<table>{% for one in board.line %}<tr><td>{{ one.place }}<td>{{ one.person.party }}"
    "<td>{{ one.person.name }}<td>{{ one.why }}<td>{{ one.expected }}</tr>{% endfor %}</table>"
)


def main(waiting: int, runs: int) -> dict[str, Any]:
    """Fill the list, give somebody the floor, and render."""
    setup()
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up
    from django.template import engines  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from rostrum.bench.hall import furnish  # noqa: PLC0415
    from rostrum.floor import live, operations, queries  # noqa: PLC0415
    from rostrum.floor.core import acts  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    hall = furnish(timezone.now(), seats=waiting + 1)
    requests = [
        list(operations.ask_from_seat(seat, at=timezone.now()).state.requests)[-1] for seat in hall.seats
    ]
    operations.act(hall.meeting, acts.Call(requests[0]), by=hall.podium, at=timezone.now())
    operations.act(hall.meeting, acts.Start(), by=hall.podium, at=timezone.now())
    plain = engines["django"].from_string(PLAIN)

    def least() -> str:
        return plain.render({"board": queries.board_of(hall.meeting, at=timezone.now())})

    def shown(view: str) -> Callable[[], str]:
        return lambda: live.fragment(hall.meeting, view, at=timezone.now())

    views = {view: _figures(shown(view), runs) for view in live.VIEWS}
    return {"baseline": _figures(least, runs), "views": views}


def _figures(render: Callable[[], str], runs: int) -> dict[str, float]:
    size = len(render().encode())
    found = []
    for _run in range(runs):
        begun = time.perf_counter()
        render()
        found.append(time.perf_counter() - begun)
    return {"ms": median(found) * 1000, "kb": size / 1000}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
