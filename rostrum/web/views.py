"""Pages and answers of the shell itself."""

import os
from dataclasses import replace
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from rostrum.web import health, rules, samples, toasts
from rostrum.web.context import KEYS_COOKIE, THEME_COOKIE, THEMES, shell

YEAR = 365 * 24 * 3600


def back_to(request: HttpRequest) -> str:
    """Return the page the reader came from if it is one of ours, else the first page."""
    target = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return "/"


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep the reader's theme, and whether single keys act, in cookies."""
    response: HttpResponse = HttpResponseRedirect(back_to(request))
    if request.headers.get("X-Requested-With") == "fetch":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme)
    elif theme == "device":
        response.delete_cookie(THEME_COOKIE)
    keys = request.POST.get("keys", "")
    if keys == "off":
        _keep(response, KEYS_COOKIE, keys)
    elif keys == "on":
        response.delete_cookie(KEYS_COOKIE)
    return response


def _keep(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )


@never_cache
@require_GET
def session(request: HttpRequest) -> JsonResponse:
    """Tell a page that lost its session whether the reader is signed in again, with a fresh CSRF token."""
    return JsonResponse({"signedIn": request.user.is_authenticated, "csrf": get_token(request)})


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read the public pages and nothing else."""
    closed = ("/accounts/", "/live/", "/metrics", "/readyz", "/healthz", "/session/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site to phones that keep it on their first screen."""
    return JsonResponse(
        {
            "name": "Rostrum",
            "short_name": "Rostrum",
            "description": _("Rostrum convenes and runs intergovernmental hearings and consultations."),
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#f5f7f5",
            "theme_color": "#0b5351",
            "icons": [{"src": static("web/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for the old name to the drawing."""
    return HttpResponseRedirect(static("web/favicon.svg"))


SWITCHES = {"theme": ("device", "light", "dark"), "direction": ("ltr", "rtl"), "density": ("wide", "dense")}


@require_http_methods(["GET", "HEAD", "POST"])
def design(request: HttpRequest) -> HttpResponse:
    """Show every token and component in all their states, in either theme and direction.

    The sample form answers as a real one does: what is wrong stands at its field, what was typed is kept.
    """
    form = samples.sample_form(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        toasts.toast(request, _("All of it was understood; nothing is kept on this page."))
        return HttpResponseRedirect(reverse("web:design") + "#forms")
    chosen = {
        name: given if (given := request.GET.get(name, "")) in options else options[0]
        for name, options in SWITCHES.items()
    }
    own = shell(request)["shell"]
    theme = chosen["theme"] if chosen["theme"] in THEMES else own.theme
    direction = chosen["direction"] if "direction" in request.GET else own.direction
    context = {
        **samples.context(),
        "switches": samples.switches(SWITCHES, {**chosen, "direction": direction}),
        "shell": replace(own, theme=theme, direction=direction),
        "density": chosen["density"],
        "try_url": reverse("web:design_try"),
        "here": reverse("web:design") + "#forms",
    }
    if form is not None:
        context["sample_form"] = form
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    return render(request, "web/design.html", context, status=status)


@require_POST
def design_try(request: HttpRequest) -> HttpResponse:
    """Answer the design page's buttons as a real operation would: done, refused, or no longer signed in."""
    what = request.POST.get("what", "")
    if what == "refused":
        return toasts.refusal(request, _("The list is closed; nothing was changed."))
    if what == "expired":
        response = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        response["X-Sign-In"] = reverse("account_login")
        return response
    if what == "done":
        toasts.toast(request, _("The segment was moved to 10.30."), undo_url=reverse("web:design_try"))
    else:
        toasts.toast(request, _("Undone: the segment is back where it was."))
    if request.headers.get("HX-Request") == "true":
        return HttpResponse("")
    return HttpResponseRedirect(reverse("web:design") + "#notices-sample")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process lives; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether this process can serve: what ``READINESS_CHECKS`` names, each yes or no."""
    checks = health.readiness(settings.READINESS_CHECKS)
    ready = all(checks.values())
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": ready, "checks": checks}, status=status)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Show the figures to those who may see them."""
    allowed = rules.may_read_metrics(
        remote=request.META.get("REMOTE_ADDR", ""),
        forwarded=any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP")),
        given=request.headers.get("Authorization", "").removeprefix("Bearer "),
        expected=os.environ.get("ROSTRUM_METRICS_TOKEN", ""),
    )
    if not allowed:
        raise PermissionDenied(_("The figures are shown to this machine's own network only."))
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
