"""The ways to starting from a paper: on a meeting's page, and beside the editor of its programme."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.shown import Contribution, Link, register
from rostrum.papers import queries_start
from rostrum.programme.permissions import EDIT


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if may(request.user, EDIT, meeting):
        yield Link(
            label=_("Start from a paper"),
            url=reverse("papers:start", args=[meeting.slug]),
            icon="document",
            summary=_("Read the programme of a Word, PDF or text file."),
            for_staff=True,
        )


def _beside_editor(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if not may(request.user, EDIT, meeting):
        return
    last = queries_start.last_accepted(meeting)
    if last is not None:
        address = reverse("papers:start_paper", args=[meeting.slug, last.pk])
        yield Link(label=_("The paper this began with"), url=address, icon="document")
    else:
        address = reverse("papers:start", args=[meeting.slug])
        yield Link(label=_("Start from a paper"), url=address, icon="document")


register(Contribution(name="start", position=12, links=_links, beside_editor=_beside_editor))
