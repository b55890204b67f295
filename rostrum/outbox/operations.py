"""Putting letters in the outbox, handing them over, trying again and withdrawing."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.outbox import loop, sentences, ways
from rostrum.outbox.addresses import normalised, one_line
from rostrum.outbox.core import rules
from rostrum.outbox.core.rules import Answer, Next
from rostrum.outbox.mail import message
from rostrum.outbox.metrics import ATTEMPTS
from rostrum.outbox.models import Delivery, Enclosure, Letter
from rostrum.outbox.permissions import require
from rostrum.outbox.ways import Way
from rostrum.people.models import Account
from rostrum.refused import Refused

log = logging.getLogger(__name__)

# Longer than the ten exchanges of a letter with a server that answers each just in time (ways.PATIENCE).
LEASE: Final = dt.timedelta(minutes=15)
AT_A_TIME: Final = 2000
State = Delivery.State


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Something enclosed; ``type`` is a media type such as ``application/pdf``."""

    name: str
    type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to send; the fields are those of ``Letter``."""

    key: str
    scope: str
    subject: str
    text: str
    language: str
    html: str = ""
    reply_to: str = ""
    sender_name: str = ""
    enclosures: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enqueued:
    """What came of putting a letter in the outbox: who gets it now, who had it, whose address is none."""

    letter: Letter
    new: int
    already: int
    unusable: tuple[Recipient, ...]


@dataclass(slots=True)
class Done:
    """What a pass through the outbox did, in deliveries; ``unreachable`` holds why it stopped early."""

    counts: dict[Next, int] = field(default_factory=lambda: dict.fromkeys(Next, 0))
    unreachable: str = ""


@transaction.atomic
def enqueue(draft: Draft, recipients: Iterable[Recipient], *, at: dt.datetime) -> Enqueued:
    """Have a letter delivered to everybody who does not have it yet, from the moment this commits.

    The caller has checked the permission and writes the audit entry. A letter whose key is known stays as it
    was first sent, and its recipients get nothing: doing this twice is doing it once. Raises Refused for what
    cannot be written as an e-mail.
    """
    people, unusable = _one_of_each(recipients)
    letter = _letter(draft, at)
    known = set(letter.deliveries.values_list("address", flat=True))
    new = [
        Delivery(
            letter=letter,
            address=address,
            name=name,
            message_id=_message_id(),
            queued_at=at,
            due_at=at,
        )
        for address, name in people.items()
        if address not in known
    ]
    Delivery.objects.bulk_create(new, batch_size=AT_A_TIME)
    transaction.on_commit(loop.wake, robust=True)
    return Enqueued(letter=letter, new=len(new), already=len(people) - len(new), unusable=unusable)


def _one_of_each(recipients: Iterable[Recipient]) -> tuple[dict[str, str], tuple[Recipient, ...]]:
    people: dict[str, str] = {}
    unusable = []
    for one in recipients:
        try:
            people.setdefault(normalised(one.address), one_line(one.name)[:200])
        except ValueError:
            unusable.append(one)
    return people, tuple(unusable)


def _letter(draft: Draft, at: dt.datetime) -> Letter:
    """Return the letter with this key, locked so that two circulations cannot cross, made if new."""
    letter, made = Letter.objects.get_or_create(
        key=draft.key,
        defaults={
            "scope": draft.scope,
            "subject": one_line(draft.subject)[:250],
            "text": draft.text,
            "html": draft.html,
            "language": draft.language,
            "reply_to": _reply_to(draft.reply_to),
            "sender_name": one_line(draft.sender_name)[:200],
            "created_at": at,
        },
    )
    if made:
        Enclosure.objects.bulk_create(
            Enclosure(
                letter=letter, position=number, name=one_line(one.name)[:150], type=one.type, data=one.data
            )
            for number, one in enumerate(draft.enclosures, start=1)
        )
    return Letter.objects.select_for_update().get(pk=letter.pk)


def _reply_to(address: str) -> str:
    if not address:
        return ""
    try:
        return normalised(address)
    except ValueError as error:
        raise Refused(_("This is not an e-mail address."), field="reply_to", code="invalid") from error


def _message_id() -> str:
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


# -- handing over ------------------------------------------------------------------------------------
def deliver_due(*, clock: Callable[[], dt.datetime], stop: Callable[[], bool] = lambda: False) -> Done:
    """Hand over every letter that is due, one after the other, until none is left or ``stop`` says so.

    ``clock`` is asked at every step, because a pass can take hours. Any number of processes may do this at
    once. Each delivery is taken in a transaction of its own, handed over outside of any, and recorded as soon
    as the server has answered, so that a crash leaves at most one per process of which nobody knows whether
    it went. Ends early when the server cannot be reached at all.
    """
    way, done = ways.chosen(), Done()
    letter: tuple[Letter, list[Enclosure]] | None = None
    try:
        while not stop() and (delivery := _take(clock())) is not None:
            if letter is None or letter[0].pk != delivery.letter_id:
                letter = delivery.letter, list(delivery.letter.enclosures.all())
            answer = _hand_over(way, delivery, *letter)
            outcome = _record(delivery, answer, way.name, clock())
            done.counts[outcome] += 1
            if answer.of_all:
                done.unreachable = str(answer)
                break
    finally:
        way.close()
    return done


def _hand_over(way: Way, delivery: Delivery, letter: Letter, enclosures: list[Enclosure]) -> Answer:
    """Hand over one letter; one that cannot be written as an e-mail holds nobody else up."""
    try:
        return way.hand_over(message(delivery, letter, enclosures))
    except ValueError as fault:
        log.exception("delivery %s cannot be written as an e-mail", delivery.pk)
        return Answer(0, f"{type(fault).__name__}: {fault}")


@transaction.atomic
def _take(at: dt.datetime) -> Delivery | None:
    """Take the next delivery that is due, or whose lease has ended, for as long as ``LEASE``."""
    delivery = (
        Delivery.objects.filter(due_at__lte=at)
        .order_by("due_at", "pk")
        .select_for_update(skip_locked=True)
        .first()
    )
    if delivery is None:
        return None
    delivery.state = State.SENDING
    delivery.attempts += 1
    delivery.first_tried_at = delivery.first_tried_at or at
    delivery.tried_at = at
    delivery.due_at = at + LEASE
    delivery.save(update_fields=["state", "attempts", "first_tried_at", "tried_at", "due_at"])
    return delivery


def _record(delivery: Delivery, answer: Answer, way: Delivery.Way, at: dt.datetime) -> Next:
    """Write down what the server said. Only the holder of the lease may; but what was delivered, was."""
    since = delivery.first_tried_at or at
    outcome, again = rules.judge(answer, attempts=delivery.attempts, since=since, at=at)
    row = Delivery.objects.filter(pk=delivery.pk)
    said = str(answer)[:500] if way == Delivery.Way.SMTP else ""
    if outcome == Next.DELIVERED:
        row.exclude(state=State.DELIVERED).update(
            state=State.DELIVERED, due_at=None, delivered_at=at, way=way, answer=said
        )
    else:
        row.filter(state=State.SENDING, due_at=delivery.due_at).update(
            state=outcome.value, due_at=again, answer=said
        )
        log.warning("delivery %s of letter %s: %s", delivery.pk, delivery.letter_id, said)
    ATTEMPTS.labels(outcome.value).inc()
    return outcome


# -- what an officer does ----------------------------------------------------------------------------
@transaction.atomic
def try_again(
    letter: Letter, *, by: Account, at: dt.datetime, delivery: int | None = None, withdrawn: bool = False
) -> int:
    """Have what failed sent now, and what waits for its next attempt; return how many deliveries that are.

    For one ``delivery`` (its key), or when asked for those ``withdrawn``, also what was withdrawn. What was
    delivered is never sent again.
    """
    require(by, letter.scope)
    rows = _locked(letter, delivery)
    also = [State.WITHDRAWN] if delivery or withdrawn else []
    states = [State.WAITING, State.REFUSED, State.GIVEN_UP, *also]
    count = rows.filter(state__in=states).update(
        state=State.WAITING, attempts=0, first_tried_at=None, tried_at=None, due_at=at
    )
    _note(sentences.TRY_AGAIN, letter, count, by=by, at=at)
    transaction.on_commit(loop.wake, robust=True)
    return count


@transaction.atomic
def withdraw(letter: Letter, *, by: Account, at: dt.datetime, delivery: int | None = None) -> int:
    """Keep what is still waiting from being sent; return how many deliveries that are."""
    require(by, letter.scope)
    count = _locked(letter, delivery).filter(state=State.WAITING).update(state=State.WITHDRAWN, due_at=None)
    _note(sentences.WITHDRAW, letter, count, by=by, at=at)
    return count


@transaction.atomic
def hold_back(*, at: dt.datetime) -> int:
    """Withdraw everything under way after a backup was put back; return how many deliveries that are.

    What went out after the backup was written is not known any more, and must not go out twice by itself. The
    secretariat looks, and sends after all what it wants.
    """
    rows = Delivery.objects.filter(due_at__isnull=False)
    count = rows.update(
        state=State.WITHDRAWN, due_at=None, answer=_("Held back: the data comes from a backup.")
    )
    if count:
        record(sentences.HOLD_BACK, by=None, at=at, subject=str(count))
    return count


def _locked(letter: Letter, delivery: int | None) -> QuerySet[Delivery]:
    Letter.objects.select_for_update().get(pk=letter.pk)
    rows = Delivery.objects.filter(letter=letter)
    return rows if delivery is None else rows.filter(pk=delivery)


def _note(action: str, letter: Letter, count: int, *, by: Account, at: dt.datetime) -> None:
    if count:
        after = {"deliveries": count}
        record(action, by=by, at=at, subject=letter.subject, scope=letter.scope, after=after)
