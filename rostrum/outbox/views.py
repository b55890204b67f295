"""The page ``/outbox/``: every letter, how far it has come, and each of its deliveries."""

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rostrum.outbox import operations, queries
from rostrum.outbox.models import Delivery, Letter
from rostrum.outbox.permissions import Who, scopes_of
from rostrum.people.models import Account
from rostrum.web import toasts

LETTERS: Final = 25
DELIVERIES: Final = 50


def by(request: HttpRequest) -> Account:
    """Return who asks; only behind ``login_required``."""
    if not isinstance(request.user, Account):
        raise TypeError("this view is open to readers who are not signed in")
    return request.user


def letter_or_404(account: Who, pk: int) -> Letter:
    """Find a letter that the account may see, or answer 404."""
    found = queries.letter(account, pk)
    if found is None:
        raise Http404
    return found


def _start() -> tuple[str, str]:
    return _("Processes and meetings"), "/"


@login_required
@never_cache
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show all letters, newest first; while some are under way the list comes again by itself."""
    page = Paginator(queries.letters(request.user), LETTERS).get_page(request.GET.get("page"))
    listed = queries.listed(page.object_list, scopes_of(request.user))
    context = {
        "page": page,
        "listed": listed,
        "moving": any(one.under_way for one in listed),
        "page_only": not settings.ROSTRUM_SMTP,
        "crumbs": [_start()],
    }
    return render(request, "outbox/letters.html", context)


@login_required
@never_cache
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter, and who has it."""
    found = letter_or_404(request.user, pk)
    state, text = request.GET.get("state", ""), request.GET.get("q", "")
    if state not in Delivery.State:
        state = ""
    rows = queries.deliveries(found, state=state, text=text)
    wanted = urlencode({name: value for name, value in (("state", state), ("q", text)) if value})
    [listed] = queries.listed([found], scopes_of(request.user))
    context = {
        "letter": found,
        "listed": listed,
        "page": Paginator(rows, DELIVERIES).get_page(request.GET.get("page")),
        "enclosures": queries.enclosures(found),
        "state": state,
        "text": text,
        "query": f"{wanted}&" if wanted else "",
        "filters": _filters(listed, state, text),
        "page_only": not settings.ROSTRUM_SMTP,
        "crumbs": [_start(), (_("Outbox"), reverse("outbox:letters"))],
    }
    return render(request, "outbox/letter.html", context)


def _filters(listed: queries.Listed, state: str, text: str) -> list[dict[str, object]]:
    """Return the tabs that show deliveries in one state."""

    def url(wanted: str) -> str:
        return "?" + urlencode({name: value for name, value in (("state", wanted), ("q", text)) if value})

    tabs: list[dict[str, object]] = [
        {"label": _("All"), "url": url(""), "current": not state, "count": listed.total}
    ]
    tabs += [
        {"label": one.label, "url": url(one.state), "current": one.state == state, "count": one.number}
        for one in listed.counts
    ]
    return tabs


@login_required
@never_cache
@require_safe
def enclosure(request: HttpRequest, pk: int, enclosure: int) -> HttpResponse:
    """Give a file that went with a letter."""
    found = queries.enclosure(letter_or_404(request.user, pk), enclosure)
    if found is None:
        raise Http404
    return HttpResponse(
        bytes(found.data),
        content_type=found.type,
        headers={
            "Content-Disposition": _as_attachment(found.name),
            "X-Content-Type-Options": "nosniff",
        },
    )


def _as_attachment(name: str) -> str:

    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


@login_required
@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again what failed: of the whole letter, or to one address."""
    found = letter_or_404(request.user, pk)
    count = operations.try_again(
        found,
        by=by(request),
        at=timezone.now(),
        delivery=_delivery(request),
        withdrawn="withdrawn" in request.POST,
    )
    said = ngettext("%(count)d is sent again now.", "%(count)d are sent again now.", count)
    toasts.toast(request, said % {"count": count} if count else _("Nothing had failed any more."))
    return _back(request, found)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what waits from being sent: of the whole letter, or to one address."""
    found = letter_or_404(request.user, pk)
    count = operations.withdraw(found, by=by(request), at=timezone.now(), delivery=_delivery(request))
    said = ngettext("%(count)d was withdrawn.", "%(count)d were withdrawn.", count)
    toasts.toast(request, said % {"count": count} if count else _("Nothing was waiting any more."))
    return _back(request, found)


def _delivery(request: HttpRequest) -> int | None:
    given = request.POST.get("delivery", "")
    if not given:
        return None
    # A number that names nothing changes nothing.
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1  # noqa: PLR2004


def _back(request: HttpRequest, letter: Letter) -> HttpResponse:
    return HttpResponseRedirect(reverse("outbox:letter", args=[letter.pk]))
