"""Lists, name plates and the programme as Akoma Ntoso, as files, and the page where lists are chosen."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.papers import participants, plates, plates_word, queries_lists
from rostrum.papers.akoma_ntoso import MEDIA_TYPE, akoma_ntoso
from rostrum.papers.list_forms import ListForm, ParticipantsForm, PlatesForm, SpeakersForm
from rostrum.papers.people import Listing
from rostrum.papers.permissions import PRINT_LISTS
from rostrum.web import typesetting

FORMS = (PlatesForm, ParticipantsForm, SpeakersForm)


@require_safe
def programme(request: HttpRequest, slug: str, number: int) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """Answer with a published version of the programme as Akoma Ntoso."""
    found = queries_lists.published_programme(meeting_or_404(slug), number)
    if found is None:
        raise Http404
    version, facts = found
    return HttpResponse(akoma_ntoso(version.programme, version.frame, facts), content_type=MEDIA_TYPE)


@never_cache
@require_safe
def lists(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can be printed, and how."""
    meeting = meeting_or_404(slug)
    require(request.user, PRINT_LISTS, meeting)
    return _page(request, meeting)


def _page(request: HttpRequest, meeting: Meeting, asked: ListForm | None = None) -> HttpResponse:
    shown = {made.name: asked if isinstance(asked, made) else made() for made in FORMS}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked else HTTPStatus.OK
    context = {"meeting": meeting, "crumbs": crumbs_of(meeting), **shown}
    return render(request, "papers/lists.html", context, status=status)


@never_cache
@require_safe
def name_plates(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with name plates."""
    meeting = meeting_or_404(slug)
    require(request.user, PRINT_LISTS, meeting)
    form = PlatesForm(request.GET)
    if not form.is_valid():
        return _page(request, meeting, form)
    asked = form.cleaned_data
    found = queries_lists.plates(
        meeting, request.user, of=asked["of"], names=asked["names"], second=asked["second"]
    )
    if not found:
        form.add_error("of", _("There are none yet."))
        return _page(request, meeting, form)
    name = f"{slug}-name-plates-{asked['of'].replace('_', '-')}"
    if asked["format"] == "docx":
        made = plates_word.docx(found, meeting=meeting.title, page_size=asked["page_size"])
        return _file(made, participants.DOCX_TYPE, f"{name}.docx")
    made = plates.pdf(found, meeting=meeting.title, page_size=asked["page_size"])
    return _file(made, typesetting.MEDIA_TYPE, f"{name}.pdf")


@never_cache
@require_safe
def list_of_participants(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the list of participants."""

    def listed(meeting: Meeting, asked: dict[str, Any]) -> Listing:
        return queries_lists.participants(
            meeting, request.user, language=asked["language"], names=asked["names"]
        )

    return _list(request, slug, ParticipantsForm, listed, "participants")


@never_cache
@require_safe
def list_of_speakers(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the list of speakers of the programme."""

    def listed(meeting: Meeting, asked: dict[str, Any]) -> Listing:
        return queries_lists.speakers(meeting, request.user, language=asked["language"])

    return _list(request, slug, SpeakersForm, listed, "speakers")


def _list(
    request: HttpRequest,
    slug: str,
    form_of: type[ListForm],
    listed: Callable[[Meeting, dict[str, Any]], Listing],
    name: str,
) -> HttpResponse:
    meeting = meeting_or_404(slug)
    require(request.user, PRINT_LISTS, meeting)
    form = form_of(request.GET)
    if not form.is_valid():
        return _page(request, meeting, form)
    asked = form.cleaned_data
    found = listed(meeting, asked)
    if not found.length:
        form.add_error(None, found.empty)
        return _page(request, meeting, form)
    if asked["format"] == "docx":
        made = participants.docx(found, page_size=asked["page_size"])
        return _file(made, participants.DOCX_TYPE, f"{slug}-{name}.docx")
    made = participants.pdf(found, page_size=asked["page_size"])
    return _file(made, typesetting.MEDIA_TYPE, f"{slug}-{name}.pdf")


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
