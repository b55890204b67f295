"""Letters across a hall, against figures worked out by hand."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rostrum
from rostrum.floor.core import legibility

FONT = Path(rostrum.__file__).parent / "web/fonts/NotoSans-Bold.ttf"
DOCUMENT = Path(rostrum.__file__).parent.parent / "docs/explanation/hall-screen.md"
metres = st.floats(0.5, 200)


def test_thirty_metres_want_seventeen_and_a_half_centimetres():
    assert legibility.letter_height(30) == pytest.approx(0.1745, abs=0.0001)
    assert legibility.letter_height(30, minutes=16) == pytest.approx(0.1396, abs=0.0001)
    # The rule of 200 gives 15 cm, between the least and the preferred.
    assert legibility.angle(30 / legibility.RULE_OF_200, 30) == pytest.approx(17.19, abs=0.01)


def test_pixels_and_shares_on_screens_of_the_halls():
    assert legibility.letter_pixels(30, 3) == pytest.approx(62.8, abs=0.1)
    assert legibility.type_pixels(30, 3) == pytest.approx(88.0, abs=0.1)
    assert legibility.type_share(30, 3) == pytest.approx(8.15, abs=0.01)
    assert legibility.type_share(30, 2) == pytest.approx(12.22, abs=0.01)
    assert legibility.type_share(30, 3, minutes=16) == pytest.approx(6.52, abs=0.01)


@given(metres, st.floats(0.3, 20), st.sampled_from([16.0, 20.0, 22.0]))
def test_there_and_back(distance, screen, minutes):
    letter = legibility.letter_pixels(distance, screen, minutes=minutes)
    assert legibility.readable_from(letter, screen, minutes=minutes) == pytest.approx(distance)
    assert legibility.angle(legibility.letter_height(distance, minutes=minutes), distance) == pytest.approx(
        minutes
    )
    size = legibility.type_pixels(distance, screen, minutes=minutes)
    assert legibility.screen_needed(size, distance, minutes=minutes) == pytest.approx(screen)


@pytest.mark.parametrize(("distance", "screen"), [(0, 3), (-1, 3), (30, 0)])
def test_what_cannot_be_is_refused(distance, screen):
    with pytest.raises(ValueError, match=r"."):
        legibility.letter_pixels(distance, screen)


def test_the_capital_is_that_of_the_font_we_ship():
    data = FONT.read_bytes()
    tables = {}
    for n in range(struct.unpack(">H", data[4:6])[0]):
        name, _sum, offset, _length = struct.unpack(">4sLLL", data[12 + 16 * n : 28 + 16 * n])
        tables[name] = offset
    units = struct.unpack(">H", data[tables[b"head"] + 18 :][:2])[0]
    capital = struct.unpack(">h", data[tables[b"OS/2"] + 88 :][:2])[0]
    assert capital / units == legibility.CAPITAL


@pytest.mark.parametrize("screen", [1.2, 2.0, 3.0, 4.0, 5.0])
def test_the_table_of_the_document_is_what_the_functions_say(screen):
    least, good = (legibility.type_share(30, screen, minutes=one) for one in (16, 20))
    letter = legibility.letter_pixels(30, screen)
    row = f"| {screen:.1f} m | {letter:.0f} px | {good * 10.8:.0f} px | {good:.1f} vh | {least:.1f} vh |"
    assert row in DOCUMENT.read_text(encoding="utf-8")
