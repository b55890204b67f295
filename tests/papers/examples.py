"""A meeting with all that papers are composed from: the third hearing, with facts of S000 and S001."""

import datetime as dt

from rostrum.meetings.models import Convening, Holding, Office
from rostrum.programme import operations as programmes
from rostrum.programme.core.tree import arranged
from rostrum.programme.core.values import Kind, Programme, Segment, Speaker
from tests.meetings.factories import MeetingFactory, ProcessFactory, RoomFactory, VenueFactory
from tests.people.factories import PersonFactory

DAY = dt.date(2017, 12, 18)
ISSUED = dt.datetime(2017, 11, 30, 15, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2017, 12, 5, 15, 0, tzinfo=dt.UTC)
ARABIC = "محمد عبد الله"
CHINESE = "中国"


def programme(*, confirmed: bool = False) -> Programme:
    """Return a small programme; ``confirmed`` names who was to be confirmed."""
    speaker = Speaker(honorific="Ms.", name="Deborah Valencia", affiliation="Melissa Network")
    panel = Segment(
        key="panel-1",
        kind=Kind.PANEL,
        day=DAY,
        start=dt.time(10, 15),
        end=dt.time(12, 45),
        title="Panel I: Local perspective",
        description="What towns do.",
        questions=("Who does what?",),
        moderators=(Speaker(name="Sherwin Bryce-Pease", function="President"),),
        speakers=(
            speaker if confirmed else Speaker(to_be_confirmed=True),
            Speaker(honorific="Mr.", name=ARABIC, affiliation=f"Embassy ({CHINESE})"),
        ),
    )
    opening = Segment(
        key="opening",
        kind=Kind.OPENING,
        day=DAY,
        start=dt.time(10),
        end=dt.time(10, 15),
        title="Opening",
        speakers=(Speaker(honorific="H.E. Mr.", name="Miroslav Lajčák", contribution="Opening remarks"),),
    )
    return arranged((opening, panel))


def hearing(**values):
    """Make the third hearing of a process, convened by the President of the General Assembly."""
    process = ProcessFactory(slug="gcm", name="Preparatory process for the global compact", short_name="GCM")
    venue = VenueFactory(name="United Nations Headquarters", city="New York", time_zone="America/New_York")
    meeting = MeetingFactory(
        **{
            "process": process,
            "slug": "hearing-3",
            "format": "hearing",
            "ordinal": 3,
            "title": "Third informal interactive multi-stakeholder hearing",
            "theme": "A whole-of-society approach",
            "mandate": "A/RES/71/280",
            "mandate_paragraph": "30",
            "room": RoomFactory(venue=venue, name="Trusteeship Council Chamber"),
            "dates": [DAY],
            **values,
        }
    )
    office = Office.objects.create(process=process, slug="pga", title="President of the General Assembly")
    for given, surname, first, last in (
        ("Peter", "Thomson", dt.date(2016, 9, 13), dt.date(2017, 9, 11)),
        ("Miroslav", "Lajčák", dt.date(2017, 9, 12), dt.date(2018, 9, 17)),
    ):
        person = PersonFactory(honorific="H.E. Mr.", given_names=given, surname=surname, function="")
        Holding.objects.create(office=office, person=person, starts_on=first, ends_on=last)
    Convening.objects.create(meeting=meeting, office=office)
    return meeting


def publish(meeting, *, by, at, kind="provisional", confirmed=False):
    """Publish a version of the programme."""
    programmes.begin_draft(meeting, by=by, at=at)
    filled = programmes.fill_draft(meeting, programme=programme(confirmed=confirmed), by=by, at=at)
    return programmes.publish(meeting, kind=kind, seen=filled.number or 0, by=by, at=at)
