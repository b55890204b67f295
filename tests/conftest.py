"""Fixtures that every test may use."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from tests import browser as browsers

# Playwright's loop runs in the thread of the tests; Django would take their queries for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# How long an example takes says something of the machine only.
hypothesis.settings.register_profile(
    "rostrum",
    hypothesis.settings(),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("rostrum")
# For servers that tests start; see the fixture below.
os.environ.setdefault("ROSTRUM_STAFF_SECOND_FACTOR", "optional")
# Triggers that refuse to delete.
KEEPING = ("audit_entry_is_kept", "papers_revision_is_kept", "papers_rendition_is_kept")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite's test database in a file, as in use, so that server threads and tests share it."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let SQLite's test database be emptied between tests, which Django does by DELETE."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for trigger in KEEPING:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")


@pytest.fixture(autouse=True)
def no_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let roles count without a second factor; tests/people/test_second_factor.py asks for it."""
    monkeypatch.setattr(settings, "ROSTRUM_STAFF_SECOND_FACTOR", "optional")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start this machine's Chromium."""
    return {
        **browser_type_launch_args,
        "executable_path": browsers.chromium(),
        "args": browsers.ARGUMENTS,
        "headless": True,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at pages as on an officer's laptop."""
    return {**browser_context_args, "viewport": {"width": 1366, "height": 768}, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def running_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[browsers.Site]:
    """The server, once for all tests; use ``site``."""
    with browsers.serving() as site:
        yield site
    with django_db_blocker.unblock():
        browsers.end_other_sessions()


@pytest.fixture
def site(running_site: browsers.Site, transactional_db: None) -> Iterator[browsers.Site]:
    """The running server, on a database that is emptied after the test."""
    yield running_site
    browsers.let_the_server_finish()


@pytest.fixture
def sign_in(site: browsers.Site) -> Callable[..., None]:
    """``sign_in(context, account)`` makes a browser context somebody's."""
    return lambda context, account: browsers.sign_in(context, site, account)


@pytest.fixture
def axe() -> Callable[..., None]:
    """``axe(page)`` fails when a page has a serious or critical fault."""
    return browsers.check_with_axe


@pytest.fixture
def screenshot() -> Callable[..., Path]:
    """``screenshot(page, name)`` keeps a picture under ``build/screenshots``."""
    return partial(browsers.picture)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run, on another database, leave out what touches none."""
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that touch the database when only they are asked for."""
    if not config.getoption("--database-only"):
        return
    touching = {"db", "transactional_db", "site", "django_db_setup"}
    kept = [
        item
        for item in items
        if (item.get_closest_marker("django_db") or touching & set(item.fixturenames))
        and not item.get_closest_marker("shell")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
