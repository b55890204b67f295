"""Who was let in to the channels that nginx serves: kept, so that a restart forgets nobody."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from rostrum.live import topics
from rostrum.live.access import Decision
from rostrum.live.models import Admission
from rostrum.live.topics import NoSuchChannel


def admit(channel: str, decision: Decision) -> None:
    """Keep that the holder of the session, or anybody, was let in just now."""
    Admission.objects.update_or_create(
        channel=channel,
        session=decision.session,
        defaults={"account": decision.account, "at": timezone.now()},
    )


def channels() -> list[str]:
    """Return every channel that somebody was let in to."""
    return sorted(set(Admission.objects.values_list("channel", flat=True)))


def concerned(account: str | None, topic: str | None) -> list[tuple[str, str]]:
    """Return channel and session of every admission of the account, of the topic, or of all."""
    found = Admission.objects.order_by("channel", "session")
    if account is not None:
        found = found.filter(account=account)
    return [
        (channel, session)
        for channel, session in found.values_list("channel", "session")
        if topic is None or _is_about(channel, topic)
    ]


def _is_about(channel: str, topic: str) -> bool:
    try:
        return topics.family_of(channel).topic(channel) == topic
    except NoSuchChannel:
        return False


def withdraw(channel: str, session: str) -> None:
    """Forget one admission."""
    Admission.objects.filter(channel=channel, session=session).delete()


def has_any(channel: str) -> bool:
    """Say whether anybody is still let in to the channel."""
    return Admission.objects.filter(channel=channel).exists()


@transaction.atomic
def forget_if_idle(channel: str, *, seconds: float) -> bool:
    """Forget a channel that nobody was let in to for so long; say whether it was forgotten."""
    admissions = Admission.objects.select_for_update().filter(channel=channel)
    if admissions.filter(at__gt=timezone.now() - dt.timedelta(seconds=seconds)).exists():
        return False
    admissions.delete()
    return True
