"""Roles that can change what others see count only with a second factor, unless the site says otherwise."""

import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import RequestFactory
from django.urls import reverse

from rostrum.meetings.permissions import EDIT, may, may_begin, roles_of
from rostrum.people import second_factor
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db

STAFF = ["secretariat", "chair", "moderator", "podium"]
OTHERS = ["interpreter", "rapporteur", "participant"]


@pytest.fixture(autouse=True)
def required(no_second_factor, settings):
    settings.ROSTRUM_STAFF_SECOND_FACTOR = "required"


@pytest.mark.parametrize("role", STAFF)
def test_a_staff_role_counts_once_there_is_a_second_factor(role):
    held = RoleHoldingFactory(role=role)
    assert roles_of(held.account, held.meeting) == frozenset()
    RecoveryCodes.activate(held.account)
    assert roles_of(held.account, held.meeting) == frozenset()
    TOTP.activate(held.account, "SECRET")
    assert roles_of(held.account, held.meeting) == {role}
    Authenticator.objects.filter(user=held.account).delete()
    assert roles_of(held.account, held.meeting) == frozenset()


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_need_none(role):
    held = RoleHoldingFactory(role=role)
    assert roles_of(held.account, held.meeting) == {role}


def test_the_other_roles_of_an_officer_count_meanwhile():
    held = RoleHoldingFactory(role="chair")
    RoleHoldingFactory(role="participant", meeting=held.meeting, account=held.account)
    assert roles_of(held.account, held.meeting) == {"participant"}


def test_who_keeps_the_site_needs_one_too():
    keeper = AccountFactory(is_superuser=True)
    assert not may_begin(keeper)
    TOTP.activate(keeper, "SECRET")
    assert may_begin(keeper)


def test_it_may_be_left_to_the_officers(settings):
    settings.ROSTRUM_STAFF_SECOND_FACTOR = "optional"
    held = RoleHoldingFactory(role="secretariat")
    assert may(held.account, EDIT, held.meeting)


def test_an_officer_without_one_is_told_why_and_led_there(client):
    held = RoleHoldingFactory(role="secretariat")
    client.force_login(held.account)
    setup = reverse("mfa_index")
    slug, process = held.meeting.slug, held.meeting.process.slug
    for name, argument in (("edit_meeting", slug), ("roles", slug), ("audit", slug), ("plan", process)):
        answer = client.get(reverse(f"meetings:{name}", args=[argument]))
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "asks you for a second factor" in page
        assert f'href="{setup}"' in page
    for page in ("/", held.meeting.get_absolute_url()):
        assert f'href="{setup}"' in client.get(page).content.decode()


def test_a_reader_without_such_a_role_is_not_bothered(client):
    meeting = MeetingFactory()
    client.force_login(AccountFactory())
    page = client.get(reverse("meetings:roles", args=[meeting.slug])).content.decode()
    assert "second factor" not in page
    assert reverse("mfa_index") not in client.get("/").content.decode()


def test_secrets_are_not_readable_in_the_database():
    account = AccountFactory()
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    row = Authenticator.objects.get(user=account)
    assert "JBSWY3DPEHPK3PXP" not in str(row.data)
    assert second_factor.Adapter().decrypt(row.data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_open_views_are_asked_again_when_a_factor_goes(monkeypatch, rf: RequestFactory):
    asked = []
    monkeypatch.setattr(second_factor, "reauthorise", lambda *, account: asked.append(account))
    account = AccountFactory()
    from allauth.core.context import request_context

    with request_context(rf.get("/")):
        second_factor.Adapter().send_notification_mail("mfa/email/totp_deactivated", account)
    assert asked == [account]


@pytest.mark.parametrize(("value", "code"), [("required", 0), ("optional", 0), ("sometimes", 1)])
def test_a_misspelt_setting_stops_the_start(value, code, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import rostrum.settings"],
        env={**os.environ, "ROSTRUM_STAFF_SECOND_FACTOR": value, "ROSTRUM_DATA": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == code
