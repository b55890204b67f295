"""Names of persons in papers: with an honorific anywhere, without one only where a person is to be expected."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_FILES: Final = files("rostrum.reading.words")
_TITLES: Final[dict[str, Any]] = tomllib.loads((_FILES / "titles.toml").read_text("utf-8"))
_GIVEN: Final = frozenset((_FILES / "given_names.txt").read_text("utf-8").casefold().split())
_NEVER: Final = frozenset(_TITLES["never"].split())
_PARTICLES: Final = frozenset(_TITLES["particles"])

_LONG: Final = "|".join(sorted(_TITLES["honorifics"], key=len, reverse=True))
_SHORT: Final = "|".join(_TITLES["short_honorifics"])
# Cyrillic and Greek capitals; Hebrew, Arabic and the scripts of Asia, which have none.
_OTHER_SCRIPTS: Final = (
    "\u0391-\u03ab\u0400-\u042f\u0590-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
# One or more titles in a row, each with or without its dot, before a capital letter.
HONORIFIC: Final = re.compile(
    rf"(?<![\w@./-])(?P<honorific>(?:(?:(?:{_LONG})(?:\.(?!\s*$)|(?=\s))|(?:{_SHORT})\.(?=\s*[A-ZÀ-Þ]\w))\s*)+)(?=[\"“'(]?[A-ZÀ-ÞĀ-Ž{_OTHER_SCRIPTS}]|[a-z]{{1,3}}[ '’-][A-ZÀ-Þ])"
)
_LETTER: Final = "[^\\W\\d_]"
_WORD: Final = re.compile(rf"(?:{_LETTER}|[’'`´.·‑-])+")
_AFTER: Final = re.compile(rf"(?:{'|'.join(_TITLES['after_names'])})", re.IGNORECASE)
_MOST_WORDS: Final = 7
# Endings of things rather than of people, asked only of names that begin with no given name that we know.
_ABSTRACT: Final = re.compile(
    r"(?i)\w{3}(?:tions?|sions?|ments?|ness|ities|ity|ships?|isms?|ances?|ences?|olog(?:y|ies)|ics|ción|ciones|sión|dad|dades|mientos?|ismes?|ités?)$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text from ``begin`` (of its honorific, if any) to ``end``."""

    name: str
    honorific: str
    begin: int
    end: int


def with_honorific(text: str) -> Iterator[Name]:
    """Yield every name that stands behind an honorific, first to last."""
    at = 0
    while found := HONORIFIC.search(text, at):
        name, end = _words_of_name(text, found.end(), strict=False)
        if name and not re.match(r"(?:des|du|de la|de l|del|de los|de las)\b", name):
            honorific = re.sub(r"\s+", " ", found.group("honorific")).strip()
            yield Name(name, honorific.removeprefix("The ").removeprefix("the "), found.start(), end)
        at = max(end, found.end())


def bare(text: str, at: int = 0, *, strict: bool = True) -> Name | None:
    """Return the name with which a text begins, without honorific; ``strict`` asks for a known given name.

    A surname in capitals after a given name counts as well as a known given name does.
    """
    name, end = _words_of_name(text, at, strict=True)
    if not name:
        return None
    parts = name.split()
    proper = [part for part in parts if part.casefold() not in _PARTICLES]
    if len(proper) < 2 or any(_key(part) in _NEVER for part in proper):
        return None
    known = known_given(parts[0]) or _capital_surname(proper)
    if not known and any(_ABSTRACT.search(part) for part in proper):
        return None
    if strict and not known:
        return None
    return Name(name, "", at, end)


def ends_in_honorific(text: str) -> bool:
    """Say whether a text breaks off behind an honorific."""
    return re.search(rf"(?<![\w@./-])(?:{_LONG}|{_SHORT}\.)\.?\s*$", text[-40:]) is not None


def known_given(part: str) -> bool:
    """Say whether a word, or the first half of a hyphenated one, is a given name that we know."""
    return any(half.casefold() in _GIVEN for half in re.split("[-‑ ]", part)[:1])


def capitals(name: str) -> bool:
    """Say whether a name has its surname in capitals."""
    return _capital_surname(name.split())


def _capital_surname(parts: list[str]) -> bool:
    upper = [len(part) > 2 and part.isupper() for part in parts]
    lower = [part[:1].isupper() and not part.isupper() for part in parts]
    return any(upper) and any(lower)


def never(part: str) -> bool:
    """Say whether a word begins or makes up functions and organizations rather than names."""
    return _key(part.strip(".,:;")) in _NEVER


@cache
def _key(part: str) -> str:
    return part.casefold().strip(".’'")


def _words_of_name(text: str, at: int, *, strict: bool) -> tuple[str, int]:
    """Return the words of a name that begins at ``at``, and where it ends; after an honorific less is asked."""
    parts: list[str] = []
    end = at
    while len(parts) < _MOST_WORDS:
        found = _WORD.match(text, at)
        if not found:
            break
        part = found.group()
        if not _belongs(part, parts, text, found.end(), strict=strict):
            break
        if part in ("y", "e", "i") and len(parts) > 1 and _given_follows(text, found.end()):
            break
        stop = part.endswith(".") and len(part.strip(".")) > 2 and "." not in part[:-1]
        part = part.rstrip(".-‑’'`´") if stop else part.rstrip("-‑’'`´")
        if not part:
            break
        parts.append(part)
        end = at + len(part)
        at = found.end()
        if stop:
            break
        gap = re.compile(r"[ \u00a0]{1,2}(?=\S)").match(text, at)
        if not gap:
            break
        at = gap.end()
    while parts and parts[-1].casefold() in _PARTICLES:
        end = text.rindex(parts[-1], 0, end)
        parts.pop()
    return " ".join(parts), len(text[:end].rstrip()) if parts else end


def _belongs(part: str, before: list[str], text: str, end: int, *, strict: bool) -> bool:
    plain = part.strip(".’'`´-‑")
    if not plain:
        return False
    if not before and plain in ("y", "e", "i"):
        return False
    if plain.casefold() in _PARTICLES and plain.islower():
        return _capital_follows(text, end)
    if not _begins_a_name(plain[:1]) and not re.match(r"[a-z]{1,2}[’'-][A-ZÀ-Þ]", plain):
        return False
    if _AFTER.fullmatch(part) and before:
        return False
    if HONORIFIC.match(text, end - len(part)) and before and len(plain) > 1:
        return False
    ended = before and len([one for one in before if one.casefold() not in _PARTICLES]) >= 2
    if _key(plain) in _NEVER:
        return not strict and not ended and not before
    return True


def _given_follows(text: str, end: int) -> bool:
    """Say whether another person's given name follows: "Lucía Ferrer y Andrés Pina", not "Ortega y Gasset"."""
    following = re.compile(r"\s+([^\W\d_][\w’'-]*)\s+[A-ZÀ-ÞĀ-Ž]").match(text, end)
    return following is not None and known_given(following.group(1))


def _begins_a_name(letter: str) -> bool:
    """Say whether a letter is a capital, or of a script that has none."""
    return letter.isupper() or unicodedata.category(letter) == "Lo"


def _capital_follows(text: str, end: int) -> bool:
    return re.compile(r"[’'\s-]*(?:[a-zé']{1,4}[\s’'-]+){0,2}[A-ZÀ-ÞĀ-Ž]").match(text, end) is not None
