"""The language somebody chose, on every device where they sign in."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rostrum.people.models import Account

YEAR: Final = 365 * 24 * 3600


def keep(response: HttpResponseBase, language: str) -> None:
    """Have the browser remember the language; an empty one forgets it."""
    if language not in settings.ROSTRUM_LANGUAGES_OFFERED:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """django-allauth's account, which speaks one's language from signing in on."""

    def post_login(self, request: HttpRequest, user: Account, **named: Any) -> HttpResponseBase:
        """Keep the language of whoever signed in, if they chose one."""
        response: HttpResponseBase = super().post_login(request, user, **named)
        if user.language:
            keep(response, user.language)
        return response
