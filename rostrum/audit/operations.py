"""Writing the audit trail."""

from datetime import datetime
from typing import Any, Protocol

from rostrum.audit.models import Entry
from rostrum.audit.sentences import sentence_of


class Actor(Protocol):
    """Whoever decides: an account."""

    pk: Any

    def get_full_name(self) -> str:
        """Return the name to show."""
        ...


def record(
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    subject: str,
    scope: str = "",
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> Entry:
    """Add an entry inside the caller's transaction.

    ``by`` is None for what the system did by itself. ``at`` is aware. Raises KeyError for an action
    that no folder registered.
    """
    sentence_of(action)
    return Entry.objects.create(
        at=at,
        actor=f"account:{by.pk}" if by is not None else "system",
        actor_name=by.get_full_name() if by is not None else "Rostrum",
        action=action,
        scope=scope,
        subject=subject[:300],
        before=before,
        after=after,
        reason=reason,
    )
