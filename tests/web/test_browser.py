"""The shell in a real browser: how it looks, and what its scripts do."""

import re

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from tests.people.factories import AccountFactory

pytestmark = [pytest.mark.browser, pytest.mark.shell]

PAGES = [
    "/design/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/no-such-page/",
]
OWN_PAGES = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/logout/",
]
SIZES = {"phone": (390, 844), "laptop": (1366, 768), "hall": (1920, 1080)}


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Collect what the browser complains of: errors of scripts, and what the security policy stopped."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of" not in message.text:
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("density", ["wide", "dense"])
def test_axe_finds_nothing_serious_on_the_design_page(
    site, page, axe, complaints, theme, direction, density
) -> None:
    site.open(page, f"/design/?theme={theme}&direction={direction}&density={density}")
    axe(page)
    assert complaints == []


@pytest.mark.parametrize("path", PAGES[1:])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_serious_on_the_other_pages(site, page, axe, complaints, path, language) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    site.open(page, path)
    expect(page.locator("html")).to_have_attribute("lang", language)
    axe(page)
    assert complaints == []


@pytest.mark.parametrize("path", OWN_PAGES)
def test_axe_finds_nothing_serious_on_ones_own_pages(site, page, axe, complaints, sign_in, path) -> None:
    sign_in(page.context, AccountFactory())
    assert site.open(page, path).status == 200
    expect(page.locator(".menu", has_text="Sign out")).to_have_count(1)
    axe(page)
    assert complaints == []


def test_the_running_server_is_ready(site, page) -> None:
    answer = page.request.get(site.url + "/readyz")
    assert answer.json() == {"ready": True, "checks": {"database": True, "migrations": True, "live": True}}
    assert answer.status == 200


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_is_wider_than_the_screen(site, page, screenshot, size, direction) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    site.open(page, f"/design/?direction={direction}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    screenshot(page, f"design-{size}-{direction}")


def test_fingers_find_targets_of_44_pixels(site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    site.open(page, "/design/?density=dense")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
          ".button, .choices > *, .menu > summary, .option, .tabs a, .pagination a, .field input, .field select"
        )].filter((one) => one.checkVisibility() && !one.closest(".option input, .option") | one.matches(".option"))
          .map((one) => [one.className || one.tagName, one.textContent.trim().slice(0, 20), one.getBoundingClientRect()])
          .filter(([, , box]) => box.width && (box.height < 43.5 || box.width < 43.5))
          .map(([name, text, box]) => `${name} ${text}: ${box.width} x ${box.height}`)"""
    )
    context.close()
    assert "\n".join(small) == ""


def test_every_control_shows_that_it_has_the_focus(site, page) -> None:
    site.open(page, "/design/")
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one);
              return {name: one.outerHTML.slice(0, 80), outline: style.outlineStyle, width: style.outlineWidth,
                      whole: one.matches("body")};
            }"""
        )
        assert seen["whole"] or (seen["outline"], seen["width"]) == ("solid", "3px"), seen["name"]


