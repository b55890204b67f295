"""The words that rules look for, per language, as data (``words/*.toml``)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("en", "fr", "es")


@lru_cache
def data(name: str) -> Mapping[str, Any]:
    """Return one of the files of words."""
    return tomllib.loads((files("rostrum.checking") / "words" / f"{name}.toml").read_text("utf-8"))


@lru_cache
def every(*path: str) -> tuple[Any, ...]:
    """Return what all languages hold at a path; papers mix languages within a line."""
    return tuple(word for language in LANGUAGES for word in _at(data(language), path))


def _at(table: Any, path: Iterable[str]) -> Any:
    for name in path:
        table = table[name]
    return table


@lru_cache
def any_of(*path: str) -> str:
    """Return a pattern that matches any of the words at a path, longest first."""
    return either(every(*path))


def either(words: Iterable[str]) -> str:
    """Return a pattern that matches any of these words, whatever space stands between their parts."""
    longest = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest) + ")"


@lru_cache
def ordinals() -> Mapping[str, int]:
    """Return the number that each ordinal stands for, by its lower-case word."""
    return {
        word.casefold(): number
        for language in LANGUAGES
        for number, words in enumerate(data(language)["ordinals"], start=1)
        for word in words
    }
