"""What the room and the public see: the hall screen, the seat page, the live page."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from rostrum.floor import operations, queries, seats
from rostrum.floor.forms import SeatForm
from rostrum.floor.views.common import account_of, meeting_or_404, screen
from rostrum.meetings.models import Meeting, Participant
from rostrum.refused import Refused
from rostrum.web.toasts import toast


@never_cache
@require_safe
def hall(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the hall screen in the meeting's language; its key stands for a sign-in."""
    floor = queries.floor_by_hall_key(slug, key)
    if floor is None:
        raise Http404
    with translation.override(floor.meeting.language):
        return screen(request, floor.meeting, "hall", at=timezone.now(), audience=floor.hall_key)


@never_cache
@require_safe
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everybody who has the floor and who is next."""
    return screen(request, meeting_or_404(slug), "live", at=timezone.now())


@never_cache
@require_safe
def own_seat(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a participant who is signed in to their own seat page."""
    meeting = meeting_or_404(slug)
    participant = queries.participant_of(meeting, account_of(request))
    if participant is None:
        return render(request, "floor/no_seat.html", {"meeting": meeting}, status=HTTPStatus.NOT_FOUND)
    return HttpResponseRedirect(reverse("floor:seat", args=[slug, participant.key]))


@never_cache
@require_safe
def seat(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a participant the way to the floor; whoever holds the key is the participant."""
    meeting, participant = _seated(slug, key)
    return _seat(request, meeting, participant)


def _seated(slug: str, key: str) -> tuple[Meeting, Participant]:
    meeting = meeting_or_404(slug)
    participant = queries.participant_by_key(meeting, key)
    if participant is None:
        raise Http404
    return meeting, participant


def _seat(
    request: HttpRequest,
    meeting: Meeting,
    participant: Participant,
    *,
    refused: str = "",
    form: SeatForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    at = timezone.now()
    mine = seats.seat_of(meeting, participant, at=at)
    more = {
        "mine": mine,
        "participant": participant,
        "party": participant.state.name(get_language() or "en") if participant.state else participant.party,
        "form": form or SeatForm(language=participant.language),
        "refused": refused,
    }
    if request.headers.get("X-Act") == "1":
        return render(request, "floor/seat_mine.html", {"meeting": meeting, **more}, status=status)
    response = screen(request, meeting, "seat", at=at, board=mine.board, **more)
    response.status_code = status
    return response


# The key in the address is what lets somebody in, not a cookie: another site can forge nothing with it.
@csrf_exempt
@require_POST
def ask(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Ask for the floor from a seat."""
    meeting, participant = _seated(slug, key)
    form = SeatForm(request.POST, language=participant.language)
    if not form.is_valid():
        return _seat(request, meeting, participant, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    values = form.cleaned_data
    try:
        operations.ask_from_seat(
            participant,
            at=timezone.now(),
            segment=seats.segment_to_ask_for(meeting, at=timezone.now()),
            language=values["language"],
            on_behalf=values["on_behalf"],
            key=values["key"],
        )
    except Refused as refusal:
        return _seat(
            request, meeting, participant, form=form, refused=refusal.reason, status=HTTPStatus.CONFLICT
        )
    return _after(request, meeting, participant, _("You have asked for the floor."))


@csrf_exempt
@require_POST
def withdraw(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take one's request back."""
    meeting, participant = _seated(slug, key)
    request_key = request.POST.get("request", "").replace("\x00", "")[:40]
    once = request.POST.get("key", "").replace("\x00", "")[:64]
    try:
        operations.withdraw_from_seat(participant, request=request_key, at=timezone.now(), key=once)
    except Refused as refusal:
        return _seat(request, meeting, participant, refused=refusal.reason, status=HTTPStatus.CONFLICT)
    return _after(request, meeting, participant, _("Your request is withdrawn."))


def _after(request: HttpRequest, meeting: Meeting, participant: Participant, word: str) -> HttpResponse:
    if request.headers.get("X-Act") == "1":
        return _seat(request, meeting, participant)
    toast(request, word)
    return HttpResponseRedirect(reverse("floor:seat", args=[meeting.slug, participant.key]))
