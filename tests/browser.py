"""A real browser against the real server: what tests marked ``browser`` share.

Fixtures (in ``tests/conftest.py``): ``page`` and ``context`` of pytest-playwright with this machine's Chromium,
``site`` (the running server, with ``site.url`` and ``site.open(page, path)``), ``sign_in`` (makes a browser
context somebody's), ``axe`` (asserts that nothing serious is wrong with a page) and ``screenshot``.
"""

import contextlib
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from playwright.sync_api import BrowserContext, Page, Response

from tests.live.streams import until

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = Path(
    os.environ.get("ROSTRUM_PICTURES", Path(__file__).resolve().parent.parent / "build/screenshots")
)
GRAVE = {"serious", "critical"}
START_LIMIT = 30.0


def chromium() -> str:
    """Return the browser's path; without one skip the test, or fail it where CI must have one."""
    found = os.environ.get("ROSTRUM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"no Chromium here ({', '.join(NAMES)}): the browser tests cannot run")
    pytest.skip("Chromium is not installed")


@dataclass(frozen=True)
class Site:
    """The running server."""

    url: str

    def open(self, page: Page, path: str) -> Response:
        """Go to ``path`` and wait until its fonts are there."""
        response = page.goto(self.url + path)
        assert response is not None
        page.evaluate("document.fonts.ready.then(() => true)")
        return response


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def serving() -> Iterator[Site]:
    """Run ``rostrum.asgi`` with uvicorn in a thread, on the test database."""
    from rostrum.asgi import application

    port = free_port()
    config = uvicorn.Config(
        application,
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="site", daemon=True)
    thread.start()
    until = time.monotonic() + START_LIMIT
    while not server.started:
        assert thread.is_alive(), "the server stopped while it started"
        assert time.monotonic() < until, "the server did not start"
        thread.join(0.02)
    try:
        yield Site(f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join(15)


def end_other_sessions() -> None:
    """End what the server's threads left open in PostgreSQL, so that the test database can be dropped."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def let_the_server_finish() -> None:
    """Wait until the server has answered what pages that are closed had asked, before the tables are emptied."""
    if connection.vendor != "postgresql":
        return

    def quiet() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'"
            )
            return bool(cursor.fetchone()[0] == 0)

    until(quiet, "the server to finish")


def session_cookie(account: Any) -> dict[str, str]:
    """Open a session for ``account`` and return its cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key)}


def sign_in(context: BrowserContext, site: Site, account: Any) -> None:
    """Make everything that ``context`` opens the ``account``'s."""
    context.add_cookies([{**session_cookie(account), "url": site.url}])


def findings(page: Page, *, ignore: tuple[str, ...] = ()) -> list[str]:
    """List what axe finds serious or critical on the page, one readable line each."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {one['help']} - {node['target']} {node.get('failureSummary', '')}"
        for one in violations
        if one["impact"] in GRAVE and one["id"] not in ignore
        for node in one["nodes"]
    ]


def check_with_axe(page: Page, *, ignore: tuple[str, ...] = ()) -> None:
    """Fail when axe finds anything serious or critical."""
    found = findings(page, ignore=ignore)
    assert found == [], "\n".join(found)


def picture(page: Page, name: str, *, whole: bool = True) -> Path:
    """Keep a picture of the page as ``build/screenshots/<name>.png``."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    return path
