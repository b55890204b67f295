"""The rules of the floor: setting them, and seeing first what that would change."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rostrum.floor import operations, queries
from rostrum.floor.core import acts
from rostrum.floor.core import rules as rulebook
from rostrum.floor.forms import RulesForm
from rostrum.floor.permissions import CHANGE_RULES
from rostrum.floor.views.common import account_of, meeting_or_404
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.refused import Refused
from rostrum.web.toasts import toast


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rules in force and set others."""
    meeting = meeting_or_404(slug)
    account = account_of(request)
    require(account, CHANGE_RULES, meeting)
    state = queries.floor_state(meeting)
    present = state.rules
    if request.method != "POST":
        start = rulebook.READY.get(request.GET.get("ready", ""), present)
        return _page(request, meeting, RulesForm(rules=start))
    form = RulesForm(request.POST, rules=present)
    if not form.is_valid() or account is None:
        return _page(request, meeting, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    whole = form.cleaned_data["whole_meeting"] or state.segment is None
    what = acts.ChangeRules(form.cleaned_data["rules"], whole_meeting=whole)
    try:
        operations.act(meeting, what, by=account, at=timezone.now(), key=request.POST.get("key", "")[:64])
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, meeting, form, status=HTTPStatus.CONFLICT)
    toast(request, _("The rules of the floor are changed."))
    return HttpResponseRedirect(reverse("floor:console", args=[slug]))


@never_cache
@require_POST
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with what the rules in the form would change for everybody who waits."""
    meeting = meeting_or_404(slug)
    require(account_of(request), CHANGE_RULES, meeting)
    form = RulesForm(request.POST, rules=queries.floor_state(meeting).rules)
    lines = queries.preview(meeting, form.cleaned_data["rules"], at=timezone.now()) if form.is_valid() else ()
    return render(
        request, "floor/rules_preview.html", {"lines": lines, "form": form, "valid": form.is_valid()}
    )


def _page(
    request: HttpRequest, meeting: Meeting, form: RulesForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    state = queries.floor_state(meeting)
    valid = form.is_bound and form.is_valid()
    wanted = form.cleaned_data["rules"] if valid else form.present
    context = {
        "meeting": meeting,
        "form": form,
        "state": state,
        "ready": [
            ("hearing", _("Hearing")),
            ("thematic", _("Thematic session")),
            ("dialogue", _("Dialogue")),
        ],
        "valid": valid or not form.is_bound,
        "lines": queries.preview(meeting, wanted, at=timezone.now()),
    }
    return render(request, "floor/rules.html", context, status=status)
