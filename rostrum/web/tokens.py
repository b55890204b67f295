"""Reads the design tokens from their stylesheet, and computes contrasts as WCAG 2.2 does."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

STYLESHEET: Final = Path(__file__).resolve().parent / "static/web/css/tokens.css"
PAIR: Final = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
TEXT: Final = 4.5
SHAPE: Final = 3.0
# Above this a channel of sRGB is no longer linear.
LINEAR: Final = 0.04045


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour token with its value in each theme, as ``#rrggbb``."""

    name: str
    light: str
    dark: str


@cache
def colours() -> dict[str, Colour]:
    """Return every colour token by name, in the order of the stylesheet."""
    found = PAIR.findall(STYLESHEET.read_text(encoding="utf-8"))
    return {name: Colour(name, light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= LINEAR else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS: Final = ("paper", "surface", "raised", "sunken")
WASHES: Final = ("accent", "brass", "good", "warn", "bad", "info")
# What stands on what in the stylesheets: foreground, ground, and the least contrast it needs.
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *((text, ground, TEXT) for text in ("ink", "ink-soft", "ink-faint") for ground in GROUNDS),
    *((text, ground, TEXT) for text in WASHES for ground in GROUNDS),
    *((text, f"{text}-wash", TEXT) for text in WASHES),
    *(("ink", f"{tone}-wash", TEXT) for tone in WASHES),
    *(("ink-soft", f"{tone}-wash", TEXT) for tone in WASHES),
    ("accent-strong", "surface", TEXT),
    ("accent-strong", "accent-wash", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-bad", "bad", TEXT),
    ("paper", "ink", TEXT),
    *((f"on-clock-{phase}", f"clock-{phase}", TEXT) for phase in ("run", "amber", "over")),
    *(("line-strong", ground, SHAPE) for ground in GROUNDS),
    *(("rule", ground, SHAPE) for ground in GROUNDS),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    ("focus", "focus-gap", SHAPE),
)


def category_pairs() -> tuple[tuple[str, str, float], ...]:
    """Return the marks of categories and the tones of charts, each against the grounds it stands on."""
    tones = [name for name in colours() if name.startswith(("cat-", "chart-"))]
    return tuple((tone, ground, SHAPE) for tone in tones for ground in GROUNDS)
