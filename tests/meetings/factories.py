"""Meetings, made up for tests."""

import datetime as dt

import factory

from rostrum.meetings import models
from tests.people.factories import AccountFactory, OrganizationFactory, PersonFactory, StateFactory


class ProcessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Process

    slug = factory.Sequence(lambda n: f"process-{n}")
    name = factory.Sequence(lambda n: f"Process {n}")
    short_name = factory.SelfAttribute("name")


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Venue

    name = factory.Sequence(lambda n: f"Palais {n}")
    city = "Geneva"
    time_zone = "Europe/Zurich"


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Room

    venue = factory.SubFactory(VenueFactory)
    name = "Room XIX"


class MeetingFactory(factory.django.DjangoModelFactory):
    """A thematic session on 19 and 20 June 2017 in Geneva, unless told otherwise."""

    class Meta:
        model = models.Meeting
        skip_postgeneration_save = True

    process = factory.SubFactory(ProcessFactory)
    slug = factory.Sequence(lambda n: f"meeting-{n}")
    format = "thematic"
    title = factory.Sequence(lambda n: f"Meeting {n}")
    room = factory.SubFactory(RoomFactory)

    @factory.post_generation
    def dates(self, create, extracted, **kwargs):
        for date in extracted or (dt.date(2017, 6, 19), dt.date(2017, 6, 20)):
            models.Day.objects.create(meeting=self, date=date)


class RoleHoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.RoleHolding

    meeting = factory.SubFactory(MeetingFactory)
    account = factory.SubFactory(AccountFactory)
    role = "secretariat"


class DelegateFactory(factory.django.DjangoModelFactory):
    """A participant who speaks for a Member State."""

    class Meta:
        model = models.Participant

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    category = "member_state"
    state = factory.SubFactory(StateFactory)
    seat = factory.Sequence(lambda n: f"A-{n}")


class StakeholderFactory(factory.django.DjangoModelFactory):
    """A participant who speaks for a stakeholder."""

    class Meta:
        model = models.Participant

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    category = "ngo"
    organization = factory.SubFactory(OrganizationFactory)
    seat = factory.Sequence(lambda n: f"G-{n}")
