"""When two writings are one name: accents left out, letters that a scanner takes for others."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_MIDDLE_I: Final = re.compile(r"(?<=[a-zà-ÿ])I(?=[a-zà-ÿ])")
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
# What a scanner takes for each other comes to the same letter.
_LOOKS_LIKE: Final = (("ii", "u"), ("rn", "m"), ("vv", "w"), ("l", "i"), ("j", "i"), ("1", "i"), ("0", "o"))
_WORD: Final = re.compile(r"[^\W_][\w'’.\-]*[\w]|[^\W_]")


def unaccented(text: str) -> str:
    """Return a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Return what stays of a word however it is accented or damaged; its first letter is kept."""
    plain = unaccented(_MIDDLE_I.sub("l", word)).replace("'", "").replace("’", "")
    first = plain[:1]
    for seen, meant in _LOOKS_LIKE:
        plain = plain.replace(seen, meant)
    return first + plain


def words(text: str) -> list[re.Match[str]]:
    """Return the words of a text with their places; hyphens and apostrophes belong to them."""
    return list(_WORD.finditer(text))


def key(text: str) -> tuple[str, ...]:
    """Return the skeletons of a name's words."""
    return tuple(skeleton(match[0]) for match in words(text))


def same_writing(one: str, other: str) -> bool:
    """Say whether two writings differ in nothing but the case of letters, spaces and kinds of apostrophe.

    Capitals without accents stand for the accented name, as French prints them.
    """
    parts, others = one.split(), other.split()
    return len(parts) == len(others) and all(map(_same_word, parts, others))


def _same_word(one: str, other: str) -> bool:
    if _MIDDLE_I.search(one) or _MIDDLE_I.search(other):
        return one == other
    if one.isupper() or other.isupper():
        return skeleton(one) == skeleton(other)
    left, right = (unicodedata.normalize("NFC", w).casefold().replace("’", "'") for w in (one, other))
    return left == right


def damage(text: str) -> int:
    """Return how much speaks against a writing: damaged letters, then accents that are missing."""
    accents = sum(bool(unicodedata.combining(c)) for c in unicodedata.normalize("NFD", text))
    return 10 * len(_MIDDLE_I.findall(text)) + 5 * text.count("ii") - accents
