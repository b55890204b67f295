"""A page that follows a board in Chromium: frames, lost connections, and a clock that is right."""

import re
import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser import session_cookie
from tests.live import board
from tests.live.streams import Server
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.browser

# The page's clock is set wrong by this many seconds; what the monotonic clock says stays true.
WRONG = 437
SET_CLOCK_WRONG = """
const True = Date;
window.Date = class extends True {
  constructor(...given) { if (given.length) super(...given); else super(Date.now()); }
  static now() { return True.now() + %d * 1000; }
};
"""
# Seconds between what the machine's own clock says and what the page shows, at five changes of its second.
WATCH = """() => new Promise((done) => {
  const shown = document.querySelector("[data-clock-remaining]");
  const clock = shown.closest("[data-clock]").dataset;
  const found = [];
  new MutationObserver((_changes, observer) => {
    const truth = (performance.timeOrigin + performance.now()) / 1000;
    const [minutes, seconds] = shown.textContent.replace("\\u2212", "").split(":").map(Number);
    const sign = shown.textContent.startsWith("\\u2212") ? -1 : 1;
    const left = clock.clockLimit - clock.clockAccumulated - (truth - clock.clockStarted);
    found.push(sign * (minutes * 60 + seconds) - left);
    if (found.length === 5) { observer.disconnect(); done(found); }
  }).observe(shown, { childList: true, characterData: true, subtree: true });
})"""


@pytest.fixture(scope="module")
def lasting_server(board_tables):
    """One server process for all tests here that do not stop it."""
    server = Server(str(settings.DATABASES["default"]["NAME"]))
    yield server
    server.stop()


@pytest.fixture
def server(lasting_server, transactional_db):
    return lasting_server


def open_board(server, page, slug):
    """Follow a board on which "one" stands."""
    server.tell("post", slug, "one")
    page.goto(f"{server.url}/page/{slug}/public")
    expect(page.locator("#board p")).to_have_text("public: one")
    return page


@pytest.fixture
def followed(server, page, slug):
    """A page that follows a board on which "one" stands."""
    return open_board(server, page, slug)


def state(page):
    return page.locator("[data-stream]")


def test_a_frame_takes_the_place_of_the_one_before(server, followed, slug):
    followed.evaluate(
        "document.addEventListener('live:frame', (event) => { window.heard = event.detail.ids })"
    )
    server.tell("post", slug, "two")

    expect(followed.locator("#board p")).to_have_text("public: two")
    assert followed.evaluate("window.heard") == ["board"]
    assert followed.locator("[data-stream]").get_attribute("data-stream-id").startswith("2.")
    expect(followed.locator("[data-connection]")).to_be_hidden()


def test_focus_text_scroll_and_open_details_stay(server, followed, slug):
    words = (
        '<input id="field" value=""><details id="more"><summary>More</summary>all</details>'
        '<div id="list"><button id="button">{}</button></div>'
    )
    server.tell("post", slug, words.format("first"))
    followed.locator("#more summary").click()
    followed.locator("#field").fill("half a sen")
    followed.evaluate("document.getElementById('field').setSelectionRange(2, 4)")
    server.tell("post", slug, words.format("second"))

    expect(followed.locator("#button")).to_have_text("second")
    expect(followed.locator("#field")).to_have_value("half a sen")
    expect(followed.locator("#field")).to_be_focused()
    assert followed.evaluate("document.getElementById('field').selectionStart") == 2
    assert followed.locator("#more").evaluate("(one) => one.open")


def test_an_older_frame_does_not_replace_a_newer_one(followed):
    followed.evaluate(
        """() => { for (const [number, words] of [[7, "seven"], [6, "six"]]) document.dispatchEvent(
          new CustomEvent("live:show", { detail: {
            html: `<section id="board" data-live data-number="${number}"><p>${words}</p></section>` } })) }"""
    )
    expect(followed.locator("#board p")).to_have_text("seven")


def test_a_page_catches_up_when_the_server_comes_back(direct_server, page, slug):
    followed = open_board(direct_server, page, slug)
    direct_server.stop()
    expect(followed.locator("[data-connection]")).to_contain_text("The connection is lost")
    again = Server(str(settings.DATABASES["default"]["NAME"]), port=direct_server.port)
    try:
        again.tell("post", slug, "two")
        expect(followed.locator("#board p")).to_have_text("public: two", timeout=15_000)
        expect(followed.locator("[data-connection]")).to_be_hidden()
    finally:
        again.stop()


