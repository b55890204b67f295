"""What this folder itself adds to a meeting's page: the pages where officers change it."""

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import EDIT, GIVE_ROLES, READ_AUDIT, may
from rostrum.meetings.shown import Contribution, Link


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if may(request.user, EDIT, meeting):
        yield Link(
            label=_("Facts of the meeting"),
            url=reverse("meetings:edit_meeting", args=[meeting.slug]),
            icon="edit",
            summary=_("Format, theme, room, days, conveners."),
            for_staff=True,
        )
    if may(request.user, GIVE_ROLES, meeting):
        yield Link(
            label=_("Roles"),
            url=reverse("meetings:roles", args=[meeting.slug]),
            icon="people",
            summary=_("Who works on this meeting, and as what."),
            for_staff=True,
        )
    if may(request.user, READ_AUDIT, meeting):
        yield Link(
            label=_("Audit trail"),
            url=reverse("meetings:audit", args=[meeting.slug]),
            icon="clock",
            summary=_("Who decided what, and when."),
            for_staff=True,
        )
        yield Link(
            label=_("Outbox"),
            url=reverse("outbox:letters"),
            icon="send",
            summary=_("Letters sent by e-mail, and who has them."),
            for_staff=True,
        )


CONTRIBUTION: Final = Contribution(name="meetings", position=90, links=_links)
