"""What the programme adds to a meeting's public pages, its calendar and its feed."""

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rostrum.meetings import zones
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.shown import Contribution, Link, Paper, Slot, register
from rostrum.programme import outline, queries, wording
from rostrum.programme.core.now import spans
from rostrum.programme.permissions import EDIT


def _section(request: HttpRequest, meeting: Meeting) -> str:
    latest = queries.latest_published(meeting)
    if latest is None:
        return ""
    context = {
        "meeting": meeting,
        "shown": latest,
        "sittings": outline.sittings(latest.programme, latest.frame, timezone.now()),
        "zones": zones.chosen(request, meeting),
    }
    return render_to_string("programme/section.html", context, request)


def _now(meeting: Meeting, at: dt.datetime) -> str:
    place = queries.now_and_next(meeting, at)
    if place is None or not place.current:
        return ""
    inner = place.current[-1]
    told = {
        "title": inner.title,
        "end": wording.clock(inner.end) if inner.end else "",
        "place": meeting.room.venue.city,
    }
    if not inner.end:
        return _("Now: %(title)s.") % told
    return _("Now: %(title)s, until %(end)s (%(place)s time).") % told


def _papers(meeting: Meeting) -> Iterator[Paper]:
    for one in queries.versions(meeting):
        url = reverse("programme:version", args=[meeting.slug, one.number])
        told = {"kind": one.kind_label, "meeting": meeting.title}
        yield Paper(
            key=f"programme:{meeting.pk}:{one.number}",
            title=_("Programme, %(kind)s: %(meeting)s") % told,
            summary=_("Version %(number)s of the programme.") % {"number": one.number},
            url=url,
            published_at=one.published_at,
        )


def _slots(meeting: Meeting) -> Iterator[Slot]:
    latest = queries.latest_published(meeting)
    if latest is None:
        return
    when = spans(latest.programme, latest.frame)
    for segment in latest.programme.children():
        yield Slot(
            key=f"{meeting.slug}:{segment.key}",
            title=segment.title,
            starts=when[segment.key].starts,
            ends=when[segment.key].ends,
            place=segment.room or f"{meeting.room.name}, {meeting.room.venue}",
            description=segment.description,
        )


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if queries.latest_published(meeting) is not None:
        yield Link(
            label=_("Programme"),
            url=reverse("programme:latest", args=[meeting.slug]),
            icon="document",
            summary=_("All segments, in every version, to read or to print."),
        )
    if may(request.user, EDIT, meeting):
        yield Link(
            label=_("Edit the programme"),
            url=reverse("programme:edit", args=[meeting.slug]),
            icon="edit",
            summary=_("Add, move, retime, publish."),
            for_staff=True,
        )


register(
    Contribution(
        name="programme", position=10, section=_section, now=_now, papers=_papers, slots=_slots, links=_links
    )
)
