"""The hall screen is read from thirty metres: the letters are measured, not trusted."""

import datetime as dt

import pytest
from django.utils import timezone

from rostrum.floor import operations
from rostrum.floor.core import legibility
from tests.floor.afternoon import Afternoon
from tests.meetings.factories import DelegateFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DISTANCE, SCREEN = 30, 3.5
TEXTS = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("#hall-board"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !box.checkVisibility() || box.closest(".visually-hidden")) continue;
    const size = Number.parseFloat(getComputedStyle(box).fontSize);
    const large = box.closest(".hall__party, .hall__name, .clock__time") !== null;
    found.push([walker.currentNode.data.trim(), size, large]);
  }
  return found;
}
"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_letter_is_large_enough(site, page, language):
    afternoon = Afternoon(begin=timezone.now() - dt.timedelta(minutes=10))
    afternoon.meeting.language = language
    afternoon.meeting.save()
    for _ in range(4):
        afternoon.ask(DelegateFactory(meeting=afternoon.meeting))
    page.set_viewport_size({"width": 1920, "height": 1080})
    key = operations.floor_of(afternoon.meeting).hall_key
    site.open(page, f"/meetings/{afternoon.meeting.slug}/floor/hall/{key}/")
    texts = page.evaluate(TEXTS)

    assert len(texts) >= 8, texts
    assert sum(large for _text, _size, large in texts) >= 3
    needed = {
        large: legibility.letter_pixels(DISTANCE, SCREEN, minutes=minutes)
        for large, minutes in ((True, legibility.PREFERRED), (False, legibility.LEAST))
    }
    small = [
        (text, size, round(needed[large] / legibility.CAPITAL))
        for text, size, large in texts
        if size * legibility.CAPITAL < needed[large]
    ]
    assert small == [], "text, its size of type, and the least that it needs"
