"""Who may follow what: asked when a stream opens, again when rights change, and every few minutes."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from rostrum.live import topics
from rostrum.live.topics import NoSuchChannel

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether somebody may follow a channel, and as whom.

    A follower of a public channel is nobody: ``session`` and ``account`` stay empty, whoever it is.
    """

    status: HTTPStatus
    session: str = ""
    account: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the follower is let in."""
        return self.status == HTTPStatus.OK

    @property
    def public(self) -> bool:
        """Whether anybody would be let in."""
        return self.allowed and not self.session


def session_of(cookies: str) -> str:
    """Return the session key in a ``Cookie`` header, empty when there is none."""
    return parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")


def account_of(session: str) -> Any:
    """Return the account that is signed in with the session, by the rules of every page, or ``None``."""
    if not session:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session)
    account = get_user(request)
    return account if account.is_authenticated and account.is_active else None


def decide(channel: str, session: str) -> Decision:
    """Decide whether the holder of ``session`` may follow; every doubt is a no. Reads the database."""
    try:
        family = topics.family_of(channel)
        if family.authorise(channel, None) is True:
            return Decision(HTTPStatus.OK)
        account = account_of(session)
        if account is None:
            return Decision(HTTPStatus.UNAUTHORIZED)
        if family.authorise(channel, account) is True:
            return Decision(HTTPStatus.OK, session=session, account=str(account.pk))
    except NoSuchChannel:
        return Decision(HTTPStatus.NOT_FOUND)
    except Exception:
        # A right that cannot be looked up is no right; the follower tries again later.
        log.exception("whether %s may be followed could not be decided", channel)
        return Decision(HTTPStatus.SERVICE_UNAVAILABLE)
    return Decision(HTTPStatus.FORBIDDEN)
