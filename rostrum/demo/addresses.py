"""Addresses for the demonstration: all under .example, which no mail server in the world answers for."""

from typing import Final

from django.utils.text import slugify

from rostrum.people.categories import Category
from rostrum.people.models import Organization, Person, State

MISSIONS: Final = "missions.example"
PEOPLE: Final = "participants.example"
# One in so many has given no address.
UNKNOWN: Final = 40


def are_there() -> bool:
    """Say whether the missions have addresses."""
    return State.objects.exclude(mission_email="").exists()


def fill_in() -> None:
    """Give every mission an address, and nearly everybody who was made up."""
    states = list(State.objects.all())
    for state in states:
        state.mission_email = f"mission.{state.iso3.lower()}@{MISSIONS}"
    State.objects.bulk_update(states, ["mission_email"])
    bodies = list(Organization.objects.filter(category=Category.INTERGOVERNMENTAL))
    for body in bodies:
        body.email = f"observer.{slugify(body.acronym or body.name)[:40]}@{MISSIONS}"
    Organization.objects.bulk_update(bodies, ["email"])
    people = [one for one in Person.objects.filter(holdings=None) if one.pk % UNKNOWN]
    for person in people:
        # Names that have no Latin letters leave the number alone.
        stem = slugify(f"{person.given_names} {person.surname}").replace("-", ".")
        person.email = f"{stem}.{person.pk}@{PEOPLE}".lstrip(".")
    Person.objects.bulk_update(people, ["email"], batch_size=200)
