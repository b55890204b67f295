"""Starting from a paper: the papers begun with, one of them beside what was read from it, and corrections."""

import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.papers import operations, queries_start, start_reading, start_shown, start_words
from rostrum.papers.core import correcting
from rostrum.papers.models import StartingPaper
from rostrum.papers.operations.starting import mark_of
from rostrum.papers.start_forms import Correcting, DayForm, MoveTextForm, SetForm, StartForm, possible_holders
from rostrum.papers.views.common import HIGHEST, by
from rostrum.programme.permissions import EDIT
from rostrum.programme.queries import frame_of
from rostrum.reading.cannot import CannotOpen
from rostrum.refused import Denied, Refused
from rostrum.web import toasts

TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "application/octet-stream",  # never shown as a page of this site
    "text": "text/plain; charset=utf-8",
}
ENDINGS: Final = {"docx": "docx", "pdf": "pdf", "html": "html", "text": "txt"}
Act = Callable[[StartingPaper], int]


def _found(request: HttpRequest, slug: str, pk: int, *, withdrawn: bool = False) -> StartingPaper:
    meeting = meeting_or_404(slug)
    found = queries_start.starting_paper(meeting, min(pk, HIGHEST), by(request))
    if found is None or (found.withdrawn_at is not None and not withdrawn):
        raise Http404
    return found


def _crumbs(meeting: Meeting) -> list[tuple[str, Any]]:
    return [*crumbs_of(meeting), (_("Programme"), reverse("programme:edit", args=[meeting.slug]))]


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the papers begun with, and the way to begin with another."""
    meeting = meeting_or_404(slug)
    require(by(request), EDIT, meeting)
    form, status = StartForm(), HTTPStatus.OK
    if request.method == "POST":
        form = StartForm(request.POST, request.FILES)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and (row := _begun(request, meeting, form)) is not None:
            return HttpResponseRedirect(_address(row))
    context = {
        "meeting": meeting,
        "form": form,
        "begun": queries_start.begun(meeting, by(request)),
        "crumbs": _crumbs(meeting),
    }
    return render(request, "papers/start/list.html", context, status=status)


def _begun(request: HttpRequest, meeting: Meeting, form: StartForm) -> StartingPaper | None:
    file, at = form.cleaned_data["file"], timezone.now()
    try:
        row = operations.begin_from_paper(
            meeting,
            content=form.content(),
            name=file.name if file else "",
            year=form.cleaned_data["year"] or 0,
            by=by(request),
            at=at,
        )
    except Denied:
        raise
    except Refused as refused:
        field = "text" if refused.field == "file" and not file else refused.field
        form.add_error(field or None, refused.reason)
        return None
    if row.uploaded_at != at:
        toasts.toast(request, _("This paper was here already, with its corrections."))
    return row


@login_required
@never_cache
@require_safe
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a paper beside the programme that was read from it."""
    return _page(request, _found(request, slug, pk))


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the paper back as it was uploaded."""
    row = _found(request, slug, pk)
    answer = HttpResponse(bytes(row.content), content_type=TYPES[row.form])
    name = f"{slug}-{row.pk}.{ENDINGS[row.form]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a paper away, with the way back."""
    row = _found(request, slug, pk)
    operations.withdraw_start(row, by=by(request), at=timezone.now())
    back = reverse("papers:start_bring_back", args=[slug, row.pk])
    toasts.toast(request, _("The paper was withdrawn."), undo_url=back)
    return HttpResponseRedirect(reverse("papers:start", args=[slug]))


