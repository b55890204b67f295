"""The check of a meeting: what is found in the draft and in what is published, and what is done about it."""

from http import HTTPStatus
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.papers import findings, operations
from rostrum.papers.finding_words import SEVERITIES
from rostrum.papers.findings import Told
from rostrum.papers.permissions import CHECK
from rostrum.people.models import Account
from rostrum.programme import operations as programme_operations
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


def _officer(request: HttpRequest, meeting: Meeting) -> Account:
    account = request.user if isinstance(request.user, Account) else None
    require(account, CHECK, meeting)
    if account is None:
        raise Denied(_("Sign in first."))
    return account


@never_cache
@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all findings."""
    meeting = meeting_or_404(slug)
    _officer(request, meeting)
    return _page(request, meeting)


def _page(request: HttpRequest, meeting: Meeting, **refused: Any) -> HttpResponse:
    draft = findings.draft_findings(meeting)
    context = {
        "meeting": meeting,
        "draft": draft,
        "parts": [
            {"id": "draft", "title": _("The draft of the programme"), "groups": _groups(draft.findings)}
            for draft in ([draft] if draft else [])
        ]
        + [
            {
                "id": "published",
                "title": _("What is published"),
                "groups": _groups(findings.published_findings(meeting)),
            }
        ],
        "crumbs": crumbs_of(meeting),
        **refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "papers/check.html", context, status=status)


def _groups(told: tuple[Told, ...]) -> dict[str, Any]:
    """Return what stands open, by severity, and what was let stand."""
    standing = [one for one in told if one.dismissed is None]
    return {
        "open": [
            (severity.value, SEVERITIES[severity], list(some))
            for severity, some in groupby(standing, key=lambda one: one.severity)
        ],
        "dismissed": [one for one in told if one.dismissed is not None],
    }


@require_POST
def mend(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """Apply the fix of a finding to the draft."""
    meeting = meeting_or_404(slug)
    account = _officer(request, meeting)
    try:
        outcome = operations.mend(meeting, mark=mark, by=account, at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        toasts.toast(request, refused.reason, bad=True)
    else:
        undo = reverse("papers:unmend", args=[slug, outcome.number]) if outcome.number else ""
        toasts.toast(request, _("Mended."), undo_url=undo)
    return _back(request, meeting)


@require_POST
def unmend(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Undo the edit of the draft that mended something."""
    meeting = meeting_or_404(slug)
    account = _officer(request, meeting)
    try:
        programme_operations.undo(meeting, number=number, by=account, at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        toasts.toast(request, refused.reason, bad=True)
    return _back(request, meeting)


@require_POST
def dismiss(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """Let a finding stand, with a reason."""
    meeting = meeting_or_404(slug)
    account = _officer(request, meeting)
    reason = request.POST.get("reason", "")
    try:
        operations.dismiss_finding(meeting, mark=mark, reason=reason, by=account, at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        if refused.field:
            return _page(request, meeting, refused=refused.reason, refused_mark=mark, typed=reason)
        toasts.toast(request, refused.reason, bad=True)
        return _back(request, meeting)
    toasts.toast(request, _("Let stand."), undo_url=reverse("papers:take_up", args=[slug, mark]))
    return _back(request, meeting)


@require_POST
def take_up(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """Take a dismissal back."""
    meeting = meeting_or_404(slug)
    account = _officer(request, meeting)
    operations.take_up_finding(meeting, mark=mark, by=account, at=timezone.now())
    return _back(request, meeting)


def _back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    address = reverse("papers:check", args=[meeting.slug])
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
