"""Editing a programme in a real browser, by keyboard, by drag, and by two officers at once."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from rostrum.programme import models, operations, rows
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = dt.datetime(2017, 6, 12, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def meeting(site):
    return MeetingFactory()


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


@pytest.fixture
def editor(site, page, context, sign_in, meeting, officer):
    operations.begin_draft(meeting, by=officer, at=AT)
    operations.fill_draft(meeting, programme=small(), by=officer, at=AT)
    sign_in(context, officer)
    site.open(page, f"/meetings/{meeting.slug}/programme/edit/")
    expect(page.locator("[data-stream][data-state=open]")).to_have_count(1)
    return page


def current(meeting):
    return rows.load(models.Version.objects.get(meeting=meeting, published_at=None))


def titles(meeting):
    return [one.title for one in current(meeting).children()]


def test_adding_moving_and_undoing_by_keyboard(editor, meeting):
    editor.keyboard.press("a")
    expect(editor.get_by_label("Title", exact=True)).to_be_focused()
    editor.keyboard.type("Keynote")
    editor.get_by_label("Begins").fill("16:00")
    editor.get_by_label("Ends").fill("16:30")
    editor.get_by_label("Title", exact=True).press("Enter")
    expect(editor.locator("#tree").get_by_role("button", name="Keynote")).to_be_visible()
    before = titles(meeting)
    editor.locator(f"#down-{small().segments[0].key}").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("#toasts .toast").filter(has_text="Moved.")).to_have_count(1)
    assert titles(meeting) != before
    editor.locator("h1").click()
    editor.keyboard.press("u")
    expect(editor.locator("#tree .branch").first).to_have_attribute("data-segment", small().segments[0].key)
    assert titles(meeting) == before


def test_what_was_typed_and_not_saved_comes_back(editor):
    first, second = (one.title for one in small().children()[:2])
    editor.locator("#tree").get_by_role("button", name=first, exact=True).click()
    editor.get_by_label("Description").fill("Typed at length")
    editor.locator("#tree").get_by_role("button", name=second, exact=True).click()
    expect(editor.get_by_label("Description")).not_to_have_value("Typed at length")
    editor.locator("#tree").get_by_role("button", name=first, exact=True).click()
    expect(editor.get_by_label("Description")).to_have_value("Typed at length")
    expect(editor.get_by_text("What you had typed and not saved is here again.")).to_be_visible()


def test_two_officers_at_one_segment(site, browser, browser_context_args, sign_in, editor, meeting):
    colleague = RoleHoldingFactory(meeting=meeting, account__name="Ben Okri").account
    theirs = browser.new_context(**browser_context_args)
    sign_in(theirs, colleague)
    other = theirs.new_page()
    site.open(other, f"/meetings/{meeting.slug}/programme/edit/")
    segment = small().segments[0]
    for page, title in ((editor, "Opening by Ana"), (other, "Opening by Ben")):
        page.locator(f"#open-{segment.key}").click()
        page.get_by_label("Title", exact=True).fill(title)
    other.get_by_role("button", name="Save").click()
    # The first officer's tree follows by itself, and the panel says what happened; nothing typed is touched.
    expect(editor.locator("#tree")).to_contain_text("Opening by Ben")
    expect(editor.locator("[data-changed-meanwhile]")).to_contain_text("Ben Okri changed “Opening by Ben”.")
    expect(editor.locator("#news")).to_contain_text("Ben Okri changed “Opening by Ben”.")
    expect(editor.get_by_label("Title", exact=True)).to_have_value("Opening by Ana")
    editor.get_by_role("button", name="Save").click()
    expect(editor.locator(".both")).to_contain_text("Opening by Ben")
    expect(editor.locator(".both")).to_contain_text("Opening by Ana")
    editor.get_by_role("button", name="Save").click()
    expect(other.locator("#tree")).to_contain_text("Opening by Ana")
    assert current(meeting).get(segment.key).title == "Opening by Ana"


def test_dragging_a_segment_before_another(editor, meeting):
    first, second = small().children()[:2]
    box = editor.locator(f"#branch-{first.key} .branch__row").first
    editor.locator(f"#branch-{second.key} .branch__row").first.drag_to(
        box, target_position={"x": 200, "y": 3}
    )
    expect(editor.locator("#tree .branch").first).to_have_attribute("data-segment", second.key)
    assert titles(meeting)[0] == second.title


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_for_axe(site, editor, axe, meeting, officer, language):
    editor.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    pages = f"/meetings/{meeting.slug}/programme/"
    site.open(editor, f"{pages}edit/")
    editor.locator(f"#open-{small().segments[0].key}").click()
    expect(editor.locator("form[data-keep]")).to_be_visible()
    axe(editor)
    site.open(editor, f"{pages}edit/publish/")
    axe(editor)
    draft = models.Version.objects.get(meeting=meeting)
    operations.publish(meeting, kind="provisional", seen=draft.edits, by=officer, at=AT)
    operations.begin_draft(meeting, by=officer, at=AT)
    filled = operations.fill_draft(meeting, programme=small(), by=officer, at=AT)
    operations.publish(meeting, kind="updated", seen=filled.number or 0, by=officer, at=AT)
    operations.begin_draft(meeting, by=officer, at=AT)
    for name in ("", "1/", "compare/1/2/", "edit/compare/"):
        site.open(editor, pages + name)
        axe(editor)


def row(page, key):
    return page.locator(f"#branch-{key} > .branch__row")


def test_moving_nesting_and_taking_back_by_keys_alone(editor, meeting):
    editor.locator("#open-opening").focus()
    editor.keyboard.press("ArrowDown")
    expect(editor.locator("#open-one")).to_be_focused()
    editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator("#tree .branches > .branch").nth(2)).to_have_attribute("data-segment", "one")
    assert [one.key for one in current(meeting)][:3] == ["opening", "two", "one"]
    # The focus stays with the segment, so that it can go on.
    expect(row(editor, "one").locator(":focus")).to_have_count(1)
    editor.keyboard.press("Control+z")
    expect(editor.locator("#tree .branches > .branch").nth(1)).to_have_attribute("data-segment", "one")
    assert current(meeting) == small()
    editor.locator("#open-asia").focus()
    editor.keyboard.press("Alt+ArrowLeft")
    expect(editor.locator(".branches--inner #branch-asia")).to_have_count(0)
    assert not current(meeting).get("asia").parent
    editor.keyboard.press("Control+Shift+Z")
    expect(editor.locator("#toasts")).to_contain_text("There is nothing to do again.")
    editor.locator("#open-lunch").focus()
    editor.keyboard.press("?")
    expect(editor.locator("#shortcuts")).to_contain_text("Alt+↑")
    expect(editor.locator("#shortcuts")).to_contain_text("Delete")
    editor.keyboard.press("Escape")
    editor.locator("#open-lunch").focus()
    editor.keyboard.press("Delete")
    expect(editor.locator("#branch-lunch")).to_have_count(0)
    editor.get_by_role("button", name="Undo").last.click()
    expect(editor.locator("#branch-lunch")).to_have_count(1)


def test_moving_in_words(editor, meeting):
    editor.locator("#open-lunch").focus()
    editor.keyboard.press("m")
    expect(editor.get_by_label("Move it")).to_be_focused()
    editor.get_by_label("this segment").select_option(value="summary")
    editor.locator("[data-moving]").get_by_role("button", name="Move").click()
    expect(editor.locator("#tree .draft-day").nth(1).locator("#branch-lunch")).to_have_count(1)
    assert [one.key for one in current(meeting)][-2:] == ["summary", "lunch"]


def test_what_others_do_is_told_and_shown(editor, meeting):
    colleague = RoleHoldingFactory(meeting=meeting, account__name="Ben Okri").account
    editor.locator("#open-opening").click()
    editor.get_by_label("Description").fill("Typed at length")
    seen = models.Segment.objects.get(version__meeting=meeting, key="summary").revision
    operations.edit_segment(
        meeting, key="summary", revision=seen, values={"title": "Summary by Ben"}, by=colleague, at=AT
    )
    expect(editor.locator("#news")).to_contain_text("Ben Okri changed “Summary by Ben”.")
    expect(editor.get_by_label("Description")).to_have_value("Typed at length")
    expect(editor.locator("#branch-summary")).to_have_class("branch branch--summary_panel branch--fresh")
    editor.locator("#news").get_by_role("button", name="Show").click()
    expect(editor.locator("#open-summary")).to_be_focused()
    expect(editor.locator("#news")).to_be_hidden()
    draft = models.Version.objects.get(meeting=meeting)
    operations.publish(meeting, kind="provisional", seen=draft.edits, by=colleague, at=AT)
    expect(editor.locator("#tree")).to_contain_text("Ben Okri has published version 1; its draft is closed.")
    expect(editor.get_by_label("Description")).to_have_value("Typed at length")
    editor.get_by_role("button", name="Begin the next version").click()
    expect(editor.locator("#open-opening")).to_be_visible()
    editor.get_by_label("Description").press("Control+Enter")
    expect(editor.locator("#toasts")).to_contain_text("Saved.")
    assert current(meeting).get("opening").description == "Typed at length"


def test_shifting_what_follows(editor, meeting):
    editor.locator("#open-opening").click()
    editor.get_by_label("Ends").fill("10.20")
    editor.get_by_label("Ends").press("Enter")
    expect(editor.locator("#panel")).to_contain_text("Shift what follows?")
    editor.keyboard.press("Enter")
    expect(row(editor, "one")).to_contain_text("10.20–11.35")
    assert current(meeting).get("one").start == dt.time(10, 20)


def test_people_in_rows(editor, meeting):
    editor.locator("#open-one").click()
    for name in ("Ana", "Ben", "Cleo"):
        editor.get_by_role("button", name="Add a speaker").click()
        editor.keyboard.press("Tab")
        editor.keyboard.type(name)
    speakers = editor.locator("[data-rows=speakers] .person")
    speakers.nth(1).get_by_role("button", name="Take out").click()
    expect(speakers.nth(2).get_by_role("button", name="Take out")).to_be_focused()
    speakers.nth(2).get_by_role("button", name="Move this person up").click()
    expect(speakers.nth(0).locator("input[name$=-name]")).to_have_value("Cleo")
    editor.locator("form[data-keep]").get_by_role("button", name="Save").click()
    expect(row(editor, "one")).to_contain_text("Cleo, Ana")
    # The focus goes back to the segment, from where keys go on.
    expect(editor.locator("#open-one")).to_be_focused()
    assert [one.name for one in current(meeting).get("one").speakers] == ["Cleo", "Ana"]


def test_the_pages_fit_a_phone(site, editor):
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.locator("#open-one").click()
    expect(editor.locator("form[data-keep]")).to_be_visible()
    assert editor.evaluate("document.documentElement.scrollWidth") <= 390
    assert editor.evaluate(
        "document.getElementById('panel').scrollWidth <= document.getElementById('panel').clientWidth"
    )
