"""The shell's own pages, and what every answer carries."""

import json
import logging
import re

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.utils import translation

from rostrum import urls as product
from rostrum.web import errors, health, logs, toasts

HTMX = {"HX-Request": "true"}


# -- a few pages that only these tests have ----------------------------------------------------------


def moved(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/somewhere/")


def needs_sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("account_login") + "?next=/fragment/")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only the podium may give the floor.")


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


def says(request: HttpRequest) -> HttpResponse:
    toasts.toast(request, "The segment was moved.", undo_url="/undo/7/")
    messages.info(request, "Something else.")
    return HttpResponse("<p>fragment</p>", status=int(request.GET.get("status", 200)))


urlpatterns = [
    *product.urlpatterns,
    path("test/moved/", moved),
    path("test/needs-sign-in/", needs_sign_in),
    path("test/forbidden/", forbidden),
    path("test/breaks/", breaks),
    path("test/says/", says),
]
handler400, handler403, handler404, handler500 = (
    product.handler400,
    product.handler403,
    product.handler404,
    product.handler500,
)


@pytest.fixture
def extra(settings):
    """Add the pages above."""
    settings.ROOT_URLCONF = __name__


# -- headers -----------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/design/", "/accounts/login/", "/accounts/signup/", "/no-such-page/", "/healthz"]
)
def test_every_answer_says_what_a_page_may_do(client: Client, address: str) -> None:
    response = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert re.fullmatch("[0-9a-f]{16}", response["X-Request-ID"])


def test_a_request_keeps_the_id_that_a_proxy_gave_it(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-0001"})["X-Request-ID"] == "proxy-0001"
    assert client.get("/healthz", headers={"X-Request-ID": "bad id"})["X-Request-ID"] != "bad id"


# -- logs --------------------------------------------------------------------------------------------


def lines(caplog: pytest.LogCaptureFixture, *, terminal: bool) -> list[str]:
    """Write what was logged as the product does."""
    kind = "human" if terminal else "machine"
    given = logs.configuration(terminal=terminal)["formatters"][kind]
    if terminal:
        formatter = logging.Formatter(given["format"], given["datefmt"])
    else:
        from pythonjsonlogger.json import JsonFormatter

        formatter = JsonFormatter(given["fmt"], rename_fields=given["rename_fields"])
    return [formatter.format(record) for record in caplog.records]


@pytest.mark.django_db
def test_every_line_names_its_request(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(logs.RequestId())
    with caplog.at_level(logging.INFO):
        client.get("/no-such-page/", headers={"X-Request-ID": "proxy-0001"})
    written = [json.loads(line) for line in lines(caplog, terminal=False)]
    assert {(one["logger"], one["level"], one["request_id"]) for one in written} == {
        ("rostrum.requests", "INFO", "proxy-0001"),
        ("django.request", "WARNING", "proxy-0001"),
    }
    request = next(one for one in written if one["logger"] == "rostrum.requests")
    assert request["message"] == "GET /no-such-page/ 404"
    assert request["status"] == 404
    assert request["milliseconds"] > 0
    assert all("time" in one for one in written)


def test_a_person_on_a_terminal_reads_plain_lines(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(logs.RequestId())
    with caplog.at_level(logging.INFO):
        client.get("/healthz", headers={"X-Request-ID": "proxy-0001"})
    assert [re.sub(r"^\S+", "T", line) for line in lines(caplog, terminal=True)] == [
        "T INFO    proxy-0001 rostrum.requests: GET /healthz 200"
    ]


def test_outside_of_a_request_there_is_no_id() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "m", None, None)
    assert logs.RequestId().filter(record)
    assert record.request_id == "-"


# -- health ------------------------------------------------------------------------------------------


def test_it_lives_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def falls() -> bool:
    raise OSError("away")


def says_no() -> bool:
    return False


@pytest.mark.django_db
def test_it_is_ready_when_all_checks_pass(client: Client, settings) -> None:
    # The hub of live views belongs to a running server; test_browser.py asks one.
    settings.READINESS_CHECKS = {
        name: path for name, path in settings.READINESS_CHECKS.items() if name != "live"
    }
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "checks": {"database": True, "migrations": True}}


@pytest.mark.django_db
def test_a_check_that_fails_or_falls_is_named(client: Client, settings) -> None:
    settings.READINESS_CHECKS = {
        "database": "rostrum.web.health.database_ready",
        "no": f"{__name__}.says_no",
        "falls": f"{__name__}.falls",
        "missing": "rostrum.web.health.no_such_check",
    }
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "checks": {"database": True, "no": False, "falls": False, "missing": False},
    }


