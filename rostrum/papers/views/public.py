"""What everybody reads: every issued paper, in all revisions, languages and formats."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from rostrum.meetings import queries as meetings
from rostrum.meetings.permissions import may
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.papers import queries
from rostrum.papers.models import Rendition
from rostrum.papers.permissions import CIRCULATE, READ_DRAFT
from rostrum.papers.views.common import FORMS, HIGHEST, attachment, issued_or_404


@require_safe
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all issued papers of a meeting."""
    meeting = meeting_or_404(slug)
    context = {
        "meeting": meeting,
        "series": queries.series(meeting),
        "may_prepare": may(request.user, READ_DRAFT, meeting),
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "papers/public.html", context)


@require_safe
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one issued revision, whether it still holds or not."""
    meeting = meeting_or_404(slug)
    revision = issued_or_404(meeting, pk)
    published = queries.published_paper(revision)
    context = {
        "meeting": meeting,
        "revision": revision,
        "published": published,
        "document": queries.document_of(revision),
        "newer": published.latest if published.latest.pk != revision.pk else None,
        "changes": queries.changes(revision, at=timezone.now()),
        "may_prepare": may(request.user, READ_DRAFT, meeting),
        "may_circulate": may(request.user, CIRCULATE, meeting),
        "crumbs": [*crumbs_of(meeting), (_("Papers"), reverse("papers:public", args=[slug]))],
    }
    return render(request, "papers/paper.html", context)


def _found(slug: str, pk: int, form: str) -> Rendition | None:
    meeting = meetings.meeting(slug)
    if meeting is None or form not in FORMS:
        return None
    kind, page_size = FORMS[form]
    return queries.rendition(meeting, min(pk, HIGHEST), format=kind, page_size=page_size)


def _etag(request: HttpRequest, slug: str, pk: int, form: str) -> str | None:
    found = _found(slug, pk, form)
    return f'"{found.sha256}"' if found else None


def _modified(request: HttpRequest, slug: str, pk: int, form: str) -> dt.datetime | None:
    found = _found(slug, pk, form)
    return found.revision.issued_at if found else None


@require_safe
@condition(etag_func=_etag, last_modified_func=_modified)
def file(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Give a file of an issued revision, byte for byte as it was issued."""
    found = _found(slug, pk, form)
    if found is None:
        raise Http404
    revision = found.revision
    symbol = revision.symbol.replace("/", "-").replace("(", "").replace(")", "")
    name = "-".join(part for part in (symbol, revision.paper.language, found.page_size) if part)
    return attachment(bytes(found.content), format=found.format, name=name)
