"""Pages of processes and meetings in a real browser: by keyboard, in both directions of writing."""

import datetime as dt

import pytest

from rostrum.audit.operations import record
from rostrum.meetings import shown
from rostrum.meetings.models import Convening, Meeting, Office, RoleHolding
from tests.meetings.factories import MeetingFactory, ProcessFactory, RoleHoldingFactory
from tests.meetings.test_pages import papers, slots
from tests.meetings.test_planning import phase_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def meeting(transactional_db):
    """A meeting under way, with all that its pages show."""
    today = dt.datetime.now(dt.UTC).date()
    days = [today + dt.timedelta(days=n) for n in (-1, 0, 1)]
    made = MeetingFactory(dates=days, theme="Governance of migration", mandate="A/RES/71/280")
    office = Office.objects.create(process=made.process, slug="pga", title="President")
    Convening.objects.create(meeting=made, office=office)
    return made


@pytest.fixture
def officer(meeting):
    held = RoleHoldingFactory(meeting=meeting, role="secretariat")
    phase_of(meeting.process, held.account)
    record(
        "meetings.edit_meeting",
        by=held.account,
        at=dt.datetime.now(dt.UTC),
        subject=str(meeting),
        scope=meeting.scope,
        before={"title": "Before"},
        after={"title": "After"},
    )
    return held.account


@pytest.fixture
def contributed(monkeypatch):
    link = shown.Link(label="Console", url="/", icon="floor", summary="Give the floor", for_staff=True)
    made = shown.Contribution(
        name="test", position=1, papers=papers, slots=slots, links=lambda *_: [link], now=lambda *_: "Opening"
    )
    monkeypatch.setitem(shown._contributions, "test", made)


def press(page, key, times=1):
    for _ in range(times):
        page.keyboard.press(key)


def reach(page, name, limit=80):
    """Press Tab until the control with this name has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "(e => e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || '')(document.activeElement)"
        )
        if named.strip().startswith(name):
            return
    pytest.fail(f"Tab does not reach {name!r}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_is_wrong_with_any_page(
    site, page, context, sign_in, axe, meeting, officer, contributed, language
):
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    process, slug = f"/processes/{meeting.process.slug}/", f"/meetings/{meeting.slug}/"
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    for path in ("/", process, slug, f"{slug}?zone=America/New_York", f"{slug}?zone=Nowhere"):
        site.open(page, path)
        axe(page)
    sign_in(context, officer)
    for path in (
        "/",
        slug,
        f"{slug}facts/",
        f"{slug}roles/",
        f"{slug}audit/",
        f"{slug}audit/?text=nothing",
        f"{process}plan/",
        f"{process}plan/phases/new/",
        f"{process}plan/offices/pga/holders/new/",
        f"{process}plan/meetings/new/",
        "/plan/venues/",
        "/account/",
    ):
        site.open(page, path)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
        axe(page)
    assert faults == []


@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_is_wider_than_the_screen(site, page, context, sign_in, meeting, officer, contributed, width):
    sign_in(context, officer)
    page.set_viewport_size({"width": width, "height": 768})
    process, slug = f"/processes/{meeting.process.slug}/", f"/meetings/{meeting.slug}/"
    for path in (
        "/",
        process,
        slug,
        f"{slug}facts/",
        f"{slug}roles/",
        f"{slug}audit/",
        f"{process}plan/",
        "/plan/venues/",
    ):
        site.open(page, path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_an_officer_enters_a_meeting_without_a_mouse(site, page, context, sign_in, meeting, officer):
    sign_in(context, officer)
    site.open(page, f"/processes/{meeting.process.slug}/")
    reach(page, "Plan this process")
    press(page, "Enter")
    page.wait_for_url("**/plan/")
    reach(page, "Enter a meeting")
    press(page, "Enter")
    page.wait_for_url("**/meetings/new/")
    reach(page, "Title")
    page.keyboard.type("Fourth informal thematic session")
    reach(page, "Room")
    page.keyboard.type(meeting.room.name)
    reach(page, "Day 1")
    page.keyboard.type("07242017")
    reach(page, "Add another")
    press(page, "Enter")
    page.keyboard.type("07252017")
    reach(page, "Office 1")
    page.keyboard.type("Pres")
    reach(page, "Enter the meeting")
    press(page, "Enter")
    page.wait_for_url("**/meetings/fourth-informal-thematic-session/")

    made = Meeting.objects.get(slug="fourth-informal-thematic-session")
    assert [str(day) for day in made.days.all()] == ["2017-07-24", "2017-07-25"]
    assert made.conveners.get().title == "President"
    assert page.get_by_text("The meeting was entered.").is_visible()


def test_a_refused_form_keeps_what_was_typed_and_leads_to_the_fault(
    site, page, context, sign_in, meeting, officer
):
    sign_in(context, officer)
    site.open(page, f"/processes/{meeting.process.slug}/plan/phases/new/")
    page.get_by_label("Name").fill("Negotiations")
    page.get_by_label("First day").fill("2018-07-01")
    page.get_by_label("Last day").fill("2018-02-01")
    reach(page, "Add the phase")
    press(page, "Enter")
    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.get_by_label("Name").input_value() == "Negotiations"
    reach(page, "Last day: The last day is before the first.")
    press(page, "Enter")
    assert page.evaluate("location.hash") == "#id_ends_on"


def test_roles_are_given_and_taken_without_a_mouse(site, page, context, sign_in, meeting, officer):
    sign_in(context, officer)
    site.open(page, f"/meetings/{meeting.slug}/roles/")
    reach(page, "E-mail address")
    page.keyboard.type("chair@example.org")
    reach(page, "Name")
    page.keyboard.type("Nadia Chair")
    reach(page, "Role")
    page.keyboard.type("Chair")
    reach(page, "Give the role")
    press(page, "Enter")
    page.get_by_text("Nadia Chair was given the role").wait_for()
    reach(page, "Take the role Chair from Nadia Chair")
    press(page, "Enter")
    page.get_by_text("The role was taken away").wait_for()
    assert not RoleHolding.objects.filter(account__email="chair@example.org").exists()


def test_what_was_removed_comes_back_by_undo(site, page, context, sign_in, officer, meeting):
    sign_in(context, officer)
    site.open(page, f"/processes/{meeting.process.slug}/plan/")
    page.get_by_role("button", name="Remove Consultations").click()
    page.get_by_text("The phase was removed.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("It is there again.").wait_for()
    assert page.get_by_role("heading", name="Consultations").is_visible()


def test_the_switch_offers_the_device_s_own_zone(site, browser, meeting, contributed):
    context = browser.new_context(timezone_id="Asia/Tokyo", locale="en-GB")
    page = context.new_page()
    site.open(page, f"/meetings/{meeting.slug}/")
    own = page.locator("#zone option", has_text="This device")
    assert own.get_attribute("value") == "Asia/Tokyo"
    page.locator("#zone").select_option("Asia/Tokyo")
    reach(page, "Show")
    press(page, "Enter")
    page.wait_for_url("**zone=Asia%2FTokyo")
    text = page.locator(".sittings").inner_text()
    assert "Tokyo time (UTC+9)" in text
    assert "Geneva time" in text
    context.close()


def test_an_empty_site_is_whole(site, page, axe, transactional_db):
    site.open(page, "/")
    axe(page)
    assert page.get_by_text("No process has been entered yet").is_visible()
    ProcessFactory()
    site.open(page, "/")
    axe(page)