@pytest.mark.django_db(transaction=True)
def test_a_database_that_lacks_a_migration_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    monkeypatch.setattr(health, "_migrated", set())
    from django.db import connection

    recorder = MigrationRecorder(connection)
    assert health.migrated()
    health._migrated.clear()
    recorder.record_unapplied("sessions", "0001_initial")
    try:
        assert not health.migrated()
    finally:
        recorder.record_applied("sessions", "0001_initial")
    assert health.migrated()


def test_the_metrics_count_requests_by_view(client: Client) -> None:
    client.get("/healthz")
    text = client.get("/metrics").content.decode()
    assert re.search(r'rostrum_requests_total\{method="GET",status="200",view="web:healthz"\} [1-9]', text)
    assert 'rostrum_request_seconds_bucket{le="0.005",view="web:healthz"}' in text


@pytest.mark.django_db
def test_the_metrics_are_not_for_everybody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/metrics", REMOTE_ADDR="193.0.0.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "193.0.0.9"}).status_code == 403
    monkeypatch.setenv("ROSTRUM_METRICS_TOKEN", "s3cret")
    given = {"Authorization": "Bearer s3cret"}
    assert client.get("/metrics", REMOTE_ADDR="193.0.0.9", headers=given).status_code == 200


# -- small files -------------------------------------------------------------------------------------


def test_robots_manifest_and_favicon(client: Client) -> None:
    assert "Disallow: /accounts/" in client.get("/robots.txt").content.decode()
    manifest = client.get("/site.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["icons"] == [
        {"src": "/static/web/favicon.svg", "sizes": "any", "type": "image/svg+xml"}
    ]
    assert client.get("/favicon.ico")["Location"] == "/static/web/favicon.svg"
    assert b"".join(client.get("/static/web/favicon.svg").streaming_content).startswith(b"<svg")


# -- theme, keys, language ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_theme_is_kept_and_set_by_the_server(client: Client) -> None:
    assert "data-theme" not in client.get("/design/").content.decode().split(">", 2)[1]
    response = client.post("/display/", {"theme": "dark", "next": "/design/?density=dense"})
    assert response["Location"] == "/design/?density=dense"
    assert '<html lang="en" dir="ltr" data-theme="dark">' in client.get("/design/").content.decode()
    client.post("/display/", {"theme": "device"})
    assert '<html lang="en" dir="ltr">' in client.get("/design/").content.decode()


