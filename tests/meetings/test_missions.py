"""The addresses of missions: who keeps them, and what is refused."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rostrum.audit.models import Entry
from rostrum.meetings import operations
from rostrum.meetings.roles import Role
from rostrum.people.models import Organization, State
from rostrum.refused import Denied, Refused
from tests.meetings.factories import RoleHoldingFactory
from tests.people.factories import AccountFactory, OrganizationFactory, StateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kenya():
    return StateFactory(iso3="KEN", name_en="Kenya")


@pytest.fixture
def officer():
    return RoleHoldingFactory(role="secretariat").account


def edit(by, **addresses):
    return operations.edit_addresses(addresses, by=by, at=timezone.now())


def address():
    return reverse("meetings:missions")


def test_addresses_are_kept_in_one_way_of_writing_and_each_change_is_recorded(kenya, officer):
    body = OrganizationFactory(category="intergovernmental", name="IOM")
    assert (
        edit(
            officer, **{"state_KEN": "Mission.KEN@Missions.example", f"organization_{body.pk}": "x@y.example"}
        )
        == 2
    )
    assert State.objects.get().mission_email == "mission.ken@missions.example"
    assert Organization.objects.get().email == "x@y.example"
    assert edit(officer, state_KEN="mission.ken@MISSIONS.example") == 0
    assert edit(officer, state_KEN=" ") == 1
    assert [one.after for one in Entry.objects.order_by("pk")] == [
        {"Kenya": "mission.ken@missions.example", "IOM": "x@y.example"},
        {"Kenya": ""},
    ]


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("state_KEN", "nobody", "invalid"),
        ("state_KEN", "a@b.example\nBcc: c@d.example", "invalid"),
        ("state_XXX", "a@b.example", "gone"),
        ("nothing", "a@b.example", "gone"),
    ],
)
def test_what_is_no_address_or_no_mission_is_refused_whole(kenya, officer, key, typed, code):
    StateFactory(iso3="CHE", name_en="Switzerland")
    with pytest.raises(Refused) as refused:
        edit(officer, state_CHE="good@missions.example", **{key: typed})
    assert refused.value.code == code


def test_only_a_secretariat_and_who_keeps_the_site_may(client, kenya, officer):
    for account in (AccountFactory(), RoleHoldingFactory(role="chair").account):
        with pytest.raises(Denied):
            edit(account, state_KEN="a@b.example")
    assert client.get(address()).status_code == 302
    for role in Role:
        client.force_login(RoleHoldingFactory(role=role).account)
        assert client.get(address()).status_code == (200 if role == Role.SECRETARIAT else 403)
    client.force_login(AccountFactory(is_superuser=True))
    assert client.get(address()).status_code == 200


def test_the_page_saves_what_was_changed_and_keeps_what_was_typed_wrong(client, kenya, officer):
    OrganizationFactory(category="ngo", name="No mission of its own")
    client.force_login(officer)
    assert "No mission of its own" not in client.get(address()).content.decode()
    answer = client.post(address(), {"state_KEN": "wrong"})
    assert answer.status_code == 422
    assert 'value="wrong"' in answer.content.decode()
    answer = client.post(address(), {"state_KEN": "mission@ken.example"}, follow=True)
    assert "1 address was changed." in answer.content.decode()
    assert State.objects.get().mission_email == "mission@ken.example"
