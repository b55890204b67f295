"""Journeys on the floor in a real browser, by keyboard alone where an officer would."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rostrum.floor import operations, replay
from rostrum.floor.core import acts
from rostrum.floor.core.order import order
from rostrum.floor.core.state import Segment
from rostrum.meetings.models import RoleHolding
from rostrum.meetings.roles import Role
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory, StakeholderFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(site):
    return MeetingFactory(title="Third informal thematic session")


@pytest.fixture
def podium(meeting):
    account = RoleHoldingFactory(meeting=meeting, role=Role.PODIUM).account
    for role in (Role.SECRETARIAT, Role.INTERPRETER):
        RoleHolding.objects.create(meeting=meeting, account=account, role=role)
    return account


@pytest.fixture
def opened(meeting, podium):
    now = timezone.now()
    segment = Segment("p1", "Panel 1", "panel", now - dt.timedelta(minutes=5), now + dt.timedelta(minutes=40))
    operations.open_segment(meeting, segment, by=podium, at=now)
    return meeting


@pytest.fixture
def console(site, page, context, sign_in, opened, podium):
    """The console of an open floor with seven requests."""
    for number in range(7):
        one = (DelegateFactory if number % 2 else StakeholderFactory)(meeting=opened)
        operations.ask_from_seat(one, at=timezone.now())
    sign_in(context, podium)
    site.open(page, f"/meetings/{opened.slug}/floor/")
    expect(page.locator("[data-stream][data-state=open]")).to_have_count(1)
    return page


def state_of(meeting):
    return replay.fresh(operations.floor_of(meeting))


def _line(meeting):
    return order(state_of(meeting))


def phase(page, name):
    return expect(page.locator(f"#console-board [data-clock][data-phase={name}]"))


def test_a_whole_intervention_by_keyboard_alone(console, opened):
    first, second = [entry.request.key for entry in _line(opened)][:2]
    console.keyboard.press("n")
    phase(console, "waiting").to_have_count(1)
    console.keyboard.press("s")
    phase(console, "running").to_have_count(1)
    console.keyboard.press("p")
    phase(console, "paused").to_have_count(1)
    console.keyboard.press("p")
    phase(console, "running").to_have_count(1)
    console.keyboard.press("x")
    expect(console.locator("[data-clock-limit='240']")).to_have_count(1)
    console.keyboard.press("u")
    expect(console.locator("[data-clock-limit='180']")).to_have_count(1)
    console.keyboard.press("e")
    expect(console.get_by_text("Nobody has the floor")).to_be_visible()
    state = state_of(opened)
    assert [turn.request for turn in state.turns] == [first]
    console.keyboard.press("n")
    phase(console, "waiting").to_have_count(1)
    console.keyboard.press("k")
    expect(console.get_by_text("Nobody has the floor")).to_be_visible()
    assert state_of(opened).requests[second].status == "absent"


def test_adding_by_three_letters(console, opened):
    delegate = DelegateFactory(meeting=opened, state__name_en="Botswana", person__surname="Phiri")
    console.keyboard.press("a")
    console.keyboard.type("bot")
    expect(console.locator("#found [role=option][aria-selected=true]")).to_contain_text("Botswana")
    console.keyboard.press("Enter")
    expect(console.locator("#console-board")).to_contain_text("Botswana")
    assert delegate.key in {request.speaker.participant for request in state_of(opened).waiting()}


def test_moving_somebody_up_with_a_reason(console, opened):
    last = _line(opened)[4].request.key
    console.keyboard.press("5")
    console.locator(f"#reason-{last}").fill("Has a flight")
    console.locator(f"#more-{last}").get_by_role("button", name="Move").click()
    expect(console.locator("#console-board .row").first).to_contain_text("Moved by the chair: Has a flight")
    assert _line(opened)[0].request.key == last


def test_the_console_fits_its_screen(console):
    size = console.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert size == [768, 1366]
    inside = console.evaluate(
        """() => [...document.querySelectorAll('.acts .button, .board__forecast .button')].every((one) => {
          const box = one.getBoundingClientRect(); return box.bottom <= 768 && box.right <= 1366; })"""
    )
    assert inside


def test_a_stale_act_says_what_changed(console, opened, podium):
    """Another operator calls somebody in the moment before this one presses the key."""
    first = _line(opened)[0].request.key

    def overtake(route):
        operations.act(opened, acts.Call(first, as_next=True), by=podium, at=timezone.now())
        route.continue_()

    console.route("**/floor/act/", overtake, times=1)
    console.keyboard.press("n")
    expect(console.locator("#act-word")).to_contain_text("Somebody else acted a moment ago")
    phase(console, "waiting").to_have_count(1)
    assert len([turn for turn in (state_of(opened).speaking,) if turn]) == 1


def test_an_act_survives_a_lost_connection_and_counts_once(console, opened):
    tries = []

    def lose(route):
        tries.append(route)
        # The first answer is lost on the way back, though the server has acted.
        if len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    console.route("**/floor/act/", lose)
    # Only the second try is answered.
    with console.expect_response("**/floor/act/"):
        console.keyboard.press("n")
    phase(console, "waiting").to_have_count(1)
    expect(console.locator("#act-sending")).to_be_hidden()
    assert len(tries) == 2
    assert len([event for event in operations.floor_of(opened).events.all() if event.kind == "called"]) == 1


def test_every_screen_shows_a_change_at_once(site, browser, console, opened, browser_context_args):
    others = {}
    key = operations.floor_of(opened).hall_key
    for name in ("live/", f"hall/{key}/", "moderator/", "interpreters/"):
        if name in {"moderator/", "interpreters/"}:
            tab = console.context.new_page()
        else:
            tab = browser.new_context(**browser_context_args).new_page()
        site.open(tab, f"/meetings/{opened.slug}/floor/{name}")
        expect(tab.locator("[data-stream][data-state=open]")).to_have_count(1)
        others[name] = tab
    who = opened.participants.get(key=_line(opened)[0].request.speaker.participant)
    console.keyboard.press("n")
    for tab in others.values():
        expect(tab.locator("[data-live]").get_by_text(who.person.name).first).to_be_visible()
    console.keyboard.press("s")
    for tab in others.values():
        expect(tab.locator("[data-live] [data-clock][data-phase=running]")).to_have_count(1)


def test_asking_from_a_phone_and_being_told_who_is_next(site, browser, opened, podium, browser_context_args):
    first, mine = DelegateFactory(meeting=opened), DelegateFactory(meeting=opened)
    operations.ask_from_seat(first, at=timezone.now())
    phone = browser.new_context(
        **{**browser_context_args, "viewport": {"width": 390, "height": 844}}
    ).new_page()
    site.open(phone, f"/meetings/{opened.slug}/floor/seat/{mine.key}/")
    phone.get_by_role("button", name="Ask for the floor").click()
    expect(phone.locator("[data-place]").first).to_have_text("2")
    expect(phone.locator("[data-expected]").first).to_have_text(re.compile(r"\d\d\.\d\d"))
    [one, two] = [entry.request.key for entry in _line(opened)]
    operations.act(opened, acts.Call(one, as_next=True), by=podium, at=timezone.now())
    expect(phone.get_by_text("You are next")).to_be_visible()
    operations.act(opened, acts.Call(two, as_next=True), by=podium, at=timezone.now())
    expect(phone.get_by_text("You have the floor")).to_be_visible()
    operations.act(opened, acts.End(), by=podium, at=timezone.now())
    expect(phone.get_by_role("button", name="Ask for the floor")).to_be_visible()


@pytest.mark.parametrize("wrong", [-7 * 60, 11 * 60])
def test_a_wrong_clock_shows_the_right_second(site, page, opened, podium, wrong):
    """The browser's clock is minutes off; what it shows is within a tenth of a second of the server's."""
    operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    request = _line(opened)[0].request.key
    operations.act(opened, acts.Call(request), by=podium, at=timezone.now())
    started = timezone.now() - dt.timedelta(seconds=20)
    operations.act(opened, acts.Start(), by=podium, at=started)
    page.add_init_script(
        f"""const real = Date; const off = {wrong} * 1000;
        window.Date = class extends real {{
          constructor(...given) {{ if (given.length) super(...given); else super(real.now() + off); }}
          static now() {{ return real.now() + off; }}
        }}; window.realNow = () => real.now();"""
    )
    site.open(page, f"/meetings/{opened.slug}/floor/live/")
    page.wait_for_selector("html[data-clock-measured]")
    # The machine's own clock is the server's: both run here.
    away = page.evaluate(
        """async () => { const { now } = await import("/static/live/clock.js");
        return Math.abs(now() * 1000 - window.realNow()); }"""
    )
    assert away < 100
    changes = page.evaluate(
        """(started) => new Promise((done) => {
          const text = document.querySelector("[data-clock-remaining]");
          const seen = [];
          new MutationObserver(() => {
            seen.push([text.textContent, window.realNow() / 1000 - started]);
            if (seen.length === 4) done(seen);
          }).observe(text, { childList: true, characterData: true, subtree: true });
        })""",
        started.timestamp(),
    )
    # Each changed to its second at the moment when so much was left; a busy machine draws some of them late.
    lefts = [(int(text.split(":")[0]) * 60 + int(text.split(":")[1]), since) for text, since in changes]
    assert min(abs((180 - since) - left) for left, since in lefts) < 0.1


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "name",
    ["", "moderator/", "interpreters/", "live/", "rules/", "hall", "seat", "seat/", "held/", "statistics/"],
)
def test_nothing_serious_for_axe(site, page, context, sign_in, axe, opened, podium, name, language):
    delegate = DelegateFactory(meeting=opened)
    for _ in range(3):
        operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    operations.act(opened, acts.Call(_line(opened)[0].request.key), by=podium, at=timezone.now())
    operations.act(opened, acts.Start(), by=podium, at=timezone.now())
    sign_in(context, podium)
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    special = {
        "hall": f"hall/{operations.floor_of(opened).hall_key}/",
        "seat": f"seat/{delegate.key}/",
    }
    site.open(page, f"/meetings/{opened.slug}/floor/{special.get(name, name)}")
    if name not in {"hall", "seat/"}:
        assert page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    axe(page)


def test_the_figures_follow_the_floor(site, page, context, sign_in, opened, podium):
    operations.ask_from_seat(DelegateFactory(meeting=opened), at=timezone.now())
    sign_in(context, podium)
    site.open(page, f"/meetings/{opened.slug}/floor/statistics/")
    expect(page.locator("[data-stream][data-state=open]")).to_have_count(1)
    operations.act(opened, acts.Call(_line(opened)[0].request.key), by=podium, at=timezone.now())
    operations.act(opened, acts.Start(), by=podium, at=timezone.now())
    expect(page.locator("#statistics-board")).to_contain_text("1 turn")
