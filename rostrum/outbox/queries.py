"""Reading the outbox; begins with whose letters somebody may see."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min, Q, QuerySet

from rostrum.outbox.models import Delivery, Enclosure, Letter
from rostrum.outbox.permissions import Who, readable

State = Delivery.State
TONES: Final = {
    State.WAITING: "",
    State.SENDING: "info",
    State.DELIVERED: "good",
    State.REFUSED: "bad",
    State.GIVEN_UP: "bad",
    State.WITHDRAWN: "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InState:
    """How many deliveries of a letter are in one state."""

    state: str
    label: str
    tone: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A letter with how far it has come; ``counts`` names only states that occur."""

    letter: Letter
    scope_name: str
    counts: tuple[InState, ...]

    @property
    def total(self) -> int:
        """Deliveries that are meant to arrive or have."""
        return sum(one.number for one in self.counts)

    @property
    def done(self) -> int:
        """Deliveries that nothing more happens to."""
        return self.total - self.under_way

    @property
    def under_way(self) -> int:
        """Deliveries that wait or are being sent."""
        return self._in(State.WAITING, State.SENDING)

    @property
    def waiting(self) -> int:
        """Deliveries that can be withdrawn."""
        return self._in(State.WAITING)

    @property
    def failed(self) -> int:
        """Deliveries that can be tried again."""
        return self._in(State.REFUSED, State.GIVEN_UP)

    @property
    def withdrawn(self) -> int:
        """Deliveries that can be sent after all."""
        return self._in(State.WITHDRAWN)

    def _in(self, *states: str) -> int:
        return sum(one.number for one in self.counts if one.state in states)


def letters(account: Who) -> QuerySet[Letter]:
    """Return the letters that the account may see, newest first; raises ``Denied`` for who may see none."""
    return (
        Letter.objects.filter(readable(account))
        .defer("text", "html")
        .annotate(
            **{f"in_{state}": Count("deliveries", filter=Q(deliveries__state=state)) for state in State}
        )
        .order_by("-created_at", "-pk")
    )


def listed(letters: Iterable[Letter], names: Mapping[str, str]) -> list[Listed]:
    """Say how far letters have come; ``names`` are those of the scopes."""
    found = list(letters)
    rows = Delivery.objects.filter(letter__in=found).order_by().values_list("letter_id", "state")
    numbers = {(pk, state): number for pk, state, number in rows.annotate(Count("pk"))}
    return [
        Listed(letter=one, scope_name=names.get(one.scope, ""), counts=tuple(_counts(one, numbers)))
        for one in found
    ]


def _counts(letter: Letter, numbers: Mapping[tuple[int, str], int]) -> Iterator[InState]:
    for state in State:
        number = numbers.get((letter.pk, state.value), 0)
        if number:
            yield InState(state=state.value, label=str(state.label), tone=TONES[state], number=number)


def letter(account: Who, pk: int) -> Letter | None:
    """Find a letter that the account may see."""
    return letters(account).defer(None).filter(pk=pk).first()


def deliveries(letter: Letter, *, state: str = "", text: str = "") -> QuerySet[Delivery]:
    """Return the deliveries of a letter by name: all, those in one state, those that hold a text."""
    found = letter.deliveries.all()
    if state:
        found = found.filter(state=state)
    text = text.replace("\x00", "").strip()
    if text:
        found = found.filter(Q(address__icontains=text) | Q(name__icontains=text))
    return found.order_by("name", "address")


def enclosures(letter: Letter) -> QuerySet[Enclosure]:
    """Return what is enclosed, without its content."""
    return letter.enclosures.defer("data")


def enclosure(letter: Letter, pk: int) -> Enclosure | None:
    """Find something enclosed, with its content."""
    return letter.enclosures.filter(pk=pk).first()


def next_due() -> tuple[dt.datetime | None, int]:
    """Return when the next delivery is due, or a lease ends, and how many are under way in all."""
    found = Delivery.objects.filter(due_at__isnull=False).aggregate(due=Min("due_at"), count=Count("pk"))
    return found["due"], found["count"]


def held_by(key: str) -> set[str]:
    """Return the addresses that have, or will get, the letter with this key."""
    return set(Delivery.objects.filter(letter__key=key).values_list("address", flat=True))


def letter_of(key: str) -> Letter | None:
    """Find the letter with this key, for an operation or a page that has checked who asks."""
    return Letter.objects.filter(key=key).first()
