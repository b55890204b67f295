"""How large letters must be to be read across a hall; docs/explanation/hall-screen.md gives the sources.

Distances and heights are in metres, angles in minutes of arc, heights of letters those of a capital without
accent, sizes of type in pixels of a screen (the height of the em, as CSS counts).
"""

from math import atan, degrees, radians, tan
from typing import Final

# ISO 9241-303 and its forerunner ISO 9241-3: never below 16, from 20 to 22 for text that one reads.
LEAST: Final = 16.0
PREFERRED: Final = 20.0
# The rule of thumb of aviation and of hall builders: one two-hundredth of the distance.
RULE_OF_200: Final = 200
# Share of the em that a capital of our font takes: Noto Sans, 714 of 1000 units.
CAPITAL: Final = 0.714
PIXELS: Final = 1080


def letter_height(distance: float, *, minutes: float = PREFERRED) -> float:
    """Return the height that a letter needs to be seen at an angle of ``minutes``; raises ValueError."""
    if distance <= 0 or minutes <= 0:
        raise ValueError("distance and angle must be more than nothing")
    return 2 * distance * tan(radians(minutes / 60) / 2)


def letter_pixels(
    distance: float, screen_height: float, *, pixels: int = PIXELS, minutes: float = PREFERRED
) -> float:
    """Return the least height of a capital in pixels on a screen that is ``screen_height`` tall."""
    if screen_height <= 0:
        raise ValueError("a screen has a height")
    return letter_height(distance, minutes=minutes) / screen_height * pixels


def type_pixels(
    distance: float, screen_height: float, *, pixels: int = PIXELS, minutes: float = PREFERRED
) -> float:
    """Return the least size of type (CSS ``font-size``) in pixels for the letters of our font."""
    return letter_pixels(distance, screen_height, pixels=pixels, minutes=minutes) / CAPITAL


def type_share(distance: float, screen_height: float, *, minutes: float = PREFERRED) -> float:
    """Return the same as a share of the screen's height in percent: CSS ``vh``."""
    return type_pixels(distance, screen_height, pixels=100, minutes=minutes)


def angle(letter: float, distance: float) -> float:
    """Return the angle at which a letter of this height is seen."""
    return degrees(2 * atan(letter / (2 * distance))) * 60


def readable_from(
    letter: float, screen_height: float, *, pixels: int = PIXELS, minutes: float = PREFERRED
) -> float:
    """Return the distance from which a capital of ``letter`` pixels is still seen at ``minutes``."""
    return letter / pixels * screen_height / (2 * tan(radians(minutes / 60) / 2))


def screen_needed(size: float, distance: float, *, pixels: int = PIXELS, minutes: float = PREFERRED) -> float:
    """Return the height a screen must have for type of ``size`` pixels to be read at a distance."""
    return letter_height(distance, minutes=minutes) / (size * CAPITAL) * pixels
