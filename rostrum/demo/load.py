"""Loading the demonstration: the real process, made-up people, and one meeting today.

Each part is one transaction and is done once: a second run, or one after Ctrl-C, goes on where it stopped.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from rostrum.demo import addresses, floors, papers, people, reading
from rostrum.demo.accounts import account_of, give_roles
from rostrum.meetings import models as meetings
from rostrum.meetings.models import Participant
from rostrum.meetings.roles import Role
from rostrum.people.models import Organization, Person, State
from rostrum.programme import operations as programmes
from rostrum.programme.core.values import Programme
from rostrum.programme.models import Version

Report = Callable[[str], None]
TODAY = "today"
HELD = "hearing-3"


def load(*, at: dt.datetime, report: Report) -> None:
    """Load what is not there yet; ``at`` (aware) decides which day is today, in Geneva."""
    parts: tuple[tuple[str, Callable[[], Any], Callable[[], Any]], ...] = (
        ("The Member States and observers, with their names in six languages", _has_states, _states),
        ("The process of 2017-18: phases, offices, venues", _has_process, _process),
        ("Its meetings: six thematic sessions, five hearings and the others", _has_meetings, _meetings),
        ("The programmes of the papers, in their versions", _has_programmes, _programmes),
        ("Delegations, organizations and the people they send", _has_people, _people),
        ("Their addresses", addresses.are_there, addresses.fill_in),
        ("Everybody in the room of the third hearing", _has_seats, _seats),
        ("The papers of the third hearing: letter, programme, summary", _has_papers, _papers),
    )
    for told, there, make in parts:
        if not there():
            report(f"{told} …")
            with transaction.atomic():
                make()
    meeting = _held()
    for panel in floors.not_held(meeting):
        report(f"The third hearing as it might have been held, {panel.title.partition(':')[0]} …")
        with transaction.atomic():
            floors.hold(meeting, panel)
    _load_today(at=at, report=report)


def _load_today(*, at: dt.datetime, report: Report) -> None:
    if not _has_today(at):
        report("One meeting today, with its floor open …")
        with transaction.atomic():
            _today(at)
    elif (meeting := today()) and floors.is_over(meeting, at=at):
        _go_on(meeting, at=at, report=report)


def _has_states() -> bool:
    return State.objects.exists()


def _states() -> None:
    State.objects.bulk_create([State(**row) for row in reading.states()])


def _has_process() -> bool:
    return meetings.Process.objects.exists()


def _process() -> None:
    data = reading.toml("process")
    process = meetings.Process.objects.create(**data["process"])
    for position, phase in enumerate(data["phase"], 1):
        meetings.Phase.objects.create(process=process, position=position, **phase)
    for venue in data["venue"]:
        made = meetings.Venue.objects.create(
            name=venue["name"], city=venue["city"], time_zone=venue["time_zone"]
        )
        meetings.Room.objects.bulk_create([meetings.Room(venue=made, name=name) for name in venue["rooms"]])
    for office in data["office"]:
        row = meetings.Office.objects.create(process=process, slug=office["slug"], title=office["title"])
        for holding in office["holding"]:
            _holding(row, holding)


def _holding(office: meetings.Office, values: dict[str, Any]) -> None:
    person = Person.objects.create(
        honorific=values["honorific"],
        given_names=values["given_names"],
        surname=values["surname"],
        function=values.get("function", ""),
        state_id=values.get("state"),
    )
    meetings.Holding.objects.create(
        office=office, person=person, starts_on=values["starts_on"], ends_on=values.get("ends_on")
    )


def _has_meetings() -> bool:
    return meetings.Meeting.objects.exists()


def _meetings() -> None:
    for values in reading.toml("process")["meeting"]:
        _meeting(values, values["days"])


def _meeting(values: dict[str, Any], days: list[dt.date], **changed: Any) -> meetings.Meeting:
    data = reading.toml("process")
    process = meetings.Process.objects.get()
    venue, room = values["room"]
    city = next(one["city"] for one in data["venue"] if one["key"] == venue)
    phase = process.phases.filter(starts_on__lte=values["days"][0], ends_on__gte=values["days"][0]).first()
    meeting = meetings.Meeting.objects.create(
        **{
            "process": process,
            "phase": phase,
            "slug": values["slug"],
            "format": values["format"],
            "ordinal": values.get("ordinal"),
            "title": values["title"],
            "theme": values.get("theme", ""),
            "mandate": "A/RES/71/280",
            "mandate_paragraph": values.get("mandate_paragraph", ""),
            "room": meetings.Room.objects.get(venue__city=city, name=room),
            "interpretation": values.get("interpretation", True),
            **changed,
        }
    )
    meetings.Day.objects.bulk_create([meetings.Day(meeting=meeting, date=day) for day in days])
    conveners = (
        ["pga"] if values["format"] == "hearing" else ["co-facilitator-mexico", "co-facilitator-switzerland"]
    )
    for position, slug in enumerate(conveners, 1):
        office = meetings.Office.objects.get(process=process, slug=slug)
        meetings.Convening.objects.create(meeting=meeting, office=office, position=position)
    give_roles(meeting)
    return meeting


def _has_programmes() -> bool:
    return Version.objects.exists()


def _programmes() -> None:
    for values in reading.toml("process")["meeting"]:
        if "programme" in values:
            meeting = meetings.Meeting.objects.get(slug=values["slug"])
            for kind, published, programme in reading.versions(values["programme"]):
                _publish(meeting, kind, programme, at=published)


def _publish(meeting: meetings.Meeting, kind: str, programme: Programme, *, at: dt.datetime) -> None:
    officer = account_of(Role.SECRETARIAT)
    programmes.begin_draft(meeting, by=officer, at=at)
    filled = programmes.fill_draft(meeting, programme=programme, by=officer, at=at)
    programmes.publish(meeting, kind=kind, seen=filled.number or 0, by=officer, at=at)


def _has_people() -> bool:
    return Organization.objects.exists()


def _people() -> None:
    people.delegations()
    people.staff_of(people.bodies(), seed=2)
    people.staff_of(people.stakeholders(), seed=3)
    participant = Person.objects.filter(state_id="KEN", holdings=None).order_by("pk").first()
    if participant is not None:
        participant.account = account_of(Role.PARTICIPANT)
        participant.save()


def _has_seats() -> bool:
    return Participant.objects.filter(meeting__slug=HELD).exists()


def _seats() -> None:
    people.seat_everybody(_held())


def _has_papers() -> bool:
    return papers.issued(_held())


def _papers() -> None:
    papers.issue(_held())


def _held() -> meetings.Meeting:
    return meetings.Meeting.objects.select_related("room__venue").get(slug=HELD)


def _has_today(at: dt.datetime) -> bool:
    zone = next(one["time_zone"] for one in reading.toml("process")["venue"] if one["key"] == "geneva")
    day = reading.local_day(at, zone)
    first = meetings.Day.objects.filter(meeting__slug=TODAY).order_by("date").first()
    return first is not None and first.date == day


def _today(at: dt.datetime) -> None:
    """Make a copy of the third thematic session; one of an earlier day keeps all it holds, elsewhere."""
    for earlier in meetings.Meeting.objects.filter(slug=TODAY):
        first = earlier.days.order_by("date").first()
        earlier.slug = f"{TODAY}-{first.date:%Y-%m-%d}" if first else f"{TODAY}-{earlier.pk}"
        earlier.save()
    values = next(one for one in reading.toml("process")["meeting"] if one["slug"] == "thematic-3")
    [(kind, _published, programme)] = reading.versions(values["programme"])
    day = reading.local_day(at, "Europe/Zurich")
    changed = {"slug": TODAY, "ordinal": None, "phase": None, "title": "Informal thematic session, today"}
    meeting = _meeting(values, [day, day + dt.timedelta(days=1)], **changed)
    _publish(meeting, kind, reading.moved_to(programme, day), at=at)
    people.seat_everybody(meeting)
    floors.prepare(meeting, at=at)
    papers.draft(meeting, at=at)


def _go_on(meeting: meetings.Meeting, *, at: dt.datetime, report: Report) -> None:
    """Open the next panel where the last one has run out of time, so that the floor can be tried again."""
    report("The panel that was open is over; the next one …")
    with transaction.atomic():
        opened = floors.prepare_next(meeting, at=at)
    if not opened:
        report("  somebody still has the floor, or no panel is left: it stays as it was left.")


def today() -> meetings.Meeting | None:
    """Return the meeting of today, if it was loaded."""
    return meetings.Meeting.objects.select_related("room__venue").filter(slug=TODAY).first()
