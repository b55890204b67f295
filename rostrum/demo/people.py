"""People who sit in the room: made up, the same on every machine, from all regions."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Final

from rostrum.demo.reading import toml
from rostrum.meetings.models import Meeting, Participant, new_key
from rostrum.people.models import Organization, Person, State

SEED: Final = 71280
STAKEHOLDERS: Final = 400
FUNCTIONS: Final = (
    ("Permanent Representative", "Deputy Permanent Representative"),
    ("Counsellor", "Director for Migration", "First Secretary"),
    ("Second Secretary", "Adviser", "Attaché"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A made-up name with the gender that its bearer would state."""

    given: str
    surname: str
    own: str
    gender: str


@lru_cache(maxsize=1)
def _parts_of_the_world() -> dict[str, str]:
    """Return the list of names for each State, by its code."""
    return {iso3: part for part, lists in toml("names").items() for iso3 in lists["states"]}


def part_of(state: State) -> str:
    """Return the list of names that a State's delegates are drawn from."""
    return _parts_of_the_world()[state.iso3]


def name(chance: random.Random, part: str) -> Name:
    """Draw a name."""
    lists = toml("names")[part]
    gender = chance.choice("fm")
    surnames = lists.get("surnames_female", lists["surnames"]) if gender == "f" else lists["surnames"]
    given, _, given_own = chance.choice(lists["female" if gender == "f" else "male"]).partition("|")
    surname, _, surname_own = chance.choice(surnames).partition("|")
    own = ""
    if given_own and surname_own:
        own = surname_own + given_own if part == "chinese" else f"{given_own} {surname_own}"
    return Name(given, surname, own, gender)


def _person(chance: random.Random, part: str, taken: set[tuple[str, str]], **values: Any) -> Person:
    drawn = name(chance, part)
    while (drawn.given, drawn.surname) in taken:
        drawn = name(chance, part)
    taken.add((drawn.given, drawn.surname))
    if "honorific" not in values:
        values["honorific"] = "Ms." if drawn.gender == "f" else "Mr."
    elif values["honorific"] == "H.E.":
        values["honorific"] = "H.E. Ms." if drawn.gender == "f" else "H.E. Mr."
    # One in twelve does not say.
    gender = drawn.gender if chance.random() > 1 / 12 else ""
    return Person(
        given_names=drawn.given,
        surname=drawn.surname,
        name_in_own_script=drawn.own,
        gender=gender,
        **values,
    )


def _names_taken() -> set[tuple[str, str]]:
    """Return the names that somebody has: no two people in the room are confused."""
    return set(Person.objects.values_list("given_names", "surname"))


def delegations() -> list[Person]:
    """Make one to four people for every Member and observer State; the first of each heads it."""
    chance = random.Random(SEED)  # noqa: S311 - names, not secrets
    made, taken = [], _names_taken()
    for state in State.objects.order_by("order_en"):
        for rank in range(chance.choice((1, 2, 2, 3, 4))):
            function = chance.choice(FUNCTIONS[min(rank, 2)])
            high = {"honorific": "H.E."} if function == "Permanent Representative" else {}
            made.append(_person(chance, part_of(state), taken, state=state, function=function, **high))
    return Person.objects.bulk_create(made)


def bodies() -> list[Organization]:
    """Make the intergovernmental and United Nations bodies."""
    lists = toml("organizations")
    return Organization.objects.bulk_create(
        [
            Organization(name=full, acronym=acronym, category=category)
            for category in ("intergovernmental", "un_system")
            for full, acronym in lists[category]
        ]
    )


def stakeholders() -> list[Organization]:
    """Make the organizations of the stakeholders, all names different, each from one place."""
    lists = toml("organizations")
    chance = random.Random(SEED + 1)  # noqa: S311
    made = []
    for category, count in lists["shares"].items():
        kinds = product(lists["patterns"][category], lists["places"], lists["topics"])
        for pattern, (place, iso3), topic in chance.sample(list(kinds), count):
            full = pattern.format(place=place, topic=topic)
            made.append(Organization(name=full, category=category, state_id=iso3))
    return Organization.objects.bulk_create(made)


def staff_of(organizations: list[Organization], *, seed: int) -> list[Person]:
    """Make one person for each organization, from where it is; those of the world come from anywhere."""
    chance = random.Random(SEED + seed)  # noqa: S311
    lists, parts = toml("organizations"), _parts_of_the_world()
    made, taken = [], _names_taken()
    for one in organizations:
        part = parts[one.state_id] if one.state_id else chance.choice(sorted(set(parts.values())))
        function = chance.choice(lists["functions"][one.category])
        made.append(_person(chance, part, taken, organization=one, function=function))
    return Person.objects.bulk_create(made)


def seat_everybody(meeting: Meeting) -> int:
    """Admit everybody who was made up to a meeting, States in order from a drawn one; returns how many."""
    chance = random.Random(f"{SEED}{meeting.slug}")  # noqa: S311
    made = [*_seated_states(meeting, chance), *_seated_organizations(meeting, chance)]
    Participant.objects.bulk_create(made)
    return len(made)


def _seated_states(meeting: Meeting, chance: random.Random) -> Iterator[Participant]:
    people: dict[str, list[Person]] = {}
    for person in Person.objects.filter(state__isnull=False, holdings=None).order_by("pk"):
        people.setdefault(str(person.state_id), []).append(person)
    order = list(State.objects.order_by("order_en"))
    first = chance.randrange(len(order))
    for number, state in enumerate((*order[first:], *order[:first]), 1):
        for rank, person in enumerate(people.get(state.iso3, [])):
            seats = {0: f"T{number}", 1: f"T{number}b"}
            languages = toml("names")[part_of(state)]["languages"]
            yield Participant(
                meeting=meeting,
                person=person,
                key=new_key(),
                state=state,
                category="observer_state" if state.status == "observer" else "member_state",
                seat=seats.get(rank, ""),
                language=chance.choice(languages),
            )


def _seated_organizations(meeting: Meeting, chance: random.Random) -> Iterator[Participant]:
    rows = Person.objects.filter(organization__isnull=False, holdings=None).select_related("organization")
    for number, person in enumerate(rows.order_by("pk"), 1):
        organization = person.organization
        if organization is None:
            continue
        yield Participant(
            meeting=meeting,
            person=person,
            key=new_key(),
            organization=organization,
            category=organization.category,
            seat=f"G{number}",
            language=chance.choice(("en", "en", "en", "fr", "es", "ar")),
        )