@login_required
@require_POST
def bring_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Bring a withdrawn paper back."""
    row = _found(request, slug, pk, withdrawn=True)
    operations.bring_back_start(row, by=by(request), at=timezone.now())
    return HttpResponseRedirect(_address(row))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def segment(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Show a segment to be corrected in its place, and keep what was typed."""
    row = _found(request, slug, pk)
    sketches = start_reading.sketches_of(row)
    one = next((found for found in sketches if found.key == key), None)
    if one is None:
        raise Refused(_("This segment is no longer in the programme."), code="gone")
    holders = possible_holders(sketches, correcting.within(sketches, key))
    days = frame_of(row.meeting).days
    if request.method != "POST":
        typed = Correcting(days=days, holders=holders, sketch=one)
        return _page(request, row, editing=key, typed=typed, seen=mark_of(one))
    typed = Correcting(request.POST, days=days, holders=holders, sketch=one)
    seen = request.POST.get("seen", "")
    if not typed.is_valid():
        return _page(request, row, editing=key, typed=typed, seen=seen, bad=True)
    try:
        number = operations.correct_reading(
            row,
            key=key,
            seen=seen,
            parent=typed.parent,
            values=typed.values(),
            by=by(request),
            at=timezone.now(),
        )
    except Denied:
        raise
    except Refused as refused:
        typed.refuse(refused)
        seen = mark_of(one) if refused.code == "stale" else seen
        return _page(request, row, editing=key, typed=typed, seen=seen, bad=True)
    return _done(request, row, number, _("Corrected."), focus=key)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show an empty segment, and add it."""
    row = _found(request, slug, pk)
    holders, days = start_reading.sketches_of(row), frame_of(row.meeting).days
    if request.method != "POST":
        return _page(request, row, adding=True, typed=Correcting(days=days, holders=holders))
    typed = Correcting(request.POST, days=days, holders=holders)
    if not typed.is_valid():
        return _page(request, row, adding=True, typed=typed, bad=True)
    key = secrets.token_hex(5)
    try:
        number = operations.add_to_reading(
            row, key=key, parent=typed.parent, values=typed.values(), by=by(request), at=timezone.now()
        )
    except Denied:
        raise
    except Refused as refused:
        typed.refuse(refused)
        return _page(request, row, adding=True, typed=typed, bad=True)
    return _done(request, row, number, _("The segment is added."), focus=key)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Take a segment out."""

    def act(row: StartingPaper) -> int:
        return operations.remove_from_reading(row, key=key, by=by(request), at=timezone.now())

    return _act(request, _found(request, slug, pk), act, _("Taken out."))


