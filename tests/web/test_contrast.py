"""Contrasts of the palette, WCAG 2.2 AA, in both themes."""

import pytest

from rostrum.people.categories import Category
from rostrum.web import icons, tokens


def shortfalls(theme: str) -> list[str]:
    known = tokens.colours()
    found = []
    for text, ground, least in tokens.PAIRS + tokens.category_pairs():
        ratio = tokens.contrast(getattr(known[text], theme), getattr(known[ground], theme))
        if ratio < least:
            found.append(f"{text} on {ground}: {ratio:.2f}, needs {least}")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_and_every_edge_stands_out(theme: str) -> None:
    assert shortfalls(theme) == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#14211f", "#14211f", 1.0),
    ],
)
def test_contrast_is_the_one_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert tokens.contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_every_colour_is_given_for_both_themes() -> None:
    sheet = tokens.STYLESHEET.read_text(encoding="utf-8")
    named = {
        line.split(":")[0].strip().removeprefix("--") for line in sheet.splitlines() if "light-dark(#" in line
    }
    assert named == set(tokens.colours())


def test_every_category_has_a_mark_and_a_colour_of_its_own() -> None:
    assert list(icons.MARKS) == list(Category.values)
    colours = [tokens.colours()["cat-" + category.replace("_", "-")] for category in Category.values]
    assert len({colour.light for colour in colours}) == len(colours)
    assert len(set(icons.MARKS.values())) == len(icons.MARKS)
