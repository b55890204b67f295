"""Accounts in a real browser: signing in, second factors, and every page of django-allauth."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from playwright.sync_api import expect

from rostrum.people.models import Account
from tests.meetings.factories import RoleHoldingFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHRASE = "a phrase that is long"


@pytest.fixture
def officer(transactional_db):
    account = Account.objects.create_user("ana@example.org", PHRASE, name="Ana Núñez")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return RoleHoldingFactory(account=account, role="secretariat")


@pytest.fixture
def authenticator(page):
    """A passkey device of the browser's own, which says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.fixture
def required(no_second_factor, monkeypatch):
    monkeypatch.setattr(settings, "ROSTRUM_STAFF_SECOND_FACTOR", "required")


def here(site):
    """The address under which browsers know passkeys: a name, not a number."""
    return site.url.replace("127.0.0.1", "localhost")


def sign_in_by_password(page, site):
    page.goto(f"{here(site)}/accounts/login/")
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Password").fill(PHRASE)
    page.keyboard.press("Enter")


def open_again_with_password(page, site, path):
    """Open a page that asks once more who is there."""
    page.goto(f"{here(site)}{path}")
    page.wait_for_url("**/reauthenticate/**")
    page.get_by_label("Password").fill(PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{here(site)}{path}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_is_wrong_with_the_pages_of_accounts(
    site, page, context, sign_in, axe, officer, language
):
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    for path in ("login/", "login/code/", "signup/", "password/reset/"):
        site.open(page, f"/accounts/{path}")
        axe(page)
    sign_in(context, officer.account)
    for path in ("email/", "password/change/", "2fa/", "sessions/", "logout/"):
        site.open(page, f"/accounts/{path}")
        axe(page)
    site.open(page, "/account/")
    axe(page)
    assert faults == []


def test_a_code_from_an_e_mail_signs_in_without_a_mouse(site, page, officer):
    page.goto(f"{here(site)}/accounts/login/code/")
    page.get_by_label("Email").focus()
    page.keyboard.type("ana@example.org")
    page.keyboard.press("Enter")
    page.get_by_label("Code").wait_for()
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    page.get_by_label("Code").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{here(site)}/")
    assert page.get_by_text("Ana Núñez").first.is_visible()


def test_a_passkey_makes_the_role_count_and_signs_in_alone(site, page, officer, authenticator, required):
    meeting = officer.meeting
    sign_in_by_password(page, site)
    page.wait_for_url(f"{here(site)}/")
    page.goto(f"{here(site)}/meetings/{meeting.slug}/roles/")
    page.get_by_role("link", name="Set up a second factor").click()
    page.wait_for_url("**/accounts/2fa/")
    open_again_with_password(page, site, "/accounts/2fa/webauthn/add/")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(re.compile(r"recovery-codes|/2fa/(?:webauthn/)?$"))
    page.wait_for_load_state()
    page.goto(f"{here(site)}/meetings/{meeting.slug}/roles/")
    expect(page.get_by_role("button", name="Give the role")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{here(site)}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{here(site)}/")
    assert page.get_by_text("Ana Núñez").first.is_visible()


def test_an_authenticator_app_is_set_up_and_asked_for(site, page, axe, officer, required):
    sign_in_by_password(page, site)
    page.wait_for_url(f"{here(site)}/")
    open_again_with_password(page, site, "/accounts/2fa/totp/activate/")
    axe(page)
    secret = page.locator("#authenticator_secret").input_value()

    def code():
        return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

    page.get_by_label("Authenticator code").fill(code())
    page.get_by_role("button", name="Activate").click()
    page.wait_for_load_state()
    axe(page)
    page.goto(f"{here(site)}/meetings/{officer.meeting.slug}/roles/")
    assert page.get_by_role("button", name="Give the role").is_visible()

    page.context.clear_cookies()
    sign_in_by_password(page, site)
    page.wait_for_url("**/2fa/authenticate/**")
    axe(page)
