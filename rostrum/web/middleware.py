"""What is done around every request. The order in settings matters; each class says why."""

import logging
import time
from collections.abc import Awaitable, Callable
from contextvars import Token
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import urlencode, urlsplit

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation.trans_real import parse_accept_lang_header
from django_htmx.http import HttpResponseClientRedirect

from rostrum.refused import Denied, Refused
from rostrum.web import errors, logs, metrics, rules, toasts

log = logging.getLogger("rostrum.requests")

PERMISSIONS: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
REDIRECTS: Final = {301, 302, 303, 307, 308}


class Around:
    """Something done before and after a request, without a thread of its own in either world."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer the request, as the world around does: at once or later."""
        if self.is_async:
            return self._later(request)
        kept = self.before(request)
        return self.after(request, self.get_response(request), kept)

    async def _later(self, request: HttpRequest) -> HttpResponseBase:
        kept = self.before(request)
        return self.after(request, await self.get_response(request), kept)

    def before(self, request: HttpRequest) -> Any:
        """Look at the request; what is returned is handed to ``after``."""

    def after(self, request: HttpRequest, response: HttpResponseBase, kept: Any) -> HttpResponseBase:
        """Return the response, changed or not."""
        raise NotImplementedError


class RequestLog(Around):
    """Gives a request its id, logs it and counts it. Outermost, so that nothing escapes it."""

    def before(self, request: HttpRequest) -> tuple[float, Token[str]]:
        """Name the request and start its clock."""
        name = rules.request_id(request.headers.get("X-Request-ID"))
        request.request_id = name  # type: ignore[attr-defined]
        token = logs.current_request.set(name)
        return time.perf_counter(), token

    def after(
        self, request: HttpRequest, response: HttpResponseBase, kept: tuple[float, Token[str]]
    ) -> HttpResponseBase:
        """Write one line and count."""
        started, token = kept
        seconds = time.perf_counter() - started
        name = cast("str", request.request_id)  # type: ignore[attr-defined]
        response["X-Request-ID"] = name
        match = request.resolver_match
        view = match.view_name if match else ""
        metrics.count_request(
            view=view, method=request.method or "", status=response.status_code, seconds=seconds
        )
        # Files for pages would drown what people did.
        level = logging.DEBUG if request.path.startswith(settings.STATIC_URL) else logging.INFO
        log.log(
            level,
            "%s %s %s",
            request.method,
            request.path,
            response.status_code,
            extra={"status": response.status_code, "milliseconds": round(seconds * 1000, 1), "view": view},
        )
        logs.current_request.reset(token)
        return response


class OfferedLanguage(LocaleMiddleware):
    """Speaks the reader's language if it is one of ``ROSTRUM_LANGUAGES_OFFERED``."""

    def process_request(self, request: HttpRequest) -> None:
        """Choose by the reader's cookie, then by what the browser accepts."""
        accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        wanted = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), *(code for code, _ in accepted)]
        chosen = rules.language(wanted, settings.ROSTRUM_LANGUAGES_OFFERED, settings.LANGUAGE_CODE)
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen


class SecurityHeaders(Around):
    """Says what a page may not do; Django's and django-csp's middleware say the rest."""

    def after(self, request: HttpRequest, response: HttpResponseBase, kept: None) -> HttpResponseBase:
        """Add the headers a view has not set itself."""
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class FragmentSession(Around):
    """Keeps a sign-in page out of a fragment: htmx would follow the redirect and swap it in.

    The fragment's request is answered 401 instead, with the way back in (``X-Sign-In``); the page keeps what
    was typed and shows it (static/web/js/session.js). Any other redirect becomes one of the whole page.
    """

    def after(self, request: HttpRequest, response: HttpResponseBase, kept: None) -> HttpResponseBase:
        """Turn a redirect of a fragment into what the page can act on."""
        if response.status_code not in REDIRECTS or request.headers.get("HX-Request") != "true":
            return response
        target = response["Location"]
        sign_in = reverse("account_login")
        if urlsplit(target).path != sign_in:
            return _whole_page(response, target)
        here = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = here.path + (f"?{here.query}" if here.query else "")
        refused = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        refused["X-Sign-In"] = f"{sign_in}?{urlencode({'next': back or '/'})}"
        return refused


def _whole_page(response: HttpResponseBase, target: str) -> HttpResponseBase:
    """Send the whole page to ``target``, with the cookies that came with the redirect."""
    moved = HttpResponseClientRedirect(target)
    moved.cookies = response.cookies
    return moved


class FragmentToasts(MiddlewareMixin):
    """Adds waiting toasts to a fragment, out of band. Inside MessageMiddleware, which marks them as said."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Append what is waiting to be said, unless another page will say it."""
        if not _takes_toasts(request, response):
            return response
        waiting = toasts.words(request)
        if waiting:
            said = render_to_string("web/fragment_toasts.html", {"toasts": waiting}, request)
            response.content = response.content + said.encode()
            if response.status_code == HTTPStatus.NO_CONTENT:
                response.status_code = HTTPStatus.OK
                response["HX-Reswap"] = "none"
        return response


def _takes_toasts(request: HttpRequest, response: HttpResponse) -> bool:
    if request.headers.get("HX-Request") != "true" or request.headers.get("HX-Boosted") == "true":
        return False
    # A redirect moves the whole page, and that page will say it.
    if response.status_code in REDIRECTS:
        return False
    if response.streaming or not hasattr(request, "_messages") or hasattr(request, "web_toasts_shown"):
        return False
    if any(name in response for name in ("HX-Redirect", "HX-Refresh", "HX-Location")):
        return False
    good = response.status_code < HTTPStatus.BAD_REQUEST or response.status_code in (
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    return good and response.get("Content-Type", "").startswith("text/html")


class Refusals(MiddlewareMixin):
    """Turns an operation's no that a view did not take up into a page, a toast or JSON: 403 or 409."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for what was denied or refused; leave every other exception to Django."""
        if isinstance(exception, Denied):
            return errors.denied(request, exception)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None
