"""What is left of the floor: the speaking list as held, as a page and as files."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rostrum.floor import figures, figures_live, held_files, records
from rostrum.floor import printed as papers
from rostrum.floor.figures import Figures
from rostrum.floor.records import HeldList
from rostrum.floor.views.common import meeting_or_404
from rostrum.meetings.models import Meeting


def _list(request: HttpRequest, slug: str) -> HeldList:
    return records.held_list(meeting_or_404(slug), request.user, at=timezone.now())


@never_cache
@require_safe
def held(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the speaking list as held."""
    listed = _list(request, slug)
    context = {"held": listed, "meeting": listed.meeting, "zone": held_files.zone_of(listed)}
    return render(request, "floor/held.html", context)


@never_cache
@require_safe
def held_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the list as CSV."""
    return _file(_list(request, slug), held_files.csv_of, held_files.CSV_TYPE, "csv")


@never_cache
@require_safe
def held_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the list as a workbook."""
    return _file(_list(request, slug), held_files.xlsx_of, held_files.XLSX_TYPE, "xlsx")


@never_cache
@require_safe
def held_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the list as PDF."""
    return _file(_list(request, slug), held_files.pdf_of, held_files.PDF_TYPE, "pdf")


def _file(held: HeldList, made: Callable[[HeldList], bytes], kind: str, ending: str) -> HttpResponse:
    name = f"{held.meeting.slug}-speaking-list.{ending}"
    answer = HttpResponse(made(held), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@never_cache
@require_safe
def statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """Show turns and minutes by group, for the whole meeting or the segment asked for."""
    meeting = meeting_or_404(slug)
    segment = request.GET.get("segment", "")
    shown = figures.figures_for(meeting, request.user, at=timezone.now(), segment=segment)
    context = {
        "meeting": meeting,
        "figures": shown,
        "tabs": _tabs(meeting, shown),
        "board": mark_safe(figures_live.fragment(meeting, shown)),  # noqa: S308 - a template of ours made it
        "channel": figures_live.channel(meeting, shown.segment, get_language() or "en"),
    }
    return render(request, "floor/statistics.html", context)


def _tabs(meeting: Meeting, shown: Figures) -> list[dict[str, Any]]:
    page = reverse("floor:statistics", args=[meeting.slug])
    return [
        {
            "label": part.title,
            "url": f"{page}?{urlencode({'segment': part.key})}" if part.key else page,
            "current": part.chosen,
            "count": None,
        }
        for part in shown.parts
    ]


@never_cache
@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the present list and rules as a page to print."""
    meeting = meeting_or_404(slug)
    sheet = papers.printed(meeting, request.user, at=timezone.now())
    venue = meeting.room.venue
    context = {
        "meeting": meeting,
        "printed": sheet,
        "board": sheet.board,
        "zone": venue.time_zone,
        "place": venue.city,
    }
    return render(request, "floor/printed.html", context)
