"""To whom papers of a meeting go: lists of people with their addresses.

Folders to the right that know further lists (the applicants) register them once, from ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.meetings import queries
from rostrum.meetings.models import Meeting, Participant
from rostrum.people.models import State


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody on a list; ``address`` is empty where none is known."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingList:
    """A list of people for a meeting. ``people`` is asked when a paper is sent, never kept.

    ``kept_at`` names the page where missing addresses are entered, such as ``meetings:missions``.
    """

    name: str
    label: str | Promise
    summary: str | Promise
    position: int
    people: Callable[[Meeting], Iterable[Addressee]]
    kept_at: str = ""


_lists: Final[dict[str, MailingList]] = {}


def register(one: MailingList) -> None:
    """Make a list known; a second one under the same name replaces the first."""
    _lists[one.name] = one


def mailing_lists() -> tuple[MailingList, ...]:
    """Return all lists, in the order of the page."""
    return tuple(sorted(_lists.values(), key=lambda one: one.position))


def missions(_meeting: Meeting) -> Iterator[Addressee]:
    """Yield every mission: of Member States, observer States and intergovernmental organizations."""
    for one in queries.missions():
        yield Addressee(str(one), one.mission_email if isinstance(one, State) else one.email)


def participants(meeting: Meeting) -> Iterator[Addressee]:
    """Yield everybody who is admitted to the meeting, at their own address or that of their account."""
    rows = Participant.objects.filter(meeting=meeting, admitted=True).order_by("pk")
    values = rows.values_list(
        "person__given_names", "person__surname", "person__email", "person__account__email"
    )
    for given, surname, address, of_account in values:
        yield Addressee(f"{given} {surname}".strip(), address or of_account or "")


_READY: Final = (
    MailingList(
        name="missions",
        label=_("All Permanent Representatives and Permanent Observers"),
        summary=_("The missions of Member States, observer States and intergovernmental organizations."),
        position=10,
        people=missions,
        kept_at="meetings:missions",
    ),
    MailingList(
        name="participants",
        label=_("Admitted participants"),
        summary=_("Everybody who is admitted to this meeting."),
        position=30,
        people=participants,
    ),
)
for _one in _READY:
    register(_one)
