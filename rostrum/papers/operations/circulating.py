"""Sending an issued paper by e-mail to the lists that an officer chose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.permissions import require
from rostrum.outbox import operations as outbox
from rostrum.outbox.operations import Enqueued, Recipient
from rostrum.papers import circulation
from rostrum.papers.mailing_lists import mailing_lists
from rostrum.papers.models import Revision
from rostrum.papers.permissions import CIRCULATE
from rostrum.people.models import Account
from rostrum.refused import Refused


@transaction.atomic
def circulate(
    revision: Revision, *, lists: Sequence[str], reply_to: str = "", by: Account, at: datetime
) -> Enqueued:
    """Send an issued revision to everybody on the lists of these names who does not have it yet.

    The letter goes with its files into the outbox, which delivers it once this commits. Somebody on several
    lists gets it once, and so does whoever had it from an earlier circulation. Raises Refused when a newer
    revision was issued, no list is chosen, or nobody is left who could get it.
    """
    meeting = revision.paper.meeting
    require(by, CIRCULATE, meeting)
    _require_sendable(revision)
    chosen = [one for one in mailing_lists() if one.name in lists]
    if not chosen or len(chosen) != len(set(lists)):
        raise Refused(_("Choose at least one list."), field="lists", code="no_list")
    people = [Recipient(who.address, who.name) for one in chosen for who in one.people(meeting)]
    draft = circulation.mail(revision, reply_to=reply_to, sender_name=by.get_full_name())
    draft = replace(draft, enclosures=circulation.enclosures(revision))
    done = outbox.enqueue(draft, people, at=at)
    if not done.new:
        raise Refused(
            _("Nobody on these lists is left: they have this paper, or no address is known."),
            field="lists",
            code="nobody",
        )
    record(
        "papers.circulate",
        by=by,
        at=at,
        subject=f"{revision.title}, {revision.symbol}",
        scope=meeting.scope,
        after={"lists": [one.name for one in chosen], "people": done.new, "sha256": revision.sha256},
    )
    return done


def _require_sendable(revision: Revision) -> None:
    if not revision.issued:
        raise Refused(_("Only what was issued is sent to people."), code="not_issued")
    newer = Revision.objects.filter(
        paper=revision.paper_id, status=Revision.Status.ISSUED, number__gt=revision.number
    )
    if newer.exists():
        raise Refused(_("A newer revision of this paper was issued. Send that one."), code="superseded")
