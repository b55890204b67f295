"""The issued papers of a meeting as an Atom feed of their own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rostrum.meetings.feeds import LIMIT, MeetingFeed, Published
from rostrum.meetings.models import Meeting, Process
from rostrum.papers import shown


class PapersFeed(MeetingFeed):
    """Every issued revision of a meeting's papers, newest first."""

    def title(self, about: Meeting | Process) -> str:
        """Name the feed."""
        return _("%(name)s: issued papers") % {"name": about}

    def link(self, about: Meeting | Process) -> str:
        """Lead to the page of papers."""
        return reverse("papers:public", args=[about.slug])

    def feed_url(self, meeting: Meeting) -> str:
        """Lead to the feed itself."""
        return reverse("papers:feed", args=[meeting.slug])

    def items(self, meeting: Meeting) -> list[Published]:
        """List the revisions."""
        return [(meeting, one) for one in list(shown.papers(meeting))[:LIMIT]]
