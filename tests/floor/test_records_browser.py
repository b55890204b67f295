"""What is left of the floor, in a browser: nothing serious for axe, in both directions of writing."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from rostrum.floor.core import acts
from tests.floor.afternoon import Afternoon

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["held", "statistics", "printed"])
def test_no_serious_fault_wide_or_narrow(site, page, context, sign_in, axe, screenshot, name, language):
    afternoon = Afternoon(begin=timezone.now() - dt.timedelta(minutes=10))
    afternoon.ask(afternoon.absent)
    sign_in(context, afternoon.podium)
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        site.open(page, reverse(f"floor:{name}", args=[afternoon.meeting.slug]))
        screenshot(page, f"floor-{name}-{language}-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_the_figures_follow_the_floor_and_keep_an_open_table_open(site, page, context, sign_in):
    afternoon = Afternoon(begin=timezone.now() - dt.timedelta(minutes=10))
    sign_in(context, afternoon.podium)
    site.open(page, reverse("floor:statistics", args=[afternoon.meeting.slug]))
    page.click("#turns-category > summary")
    expect(page.locator("#statistics-words")).to_contain_text("Member States: 2 turns")
    afternoon.act(acts.End())
    afternoon.speak(afternoon.egypt, 30)
    expect(page.locator("#statistics-words")).to_contain_text("Member States: 3 turns")
    assert page.locator("#turns-category").get_attribute("open") is not None
    expect(page.locator("#turns-category td").first).to_have_text("3")
