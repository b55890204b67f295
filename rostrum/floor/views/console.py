"""The console, the moderator's tablet and the interpreters' desk: pages from which operators act."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rostrum.floor import live, operations, queries
from rostrum.floor.forms import read_act
from rostrum.floor.permissions import GIVE_FLOOR, MARK_TEXT, OPERATE
from rostrum.floor.views.common import account_of, meeting_or_404, screen
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may, require
from rostrum.people.models import Account
from rostrum.refused import Denied, Refused
from rostrum.web.toasts import toast

OPERATED = ("console", "moderator", "interpreters")


@never_cache
@require_safe
def console(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the podium's console."""
    meeting = meeting_or_404(slug)
    floor = operations.floor_of(meeting)
    return screen(request, meeting, "console", at=timezone.now(), hall_key=floor.hall_key)


@never_cache
@require_safe
def moderator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the moderator's tablet."""
    return screen(request, meeting_or_404(slug), "moderator", at=timezone.now())


@never_cache
@require_safe
def interpreters(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the interpreters' desk."""
    return screen(request, meeting_or_404(slug), "interpreters", at=timezone.now())


@never_cache
@require_safe
def board(request: HttpRequest, slug: str, view: str) -> HttpResponse:
    """Answer with the present frame of a screen: what is expected changes with time, without an act."""
    meeting = meeting_or_404(slug)
    if view not in OPERATED:
        raise Denied(_("This screen is not here."))
    require(account_of(request), live.VIEWS[view].permission, meeting)
    return HttpResponse(live.fragment(meeting, view, at=timezone.now()))


@require_POST
def act(request: HttpRequest, slug: str) -> HttpResponse:
    """Do one act of an operator.

    Answers a page's script with the fresh frame (200, or 409 with the reason when it was refused), and a
    plain form with the way back to its page.
    """
    meeting = meeting_or_404(slug)
    view = request.POST.get("view", "console")
    view = view if view in OPERATED else "console"
    account = account_of(request)
    if account is None or not any(may(account, one, meeting) for one in (OPERATE, GIVE_FLOOR, MARK_TEXT)):
        raise Denied(_("Your role in this meeting does not allow this. Ask the secretariat if it should."))
    refused = ""
    status = HTTPStatus.OK
    try:
        _done(request, meeting, by=account)
    except Denied as denied:
        refused, status = denied.reason, HTTPStatus.FORBIDDEN
    except Refused as refusal:
        refused, status = refusal.reason, HTTPStatus.CONFLICT
    if request.headers.get("X-Act") == "1":
        html = live.fragment(meeting, view, at=timezone.now())
        word = render(request, "floor/word.html", {"refused": refused}).content.decode()
        return HttpResponse(html + word, status=status)
    if refused:
        toast(request, refused, bad=True)
    return HttpResponseRedirect(reverse(f"floor:{view}", args=[slug]))


def _done(request: HttpRequest, meeting: Meeting, *, by: Account) -> None:
    wanted = read_act(request.POST)
    now, key = timezone.now(), wanted.key
    if wanted.name == "add":
        participant = queries.participant_by_key(meeting, wanted.participant)
        if participant is None:
            raise Refused(_("Nobody with this name is admitted to the meeting. Choose one from the list."))
        operations.add(participant, by=by, at=now, on_behalf=wanted.on_behalf, reply=wanted.reply, key=key)
    elif wanted.name == "point":
        participant = queries.participant_by_key(meeting, wanted.participant)
        if participant is None:
            raise Refused(_("Nobody with this name is admitted to the meeting. Choose one from the list."))
        operations.raise_point(participant, by=by, at=now, based_on=wanted.number, key=key)
    elif wanted.name == "open":
        segment = queries.segment_for(meeting, wanted.segment)
        if segment is None:
            raise Refused(_("The programme has no such segment any more. Choose another."))
        operations.open_segment(meeting, segment, by=by, at=now, based_on=wanted.number, key=key)
    elif wanted.name == "limit":
        operations.set_limit(meeting, wanted.seconds, by=by, at=now, based_on=wanted.number, key=key)
    else:
        operations.act(meeting, wanted.plain(), by=by, at=now, based_on=wanted.number, key=key)


@never_cache
@require_safe
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """List who is meant by a few letters of a name, State, organization or seat."""
    meeting = meeting_or_404(slug)
    require(account_of(request), OPERATE, meeting)
    text = request.GET.get("q", "")[:80]
    found = queries.search(meeting, text, get_language() or "en")
    waiting = queries.waiting_parties(meeting)
    context = {"found": found, "text": text, "waiting": waiting, "meeting": meeting}
    return render(request, "floor/found.html", context)
