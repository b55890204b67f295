"""A board that is followed live: the smallest view, of the size of a hearing's public live page."""

from typing import Final

from django.core.management import call_command
from django.db import connection, transaction

from rostrum.bench.live_frame import FIRST, html
from rostrum.live import topics
from rostrum.live.operations import announce
from rostrum.live.topics import Family, Frame

TOPIC: Final = "bench/board"
TABLE: Final = "CREATE TABLE bench_board (number integer NOT NULL)"


def render(channel: str) -> Frame:  # noqa: ARG001 - there is one channel
    """Return the present frame, read from the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM bench_board")
        [number] = cursor.fetchone()
    return Frame(number, html(number))


def act() -> None:
    """Change the board: one row in one transaction, announced."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bench_board SET number = number + 1")
        announce(TOPIC)


def go_live() -> None:
    """Begin with the first frame, and let the board be followed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bench_board SET number = %s", [FIRST])
    topics.register(Family(name="bench", authorise=lambda _channel, _account: True, render=render))


def prepare() -> None:
    """Make an empty database with a board."""
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute("INSERT INTO bench_board VALUES (%s)", [FIRST])