def test_the_first_tab_leads_past_the_head_of_the_page(site, page) -> None:
    site.open(page, "/design/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_fonts_are_our_own(site, page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    site.open(page, "/design/")
    page.evaluate("document.fonts.load('16px \\'Noto Sans Arabic\\'', 'عربي')")
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
    loaded = set(
        page.evaluate(
            "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family.replaceAll('\"', ''))"
        )
    )
    assert loaded == {"Noto Sans", "Noto Sans Arabic", "Noto Sans CJK Names"}


def test_figures_of_a_clock_do_not_tremble(site, page) -> None:
    site.open(page, "/design/")
    widths = page.evaluate(
        """() => ["00:00", "11:11", "07:47", "88:88"].map((text) => {
          const one = document.querySelector(".specimen-clock").cloneNode();
          one.textContent = text; one.classList.add("cluster"); one.style.cssText = "";
          const span = document.createElement("span"); span.textContent = text;
          document.querySelector(".specimen-clock").replaceChildren(span);
          return span.getBoundingClientRect().width;
        })"""
    )
    assert len(set(widths)) == 1


def test_the_theme_changes_at_once_and_stays(site, page) -> None:
    site.open(page, "/design/")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_text("Display", exact=True).click()
    with page.expect_response(lambda response: response.url.endswith("/display/")) as answer:
        page.get_by_role("button", name="Dark", exact=True).click()
    assert answer.value.status == 204
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(ground) != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_theme_changes_without_scripts(site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "/design/")
    page.get_by_text("Display", exact=True).click()
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url == site.url + "/design/"
    context.close()


def test_the_language_changes_and_the_page_stays(site, page) -> None:
    site.open(page, "/design/?density=dense")
    page.locator("summary", has_text="English").click()
    page.get_by_role("button", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url == site.url + "/design/?density=dense"


def test_menus_close_by_escape_and_by_a_click_elsewhere(site, page) -> None:
    site.open(page, "/design/")
    menu = page.locator("details.menu").first
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_toast_comes_can_be_undone_and_dismissed(site, page) -> None:
    site.open(page, "/design/")
    toasts = page.locator("#toasts")
    page.get_by_role("button", name="Show a toast with undo").click()
    expect(toasts).to_contain_text("The segment was moved to 10.30.")
    toasts.get_by_role("button", name="Undo").click()
    expect(toasts).to_contain_text("Undone: the segment is back where it was.")
    expect(toasts).not_to_contain_text("The segment was moved to 10.30.")
    toasts.get_by_role("button", name="Dismiss").click()
    expect(toasts.locator(".toast")).to_have_count(0)


def test_toasts_go_by_themselves_but_not_under_the_pointer(site, page) -> None:
    page.clock.install()
    site.open(page, "/design/")
    page.get_by_role("button", name="Show a toast with undo").click()
    toast = page.locator("#toasts .toast")
    expect(toast).to_have_count(1)
    toast.hover()
    page.clock.run_for(60_000)
    expect(toast).to_have_count(1)
    page.mouse.move(5, 5)
    page.clock.run_for(21_000)
    expect(toast).to_have_count(0)


def test_a_refusal_comes_in_its_own_words_and_stays(site, page) -> None:
    page.clock.install()
    site.open(page, "/design/")
    page.get_by_role("button", name="Show a refusal").click()
    expect(page.locator("#toasts")).to_contain_text("The list is closed; nothing was changed.")
    page.clock.run_for(60_000)
    expect(page.locator("#toasts .toast")).to_have_count(1)


def test_an_ended_session_keeps_what_was_typed_and_shows_the_way_back(site, page, context, sign_in) -> None:
    site.open(page, "/design/")
    page.get_by_label("Guiding questions (optional)").first.fill("Who is not in the room?")
    page.get_by_role("button", name="Show an ended session").click()
    dialog = page.locator("#session-ended")
    expect(dialog).to_be_visible()
    expect(page.get_by_label("Guiding questions (optional)").first).to_have_value("Who is not in the room?")
    link = dialog.get_by_role("link", name="Sign in on a second tab")
    assert link.get_attribute("href").startswith("/accounts/login/")
    assert link.get_attribute("target") == "_blank"
    before = page.locator("body").get_attribute("hx-headers")
    page.context.clear_cookies(name="csrftoken")
    sign_in(context, AccountFactory())
    dialog.get_by_role("button", name="I have signed in").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#toasts")).to_contain_text("You are signed in again.")
    expect(page.get_by_label("Guiding questions (optional)").first).to_have_value("Who is not in the room?")
    assert page.locator("body").get_attribute("hx-headers") != before
    page.get_by_role("button", name="Show a refusal").click()
    expect(page.locator("#toasts")).to_contain_text("The list is closed; nothing was changed.")


def test_a_page_outlives_a_sign_in_on_another_tab(site, page) -> None:
    site.open(page, "/design/")
    account = AccountFactory()
    account.set_password("correct horse battery staple")
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    before = next(one for one in page.context.cookies() if one["name"] == "csrftoken")
    other = page.context.new_page()
    site.open(other, "/accounts/login/")
    other.get_by_label("Email", exact=True).fill(account.email)
    other.get_by_label("Password", exact=True).fill("correct horse battery staple")
    other.get_by_role("button", name="Sign In", exact=True).click()
    other.wait_for_url(lambda url: "/accounts/login/" not in url)
    assert before not in page.context.cookies()
    page.get_by_role("button", name="Show a toast with undo").click()
    expect(page.locator("#toasts")).to_contain_text("The segment was moved to 10.30.")
    page.get_by_text("Display", exact=True).click()
    with page.expect_response(lambda response: response.url.endswith("/display/")) as answer:
        page.get_by_role("button", name="Dark", exact=True).click()
    assert answer.value.status == 204


def test_a_server_that_is_away_is_said_once(site, page) -> None:
    site.open(page, "/design/")
    page.route("**/design/try", lambda route: route.abort())
    page.get_by_role("button", name="Show a refusal").click()
    expect(page.locator("#toasts")).to_contain_text("The server did not answer. Nothing was lost; try again.")
    expect(page.locator("#toasts .toast")).to_have_count(1)


def test_a_server_that_fails_is_said_once(site, page) -> None:
    site.open(page, "/design/")
    page.route("**/design/try", lambda route: route.fulfill(status=500, body="<html>trace</html>"))
    page.get_by_role("button", name="Show a refusal").click()
    expect(page.locator("#toasts")).to_contain_text("That did not work, and nothing was changed.")
    expect(page.locator("#toasts .toast")).to_have_count(1)
    expect(page.locator("body")).not_to_contain_text("trace")


def test_work_that_takes_longer_than_a_second_shows_itself(site, page) -> None:
    page.clock.install(time="2017-07-24T09:00:00Z")
    site.open(page, "/design/")
    page.clock.pause_at("2017-07-24T12:00:00Z")
    held: list[Route] = []
    page.route("**/design/try", lambda route: held.append(route))  # noqa: PLW0108 - it marks what it is given
    page.get_by_role("button", name="Show a refusal").click()
    page.wait_for_function("() => document.querySelector('.htmx-request') !== null")
    page.clock.run_for(900)
    expect(page.locator("#working .working__card")).to_have_count(0)
    page.clock.run_for(200)
    expect(page.locator("#working .working__card")).to_have_count(1)
    held[0].continue_()
    expect(page.locator("#toasts .toast")).to_have_count(1)
    expect(page.locator("#working .working__card")).to_have_count(0)


def test_keys_press_what_shows_them_unless_somebody_types(site, page) -> None:
    site.open(page, "/design/")
    page.evaluate(
        """() => { window.pressed = 0;
          document.querySelector('[data-key="G"]').addEventListener("click", () => { window.pressed += 1; }); }"""
    )
    page.locator("h1").click()
    page.keyboard.press("g")
    assert page.evaluate("window.pressed") == 1
    page.get_by_label("Reason", exact=True).evaluate("(one) => one.closest('dialog').show()")
    page.get_by_label("Reason", exact=True).press("g")
    page.keyboard.press("Control+g")
    assert page.evaluate("window.pressed") == 1
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    page.locator("h1").click()
    page.keyboard.press("g")
    assert page.evaluate("window.pressed") == 1


def test_a_question_mark_lists_the_keys_of_the_page(site, page) -> None:
    site.open(page, "/design/")
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Give the floor")
    expect(dialog.locator("kbd")).to_have_text(["G"])
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_dialog_lets_the_page_behind_it_be_used(site, page) -> None:
    site.open(page, "/design/")
    opener = page.get_by_role("button", name="Extend the time")
    opener.click()
    dialog = page.get_by_role("dialog", name="Extend the time")
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Show a refusal").click()
    expect(page.locator("#toasts .toast")).to_have_count(1)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_refused_form_takes_the_reader_to_what_is_wrong(site, page) -> None:
    site.open(page, "/accounts/login/")
    page.get_by_label("Email", exact=True).fill("nobody@example.org")
    page.get_by_role("button", name="Sign In", exact=True).click()
    summary = page.locator(".summary-of-errors")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("Password")).click()
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    expect(page.get_by_label("Email", exact=True)).to_have_value("nobody@example.org")


def test_less_motion_means_none(site, page) -> None:
    site.open(page, "/design/")
    assert (
        page.locator(".button[aria-busy]").first.evaluate(
            "(one) => getComputedStyle(one, '::after').animationDuration"
        )
        == "0.001s"
    )


def test_on_paper_there_is_ink_only(site, page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    site.open(page, "/design/?theme=dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for furniture in (".masthead", ".colophon", ".skip-link", "#toasts"):
        expect(page.locator(furniture)).to_be_hidden()
