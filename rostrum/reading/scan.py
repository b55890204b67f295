"""Going through a text with several patterns at once, each part of the text once."""

import re
from collections.abc import Iterator, Sequence


def first_of(patterns: Sequence["re.Pattern[str]"], text: str, at: int = 0) -> Iterator["re.Match[str]"]:
    """Yield what is found first, the longest where several begin together, then go on behind it.

    Each pattern is searched again only when what it found last lies behind: time grows with the text alone.
    """
    found = [pattern.search(text, at) for pattern in patterns]
    while True:
        for number, match in enumerate(found):
            if match and match.start() < at:
                found[number] = patterns[number].search(text, at)
        left = [match for match in found if match]
        if not left:
            return
        first = min(left, key=lambda match: (match.start(), -match.end()))
        yield first
        at = max(first.end(), at + 1)