@pytest.mark.django_db
def test_single_keys_can_be_switched_off(client: Client) -> None:
    client.post("/display/", {"keys": "off"})
    assert '<html lang="en" dir="ltr" data-keys="off">' in client.get("/design/").content.decode()
    client.post("/display/", {"keys": "on"})
    assert '<html lang="en" dir="ltr">' in client.get("/design/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["<x>", "", "blue"])
def test_an_unknown_theme_changes_nothing(client: Client, given: str) -> None:
    assert client.post("/display/", {"theme": given}).status_code == 302
    client.cookies["rostrum_theme"] = given
    assert '<html lang="en" dir="ltr">' in client.get("/design/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_elsewhere(client: Client, target: str) -> None:
    assert client.post("/display/", {"theme": "dark", "next": target})["Location"] == "/"


@pytest.mark.django_db
def test_a_script_gets_no_page_for_its_choice(client: Client) -> None:
    assert (
        client.post("/display/", {"theme": "dark"}, headers={"X-Requested-With": "fetch"}).status_code == 204
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_language_changes_and_the_page_stays(client: Client, language: str, direction: str) -> None:
    response = client.post("/language/", {"language": language, "next": "/design/?theme=light"})
    assert response["Location"] == "/design/?theme=light"
    page = client.get("/design/").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'value="{language}" lang="{language}" aria-current="true"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("", "ru, es;q=0.5", "en"),
        ("ar", "fr", "ar"),
        ("ru", "fr", "fr"),
    ],
)
def test_pages_speak_a_language_on_offer(client: Client, cookie: str, accepted: str, language: str) -> None:
    client.cookies["django_language"] = cookie
    response = client.get("/design/", headers={"Accept-Language": accepted})
    assert f'<html lang="{language}"' in response.content.decode()
    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


@pytest.mark.django_db
def test_the_session_answers_with_a_fresh_token(client: Client) -> None:
    answer = client.get("/session/").json()
    assert answer["signedIn"] is False
    assert len(answer["csrf"]) == 64


# -- errors ------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no-such-page/", 404, "There is no such page"),
        ("/test/forbidden/", 403, "Only the podium may give the floor."),
    ],
)
def test_errors_are_said_in_plain_words(client: Client, extra, address: str, status: int, words: str) -> None:
    page = client.get(address)
    assert page.status_code == status
    assert words in page.content.decode()
    assert "Go to the first page" in page.content.decode()
    fragment = client.get(address, headers=HTMX)
    assert (fragment.status_code, fragment["HX-Retarget"], fragment["HX-Reswap"]) == (
        status,
        "#toasts",
        "beforeend",
    )
    assert "<html" not in fragment.content.decode()
    program = client.get(address, headers={"Accept": "application/json"})
    assert (program.status_code, set(program.json())) == (status, {"error", "detail"})


def test_a_failure_of_the_server_needs_nothing(client: Client, extra) -> None:
    client.raise_request_exception = False
    page = client.get("/test/breaks/", headers={"X-Request-ID": "proxy-0001"})
    assert page.status_code == 500
    assert "Something went wrong on the server" in page.content.decode()
    assert "proxy-0001" in page.content.decode()
    assert client.get("/test/breaks/", headers=HTMX).content == b""


