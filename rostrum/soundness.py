"""Whether this installation is sound, in plain words."""

import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Warning as Warned
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from rostrum.floor import replay
from rostrum.floor.models import Floor

PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
LEAST_BUSY_MILLISECONDS = 5000


def faults() -> list[str]:
    """Return every fault found, worst first; an empty list means that all is sound."""
    found = database_faults()
    return [*found, *_settings_faults(), *_file_faults(), *([] if found else _log_faults())]


def database_faults() -> list[str]:
    """Return what is wrong with the database: unreachable, not migrated, or wrongly set up."""
    try:
        connection.ensure_connection()
        waiting = MigrationExecutor(connection).migration_plan(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )
    except DatabaseError as error:
        return [f"The database cannot be reached: {error}. Look at DATABASE_URL and at ROSTRUM_DATA."]
    found = ["The database is not up to date. Run: rostrum serve"] if waiting else []
    return found + (_sqlite_faults() if connection.vendor == "sqlite" else [])


def _sqlite_faults() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            value = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            if value != wanted:
                found.append(f"SQLite runs with {name} = {value}; it must be {wanted}.")
        busy = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    if busy < LEAST_BUSY_MILLISECONDS:
        found.append(f"SQLite waits only {busy} ms for a lock; it must be {LEAST_BUSY_MILLISECONDS}.")
    return found


def _settings_faults() -> list[str]:
    return [str(message.msg) for message in run_checks() if message.level >= Warned("").level]


def _file_faults() -> list[str]:
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    folders = (settings.ROSTRUM_DATA, settings.KEYS, settings.MEDIA_ROOT)
    found = [
        f"The folder {folder} cannot be written to." for folder in folders if not os.access(folder, os.W_OK)
    ]
    fonts = Path(apps.get_app_config("web").path) / "fonts"
    if not any(fonts.glob("*.ttf")) and not any(fonts.glob("*.otf")):
        found.append("The fonts for papers are missing; install Rostrum again.")
    return found


def _log_faults() -> list[str]:
    found = []
    for floor in Floor.objects.select_related("meeting"):
        numbers = list(floor.events.order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, len(numbers) + 1)):
            found.append(f"The log of the floor of “{floor.meeting}” has a gap.")
            continue
        try:
            replay.fresh(floor)
        except (KeyError, ValueError) as error:
            found.append(f"The log of the floor of “{floor.meeting}” cannot be replayed: {error!r}.")
    return found
