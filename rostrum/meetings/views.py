"""Public pages of processes and meetings."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from rostrum.meetings import calendars, queries, shown, zones
from rostrum.meetings.models import Meeting, Process
from rostrum.meetings.permissions import (
    awaits_second_factor,
    may_begin,
    may_plan,
    staff_without_second_factor,
)
from rostrum.meetings.shown import Link

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def start_crumb() -> tuple[str, str]:
    """Return the first of all breadcrumbs."""
    return _("Processes and meetings"), reverse("meetings:home")


def process_or_404(slug: str) -> Process:
    """Find a process or answer 404."""
    found = queries.process(slug)
    if found is None:
        raise Http404
    return found


def meeting_or_404(slug: str) -> Meeting:
    """Find a meeting or answer 404."""
    found = queries.meeting(slug)
    if found is None:
        raise Http404
    return found


def crumbs_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the breadcrumbs above a page that belongs to a meeting."""
    return [
        start_crumb(),
        (meeting.process.short_name, meeting.process.get_absolute_url()),
        (str(meeting), meeting.get_absolute_url()),
    ]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is under way, what comes next, and all processes."""
    at = timezone.now()
    own = [(one, links(request, one.listed.meeting)) for one in queries.mine(request.user, at)]
    context = {
        "own": own,
        "under_way": queries.under_way(at),
        "coming": queries.coming(at),
        "processes": queries.processes(),
        "may_begin": may_begin(request.user),
        "awaits_factor": staff_without_second_factor(request.user),
    }
    return render(request, "meetings/home.html", context)


@require_safe
def process(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a process: its phases with their meetings, its offices with their holders."""
    found = process_or_404(slug)
    at = timezone.now()
    context = {
        "process": found,
        "may_plan": may_plan(request.user, found),
        "parts": queries.parts(found, at),
        "offices": queries.offices(found, at),
        "papers": [
            (meeting, paper, queries.named(meeting, paper))
            for meeting, paper in queries.papers_of_process(found)[: queries.PAPERS_ON_PAGE]
        ],
        "crumbs": [start_crumb()],
    }
    return render(request, "meetings/process.html", context)


@require_safe
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a meeting: its facts, and what the folders to the right add."""
    found = meeting_or_404(slug)
    at = timezone.now()
    context = {
        "meeting": found,
        "listed": queries.listed(found, at),
        "signatories": queries.signatories(found),
        "sittings": queries.sittings(found),
        "papers": queries.papers(found)[: queries.PAPERS_ON_PAGE],
        "zones": zones.chosen(request, found),
        "sections": sections(request, found),
        "links": links(request, found),
        "awaits_factor": awaits_second_factor(request.user, found),
        "crumbs": crumbs_of(found)[:-1],
    }
    return render(request, "meetings/meeting.html", context)


def sections(request: HttpRequest, meeting: Meeting) -> list[str]:
    """Return the parts of the meeting's page that other folders wrote."""
    written = (one.section(request, meeting) for one in shown.contributions())
    return [mark_safe(html) for html in written if html]  # noqa: S308 - each is a rendered template


def links(request: HttpRequest, meeting: Meeting) -> dict[str, list[Link]]:
    """Return the pages about the meeting that the reader may open: for everybody, and for staff."""
    found: dict[str, list[Link]] = {"public": [], "staff": []}
    for one in shown.contributions():
        for link in one.links(request, meeting):
            found["staff" if link.for_staff else "public"].append(link)
    return found


@require_safe
@conditional_page
def process_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give all meetings of a process to a calendar program."""
    return _calendar(request, slug, calendars.of_process, process_or_404(slug))


@require_safe
@conditional_page
def meeting_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one meeting to a calendar program."""
    return _calendar(request, slug, calendars.of_meeting, meeting_or_404(slug))


def _calendar(request: HttpRequest, slug: str, write: Callable[..., bytes], what: Any) -> HttpResponse:
    site = f"{request.scheme}://{request.get_host()}"
    response = HttpResponse(write(what, site=site, at=timezone.now()), content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response
