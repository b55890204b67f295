"""What is done about a finding: mend it in the draft, let it stand with a reason, take it up again."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.papers import findings, mending, sentences
from rostrum.papers.findings import Told
from rostrum.papers.models import Dismissal
from rostrum.papers.permissions import CHECK
from rostrum.people.models import Account
from rostrum.programme.operations import Outcome, edit_segment
from rostrum.refused import Refused

assert sentences.SENTENCES  # noqa: S101 - recording needs them known
LONGEST_REASON: Final = 300
_LONGEST_TEXT: Final = 200


def mend(meeting: Meeting, *, mark: str, by: Account, at: datetime) -> Outcome:
    """Apply the fix of a finding to the draft, as an edit that can be undone there. Raises Refused."""
    require(by, CHECK, meeting)
    with transaction.atomic():
        checked = findings.draft_findings(meeting)
        found = next((one for one in checked.findings if one.mark == mark), None) if checked else None
        if checked is None or found is None:
            raise _gone()
        fix = found.finding.fix
        change = mending.mended(fix, checked.checked, checked.draft.programme) if fix else None
        if change is None:
            raise Refused(
                _("This cannot be mended with one click. Change it in the programme."), code="no_fix"
            )
        key, values = change
        revision = checked.draft.revisions[key]
        outcome = edit_segment(meeting, key=key, revision=revision, values=values, by=by, at=at)
        _record("mend", meeting, found, by=by, at=at)
    return outcome


def dismiss_finding(meeting: Meeting, *, mark: str, reason: str, by: Account, at: datetime) -> Dismissal:
    """Let a finding stand; it is no longer counted. Raises Refused without a reason."""
    require(by, CHECK, meeting)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("Write in a few words why this may stand."), field="reason", code="no_reason")
    if len(reason) > LONGEST_REASON:
        told = {"most": LONGEST_REASON}
        raise Refused(_("Keep the reason under %(most)d characters.") % told, field="reason", code="too_long")
    found = _found(meeting, mark)
    with transaction.atomic():
        dismissal, new = Dismissal.objects.get_or_create(
            meeting=meeting,
            mark=mark,
            defaults={
                "rule": found.finding.rule,
                "text": found.finding.text[:_LONGEST_TEXT],
                "reason": reason,
                "at": at,
                "by_name": by.get_full_name(),
            },
        )
        if new:
            _record("dismiss_finding", meeting, found, by=by, at=at, reason=reason)
    return dismissal


def take_up_finding(meeting: Meeting, *, mark: str, by: Account, at: datetime) -> None:
    """Take a dismissal back; nothing happens when there is none."""
    require(by, CHECK, meeting)
    with transaction.atomic():
        dismissal = Dismissal.objects.select_for_update().filter(meeting=meeting, mark=mark).first()
        if dismissal is None:
            return
        subject = f"{dismissal.rule}: {dismissal.text}"
        record(
            "papers.take_up_finding",
            by=by,
            at=at,
            subject=subject,
            scope=meeting.scope,
            before={"reason": dismissal.reason},
        )
        dismissal.delete()


def _found(meeting: Meeting, mark: str) -> Told:
    draft = findings.draft_findings(meeting)
    every = (*(draft.findings if draft else ()), *findings.published_findings(meeting))
    found = next((one for one in every if one.mark == mark), None)
    if found is None:
        raise _gone()
    return found


def _gone() -> Refused:
    return Refused(_("This is no longer found: somebody has mended it."), code="gone")


def _record(verb: str, meeting: Meeting, found: Told, *, by: Account, at: datetime, reason: str = "") -> None:
    subject = f"{found.where or found.finding.paper}: {found.finding.text}".removeprefix(": ")
    record(f"papers.{verb}", by=by, at=at, subject=subject, scope=meeting.scope, reason=reason)