@login_required
@require_POST
def set_value(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Mend a finding with one click: set a time or the day of a segment."""
    typed = SetForm(request.POST)

    def act(row: StartingPaper) -> int:
        one = next((found for found in start_reading.sketches_of(row) if found.key == key), None)
        if one is None or not typed.is_valid():
            raise Refused(_("This is no longer found: somebody has mended it."), code="gone")
        values = typed.cleaned_data
        return operations.correct_reading(
            row,
            key=key,
            seen=values["seen"],
            parent=one.parent,
            values={values["field"]: values["value"]},
            by=by(request),
            at=timezone.now(),
        )

    return _act(request, _found(request, slug, pk), act, _("Mended."), focus=key)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Ask where a line of a description goes, and move it there."""
    if request.method != "POST":
        index = request.GET.get("index", "")[:6]
        return _page(request, _found(request, slug, pk), moving=f"v-{key}-description-{index}")
    typed = MoveTextForm(request.POST)

    def act(row: StartingPaper) -> int:
        if not typed.is_valid():
            raise Refused(_("Choose where this text goes."), code="invalid")
        values = typed.cleaned_data
        return operations.move_text(
            row, key=key, index=values["index"], to=values["to"], by=by(request), at=timezone.now()
        )

    return _act(request, _found(request, slug, pk), act, _("Moved."), focus=key)


@login_required
@require_POST
def day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a day of the paper on a day of the meeting."""
    typed = DayForm(request.POST)

    def act(row: StartingPaper) -> int:
        if not typed.is_valid():
            raise Refused(_("Choose a day of the meeting."), code="invalid")
        values = typed.cleaned_data
        return operations.take_day(row, day=values["day"], to=values["to"], by=by(request), at=timezone.now())

    return _act(request, _found(request, slug, pk), act, _("Put on this day."))


@login_required
@require_POST
def add_day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let the meeting sit on a day of the paper."""
    typed = DayForm({"to": request.POST.get("to", "")})

    def act(row: StartingPaper) -> int:
        if not typed.is_valid():
            raise Refused(_("Choose a day of the meeting."), code="invalid")
        operations.add_day(row, day=typed.cleaned_data["to"], by=by(request), at=timezone.now())
        return row.edits

    return _act(request, _found(request, slug, pk), act, _("The meeting sits on this day now."))


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back the last correction, or the one that a toast names."""
    given = request.GET.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None  # noqa: PLR2004

    def act(row: StartingPaper) -> int:
        operations.undo_reading(row, number=number, by=by(request), at=timezone.now())
        return row.edits

    answer = _act(request, _found(request, slug, pk), act, "")
    # A toast asks for nothing to be swapped: the programme finds its own place.
    answer["HX-Retarget"] = "#programme"
    answer["HX-Reswap"] = "outerHTML"
    return answer


@login_required
@require_POST
def accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put the programme into the draft and go there."""
    row = _found(request, slug, pk)
    given = request.POST.get("seen", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1  # noqa: PLR2004
    try:
        outcome = operations.accept_reading(row, seen=seen, by=by(request), at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        return _page(request, row, refused=refused.reason, bad=True)
    count = len(outcome.programme)
    word = ngettext(
        "The draft holds %(count)d segment now.", "The draft holds %(count)d segments now.", count
    )
    undo_url = ""
    if outcome.number is not None:
        undo_url = f"{reverse('programme:undo', args=[slug])}?number={outcome.number}"
    toasts.toast(request, word % {"count": count}, undo_url=undo_url)
    return HttpResponseRedirect(reverse("programme:edit", args=[slug]))


def _act(request: HttpRequest, row: StartingPaper, act: Act, word: str, *, focus: str = "") -> HttpResponse:
    try:
        number = act(row)
    except Denied:
        raise
    except Refused as refused:
        toasts.toast(request, refused.reason, bad=True)
        return _answer(request, row, focus=focus, status=HTTPStatus.CONFLICT)
    return _done(request, row, number, word, focus=focus)


def _done(
    request: HttpRequest, row: StartingPaper, number: int, word: str, *, focus: str = ""
) -> HttpResponse:
    """Say what was done, with the way back where something was."""
    if word:
        undo_url = f"{reverse('papers:start_undo', args=[row.meeting.slug, row.pk])}?number={number}"
        toasts.toast(request, word, undo_url=undo_url if number != row.edits else "")
    return _answer(request, row, focus=focus)


def _answer(
    request: HttpRequest, row: StartingPaper, *, focus: str, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Answer htmx with the programme, and a browser without scripts with the page."""
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(_address(row) + (f"#seg-{focus}" if focus else ""))
    fresh = _found(request, row.meeting.slug, row.pk)
    return _page(request, fresh, focus=focus, status=status)


def _address(row: StartingPaper) -> str:
    return reverse("papers:start_paper", args=[row.meeting.slug, row.pk])


def _page(
    request: HttpRequest,
    row: StartingPaper,
    *,
    bad: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    context = {
        "meeting": row.meeting,
        "row": row,
        "crumbs": [
            *_crumbs(row.meeting),
            (_("Start from a paper"), reverse("papers:start", args=[row.meeting.slug])),
        ],
        **more,
    }
    try:
        context |= start_shown.shown(row, by(request))
    except CannotOpen as reason:
        raise Refused(start_words.cannot(reason), code=reason.code) from reason
    htmx = getattr(request, "htmx", False)
    template = "papers/start/programme.html" if htmx else "papers/start/page.html"
    return render(request, template, context, status=HTTPStatus.UNPROCESSABLE_ENTITY if bad else status)
