"""Preparing, issuing and correcting a paper in a real browser."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rostrum.papers import models
from tests.meetings.factories import RoleHoldingFactory
from tests.papers import examples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(site):
    meeting = examples.hearing()
    meeting.conveners.get().holdings.filter(starts_on__gte=dt.date(2017, 9, 12)).update(ends_on=None)
    return meeting


@pytest.fixture
def officer(meeting):
    account = RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account
    examples.publish(meeting, by=account, at=timezone.now())
    return account


def test_from_an_empty_list_to_a_corrected_letter(
    site, page, context, sign_in, meeting, officer, axe, screenshot
):
    sign_in(context, officer)
    site.open(page, f"/meetings/{meeting.slug}/papers/")
    expect(page.get_by_text("No paper has been issued yet")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Prepare papers").click()
    axe(page)
    page.get_by_role("button", name="Compose it").click()

    preview = page.locator("#preview")
    expect(preview.get_by_text("Excellency,", exact=True)).to_be_visible()
    field = page.locator("#field-invitation")
    field.fill("Come to {room} on {days}.")
    other = page.locator("#field-salutation")
    other.fill("Dear colleague,")
    page.locator("#text-invitation").get_by_role("button", name="Save").click()
    expect(preview.get_by_text("Come to Trusteeship Council Chamber on 18 December 2017.")).to_be_visible()
    # What was typed into another field was saved when the field was left.
    expect(other).to_have_value("Dear colleague,")
    expect(preview.get_by_text("Dear colleague,")).to_be_visible()
    axe(page)
    screenshot(page, "papers-draft")
    page.locator("#text-invitation").get_by_role("button", name="Undo").click()
    expect(preview.get_by_text("will convene")).to_be_visible()

    page.get_by_role("link", name="Issue").click()
    axe(page)
    page.get_by_role("button", name="Issue", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Issued as GCM/HEARING-3/1.")
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF A4").click()
    assert download.value.suggested_filename == "GCM-HEARING-3-1-en-a4.pdf"

    page.get_by_role("button", name="Correct").click()
    page.get_by_role("link", name="Issue").click()
    page.get_by_role("button", name="Issue", exact=True).click()
    expect(page.locator(".field__error")).to_contain_text("Say what this revision changes")
    page.get_by_label("What this revision changes").fill("Nothing but the number.")
    page.get_by_role("button", name="Issue", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Rev.1")
    site.open(page, f"/meetings/{meeting.slug}/papers/")
    page.get_by_text("Earlier revisions").click()
    axe(page)
    assert models.Revision.objects.filter(status="issued").count() == 2


def test_without_scripts_a_text_is_saved_as_well(site, browser, sign_in, meeting, officer):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, officer)
    page = context.new_page()
    site.open(page, f"/meetings/{meeting.slug}/papers/office/")
    page.get_by_role("button", name="Compose it").click()
    page.locator("#field-salutation").fill("Dear colleague,")
    page.locator("#text-salutation").get_by_role("button", name="Save").click()
    expect(page.locator("#preview")).to_contain_text("Dear colleague,")
    context.close()
