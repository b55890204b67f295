"""The one next thing to do for a meeting's papers, as a colleague would say it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rostrum.meetings.models import Meeting
from rostrum.papers import drafts
from rostrum.papers.models import Paper, Revision
from rostrum.programme import queries as programmes


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do next: open ``draft``, compose ``kind``, or correct ``issued``."""

    said: str
    draft: Revision | None = None
    kind: str = ""
    issued: Revision | None = None


def next_step(meeting: Meeting, *, at: dt.datetime) -> Step | None:
    """Return the next thing to do at an aware moment; None when nothing waits."""
    drafted = Revision.objects.filter(paper__meeting=meeting, status=Revision.Status.DRAFT)
    draft = drafted.select_related("paper__meeting").order_by("begun_at").first()
    if draft is not None:
        return _of_draft(draft, at)
    issued = {one.paper.kind: one for one in _latest(meeting)}
    if not issued:
        return Step(
            said=_("Nothing has been issued yet. Begin with the invitation letter."), kind="invitation"
        )
    return _of_programme(meeting, issued, at) or _of_summary(meeting, issued, at)


def _of_draft(draft: Revision, at: dt.datetime) -> Step:
    found = drafts.read(draft, at=at)
    values = {"title": found.document.title, "reason": found.obstacle}
    if found.obstacle:
        return Step(said=_("The draft “%(title)s” waits: %(reason)s") % values, draft=draft)
    return Step(said=_("The draft “%(title)s” can be looked at and issued.") % values, draft=draft)


def _latest(meeting: Meeting) -> list[Revision]:
    papers = Paper.objects.filter(meeting=meeting, number__isnull=False).order_by("number")
    found = (
        paper.revisions.filter(status=Revision.Status.ISSUED).order_by("-number").first() for paper in papers
    )
    return [one for one in found if one is not None]


def _of_programme(meeting: Meeting, issued: dict[str, Revision], at: dt.datetime) -> Step | None:
    version = programmes.latest_published(meeting)
    if version is None or version.published_at > at:
        return None
    last = issued.get("programme")
    if last is None:
        return Step(said=_("A programme is published but was not issued as a paper."), kind="programme")
    if last.issued_at is not None and last.issued_at < version.published_at:
        said = _("The programme was published again after “%(title)s” was issued.") % {"title": last.title}
        return Step(said=said, issued=last)
    return None


def _of_summary(meeting: Meeting, issued: dict[str, Revision], at: dt.datetime) -> Step | None:
    last = meeting.days.order_by("-date").first()
    over = last is not None and last.date < at.astimezone(meeting.zone).date()
    if not over or "summary" in issued or programmes.latest_published(meeting) is None:
        return None
    return Step(said=_("The meeting is over; its summary is not issued yet."), kind="summary")
