"""One's own account."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rostrum.people import second_factor
from rostrum.people.forms import AccountForm
from rostrum.people.language import keep
from rostrum.people.models import Account
from rostrum.people.operations import edit_account
from rostrum.web import toasts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name and language, and lead to everything about signing in."""
    own = request.user
    if not isinstance(own, Account):
        raise TypeError("this view is open to readers who are not signed in")
    form = AccountForm(request.POST or None, initial={"name": own.name, "language": own.language})
    if form.is_valid():
        edit_account(own, **form.cleaned_data)
        toasts.toast(request, _("Saved."))
        response = HttpResponseRedirect(reverse("people:account"))
        keep(response, form.cleaned_data["language"])
        return response
    context = {"form": form, "has_factor": second_factor.has(own), "required": second_factor.required()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "people/account.html", context, status=status)
