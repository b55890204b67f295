from collections import Counter

import pytest

from rostrum.demo import people, reading
from rostrum.people.models import Organization, Person, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody():
    State.objects.bulk_create([State(**row) for row in reading.states()])
    people.delegations()
    people.staff_of(people.bodies(), seed=2)
    people.staff_of(people.stakeholders(), seed=3)


def printed():
    return [(str(one), one.function, one.gender) for one in Person.objects.order_by("pk")]


def test_every_state_sends_one_to_four_people(everybody):
    sent = Counter(Person.objects.filter(state__isnull=False).values_list("state_id", flat=True))
    assert len(sent) == 195
    assert set(sent.values()) == {1, 2, 3, 4}


def test_four_hundred_stakeholders_come_from_every_category_and_many_countries(everybody):
    stakeholders = Organization.objects.exclude(category__in=["intergovernmental", "un_system"])
    assert stakeholders.count() == 400
    assert set(stakeholders.values_list("category", flat=True)) == set(
        reading.toml("organizations")["shares"]
    )
    assert stakeholders.values("state").distinct().count() == 40
    assert Organization.objects.filter(name="European Union").exists()
    assert Person.objects.filter(organization__isnull=False).count() == Organization.objects.count()


def test_no_two_people_share_a_name(everybody):
    names = Person.objects.values_list("given_names", "surname")
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_names_are_written_in_the_script_of_those_who_bear_them(everybody):
    own = {
        state: Person.objects.filter(state=state).first().name_in_own_script
        for state in ("EGY", "CHN", "RUS")
    }
    assert "\u0600" < own["EGY"][0] < "\u06ff"
    assert "\u4e00" < own["CHN"][0] < "\u9fff"
    assert "\u0400" < own["RUS"][0] < "\u04ff"


def test_women_and_men_bear_the_form_of_a_surname_that_is_theirs(everybody):
    russians = Person.objects.filter(organization__isnull=True, state__in=["RUS", "BLR"])
    for one in russians:
        assert one.surname.endswith("a") == ("Ms." in one.honorific)


def test_about_as_many_women_as_men_sit_in_the_room_and_some_do_not_say(everybody):
    stated = Counter(Person.objects.values_list("gender", flat=True))
    assert 0.8 < stated["f"] / stated["m"] < 1.25
    assert stated[""] > 20


def test_the_same_people_come_each_time(everybody):
    before = printed()
    Person.objects.all().delete()
    people.delegations()
    people.staff_of(list(Organization.objects.filter(state=None).order_by("pk")), seed=2)
    people.staff_of(list(Organization.objects.exclude(state=None).order_by("pk")), seed=3)
    assert printed() == before
