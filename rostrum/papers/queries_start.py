"""What is read of papers to start from, for those who may edit the programme."""

from django.db.models import QuerySet

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import Who, require
from rostrum.papers.models import StartingPaper
from rostrum.programme.permissions import EDIT


def begun(meeting: Meeting, reader: Who) -> QuerySet[StartingPaper]:
    """Return the papers that were begun with and not withdrawn, newest first, without their content."""
    require(reader, EDIT, meeting)
    found = StartingPaper.objects.filter(meeting=meeting, withdrawn_at=None)
    return found.select_related("version").defer("content", "programme", "earlier")


def starting_paper(meeting: Meeting, pk: int, reader: Who) -> StartingPaper | None:
    """Return one of them, withdrawn or not; raises Denied for who may not edit the programme."""
    require(reader, EDIT, meeting)
    return StartingPaper.objects.filter(meeting=meeting, pk=pk).select_related("version", "meeting").first()


def last_accepted(meeting: Meeting) -> StartingPaper | None:
    """Return the paper that went last into the version that is now a draft."""
    found = StartingPaper.objects.filter(
        meeting=meeting, withdrawn_at=None, version__isnull=False, version__published_at=None
    )
    return found.order_by("-accepted_at").defer("content", "programme", "earlier").first()
