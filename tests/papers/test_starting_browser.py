"""From a Word file to the draft in the editor, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.papers.test_starting import word

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = [
    ("10.00-10.15", "Opening of the session"),
    ("", "H.E. Mr. Jürg Lauber, Permanent Representative of Switzerland"),
    ("10.15-13.00", "Panel 1: Governance of migration"),
    ("", "Moderator: Ms. Ana Silva, Director, Migration Office"),
    ("", "Panellists: Mr. John Bingham, Head of Policy, International Catholic Migration Commission"),
    ("13.00-15.00", "Lunch"),
]


@pytest.fixture
def meeting(site):
    return MeetingFactory()


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


def test_a_word_file_becomes_the_draft(site, page, context, sign_in, meeting, officer, axe, screenshot):
    sign_in(context, officer)
    site.open(page, f"/meetings/{meeting.slug}/programme/edit/")
    page.get_by_role("link", name="Start from a paper").click()
    axe(page)
    file = {"name": "agenda.docx", "mimeType": "application/octet-stream", "buffer": word(ROWS)}
    page.get_by_label(re.compile("^File")).set_input_files(file)
    page.get_by_role("button", name="Read it").click()

    programme = page.locator("#programme")
    expect(programme.get_by_role("link", name="Panel 1: Governance of migration (line")).to_be_visible()
    axe(page)
    programme.get_by_role("link", name="Mr. John Bingham").click()
    marked = page.locator(".line.is-linked")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("Mr. John Bingham")
    expect(marked).to_be_in_viewport()
    # From a line to what was read from it, and on with the keyboard.
    line = page.locator(".line", has_text="Moderator: Ms. Ana Silva")
    line.locator("a.line__number").focus()
    page.keyboard.press("Enter")
    expect(programme.get_by_role("link", name="Ms. Ana Silva")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(programme.get_by_role("link", name="Mr. John Bingham")).to_be_focused()
    screenshot(page, "papers-start")

    programme.get_by_role("link", name="Correct : Panel 1").click()
    axe(page)
    page.get_by_label("Begins").fill("25.00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".field__error")).to_contain_text("is not a time")
    page.get_by_label("Begins").fill("10.20")
    page.get_by_role("button", name="Save").click()
    expect(programme.get_by_text("10.20–13.00")).to_be_visible()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(programme.get_by_text("10.15–13.00")).to_be_visible()
    programme.get_by_role("link", name="Correct : Panel 1").click()
    page.get_by_label("Begins").fill("10.30")
    page.get_by_label("Begins").press("Control+Enter")
    expect(programme.get_by_text("10.30–13.00")).to_be_visible()

    page.get_by_role("button", name="Accept as draft").click()
    tree = page.locator("#tree")
    expect(tree.get_by_text("10.30–13.00")).to_be_visible()
    expect(page.get_by_role("link", name="The paper this began with")).to_be_visible()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(tree.get_by_text("Nothing on this day yet.").first).to_be_visible()


def test_on_a_phone_and_from_right_to_left(site, browser, sign_in, meeting, officer, axe, screenshot):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ar")
    sign_in(context, officer)
    page = context.new_page()
    site.open(page, f"/meetings/{meeting.slug}/papers/start/")
    file = {"name": "agenda.docx", "mimeType": "application/octet-stream", "buffer": word(ROWS)}
    page.locator("#id_file").set_input_files(file)
    page.locator("main form .button--primary").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    value = page.locator("#programme .value", has_text="John Bingham")
    expect(page.locator("#paper")).to_be_hidden()
    axe(page)
    value.click()
    expect(page.locator(".line.is-linked")).to_be_in_viewport()
    expect(page.locator("#programme")).to_be_hidden()
    axe(page)
    screenshot(page, "papers-start-phone-ar", whole=False)
    page.locator(".line.is-linked .line__text").click()
    expect(value).to_be_in_viewport()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
