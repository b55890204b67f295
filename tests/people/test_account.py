"""One's own account, and the ways in."""

import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from rostrum import settings as site_settings
from rostrum.people.models import Account
from tests.meetings.factories import RoleHoldingFactory
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db
URL = "/account/"


def test_the_account_s_menu_leads_here(client):
    client.force_login(AccountFactory())
    assert f'href="{URL}"' in client.get("/").content.decode()


def test_readers_who_are_not_signed_in_are_asked_to(client):
    assert client.get(URL).status_code == 302


def test_name_and_language_are_kept_and_the_page_speaks_it(client):
    account = AccountFactory()
    client.force_login(account)
    client.post(URL, {"name": " Ana Núñez ", "language": "fr"})
    account.refresh_from_db()
    assert (account.name, account.language) == ("Ana Núñez", "fr")
    assert '<html lang="fr"' in client.get(URL).content.decode()
    client.post(URL, {"name": "Ana", "language": ""})
    assert '<html lang="en"' in client.get(URL).content.decode()


@pytest.mark.parametrize("data", [{"name": ""}, {"name": "x" * 201}, {"name": "Ana", "language": "tlh"}])
def test_what_cannot_be_is_refused(client, data):
    account = AccountFactory()
    client.force_login(account)
    assert client.post(URL, data).status_code == 422
    account.refresh_from_db()
    assert account.name.startswith("Officer")


def test_no_text_makes_the_form_fail(client):
    client.force_login(AccountFactory())

    @hypothesis_settings(
        max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(st.text(max_size=250), st.sampled_from(["", "en", "fr", "ar", "xx", "\x00"]))
    def check(name, language):
        assert client.post(URL, {"name": name, "language": language}).status_code in {302, 422}

    check()


def test_a_code_by_mail_signs_in_and_speaks_the_chosen_language(client):
    account = AccountFactory(email="ana@example.org", language="ar")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert answer.status_code == 302
    assert '<html lang="ar" dir="rtl"' in client.get(URL).content.decode()


def test_who_was_given_a_role_signs_in_by_a_code_without_more(client):
    officer = RoleHoldingFactory(role="secretariat")
    client.force_login(officer.account)
    roles = reverse("meetings:roles", args=[officer.meeting.slug])
    client.post(roles, {"email": "new@example.org", "role": "interpreter"})
    client.logout()
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), {"email": "new@example.org"})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "Interpreter" in client.get("/").content.decode() or client.get(URL).status_code == 200
    assert EmailAddress.objects.get(email="new@example.org").verified


def test_signing_up_asks_for_a_name(client):
    data = {"email": "nora@example.org", "password1": "a long enough phrase", "name": "Nora"}
    client.post(reverse("account_signup"), data)
    assert Account.objects.get(email="nora@example.org").name == "Nora"


def test_the_first_account_is_made_at_the_command_line():
    call_command("createsuperuser", "--noinput", email="Keeper@Example.org", name="Keeper")
    keeper = Account.objects.get()
    assert (keeper.email, keeper.is_superuser) == ("keeper@example.org", True)


# -- single sign-on ------------------------------------------------------------------------------------
class Provider(BaseHTTPRequestHandler):
    """An OpenID Connect provider that knows one person."""

    claims: dict = {}

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/.well-known/openid-configuration":
            self.say({
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
            })  # fmt: skip
        else:
            self.say(self.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.say({"access_token": "token", "token_type": "Bearer"})

    def say(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def provider(settings, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("ROSTRUM_OIDC_NAME", "UN single sign-on")
    monkeypatch.setenv("ROSTRUM_OIDC_CLIENT_ID", "rostrum")
    monkeypatch.setenv("ROSTRUM_OIDC_CLIENT_SECRET", "secret")
    settings.SOCIALACCOUNT_PROVIDERS = site_settings.single_sign_on(f"http://127.0.0.1:{server.server_port}")
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    yield Provider
    server.shutdown()


def through(client, provider, **claims):
    provider.claims = {"sub": "42", **claims}
    assert "UN single sign-on" in client.get(reverse("account_login")).content.decode()
    leaving = client.post("/accounts/oidc/single-sign-on/login/")
    asked = parse_qs(urlsplit(leaving["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = urlencode({"code": "abc", "state": asked["state"][0]})
    return client.get(f"/accounts/oidc/single-sign-on/login/callback/?{back}")


def test_single_sign_on_finds_the_account_with_the_verified_address(client, provider):
    account = AccountFactory(email="ana@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    answer = through(client, provider, email="ana@example.org", email_verified=True, name="Ana")
    assert answer.status_code == 302
    assert client.get(URL).context["user"] == account


def test_an_address_that_the_provider_did_not_verify_finds_nobody(client, provider):
    account = AccountFactory(email="ana@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    through(client, provider, email="ana@example.org", email_verified=False, name="Ana")
    assert client.get(URL).status_code == 302


def test_an_issuer_without_a_client_stops_the_start(tmp_path):
    env = {**os.environ, "ROSTRUM_OIDC_ISSUER": "https://login.example.org", "ROSTRUM_DATA": str(tmp_path)}
    code = "import rostrum.settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False, text=True)
    assert done.returncode != 0
    env["ROSTRUM_OIDC_CLIENT_ID"] = "rostrum"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False, text=True)
    assert "https://login.example.org" in done.stdout
