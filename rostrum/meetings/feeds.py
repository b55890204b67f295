"""Papers and changes as Atom feeds: RFC 4287."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed
from django.utils.translation import gettext as _

from rostrum.meetings import queries
from rostrum.meetings.models import Meeting, Process
from rostrum.meetings.shown import Paper

LIMIT = 100

Published = tuple[Meeting, Paper]


class Papers(Feed):  # type: ignore[type-arg] # generic in its stubs alone
    """What both feeds have in common: papers, newest first, under names that never change."""

    feed_type: type[SyndicationFeed] = Atom1Feed

    def title(self, about: Meeting | Process) -> str:
        """Name the feed."""
        return _("%(name)s: papers and changes") % {"name": about}

    def link(self, about: Meeting | Process) -> str:
        """Lead to the page of what the feed is about."""
        return about.get_absolute_url()

    def item_title(self, item: Published) -> str:
        """Name a paper."""
        return item[1].title

    def item_description(self, item: Published) -> str:
        """Say what a paper is, or what changed."""
        return item[1].summary

    def item_link(self, item: Published) -> str:
        """Lead to a paper."""
        return item[1].url

    def item_pubdate(self, item: Published) -> dt.datetime:
        """Say when a paper was published."""
        return item[1].published_at

    def item_updateddate(self, item: Published) -> dt.datetime:
        """Say when a paper last changed: never after it was published."""
        return item[1].published_at

    def item_guid(self, item: Published) -> str:
        """Return the name of a paper that never changes."""
        return f"urn:rostrum:{item[1].key}"


class MeetingFeed(Papers):
    """What was published about one meeting."""

    def get_object(self, request: Any, slug: str) -> Meeting:  # noqa: ARG002 - as the feed asks it
        """Find the meeting."""
        found = queries.meeting(slug)
        if found is None:
            raise Http404
        return found

    def subtitle(self, meeting: Meeting) -> str:
        """Say what the meeting is about."""
        return meeting.theme

    def feed_url(self, meeting: Meeting) -> str:
        """Lead to the feed itself."""
        return reverse("meetings:meeting_feed", args=[meeting.slug])

    def items(self, meeting: Meeting) -> list[Published]:
        """List the papers."""
        return [(meeting, paper) for paper in queries.papers(meeting)[:LIMIT]]


class ProcessFeed(Papers):
    """What was published about all meetings of a process."""

    def get_object(self, request: Any, slug: str) -> Process:  # noqa: ARG002 - as the feed asks it
        """Find the process."""
        found = queries.process(slug)
        if found is None:
            raise Http404
        return found

    def subtitle(self, process: Process) -> str:
        """Say what the process is about."""
        return process.summary

    def feed_url(self, process: Process) -> str:
        """Lead to the feed itself."""
        return reverse("meetings:process_feed", args=[process.slug])

    def items(self, process: Process) -> tuple[Published, ...]:
        """List the papers."""
        return queries.papers_of_process(process)[:LIMIT]

    def item_title(self, item: Published) -> str:
        """Name a paper and its meeting."""
        return queries.named(*item)
