"""Whether this process lives, and whether it can serve."""

import logging
from collections.abc import Mapping

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
_migrated: set[str] = set()


def database_ready() -> bool:
    """Say whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrated() -> bool:
    """Say whether every migration has run; once true it stays so for this process."""
    database = str(connection.settings_dict["NAME"])
    if database not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(database)
    return True


def readiness(checks: Mapping[str, str]) -> dict[str, bool]:
    """Run ``checks`` (a name and the dotted path of a function that says yes or no); an exception is a no."""
    return {name: _passes(name, path) for name, path in checks.items()}


def _passes(name: str, path: str) -> bool:
    try:
        return bool(import_string(path)())
    except Exception:
        log.exception("the readiness check %s failed", name)
        return False
