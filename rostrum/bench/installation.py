"""A copy of Rostrum of its own for a measurement: empty database, own folder, own processes."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
SERVER: Final = "postgres://postgres@127.0.0.1:5432"


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the copy keeps its things; ``environment`` is that of its processes."""

    data: str
    environment: dict[str, str]

    def run(self, module: str, *arguments: str) -> Any:
        """Run a module of ours and return the JSON value on its last line; raises CalledProcessError."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(  # noqa: S603 - our own module
            command, env=self.environment, stdout=subprocess.PIPE, check=True, text=True
        )
        return json.loads(done.stdout.strip().splitlines()[-1])


def server() -> str:
    """Return the address of the PostgreSQL server to measure on, without a database."""
    return os.environ.get("ROSTRUM_POSTGRES", SERVER)


def missing(database: str) -> str:
    """Say why a database cannot be measured on here; nothing if it can."""
    if database == SQLITE:
        return ""
    try:
        psycopg.connect(f"{server()}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return f"PostgreSQL does not answer at {server()}"
    return ""


@contextlib.contextmanager
def installation(database: str, **more: str) -> Iterator[Installation]:
    """Make an installation and remove it with all it held; ``more`` is added to its environment."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "ROSTRUM_DEMO"}}
    with tempfile.TemporaryDirectory(prefix="rostrum-bench-") as data, _address(database) as address:
        environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "rostrum.settings",
            "ROSTRUM_DATA": data,
            "ROSTRUM_LOG_LEVEL": "ERROR",
            "ROSTRUM_STAFF_SECOND_FACTOR": "optional",  # its officers are programs
            **address,
            **more,
        }
        yield Installation(data, environment)


@contextlib.contextmanager
def _address(database: str) -> Iterator[dict[str, str]]:
    if database == SQLITE:
        yield {}
        return
    name = f"rostrum_bench_{secrets.token_hex(4)}"
    with psycopg.connect(f"{server()}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield {"DATABASE_URL": f"{server()}/{name}"}
    finally:
        with psycopg.connect(f"{server()}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
