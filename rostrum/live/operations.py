"""Telling everybody who watches that something changed."""

from functools import partial
from typing import Any

from django.db import transaction

from rostrum.live import notices, running


def announce(topic: str) -> None:
    """Have every followed view of ``topic`` rendered again once the present transaction commits.

    Called by operations, inside the transaction that makes the change. Nothing happens if it is rolled back.
    """
    transaction.on_commit(partial(_wake, topic), robust=True)
    notices.tell(topic=topic)


def reauthorise(*, account: Any = None, topic: str | None = None) -> None:
    """Have followers asked again whether they may follow, once the present transaction commits.

    Called by operations that change rights, inside their transaction: for one ``account`` (an instance or its
    key) when its roles change, for one ``topic`` when who may see it changes, for everybody without either.
    Whoever may no longer follow is dropped, in every process.
    """
    key = None if account is None else str(getattr(account, "pk", account))
    transaction.on_commit(partial(_recheck, key, topic), robust=True)
    notices.tell(recheck=[key, topic])


def _wake(topic: str) -> None:
    hub = running.hub()
    if hub is not None:
        hub.wake(topic)


def _recheck(account: str | None, topic: str | None) -> None:
    hub = running.hub()
    if hub is not None:
        hub.recheck(account, topic)
