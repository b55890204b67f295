import pytest

from rostrum.meetings.permissions import allow, may, require, roles_of
from rostrum.meetings.roles import Role
from rostrum.refused import Denied
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db

ALLOWED = allow("meetings.test_only", Role.CHAIR, Role.PODIUM)


@pytest.mark.parametrize("role", Role.values)
def test_a_right_follows_from_a_role_in_that_meeting_only(role):
    held = RoleHoldingFactory(role=role)
    elsewhere = MeetingFactory()

    assert may(held.account, ALLOWED, held.meeting) == (role in {"chair", "podium"})
    assert not may(held.account, ALLOWED, elsewhere)


def test_nobody_is_allowed_by_default():
    meeting = MeetingFactory()
    for account in (None, AccountFactory(), AccountFactory(is_superuser=True)):
        with pytest.raises(Denied):
            require(account, ALLOWED, meeting)


def test_a_closed_account_keeps_no_rights():
    held = RoleHoldingFactory(role="chair", account__is_active=False)
    assert roles_of(held.account, held.meeting) == frozenset()


def test_a_misspelt_permission_is_noticed():
    with pytest.raises(KeyError):
        may(None, "meetings.no_such_thing", MeetingFactory())
