"""Steps done by processes of their own, each prints one line of JSON: ``python -m tests.floor.hall_process``.

``furnish SEATS``  brings the database up to date, makes a hall with an open floor and a podium who is signed in
``log``            everything that the log says, and the state that it folds to
"""

import json
import sys

import django


def furnish(seats):
    from django.core.management import call_command
    from django.utils import timezone

    from rostrum.bench.hall import furnish
    from rostrum.floor import operations
    from rostrum.floor.core import acts
    from rostrum.floor.core.state import UNDO_DEPTH
    from tests.browser import session_cookie

    call_command("migrate", verbosity=0, interactive=False)
    hall = furnish(timezone.now(), seats=int(seats))
    # As many acts as undo reaches back, so that no podium of a crowd can undo the opening of the floor.
    for _ in range(UNDO_DEPTH // 2):
        operations.act(hall.meeting, acts.CloseList(), by=hall.podium, at=timezone.now())
        operations.act(hall.meeting, acts.ReopenList(), by=hall.podium, at=timezone.now())
    cookie = session_cookie(hall.podium)
    return {
        "slug": hall.meeting.slug,
        "seats": [seat.key for seat in hall.seats],
        "cookie": f"{cookie['name']}={cookie['value']}",
    }


def log():
    from rostrum.floor import operations, replay
    from rostrum.floor.core.order import order
    from rostrum.floor.models import Event
    from rostrum.meetings.models import Meeting

    floor = operations.floor_of(Meeting.objects.get(slug="bench"))
    state = replay.fresh(floor)
    speaking = state.speaking
    return {
        "events": [
            {"number": e.number, "kind": e.kind, "key": e.key, "at": e.at.timestamp(), "data": e.data}
            for e in Event.objects.filter(floor=floor).order_by("number")
        ],
        "number": state.number,
        "line": [entry.request.key for entry in order(state)],
        "list_open": state.list_open,
        "speaking": speaking
        and {
            "request": speaking.request,
            "limit": speaking.limit,
            "spoken": speaking.spoken,
            "since": speaking.running_since and speaking.running_since.timestamp(),
        },
        "turns": [{"request": turn.request, "spoken": turn.spoken} for turn in state.turns],
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({"furnish": furnish, "log": log}[sys.argv[1]](*sys.argv[2:])) + "\n")