def test_a_page_catches_up_when_the_network_comes_back(server, followed, slug):
    followed.context.set_offline(offline=True)
    expect(followed.locator("[data-connection]")).to_be_visible()
    server.tell("post", slug, "two")
    followed.context.set_offline(offline=False)

    expect(followed.locator("#board p")).to_have_text("public: two", timeout=15_000)
    expect(followed.locator("[data-connection]")).to_be_hidden()


def test_a_page_whose_right_is_taken_away_says_so_and_stops(server, page, slug):
    reader = AccountFactory()
    board.post(slug, "one")
    board.admit(slug, reader.pk)
    page.context.add_cookies([{**session_cookie(reader), "url": server.url}])
    page.goto(f"{server.url}/page/{slug}/readers")
    expect(page.locator("#board p")).to_have_text("readers: one")
    server.tell("revoke", slug, reader.pk)

    expect(page.locator("[data-connection]")).to_contain_text("You can no longer follow this page")
    expect(state(page)).to_have_attribute("data-state", "refused")
    expect(page.locator("#board p")).to_have_text("readers: one")


def clock_page(server, slug, **clock):
    fields = "&".join(f"{name}={value}" for name, value in clock.items())
    return f"{server.url}/page/{slug}/public?{fields}"


@pytest.mark.parametrize("spoken", [0, 178], ids=["running", "over its limit soon"])
def test_a_machine_whose_clock_is_wrong_by_minutes_shows_the_right_second(server, page, slug, spoken):
    server.tell("post", slug, "one")
    page.add_init_script(SET_CLOCK_WRONG % WRONG)
    clock = {"limit": 180, "accumulated": spoken, "amber": 30, "started": time.time(), "running": "true"}
    page.goto(clock_page(server, slug, **clock))
    expect(page.locator("html")).to_have_attribute("data-clock-measured", "yes")
    wrong_by = page.evaluate("(Date.now() - performance.timeOrigin - performance.now()) / 1000")
    errors = page.evaluate(WATCH)

    assert abs(wrong_by - WRONG) < 1
    # A busy machine draws some changes late; a clock that is wrong is wrong at every one of them.
    assert min(map(abs, errors)) < 0.1, errors


@pytest.mark.parametrize(
    ("spoken", "running", "phase", "text"),
    [
        (0, "false", "waiting", "3:00"),
        (45, "false", "paused", "2:15"),
        (20, "true", "running", r"2:(40|39|38)"),
        (155, "true", "amber", r"0:2[0-5]"),
        (200, "true", "over", "\u22120:2[0-9]"),
    ],
)
def test_a_clock_says_its_phase_and_the_time_left(server, page, slug, spoken, running, phase, text):
    server.tell("post", slug, "one")
    started = time.time() if running == "true" else ""
    clock = {"limit": 180, "accumulated": spoken, "amber": 30, "started": started, "running": running}
    page.goto(clock_page(server, slug, **clock))

    expect(page.locator("#clock")).to_have_attribute("data-phase", phase)
    expect(page.locator("[data-clock-remaining]")).to_have_text(re.compile(f"^{text}$"))


def test_the_change_to_amber_is_said_once_and_the_wall_clock_is_the_venues(server, page, slug):
    server.tell("post", slug, "one")
    clock = {"limit": 180, "accumulated": 148, "amber": 30, "started": time.time(), "running": "true"}
    page.add_init_script(
        "window.said = []; document.addEventListener('clock:phase',"
        " (event) => window.said.push([event.detail.previous, event.detail.phase]))"
    )
    page.goto(clock_page(server, slug, **clock))
    expect(page.locator("#clock")).to_have_attribute("data-phase", "amber")
    kathmandu = time.gmtime(time.time() + (5 * 60 + 45) * 60)

    assert page.evaluate("window.said") == [["running", "amber"]]
    assert page.locator("[data-wall-clock]").text_content() in {
        time.strftime("%H.%M", kathmandu),
        time.strftime("%H.%M", time.gmtime(time.time() + (5 * 60 + 45) * 60 - 5)),
    }
