"""The audit trail of a meeting, for its secretariat: a page to search, and the same as CSV."""

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rostrum.audit import queries as trail
from rostrum.audit.models import Entry
from rostrum.meetings import forms
from rostrum.meetings.models import Meeting
from rostrum.meetings.operations.processes import scope
from rostrum.meetings.permissions import READ_AUDIT, require
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.web.cells import guarded

PAGE = 50


def readable(request: HttpRequest, slug: str) -> Meeting:
    """Find a meeting whose audit trail the reader may see; 404 and Denied otherwise."""
    meeting = meeting_or_404(slug)
    require(request.user, READ_AUDIT, meeting)
    return meeting


def _search(request: HttpRequest, meeting: Meeting) -> tuple[forms.AuditForm, trail.Search]:
    """Read what is looked for: decisions on the meeting, and on the process to which it belongs."""
    scopes = (meeting.scope, scope(meeting.process))
    form = forms.AuditForm(
        request.GET, actions=trail.actions_in(scopes), actors=trail.actors(scopes), auto_id="audit_%s"
    )
    form.is_valid()
    return form, trail.Search(scopes=scopes, **form.wanted())


@login_required
@require_safe
def audit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who decided what and when, newest first."""
    meeting = readable(request, slug)
    form, search = _search(request, meeting)
    page = Paginator(trail.entries(search), PAGE).get_page(request.GET.get("page"))
    wanted = urlencode({name: value for name, value in form.wanted().items() if value})
    context = {
        "meeting": meeting,
        "form": form,
        "page": page,
        "entries": [trail.tell(entry) for entry in page.object_list],
        "filtered": bool(wanted),
        "query": f"{wanted}&" if wanted else "",
        "export": f"?{wanted}" if wanted else "",
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "meetings/audit.html", context)


@login_required
@require_safe
def audit_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the entries that the page would show, all of them, oldest first."""
    meeting = readable(request, slug)
    _form, search = _search(request, meeting)
    found = trail.entries(search).reverse()
    response = HttpResponse(
        b"".join(_lines(found.iterator(500), meeting)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{meeting.slug}-audit.csv"'
    return response


def _lines(entries: Iterator[Entry], meeting: Meeting) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _line(
        [_("When"), _("Who"), _("Action"), _("What"), _("About"), _("Reason"), _("Before"), _("After")]
    )
    for entry in entries:
        told = trail.tell(entry)
        values = (
            "" if one is None else json.dumps(one, ensure_ascii=False) for one in (entry.before, entry.after)
        )
        when = entry.at.astimezone(meeting.zone).isoformat(timespec="seconds")
        yield _line([when, told.who, told.action, told.sentence, told.subject, told.reason, *values])


def _line(values: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([guarded(value) for value in values])
    return text.getvalue().encode()
