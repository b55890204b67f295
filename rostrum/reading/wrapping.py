"""Where a line goes on with the one before it, and where a title that runs on ends."""

import re
from collections.abc import Sequence
from typing import Final

from rostrum.reading import people
from rostrum.reading.grammar import Element, Is

CONNECTS: Final = re.compile(
    r"(?:[,:–—&(“\"«/-]|\b(?:and|or|of|the|for|to|in|on|a|an|by|with|from|at|as|its|their|de|du|des|la|le|les|et|à|au|aux|en|pour|sur|dans|y|el|los|las|del|para|con|por|un|une|una|between|towards|through|into))\s*$",
    re.IGNORECASE,
)
# Where a title that runs on into its description ends: a small letter or bracket, then a word that begins a sentence.
_RUNS_ON: Final = re.compile(
    r"(?<=[a-zà-ÿ)”\"’?!.])\s+(?=(?:This|These|The (?:panel|session|first|second|discussion|aim|objective|Dr|speakers|thematic)|To (?:[a-z]+) |It |Panell?ists|Panell?ists?:|Moderators?\b|Moderated by|Chaired by|Chair:|Speakers?\b|Welcome remarks|Opening remarks|Closing remarks|Concluding remarks|Remarks (?:by|:)|Interactive (?:discussion|exchange)|Guiding questions|Ce |Cette |Ces |Il s['’]agi|Intervenants|Mod[ée]rat|Este |Esta |Se |Ponentes|Modera|In (?:this|recent|the|order|light)|At (?:this|the)|As (?:the|a)|How |What |Which |Why |H\.E\.|(?:Mr|Ms|Mrs|Dr|Prof|Mme|Sra?)\.? [A-Z]))"
)
LONGEST_PARAGRAPH: Final = 1_500
ENDS_PROSE: Final = re.compile(r"[.!?][”\"’)]?$")


def parted(text: str) -> tuple[str, list[str]]:
    """Part a title that runs on into a description, in one line, from what follows it."""
    found = _RUNS_ON.search(text, 8) if len(text) > 60 else None
    if not found or len(text[: found.start()]) < 8:
        return text, []
    rest = text[found.end() :].strip()
    head = text[: found.start()].strip()
    return (without_by(head) if people.starts_with_person(rest) else head), [rest]


_BY: Final = re.compile(
    r"(?:[,:;–—(\[-]|\b(?:by|from|with|par|por|avec|con|de|a cargo de|moderated|chaired|facilitated|introduced|presented|the|mod[ée]r[ée]e|anim[ée]e)\b|\s)+$",
    re.IGNORECASE,
)


def without_by(head: str) -> str:
    """Return the part of a title before a person, without what leads over to the person."""
    return _BY.sub("", head)


def continues(
    before: str, text: str, wide: int, *, title: bool = False, gap: bool = False, length: int = 0
) -> bool:
    """Say whether a line goes on with the one before it, ``length`` long, where lines are ``wide``."""
    if not text or len(before) > LONGEST_PARAGRAPH:
        return False
    if text[:1].islower() and not re.match(r"[a-z][.)]\s", text):
        return True
    if gap:
        return False
    if CONNECTS.search(before) and not before.rstrip().endswith(":"):
        return True
    if (
        before.count("(") > before.count(")")
        or before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
    ):
        return len(before) < 300
    return (
        40 <= wide <= 130
        and not ENDS_PROSE.search(before)
        and (length or len(before)) >= 0.8 * wide
        and not before.rstrip().endswith(":")
        and (not title or not people.starts_with_person(text))
    )


def widths(elements: Sequence[Element]) -> dict[int, int]:
    """Return, by line, how wide the lines around are where a paper was broken into lines; 0 where it was not."""
    lines = [(one.line, one.width) for one in elements if one.kind is not Is.SLOT and one.width > 30]
    found: dict[int, int] = {}
    for at, (line, _width) in enumerate(lines):
        near = sorted(width for number, width in lines[max(0, at - 20) : at + 4] if abs(number - line) < 30)
        widest = near[int(len(near) * 0.9)] if len(near) >= 6 else 0
        found[line] = widest if widest <= 130 else 0
    known = 0
    for line in range(1, (elements[-1].line if elements else 0) + 1):
        known = found.setdefault(line, known)
    return found


def repeats(title: str, text: str) -> bool:
    """Say whether a text begins as its title does: a description that says the title again (S002:43)."""
    body = re.sub(r"^[^:]{0,20}:\s*", "", title).casefold()
    return len(text) > 20 and body.startswith(text.casefold()[:20])
