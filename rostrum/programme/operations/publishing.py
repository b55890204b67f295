"""Publishing: a draft becomes a version that nobody can change any more."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.people.models import Account
from rostrum.programme import live, queries
from rostrum.programme.core import checks, document
from rostrum.programme.core.now import spans
from rostrum.programme.core.values import Impossible
from rostrum.programme.models import Version, VersionKind
from rostrum.programme.operations.drafting import Open, opened, refusal
from rostrum.programme.permissions import PUBLISH
from rostrum.refused import Refused

_RANK: Final = {kind: rank for rank, kind in enumerate(VersionKind.values)}


def publish(meeting: Meeting, *, kind: str, seen: int, by: Account, at: datetime) -> Version:
    """Freeze the draft as a version of this kind; ``seen`` is the last edit that the officer saw.

    Raises Refused for a draft that is empty, has problems, or was edited since; for a kind that cannot
    follow the last one; and for "as held" before the meeting began.
    """
    require(by, PUBLISH, meeting)
    with opened(meeting, by=by) as draft:
        _require_publishable(draft, kind, seen, at)
        content = document.to_document(draft.programme, draft.frame)
        version = draft.draft
        version.kind = kind
        version.document = document.canonical(content).decode()
        version.sha256 = document.sha256(content)
        version.published_at = at
        version.published_by = by.get_full_name()
        version.save()
        version.segments.all().delete()
        record(
            "programme.publish",
            by=by,
            at=at,
            subject=f"{meeting}, {version.number} ({version.get_kind_display()})",
            scope=meeting.scope,
            after={"number": version.number, "kind": kind, "sha256": version.sha256},
        )
        live.announce(meeting)
    return version


def kinds_possible(last: str) -> tuple[str, ...]:
    """Return the kinds that may follow a published version: never backwards, but for updating a final one."""
    if not last:
        return tuple(VersionKind.values)
    if last == VersionKind.FINAL:
        return (VersionKind.UPDATED, VersionKind.FINAL, VersionKind.AS_HELD)
    return tuple(kind for kind in VersionKind.values if _RANK[kind] >= _RANK[last])


def _require_publishable(draft: Open, kind: str, seen: int, at: datetime) -> None:
    if draft.draft.edits != seen:
        raise Refused(
            _("The draft was edited after you opened this page. Look at it again before you publish."),
            code="stale",
        )
    last = queries.latest_published(draft.draft.meeting)
    if kind not in kinds_possible(last.kind if last else ""):
        raise Refused(
            _("A version of this kind cannot follow the one published last."), field="kind", code="kind"
        )
    if not len(draft.programme):
        raise Refused(_("The programme is empty. Add its first segment."), code="empty")
    if found := checks.problems(draft.programme, draft.frame):
        raise refusal(Impossible(*found))
    starts = min(span.starts for span in spans(draft.programme, draft.frame).values())
    if kind == VersionKind.AS_HELD and at < starts:
        raise Refused(
            _("The meeting has not begun, so there is no programme as held yet."), field="kind", code="early"
        )
