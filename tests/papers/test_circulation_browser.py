"""An officer sends an issued paper to the missions and follows it, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.meetings.factories import DelegateFactory, RoleHoldingFactory
from tests.outbox.post_office import post_office
from tests.papers import examples
from tests.papers.test_circulation import issued
from tests.papers.test_circulation import page as address_of
from tests.people.factories import PersonFactory, StateFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_an_officer_sends_a_paper_to_the_missions(page, context, site, sign_in, axe, screenshot, settings):
    meeting = examples.hearing()
    officer = RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account
    examples.publish(meeting, by=officer, at=examples.ISSUED)
    revision = issued(meeting, officer)
    for number in range(5):
        state = StateFactory(mission_email=f"mission{number}@missions.example")
        person = PersonFactory(email=f"delegate{number}@participants.example")
        DelegateFactory(meeting=meeting, state=state, person=person)
    StateFactory(name_en="Nauru")
    sign_in(context, officer)

    site.open(page, address_of(revision))
    reach = page.locator("#reach")
    expect(reach).to_contain_text("0 get it now")
    page.get_by_label("All Permanent Representatives and Permanent Observers").check()
    expect(reach).to_contain_text("5 get it now")
    page.get_by_text("1 without an address").click()
    expect(page.get_by_text("Nauru")).to_be_visible()
    axe(page)
    screenshot(page, "circulate")

    page.get_by_label("Admitted participants").focus()
    page.keyboard.press("Space")
    expect(reach).to_contain_text("10 get it now")
    with post_office() as office:
        settings.ROSTRUM_SMTP = office.url
        page.get_by_role("button", name="Send now").click()
        expect(page.locator(".counts").get_by_text("10 Delivered")).to_be_visible(timeout=20_000)
        assert set(office.times.values()) == {1}
        assert len(office.times) == 10

    page.set_viewport_size({"width": 390, "height": 800})
    site.open(page, address_of(revision))
    expect(page.get_by_text("5 have it already")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    screenshot(page, "circulate-phone")
