"""Real server processes on the suite's database, with and without our protocol."""

import os
import subprocess
import sys
import uuid

import psycopg
import pytest
from django.conf import settings

from tests.live import board
from tests.live.streams import Server


@pytest.fixture(scope="session")
def board_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        board.make_tables()


@pytest.fixture(scope="session", params=["direct", "plain"])
def running_server(request, board_tables):
    """One process; ``plain`` is a server that keeps its connections to itself."""
    server = Server(str(settings.DATABASES["default"]["NAME"]), request.param)
    yield server
    server.stop()


@pytest.fixture
def server(running_server, transactional_db):
    return running_server


@pytest.fixture
def slug():
    """The name of a board of this test's own."""
    return f"b{uuid.uuid4().hex[:8]}"


@pytest.fixture
def direct_server(board_tables, transactional_db):
    """A server process of this test's own, with our protocol."""
    server = Server(str(settings.DATABASES["default"]["NAME"]))
    yield server
    server.stop()


def postgres_url():
    """Where PostgreSQL is: the suite's own if it runs there, else the usual place on this machine."""
    given = os.environ.get("DATABASE_URL", "")
    return given if given.startswith("postgres") else "postgres://postgres@127.0.0.1:5432/postgres"


@pytest.fixture(scope="session")
def scratch():
    """The name of an empty PostgreSQL database with the board's tables."""
    try:
        admin = psycopg.connect(postgres_url(), autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("PostgreSQL is not running")
    name = f"rostrum_live_{uuid.uuid4().hex[:8]}"
    admin.execute(f"CREATE DATABASE {name}")
    with psycopg.connect(postgres_url(), dbname=name, autocommit=True) as connection:
        for statement in board.TABLES:
            connection.execute(statement)
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "django", "migrate", "-v0", "live"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "rostrum.settings",
            "DATABASE_URL": f"{postgres_url().rsplit('/', 1)[0]}/{name}",
        },
        check=True,
    )
    yield name
    admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    admin.close()


@pytest.fixture(scope="module")
def two_servers(scratch):
    """Two processes on one PostgreSQL database."""
    servers = [Server(scratch, environment={"DATABASE_URL": postgres_url()}) for _ in range(2)]
    yield servers
    for server in servers:
        server.stop()
