"""Signing in by a link, in the demonstration and nowhere else."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rostrum.demo.accounts import account_of
from rostrum.demo.links import PLACES, role_in
from rostrum.demo.load import today


@never_cache
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as the account of a role and go where that role works."""
    role = role_in(token) if settings.ROSTRUM_DEMO else None
    meeting = today()
    if role is None or meeting is None:
        raise Http404
    login(request, account_of(role), backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(PLACES[role](meeting))
