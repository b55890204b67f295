"""Letters that a scanner damaged: mended only where nothing else can be meant, and always said."""

import re
from dataclasses import dataclass
from typing import Final

# Two words run into each other: "ofthe", "OFTHE", "ofInternational".
_GLUED: Final = re.compile(
    r"\b(?P<first>of|in|to|for|on|by|and|at)(?P<second>the|an|our|their)\b|\b(?P<of>of)(?P<name>[A-Z][a-z]{3,})\b|\bOF(?P<loud>THE)\b"
)
_TWICE: Final = re.compile(
    r"\b(?P<word>the|by|of|and|to|in|a|for|on|with|de|la|le|les|el|los|et|y|du|des|en|par|por)\s+(?P=word)\b",
    re.IGNORECASE,
)
_EYE: Final = re.compile(r"(?<=[a-zß-ÿ])I(?=[a-zß-ÿ])")  # RouIa
_UMLAUT: Final = re.compile(r"\b(?P<before>[BDFGHJKLMNRST])ii(?P<after>[a-z]{1,6})\b")  # Jiirg
_NOT_GLUED: Final = frozenset(
    {"often", "office", "offer", "into", "onto", "forthe", "tothe", "theme", "inthe"}
) - {"forthe", "tothe", "inthe"}


@dataclass(frozen=True, slots=True)
class Mended:
    """A text and, if it was damaged, what it looked like and the kinds of damage."""

    text: str
    written: str = ""
    kinds: tuple[str, ...] = ()


def mend(text: str) -> Mended:
    """Return a text without words run together, words written twice and letters misread inside words."""
    kinds = []
    found = _GLUED.sub(_parted, text)
    if found != text:
        kinds.append("letters")
    once = _TWICE.sub(lambda match: match.group("word"), found)
    if once != found:
        kinds.append("words")
    return Mended(once, text if kinds else "", tuple(kinds))


def mend_name(name: str) -> Mended:
    """Return a name without letters that no name has: a capital I inside small letters, ii for ü."""
    found = _UMLAUT.sub(lambda match: f"{match.group('before')}ü{match.group('after')}", _EYE.sub("l", name))
    return Mended(found, name if found != name else "", ("letters",) if found != name else ())


def _parted(match: "re.Match[str]") -> str:
    groups = match.groupdict()
    if groups["loud"]:
        return "OF THE"
    if groups["of"]:
        return f"of {groups['name']}"
    if match.group().lower() in _NOT_GLUED:
        return match.group()
    return f"{groups['first']} {groups['second']}"
