"""The page where the secretariat gives and takes the roles of a meeting."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rostrum.meetings import forms, invitations, operations, queries
from rostrum.meetings.form_pages import FormPage
from rostrum.meetings.models import Meeting, RoleHolding
from rostrum.meetings.permissions import GIVE_ROLES, require
from rostrum.meetings.planning_views import by, either
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


@login_required
@either
def roles(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who works on a meeting and as what; give a role by e-mail address."""
    meeting = meeting_or_404(slug)
    require(by(request), GIVE_ROLES, meeting)
    page = FormPage(
        title=_("Roles"),
        submit=_("Give the role"),
        crumbs=crumbs_of(meeting),
        back="",
        eyebrow=str(meeting),
        lead=_("What somebody may do in this meeting follows from their roles here, and from nothing else."),
        template="meetings/roles.html",
        more=lambda: {"meeting": meeting, "groups": queries.roles(meeting)},
    )
    return page.answer(
        request, forms.RoleForm(request.POST or None), lambda form: _give(request, meeting, form)
    )


def _give(request: HttpRequest, meeting: Meeting, form: Form) -> str:
    holding, made = operations.give_role(meeting, by=by(request), at=timezone.now(), **form.cleaned_data)
    if invitations.send(holding, made=made):
        said = _("%(name)s was given the role, and told so by e-mail.")
        toasts.toast(request, said % {"name": holding.account})
    else:
        said = _("%(name)s was given the role, but the e-mail could not be sent. Tell them yourself.")
        toasts.toast(request, said % {"name": holding.account}, bad=True)
    return reverse("meetings:roles", args=[meeting.slug])


@login_required
@require_POST
def take_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a role away."""
    meeting = meeting_or_404(slug)
    require(by(request), GIVE_ROLES, meeting)
    holding = get_object_or_404(
        RoleHolding.objects.select_related("account", "meeting"), meeting=meeting, pk=pk
    )
    back = reverse("meetings:roles", args=[meeting.slug])
    own = holding.account_id == by(request).pk
    try:
        operations.take_role(holding, by=by(request), at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        toasts.toast(request, str(refused), bad=True)
        return HttpResponseRedirect(back)
    toasts.toast(request, _("The role was taken away; open pages of theirs close at once."))
    return HttpResponseRedirect(meeting.get_absolute_url() if own else back)
