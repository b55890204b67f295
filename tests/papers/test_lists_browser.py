"""The page of lists and name plates in a browser."""

import pytest

from rostrum.meetings.roles import Role
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory

pytestmark = pytest.mark.browser


def test_an_officer_downloads_name_plates_with_the_keyboard_and_learns_what_is_missing(
    site, page, context, sign_in, axe
):
    meeting = MeetingFactory(slug="hearing-3")
    DelegateFactory(meeting=meeting, state__name_en="Egypt")
    sign_in(context, RoleHoldingFactory(meeting=meeting, role=Role.SECRETARIAT).account)
    site.open(page, f"/meetings/{meeting.slug}/")
    page.get_by_role("link", name="Lists and name plates").click()
    page.get_by_role("heading", name="Name plates", exact=True).wait_for()
    axe(page)

    button = page.get_by_role("button", name="Download name plates")
    page.get_by_label("Second language below").select_option("ar")
    with page.expect_download() as started:
        button.focus()
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "hearing-3-name-plates-states.pdf"
    page.locator("#name-plates button:not([aria-busy])").wait_for()

    with page.expect_download() as started:
        page.locator("#list-of-participants").get_by_text("DOCX").click()
        page.get_by_role("button", name="Download the list of participants").click()
    assert started.value.suggested_filename == "hearing-3-participants.docx"

    page.get_by_text("Organizations that take part").click()
    button.click()
    page.wait_for_url("**of=organizations**")
    page.locator("#name-plates").get_by_text("There are none yet.").first.wait_for()
    assert page.get_by_label("Organizations that take part").is_checked(), "what was chosen stays"
    axe(page)
