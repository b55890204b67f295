"""An officer follows a circulation in a real browser, while a real server takes the letters."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.meetings.factories import RoleHoldingFactory
from tests.outbox.letters import sent
from tests.outbox.post_office import post_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_an_officer_follows_a_letter_to_everybody(page, context, site, sign_in, axe, screenshot, settings):
    held = RoleHoldingFactory(role="secretariat")
    sign_in(context, held.account)
    site.open(page, "/outbox/")
    expect(page.get_by_text("No letter has been sent yet")).to_be_visible()
    axe(page)

    with post_office() as office:
        settings.ROSTRUM_SMTP = office.url
        office.hold_at = 20
        office.will_answer("mission1@missions.example", "550 5.1.1 no such user")
        letter = sent(60, scope=held.meeting.scope, at=timezone.now())
        assert office.holding.wait(30)
        site.open(page, "/outbox/")
        expect(page.locator("progress")).to_be_visible()
        page.get_by_role("link", name=letter.subject).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        axe(page)
        screenshot(page, "outbox-under-way")

        office.release()
        expect(page.get_by_role("progressbar")).to_have_count(0, timeout=20_000)
        page.get_by_role("link", name="Refused").click()
        expect(page.get_by_text("550 5.1.1 no such user")).to_be_visible()
        page.get_by_role("button", name="Try again now: mission1@missions.example").click()
        expect(page.locator(".counts").get_by_text("60 Delivered")).to_be_visible(timeout=20_000)
        assert set(office.times.values()) == {1}
        axe(page)

    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    screenshot(page, "outbox-phone", whole=False)
    context.add_cookies([{"name": "django_language", "value": "ar", "url": site.url}])
    page.set_viewport_size({"width": 1366, "height": 768})
    site.open(page, f"/outbox/{letter.pk}/")
    axe(page)
    screenshot(page, "outbox-arabic", whole=False)
