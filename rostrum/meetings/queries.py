"""What pages show of processes and meetings. All of it is public, unless a function names a reader."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Min, QuerySet
from django.utils.functional import Promise

from rostrum.meetings import shown, wording
from rostrum.meetings.models import Holding, Meeting, Office, Phase, Process, RoleHolding
from rostrum.meetings.permissions import Who
from rostrum.meetings.roles import Role
from rostrum.meetings.shown import Paper, Slot
from rostrum.people.categories import Category
from rostrum.people.models import Organization, State

NEXT_MEETINGS = 6
PAPERS_ON_PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A meeting in a list. ``today``: it sits today where it takes place; ``now``: where it is, in words."""

    meeting: Meeting
    dates: tuple[dt.date, ...]
    days: str
    today: bool
    over: bool
    now: str

    @property
    def kind(self) -> str | Promise:
        """The format in words."""
        return self.meeting.get_format_display()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """An office that convenes a meeting, and who held it on the meeting's days."""

    office: Office
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A day of a meeting. ``starts`` and ``ends`` are aware; None until a programme gives times."""

    date: dt.date
    starts: dt.datetime | None
    ends: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A phase with its meetings in order of time; ``phase`` is None for meetings outside all phases."""

    phase: Phase | None
    days: str
    current: bool
    meetings: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who held an office and when, in words; ``pk`` is the holding's."""

    pk: int
    name: str
    function: str
    period: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A meeting in which the reader holds roles, and what they can open there."""

    listed: Listed
    roles: tuple[str, ...]


def _meetings() -> QuerySet[Any]:
    return (
        Meeting.objects.select_related("process", "phase", "room__venue")
        .prefetch_related("days")
        .annotate(first_day=Min("days__date"), last_day=Max("days__date"))
        .order_by(F("first_day").asc(nulls_last=True), "title")
    )


def listed(meeting: Meeting, at: dt.datetime) -> Listed:
    """Return the meeting as a list shows it at an aware moment."""
    dates = tuple(day.date for day in meeting.days.all())
    today = at.astimezone(meeting.zone).date()
    return Listed(
        meeting=meeting,
        dates=dates,
        days=wording.days(dates),
        today=today in dates,
        over=bool(dates) and max(dates) < today,
        now=where_now(meeting, at) if today in dates else "",
    )


def where_now(meeting: Meeting, at: dt.datetime) -> str:
    """Say where a meeting is at an aware moment: the first folder from the right that knows."""
    said = (one.now(meeting, at) for one in reversed(shown.contributions()))
    return next(filter(None, said), "")


def processes() -> QuerySet[Process]:
    """Return all processes."""
    return Process.objects.order_by("name")


def process(slug: str) -> Process | None:
    """Return the process at this address."""
    return Process.objects.filter(slug=slug).first()


def meeting(slug: str) -> Meeting | None:
    """Return the meeting at this address."""
    return _meetings().filter(slug=slug).first()


def under_way(at: dt.datetime) -> tuple[Listed, ...]:
    """Return the meetings that sit today, where they take place."""
    near = (at - dt.timedelta(days=1)).date(), (at + dt.timedelta(days=1)).date()
    found = _meetings().filter(pk__in=Meeting.objects.filter(days__date__range=near).values("pk"))
    return tuple(one for one in (listed(meeting, at) for meeting in found) if one.today)


def coming(at: dt.datetime) -> tuple[Listed, ...]:
    """Return the next meetings that have not begun, soonest first."""
    found = _meetings().filter(first_day__gte=(at - dt.timedelta(days=1)).date())
    later = (listed(meeting, at) for meeting in found)
    return tuple(one for one in later if not one.today and not one.over)[:NEXT_MEETINGS]


def meetings_of(process: Process, at: dt.datetime) -> tuple[Listed, ...]:
    """Return the meetings of a process in order of time."""
    return tuple(listed(meeting, at) for meeting in _meetings().filter(process=process))


def parts(process: Process, at: dt.datetime) -> tuple[Part, ...]:
    """Return the phases of a process with their meetings, then what stands outside all phases."""
    meetings = meetings_of(process, at)
    today = at.date()
    found = [
        Part(
            phase=phase,
            days=wording.span(phase.starts_on, phase.ends_on),
            current=phase.starts_on <= today <= phase.ends_on,
            meetings=tuple(one for one in meetings if one.meeting.phase_id == phase.pk),
        )
        for phase in process.phases.all()
    ]
    outside = tuple(one for one in meetings if one.meeting.phase_id is None)
    if outside:
        found.append(Part(phase=None, days="", current=False, meetings=outside))
    return tuple(found)


def offices(process: Process, at: dt.datetime) -> tuple[tuple[Office, tuple[Held, ...]], ...]:
    """Return the offices of a process with all who held them, first holder first."""
    today = at.date()
    found = process.offices.prefetch_related("holdings__person")
    return tuple(
        (
            office,
            tuple(
                Held(
                    pk=holding.pk,
                    name=_name(holding),
                    function=holding.person.function,
                    period=wording.period(holding.starts_on, holding.ends_on),
                    current=holding.starts_on <= today and (holding.ends_on or today) >= today,
                )
                for holding in office.holdings.all()
            ),
        )
        for office in found
    )


def _name(holding: Holding) -> str:
    return f"{holding.person.honorific} {holding.person.name}".strip()


def signatories(meeting: Meeting) -> tuple[Signatory, ...]:
    """Return the offices that convene a meeting, in order, with who held them on its days."""
    dates = [day.date for day in meeting.days.all()]
    convenings = meeting.convening_set.select_related("office").prefetch_related("office__holdings__person")
    return tuple(
        Signatory(
            office=convening.office,
            holders=tuple(_name(one) for one in convening.office.holdings.all() if held_on(one, dates)),
        )
        for convening in convenings
    )


def held_on(holding: Holding, dates: Iterable[dt.date]) -> bool:
    """Say whether the office was held by this person on any of the dates."""
    return any(
        holding.starts_on <= date and (holding.ends_on is None or date <= holding.ends_on) for date in dates
    )


def slots(meeting: Meeting) -> tuple[Slot, ...]:
    """Return the parts of the meeting for calendars, in order of time."""
    found = (slot for one in shown.contributions() for slot in one.slots(meeting))
    return tuple(sorted(found, key=lambda slot: (slot.starts, slot.ends)))


def sittings(meeting: Meeting) -> tuple[Sitting, ...]:
    """Return the days of the meeting with their first and last moment, as far as a programme gives them."""
    return tuple(_sittings(meeting))


def _sittings(meeting: Meeting) -> Iterator[Sitting]:
    found = slots(meeting)
    for day in meeting.days.all():
        own = [slot for slot in found if slot.starts.astimezone(meeting.zone).date() == day.date]
        yield Sitting(
            date=day.date,
            starts=min((slot.starts for slot in own), default=None),
            ends=max((slot.ends for slot in own), default=None),
        )


def papers(meeting: Meeting) -> tuple[Paper, ...]:
    """Return what was published about a meeting, newest first."""
    found = (paper for one in shown.contributions() for paper in one.papers(meeting))
    return tuple(sorted(found, key=lambda paper: paper.published_at, reverse=True))


def papers_of_process(process: Process) -> tuple[tuple[Meeting, Paper], ...]:
    """Return what was published about the meetings of a process, newest first."""
    found = ((meeting, paper) for meeting in _meetings().filter(process=process) for paper in papers(meeting))
    return tuple(sorted(found, key=lambda pair: pair[1].published_at, reverse=True))


def named(meeting: Meeting, paper: Paper) -> str:
    """Return the title of a paper among those of other meetings: with its meeting, unless it says it."""
    return paper.title if str(meeting) in paper.title else f"{meeting}: {paper.title}"


def mine(reader: Who, at: dt.datetime) -> tuple[Mine, ...]:
    """Return the meetings that are not over in which the reader holds a role, soonest first."""
    if reader is None or not reader.is_authenticated:
        return ()
    held: dict[int, list[str]] = {}
    for pk, role in reader.role_holdings.order_by("role").values_list("meeting_id", "role"):
        held.setdefault(pk, []).append(str(Role(role).label))
    found = (listed(meeting, at) for meeting in _meetings().filter(pk__in=held))
    return tuple(Mine(listed=one, roles=tuple(held[one.meeting.pk])) for one in found if not one.over)


def roles(meeting: Meeting) -> tuple[tuple[str | Promise, tuple[RoleHolding, ...]], ...]:
    """Return who holds which role in the meeting, role by role; for its secretariat."""
    held: dict[str, list[RoleHolding]] = {}
    for one in meeting.role_holdings.select_related("account").order_by("account__name", "account__email"):
        held.setdefault(one.role, []).append(one)
    return tuple((role.label, tuple(held[role])) for role in Role if role in held)


def missions() -> tuple[State | Organization, ...]:
    """Return who has a mission: States in English order, then intergovernmental organizations."""
    observers = Organization.objects.filter(category=Category.INTERGOVERNMENTAL).order_by("name")
    return (*State.objects.order_by("order_en"), *observers)
