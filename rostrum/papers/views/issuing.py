"""Issuing a draft: what will be frozen is looked at once more, then frozen."""

from http import HTTPStatus

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rostrum.meetings.form_pages import put_refusal
from rostrum.meetings.permissions import require
from rostrum.meetings.views import meeting_or_404
from rostrum.papers import drafts, operations, queries
from rostrum.papers.models import Revision
from rostrum.papers.operations.issuing import LONGEST_CHANGE, default_symbol, next_number
from rostrum.papers.permissions import ISSUE
from rostrum.papers.views.common import by, draft_or_404, office_crumbs
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


class IssueForm(forms.Form):
    """What an officer decides when issuing."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    symbol = forms.CharField(label=gettext_lazy("Document symbol"), max_length=60, required=False)


class CorrectionForm(IssueForm):
    """And when issuing a correction."""

    what_changed = forms.CharField(
        label=gettext_lazy("What this revision changes"),
        help_text=gettext_lazy("One or two sentences for readers of the earlier revision."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_CHANGE,
        required=False,
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what will be frozen, and freeze it."""
    meeting = meeting_or_404(slug)
    require(by(request), ISSUE, meeting)
    draft = draft_or_404(request, meeting, pk)
    kind = CorrectionForm if draft.corrects_id else IssueForm
    read = drafts.read(draft, at=timezone.now())
    form = kind(request.POST or None, initial={"seen": read.seen})
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            issued = operations.issue(draft, by=by(request), at=timezone.now(), **form.cleaned_data)
        except Denied:
            raise
        except Refused as refused:
            put_refusal(form, refused)
            status = HTTPStatus.CONFLICT if refused.code == "stale" else HTTPStatus.UNPROCESSABLE_ENTITY
            if refused.code == "stale":
                form.data = {**form.data.dict(), "seen": read.seen}  # type: ignore[attr-defined]
        else:
            toasts.toast(request, _("Issued as %(symbol)s.") % {"symbol": issued.symbol})
            return HttpResponseRedirect(reverse("papers:paper", args=[slug, issued.pk]))
    elif request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, draft, read, form, status)


def _page(
    request: HttpRequest, draft: Revision, read: drafts.Read, form: IssueForm, status: HTTPStatus
) -> HttpResponse:
    meeting = draft.paper.meeting
    symbol = default_symbol(draft)
    form.fields["symbol"].help_text = _("Left empty, it becomes %(symbol)s.") % {"symbol": symbol}
    page = reverse("papers:draft", args=[meeting.slug, draft.pk])
    context = {
        "meeting": meeting,
        "draft": draft,
        "read": read,
        "document": read.document,
        "number": next_number(draft.paper),
        "form": form,
        "changes": queries.changes(draft, at=timezone.now()),
        "crumbs": [*office_crumbs(meeting), (read.document.title, page)],
    }
    return render(request, "papers/issue.html", context, status=status)
