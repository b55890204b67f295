"""The page that sends an issued paper: choose lists, see whom they reach, read the e-mail, send."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from rostrum.meetings.permissions import require
from rostrum.meetings.planning_views import by
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.papers import circulation, operations, queries
from rostrum.papers.mailing_lists import mailing_lists
from rostrum.papers.models import Revision
from rostrum.papers.permissions import CIRCULATE
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


class CirculationForm(forms.Form):
    """The lists, and where answers go."""

    lists = forms.MultipleChoiceField(
        label=gettext_lazy("To"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one list.")},
    )
    reply_to = forms.EmailField(label=gettext_lazy("Answers go to"), max_length=254)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["lists"].choices = [(one.name, one.label) for one in mailing_lists()]  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circulate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show whom the chosen lists would reach, and send."""
    meeting = meeting_or_404(slug)
    require(by(request), CIRCULATE, meeting)
    revision = queries.issued_revision(meeting, pk)
    if revision is None:
        raise Http404
    if request.method != "POST":
        return _page(request, revision, request.GET.getlist("lists"))
    form = CirculationForm(request.POST)
    if not form.is_valid():
        return _page(request, revision, request.POST.getlist("lists"), form)
    try:
        done = operations.circulate(revision, by=by(request), at=timezone.now(), **form.cleaned_data)
    except Denied:
        raise
    except Refused as refused:
        form.add_error(refused.field or None, str(refused))
        return _page(request, revision, request.POST.getlist("lists"), form)
    said = ngettext(
        "The paper is on its way to %(count)d address.",
        "The paper is on its way to %(count)d addresses.",
        done.new,
    )
    toasts.toast(request, said % {"count": done.new})
    return HttpResponseRedirect(reverse("outbox:letter", args=[done.letter.pk]))


def _page(
    request: HttpRequest, revision: Revision, chosen: list[str], form: CirculationForm | None = None
) -> HttpResponse:
    meeting = revision.paper.meeting
    plan = circulation.plan(revision, chosen)
    account = by(request)
    shown = form or CirculationForm(initial={"lists": chosen, "reply_to": account.email})
    context = {
        "meeting": meeting,
        "revision": revision,
        "plan": plan,
        "form": shown,
        "mail": plan.letter or circulation.mail(revision, sender_name=account.get_full_name()),
        "files": circulation.file_names(revision),
        "crumbs": crumbs_of(meeting),
        "title": _("Circulate"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    return render(request, "papers/circulate.html", context, status=status)
