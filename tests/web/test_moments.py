"""Times always name their zone."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from rostrum.web import moments

OPENING = datetime(2017, 6, 19, 8, 0, tzinfo=UTC)


def test_a_slot_in_the_zone_of_its_venue() -> None:
    with translation.override("en"):
        words = moments.words(
            OPENING, "Europe/Zurich", place="Geneva", show="both", end=OPENING.replace(minute=15)
        )
    assert words == moments.Words(
        machine="2017-06-19T10:00+02:00",
        text="Monday, 19 June 2017, 10.00",
        machine_end="2017-06-19T10:15+02:00",
        text_end="10.15",
        zone="Geneva time (UTC+2)",
    )


def test_a_slot_over_midnight_names_both_days() -> None:
    with translation.override("en"):
        words = moments.words(
            datetime(2017, 6, 19, 20, 0, tzinfo=UTC),
            "Europe/Zurich",
            show="both",
            end=datetime(2017, 6, 20, 1, 0, tzinfo=UTC),
        )
    assert (words.text, words.text_end) == ("Monday, 19 June 2017, 22.00", "Tuesday, 20 June 2017, 03.00")


@pytest.mark.parametrize(
    ("language", "time", "day"),
    [
        ("en", "10.00", "Monday, 19 June 2017"),
        ("fr", "10 h 00", "lundi 19 juin 2017"),
        ("es", "10.00", "lunes 19 de junio de 2017"),
        ("ru", "10:00", "понедельник, 19 июня 2017 г."),
        ("ar", "10:00", "الاثنين، 19 يونيو 2017"),
        ("zh-hans", "10:00", "2017年6月19日 星期一"),
    ],
)
def test_each_language_writes_them_its_own_way(language: str, time: str, day: str) -> None:
    with translation.override(language):
        assert moments.words(OPENING, "Europe/Zurich", show="time").text == time
        assert moments.words(OPENING, "Europe/Zurich", show="day").text.casefold() == day.casefold()


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "UTC"),
        ("America/New_York", "New York time (UTC−4)"),
        ("Asia/Kathmandu", "Kathmandu time (UTC+5.45)"),
        ("America/St_Johns", "St. John’s time (UTC−2.30)"),
    ],
)
def test_a_zone_is_named_by_its_city_and_offset(zone: str, words: str) -> None:
    with translation.override("en"):
        assert moments.zone_word(OPENING, zone) == words


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        moments.offset(datetime(2017, 6, 19, 8, 0))  # noqa: DTZ001


def test_an_unknown_way_to_show_is_refused() -> None:
    with pytest.raises(ValueError, match="show is time, day or both"):
        moments.words(OPENING, "UTC", show="year")
