"""The way to the check, on a meeting's page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.shown import Contribution, Link, register
from rostrum.papers import findings
from rostrum.papers.permissions import CHECK


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if may(request.user, CHECK, meeting):
        yield Link(
            label=_("Check the papers"),
            url=reverse("papers:check", args=[meeting.slug]),
            icon="good",
            summary=_summary(findings.count(meeting)),
            for_staff=True,
        )


def _summary(open_findings: int) -> str:
    if not open_findings:
        return _("Nothing to mend in the draft.")
    told = {"count": open_findings}
    return (
        ngettext(
            "%(count)d thing to mend in the draft.", "%(count)d things to mend in the draft.", open_findings
        )
        % told
    )


register(Contribution(name="check", position=15, links=_links))
