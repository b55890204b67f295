"""The words of programmes, as data per language: one TOML file each, joined into regular expressions.

Papers mix languages, often line by line, so that every rule looks for the words of all of them.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("en", "fr", "es")


@cache
def of(language: str) -> dict[str, Any]:
    """Return the lists of one language."""
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))


@cache
def patterns(*path: str) -> tuple[tuple[str, str], ...]:
    """Return (language, pattern) for every entry of a list, in all languages."""
    found: list[tuple[str, str]] = []
    for language in LANGUAGES:
        entries: Any = of(language)
        for name in path:
            entries = entries.get(name, {})
        found += [(language, entry) for entry in entries]
    return tuple(found)


@cache
def joined(*path: str) -> str:
    """Return one alternation of a list in all languages, longest entries first."""
    entries = {pattern for _language, pattern in patterns(*path)}
    return "(?:" + "|".join(sorted(entries, key=lambda entry: (-len(entry), entry))) + ")"


@cache
def whole(*path: str) -> re.Pattern[str]:
    """Return what matches a text that is nothing but one entry of the list."""
    return re.compile(rf"\W*{joined(*path)}\W*", re.IGNORECASE)


@cache
def word(*path: str) -> re.Pattern[str]:
    """Return what finds an entry of the list as words of a text."""
    return re.compile(rf"(?<!\w){joined(*path)}(?!\w)", re.IGNORECASE)


@cache
def numbered(name: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return a pattern for each name of a month (from 1) or weekday (from 0)."""
    first = 1 if name == "months" else 0
    found = []
    for language in LANGUAGES:
        found += [
            (re.compile(entry, re.IGNORECASE), number)
            for number, entry in enumerate(of(language)[name], first)
        ]
    return tuple(found)


@cache
def number_of(name: str, written: str) -> int | None:
    """Return which month (from 1) or weekday (from 0) a word names; None if it names none."""
    return next((number for pattern, number in numbered(name) if pattern.fullmatch(written)), None)
