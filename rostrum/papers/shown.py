"""What papers add to a meeting's page and to the feeds of meeting and process."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import may
from rostrum.meetings.shown import Contribution, Link, Paper, register
from rostrum.papers import queries
from rostrum.papers.kinds import LANGUAGES
from rostrum.papers.permissions import READ_DRAFT


def papers(meeting: Meeting) -> Iterator[Paper]:
    """Give every issued revision, newest first."""
    for one in queries.issued_revisions(meeting).defer("document", "edits"):
        if one.issued_at is None:
            continue
        language = LANGUAGES.get(one.paper.language, one.paper.language)
        parts = [one.symbol, language]
        if one.what_changed:
            parts.append(one.what_changed)
        yield Paper(
            key=f"papers:{one.pk}",
            title=f"{one.title} ({_('revision %(number)s') % {'number': one.number}})"
            if one.number and one.number > 1
            else one.title,
            summary=" · ".join(parts),
            url=reverse("papers:paper", args=[meeting.slug, one.pk]),
            published_at=one.issued_at,
        )


def _links(request: HttpRequest, meeting: Meeting) -> Iterator[Link]:
    if queries.issued_revisions(meeting).exists():
        yield Link(
            label=_("Papers"),
            url=reverse("papers:public", args=[meeting.slug]),
            icon="document",
            summary=_("Letters, programmes, notes and summary, in every revision and format."),
        )
    if may(request.user, READ_DRAFT, meeting):
        yield Link(
            label=_("Prepare papers"),
            url=reverse("papers:office", args=[meeting.slug]),
            icon="document",
            summary=_("Compose, edit, issue and correct letters, programmes and notes."),
            for_staff=True,
        )


register(Contribution(name="papers", position=20, papers=papers, links=_links))
