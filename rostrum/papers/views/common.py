"""What the pages of papers share: files as attachments, finding papers, breadcrumbs."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.meetings.views import crumbs_of
from rostrum.papers import queries
from rostrum.papers.models import Revision
from rostrum.people.models import Account

# The files of a paper, as addresses name them: format and page size.
FORMS: Final = {"docx": ("docx", ""), "pdf-a4": ("pdf", "a4"), "pdf-letter": ("pdf", "letter")}
TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
LONGEST_KEY: Final = 9  # digits
HIGHEST: Final = 2**31  # what the database keeps as a key


def by(request: HttpRequest) -> Account:
    """Return who asks; only behind ``login_required``."""
    if not isinstance(request.user, Account):
        raise TypeError("this view is open to readers who are not signed in")
    return request.user


def attachment(content: bytes, *, format: str, name: str) -> HttpResponse:  # noqa: A002 - the word for it
    """Answer with a file that the browser keeps and never shows as a page."""
    answer = HttpResponse(content, content_type=TYPES[format])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return answer


def draft_or_404(request: HttpRequest, meeting: Meeting, pk: int) -> Revision:
    """Find a draft that the reader may see; 404 and Denied otherwise."""
    found = queries.draft(meeting, min(pk, HIGHEST), by(request))
    if found is None:
        raise Http404
    return found


def issued_or_404(meeting: Meeting, pk: int) -> Revision:
    """Find an issued revision or answer 404."""
    found = queries.issued_revision(meeting, min(pk, HIGHEST))
    if found is None:
        raise Http404
    return found


def office_crumbs(meeting: Meeting) -> list[tuple[str, Any]]:
    """Return the breadcrumbs above a page where papers are prepared."""
    return [*crumbs_of(meeting), (_("Prepare papers"), reverse("papers:office", args=[meeting.slug]))]
