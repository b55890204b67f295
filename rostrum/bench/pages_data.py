"""Loads the demonstration and signs the podium in; ``python -m rostrum.bench.pages_data`` prints JSON."""

import json
import sys

from django import setup


def main() -> dict[str, str]:
    """Return the address of today's meeting and the cookie of its podium officer."""
    setup()
    from django.conf import settings  # noqa: PLC0415 - after Django is set up
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from rostrum.demo.accounts import account_of  # noqa: PLC0415
    from rostrum.demo.load import TODAY, load  # noqa: PLC0415
    from rostrum.meetings.roles import Role  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    load(at=timezone.now(), report=lambda _told: None)
    account = account_of(Role.PODIUM)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return {"slug": TODAY, "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()) + "\n")