def test_the_failure_page_speaks_the_language() -> None:
    with translation.override("ar"):
        page = errors.server_error(RequestFactory().get("/")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page


@pytest.mark.django_db
def test_an_old_form_is_explained() -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/display/", {"theme": "dark"})
    assert page.status_code == 403
    assert "This form was open for too long" in page.content.decode()


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_is_explained(client: Client) -> None:
    page = client.get("/design/", headers={"host": "elsewhere.example"})
    assert page.status_code == 400
    assert "The server could not read this request" in page.content.decode()


# -- fragments ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_sign_in_page_never_lands_in_a_fragment(client: Client, extra) -> None:
    here = {**HTMX, "HX-Current-URL": "http://testserver/meetings/3/?day=2"}
    response = client.post("/test/needs-sign-in/", headers=here)
    assert response.status_code == 401
    assert response.content == b""
    assert response["X-Sign-In"] == "/accounts/login/?next=%2Fmeetings%2F3%2F%3Fday%3D2"
    assert client.post("/test/needs-sign-in/").status_code == 302


@pytest.mark.django_db
def test_another_redirect_moves_the_whole_page(client: Client, extra) -> None:
    response = client.post("/test/moved/", headers=HTMX)
    assert (response.status_code, response["HX-Redirect"]) == (200, "/somewhere/")
    assert client.post("/test/moved/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("status", [200, 409, 422])
def test_a_fragment_brings_its_toasts(client: Client, extra, status: int) -> None:
    text = client.post(f"/test/says/?status={status}", headers=HTMX).content.decode()
    assert text.startswith("<p>fragment</p>")
    assert '<div hx-swap-oob="beforeend:#toasts">' in text
    assert 'hx-post="/undo/7/"' in text
    assert "Something else." in text
    assert "The segment was moved." not in client.get("/design/").content.decode()


@pytest.mark.django_db
def test_a_whole_page_as_a_fragment_says_each_toast_once(client: Client, extra) -> None:
    client.post("/test/says/")
    text = (
        client.get("/design/", headers=HTMX).content.decode().replace("The segment was moved to 10.30.", "")
    )
    assert text.count("The segment was moved.") == 1


@pytest.mark.django_db
def test_an_answer_without_content_can_still_bring_a_toast(client: Client, extra) -> None:
    response = client.post("/test/says/?status=204", headers=HTMX)
    assert (response.status_code, response["HX-Reswap"]) == (200, "none")


@pytest.mark.django_db
def test_what_was_not_said_in_a_fragment_is_said_on_the_next_page(client: Client, extra) -> None:
    assert client.post("/test/says/").content == b"<p>fragment</p>"
    page = client.get("/design/").content.decode()
    toasts_part = page.split('id="toasts"')[1].split('id="working"')[0]
    assert "The segment was moved." in toasts_part
    assert "Something else." in page.split('id="notices"')[1].split("</main>")[0]
    assert "The segment was moved." not in client.get("/design/").content.decode().split('id="toasts"')[1]


def test_words_are_read_from_messages() -> None:
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    toasts.toast(request, "Moved.", undo_url="/undo/")
    toasts.toast(request, "Refused.", bad=True)
    messages.warning(request, "Take care.")
    assert toasts.words(request) == [
        toasts.Word("Moved.", "good", "/undo/", toast=True),
        toasts.Word("Refused.", "bad", "", toast=True),
        toasts.Word("Take care.", "warn", "", toast=False),
    ]


# -- the design page ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_design_page_shows_every_component(client: Client) -> None:
    page = client.get("/design/").content.decode()
    from rostrum.web import icons, samples, tokens

    for name in icons.ICONS:
        assert f"<code>{name}</code>" in page
    for category, label in samples.categories():
        assert f"mark--{category}" in page
        assert label in page
    parts = {"form_field", "form_fields", "field_error", "tree_node"}
    for name in set(samples.documented()) - parts:
        assert f"<code>{name}</code></summary>" in page
    shown = {name for name in tokens.colours() if not name.startswith(("cat-", "on-", "focus"))}
    for name in shown:
        assert f"<code>--{name}</code>" in page


@pytest.mark.django_db
def test_the_sample_form_answers_like_a_real_one(client: Client) -> None:
    refused = client.post("/design/", {"fresh-title": "Panel 1", "fresh-begins": "25:70"})
    assert refused.status_code == 422
    assert 'value="Panel 1"' in refused.content.decode()
    assert 'value="25:70"' in refused.content.decode()
    typed = {
        "fresh-title": "Panel 1",
        "fresh-begins": "10:15",
        "fresh-kind": "panel",
        "fresh-mixing": "strict",
    }
    assert client.post("/design/", typed)["Location"] == "/design/#forms"


@pytest.mark.django_db
def test_the_samples_of_operations_answer(client: Client) -> None:
    done = client.post("/design/try", {"what": "done"}, headers=HTMX).content.decode()
    assert 'hx-post="/design/try"' in done
    undone = client.post("/design/try", {}, headers=HTMX).content.decode()
    assert "Undone" in undone
    refused = client.post("/design/try", {"what": "refused"}, headers=HTMX)
    assert (refused.status_code, refused["HX-Retarget"]) == (409, "#toasts")
    assert client.post("/design/try", {"what": "expired"}, headers=HTMX).status_code == 401
    assert client.post("/design/try", {"what": "done"})["Location"] == "/design/#notices-sample"
