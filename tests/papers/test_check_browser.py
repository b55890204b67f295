"""Mending a draft and letting a finding stand, in a real browser."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from rostrum.programme import operations
from rostrum.programme.core.tree import arranged
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import segment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = dt.datetime(2017, 6, 12, 8, 0, tzinfo=dt.UTC)


def test_mended_undone_let_stand_and_taken_up(site, page, context, sign_in, axe, screenshot):
    meeting = MeetingFactory()
    officer = RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account
    day = meeting.days.order_by("date").first().date
    operations.begin_draft(meeting, by=officer, at=AT)
    welcome = segment("welcome", "10:00-10:15", "opening", day=day, title="Opening of the the hearing")
    operations.fill_draft(meeting, programme=arranged((welcome,)), by=officer, at=AT)
    sign_in(context, officer)
    site.open(page, meeting.get_absolute_url())
    expect(page.get_by_text("1 thing to mend in the draft.")).to_be_visible()
    page.get_by_role("link", name="Check the papers").click()
    axe(page)
    screenshot(page, "check")

    page.get_by_role("button", name="Write “the”").click()
    expect(page.get_by_text("Nothing to mend").first).to_be_visible()
    axe(page)
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("“the” stands there twice.")).to_be_visible()

    page.get_by_text("Let stand …").click()
    page.get_by_label("Why it may stand").fill("The name of a band")
    axe(page)
    page.get_by_role("button", name="Let stand").click()
    expect(page.get_by_text("Let stand by Ana Silva: The name of a band")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Take up again").click()
    expect(page.get_by_role("button", name="Write “the”")).to_be_visible()
    page.get_by_role("link", name="Opening of the the hearing").click()
    expect(page).to_have_url(f"{site.url}/meetings/{meeting.slug}/programme/edit/#branch-welcome")
