"""A hall full of people with an open floor, made up for measurements."""

import datetime as dt
from dataclasses import dataclass

from rostrum.floor import operations
from rostrum.floor.core.state import Segment
from rostrum.meetings.models import Meeting, Participant, Process, RoleHolding, Room, Venue
from rostrum.meetings.roles import Role
from rostrum.people.categories import RegionalGroup
from rostrum.people.models import Account, Organization, Person, State

SEATS = 400


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting, somebody who may operate its floor, and everybody who sits there."""

    meeting: Meeting
    podium: Account
    seats: list[Participant]


def furnish(at: dt.datetime, *, seats: int = SEATS, slug: str = "bench") -> Hall:
    """Make a meeting with half delegations, half organizations, and open its floor for eight hours."""
    process = Process.objects.create(slug=slug, name="Process", short_name="Process")
    venue = Venue.objects.create(name=f"Palais {slug}", city="Geneva", time_zone="Europe/Zurich")
    meeting = Meeting.objects.create(
        process=process,
        slug=slug,
        format="thematic",
        title="Third informal thematic session",
        room=Room.objects.create(venue=venue, name="Room XIX"),
    )
    podium = Account.objects.create(email=f"podium@{slug}.example", name="Podium officer")
    RoleHolding.objects.create(meeting=meeting, account=podium, role=Role.PODIUM)
    found = [_seat(meeting, slug, number) for number in range(seats)]
    segment = Segment("bench-1", "Panel 1", "panel", at, at + dt.timedelta(hours=8))
    operations.open_segment(meeting, segment, by=podium, at=at)
    return Hall(meeting, podium, found)


def _seat(meeting: Meeting, slug: str, number: int) -> Participant:
    person = Person.objects.create(
        honorific="Ms.", given_names="Ana", surname=f"Surname {number}", gender="fm"[number % 2]
    )
    state = organization = None
    if number % 2:
        name = f"State {slug} {number}"
        state = State.objects.create(
            iso3=f"{number:03d}",
            status="member",
            regional_group=RegionalGroup.values[number % 5],
            order_en=number,
            **{f"name_{code}": name for code in ("en", "fr", "es", "ru", "ar", "zh")},
            formal_en=name,
        )
    else:
        organization = Organization.objects.create(name=f"Organization {slug} {number}", category="ngo")
    return Participant.objects.create(
        meeting=meeting,
        person=person,
        category="member_state" if state else "ngo",
        state=state,
        organization=organization,
        seat=f"A-{number}",
    )
