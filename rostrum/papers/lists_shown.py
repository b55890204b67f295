"""What lists and name plates add to a meeting's public page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.shown import Contribution, Link, register
from rostrum.papers.permissions import PRINT_LISTS


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if may(request.user, PRINT_LISTS, meeting):
        yield Link(
            label=_("Lists and name plates"),
            url=reverse("papers:lists", args=[meeting.slug]),
            icon="print",
            summary=_("Name plates, list of participants, list of speakers."),
            for_staff=True,
        )


register(Contribution(name="lists", position=16, links=_links))
