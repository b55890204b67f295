"""The programme as everybody reads it: every published version, compared, and as JSON."""

import datetime as dt
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from rostrum.meetings import zones
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.queries import meeting as meeting_of
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.programme import comparing, formats, outline, queries
from rostrum.programme.permissions import EDIT
from rostrum.programme.queries import Published

HIGHEST: Final = 2**15  # what the database keeps as a version's number


def _version_or_404(meeting: Meeting, number: int) -> Published:
    found = queries.version(meeting, number) if number < HIGHEST else None
    if found is None:
        raise Http404
    return found


@require_safe
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the version that holds now."""
    meeting = meeting_or_404(slug)
    return _page(request, meeting, queries.latest_published(meeting))


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one version, whether it still holds or not."""
    meeting = meeting_or_404(slug)
    return _page(request, meeting, _version_or_404(meeting, number))


def _page(request: HttpRequest, meeting: Meeting, shown: Published | None) -> HttpResponse:
    every = queries.versions(meeting)
    at = timezone.now()
    context = {
        "meeting": meeting,
        "shown": shown,
        "versions": every,
        "is_latest": shown is not None and shown.number == every[0].number,
        "before": next((one for one in every if shown and one.number < shown.number), None),
        "sittings": outline.sittings(shown.programme, shown.frame, at) if shown else (),
        "zones": zones.chosen(request, meeting),
        "crumbs": crumbs_of(meeting),
        "may_edit": may(request.user, EDIT, meeting),
        "formats": formats.of(meeting, shown.number) if shown else (),
    }
    return render(request, "programme/page.html", context)


@require_safe
def compare(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """Show two versions side by side, by segment and by word."""
    meeting = meeting_or_404(slug)
    before, after = _version_or_404(meeting, old), _version_or_404(meeting, new)
    page = reverse("programme:latest", args=[slug])
    context = {
        "meeting": meeting,
        "old": before,
        "new": after,
        "versions": queries.versions(meeting),
        "pairs": comparing.pairs(before, after),
        "crumbs": [*crumbs_of(meeting), (_("Programme"), page)],
    }
    return render(request, "programme/compare.html", context)


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the reader who chose two versions in the form to their comparison."""
    given = [request.GET.get(name, "") for name in ("old", "new")]
    numbers = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 6]  # noqa: PLR2004
    if len(numbers) != 2:  # noqa: PLR2004 - two versions
        raise Http404
    return HttpResponseRedirect(reverse("programme:compare", args=[slug, *numbers]))


def _found(slug: str, number: int | None) -> Published | None:
    meeting = meeting_of(slug)
    if meeting is None:
        return None
    if number is None:
        return queries.latest_published(meeting)
    return queries.version(meeting, number) if number < HIGHEST else None


def _etag(request: HttpRequest, slug: str, number: int | None = None) -> str | None:
    found = _found(slug, number)
    return f'"{found.sha256}"' if found else None


def _modified(request: HttpRequest, slug: str, number: int | None = None) -> dt.datetime | None:
    found = _found(slug, number)
    return found.published_at if found else None


@require_safe
@condition(etag_func=_etag, last_modified_func=_modified)
def as_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give a published version as JSON, byte for byte as it was published."""
    found = _found(slug, number)
    if found is None:
        return JsonResponse({"error": "not_found"}, status=HTTPStatus.NOT_FOUND)
    return HttpResponse(found.document, content_type="application/json")
