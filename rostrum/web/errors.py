"""Answers when something is wrong: plain words, and what to do next.

A page gets a page, a fragment a toast that changes nothing, another program JSON.
"""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.web import toasts

Ways = tuple[tuple[str, str], ...]


def answer(
    request: HttpRequest, status: HTTPStatus, *, title: str, text: str, ways: Ways = ()
) -> HttpResponse:
    """Say what is wrong in the shape that the request can use.

    ``ways`` are labels and addresses of what can be done now; without one the page leads to the first page.
    """
    if request.headers.get("HX-Request") == "true":
        return toasts.refusal(request, text, status=status)
    if not request.accepts("text/html"):
        return JsonResponse({"error": title, "detail": text}, status=status)
    context = {"title": title, "text": text, "status": int(status), "ways": ways}
    page = render_to_string("web/error.html", context, request)
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return answer(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("The server could not read this request"),
        text=_("Nothing was changed. Go back, reload the page and try again."),
    )


def denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer 403; a view says why by the words of its exception, and what to do by its fact ``ways``."""
    reason = str(exception) if exception and str(exception) else ""
    ways: Ways = getattr(exception, "facts", {}).get("ways", ())
    user = getattr(request, "user", None)
    if not ways and user is not None and not user.is_authenticated:
        back = urlencode({"next": request.get_full_path()})
        ways = ((_("Sign in"), f"{reverse('account_login')}?{back}"),)
    return answer(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("You may not do this"),
        text=reason
        or _("Your roles do not include this page. If they should, ask the secretariat of the meeting."),
        ways=ways,
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 409: an operation said no, with a reason fit to show, and no page of its own took it up."""
    return answer(
        request,
        HTTPStatus.CONFLICT,
        title=_("This was not done, and nothing was changed"),
        text=str(exception),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return answer(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        text=_("The address may be mistyped, or what it led to was removed or is not public yet."),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 when a form's token is missing or old; named in ``CSRF_FAILURE_VIEW``."""
    return answer(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This form was open for too long"),
        text=_(
            "Nothing was changed. Go back, copy what you typed if it was long, reload the page and send it "
            "again. If that does not help, allow cookies for this site."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, leaning on nothing that may be what has failed."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)
    page = render_to_string("500.html", {"request_id": getattr(request, "request_id", "")})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
