"""Papers of the third hearing, issued on the days of the real ones; a letter for today's meeting, in draft.

The facts are those of S000 and S001, composed from the loaded meeting; the added sentences are our own.
"""

import datetime as dt
from typing import Final

from rostrum.demo.accounts import account_of
from rostrum.meetings.models import Meeting
from rostrum.meetings.roles import Role
from rostrum.papers import drafts, operations
from rostrum.papers.models import Paper, Revision

# S000:3 dates the letter; the summary (S001) followed the programme as held.
LETTER: Final = dt.datetime(2017, 11, 30, 15, 30, tzinfo=dt.UTC)
AS_HELD: Final = dt.datetime(2018, 1, 15, 15, 30, tzinfo=dt.UTC)
SUMMARY: Final = dt.datetime(2018, 1, 16, 15, 30, tzinfo=dt.UTC)
# Under which block of the summary each sentence stands (S001:9-27).
SAID: Final = {
    "spoke-opening": "The President said that governments will decide on laws and policies, and that "
    "stakeholders carry them out; the compact has to be put into practice at all levels of society.",
    "spoke-panel-1": "The discussion was about what cities, civil society and companies do together so that "
    "migrants can settle. Several speakers asked for approaches that begin in communities, and for "
    "diaspora communities to be involved. It was noted that national governments provide the laws for this.",
    "spoke-panel-2": "Practices were presented that bind governments, civil society and the private sector, "
    "among them social dialogue. The part of trade unions was stressed, and that migrants belong at the "
    "table.",
    "spoke-closing": "The co-facilitators recalled that Member States lead the process, and that it is "
    "inclusive.",
}


def issued(meeting: Meeting) -> bool:
    """Say whether the papers of the hearing are there."""
    return Paper.objects.filter(meeting=meeting).exists()


def issue(meeting: Meeting) -> None:
    """Issue letter, programme as held and summary."""
    _issue(_composed(meeting, "invitation", LETTER), LETTER)
    _issue(_composed(meeting, "programme", AS_HELD), AS_HELD)
    summary = _composed(meeting, "summary", SUMMARY)
    for after, said in SAID.items():
        operations.edit_text(
            summary, key="", text=said, after=after, by=account_of(Role.SECRETARIAT), at=SUMMARY
        )
    _issue(Revision.objects.select_related("paper__meeting").get(pk=summary.pk), SUMMARY)


def draft(meeting: Meeting, *, at: dt.datetime) -> None:
    """Leave an invitation letter as a draft, to be tried."""
    _composed(meeting, "invitation", at)


def _composed(meeting: Meeting, kind: str, at: dt.datetime) -> Revision:
    officer = account_of(Role.SECRETARIAT)
    return operations.compose(meeting, kind=kind, language="en", by=officer, at=at)


def _issue(found: Revision, at: dt.datetime) -> None:
    seen = drafts.read(found, at=at).seen
    operations.issue(found, seen=seen, by=account_of(Role.SECRETARIAT), at=at)
