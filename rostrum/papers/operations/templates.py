"""An office's own Word templates."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.papers import sentences, template_check
from rostrum.papers.kinds import LANGUAGES
from rostrum.papers.models import Template
from rostrum.papers.operations.drafting import known_kind
from rostrum.papers.permissions import REPLACE_TEMPLATE
from rostrum.people.models import Account
from rostrum.refused import Refused

assert sentences.SENTENCES  # noqa: S101 - recording needs them known


def replace_template(
    meeting: Meeting, *, kind: str, language: str, content: bytes, by: Account, at: datetime
) -> Template:
    """Use the office's own Word template for this kind and language, in all meetings of the process.

    What was issued keeps its files. Raises Refused for a file that is no safe template.
    """
    require(by, REPLACE_TEMPLATE, meeting)
    known_kind(kind)
    if language not in LANGUAGES:
        raise Refused(_("Choose a language in which papers are composed."), field="language", code="language")
    template_check.check(content)
    with transaction.atomic():
        row, _created = Template.objects.update_or_create(
            process=meeting.process,
            kind=kind,
            language=language,
            defaults={
                "content": content,
                "sha256": hashlib.sha256(content).hexdigest(),
                "uploaded_at": at,
                "uploaded_by": by.get_full_name(),
            },
        )
        _record("replace_template", meeting, kind, language, by=by, at=at, after={"sha256": row.sha256})
    return row


def reset_template(meeting: Meeting, *, kind: str, language: str, by: Account, at: datetime) -> None:
    """Go back to the built-in template; with none of one's own, nothing happens."""
    require(by, REPLACE_TEMPLATE, meeting)
    with transaction.atomic():
        found = Template.objects.filter(process=meeting.process, kind=kind, language=language)
        if found.exists():
            found.delete()
            _record("reset_template", meeting, kind, language, by=by, at=at)


def _record(
    verb: str, meeting: Meeting, kind: str, language: str, *, by: Account, at: datetime, after: object = None
) -> None:
    record(
        f"papers.{verb}",
        by=by,
        at=at,
        subject=f"{known_kind(kind).label} ({LANGUAGES.get(language, language)})",
        scope=meeting.scope,
        after=after,
    )
