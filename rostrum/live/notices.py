"""What the processes tell each other, through PostgreSQL's NOTIFY. On SQLite there is one process only."""

import json

from django.db import connection

from rostrum.live.listener import CHANNEL, PROCESS


def tell(**what: object) -> None:
    """Tell the other processes: at once, or when the present transaction commits. Ids only, never content."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"from": PROCESS, **what})])
