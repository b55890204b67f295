"""The text of a paper as it is read: wrapped lines joined, every character knowing its line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from rostrum.reading.paper import Line, Paper, Place

# A line at least this long that ends without a mark goes on in the next one.
_WRAPPED: Final = 40
_WORD: Final = re.compile(r"[^\W\d_]|\d{1,2} [^\W\d_]|\d{4}")
_ENDS: Final = (".", ":", ";", "?", "!")


@dataclass(frozen=True)
class Flow:
    """The whole text; ``starts`` are the offsets at which the lines of these ``numbers`` begin."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds this character."""
        return self.numbers[max(bisect_right(self.starts, offset) - 1, 0)]

    def place(self, match: re.Match[str], group: int | str = 0) -> Place:
        """Return the lines of a match."""
        return Place(self.line_at(match.start(group)), self.line_at(max(match.end(group) - 1, 0)))

    def around(self, match: re.Match[str], reach: int = 60) -> str:
        """Return a match with some of what stands around it on its lines."""
        start, end = match.span()
        first = self.starts[max(bisect_right(self.starts, start) - 1, 0)]
        last = bisect_right(self.starts, max(end - 1, 0))
        limit = self.starts[last] - 1 if last < len(self.starts) else len(self.text)
        return self.text[max(start - reach, first) : min(end + reach, limit)]

    def search(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Return every match, in order."""
        return pattern.finditer(self.text)


@lru_cache(maxsize=8)
def flow(paper: Paper) -> Flow:
    """Return the running text of a paper without headers and footers."""
    parts: list[str] = []
    starts, numbers, offset = [0], [0], 0
    lines = list(kept(paper))
    for line, following in zip_longest(lines, lines[1:]):
        text = line.text.rstrip()
        joint = " " if following and _goes_on(text, following.text) else "\n"
        starts.append(offset)
        numbers.append(line.number)
        parts += [text, joint]
        offset += len(text) + 1
    return Flow("".join(parts), tuple(starts[1:] or [0]), tuple(numbers[1:] or [1]))


def _goes_on(text: str, following: str) -> bool:
    return len(text) >= _WRAPPED and not text.endswith(_ENDS) and bool(_WORD.match(following))


def kept(paper: Paper) -> Iterator[Line]:
    """Return the lines that are the paper's own, without headers and footers."""
    return (line for line in paper.lines if not line.furniture)


def between(paper: Paper, first: int, last: int) -> tuple[Line, ...]:
    """Return the lines from one number to another."""
    start = bisect_left(paper.lines, first, key=_number)
    return paper.lines[start : bisect_right(paper.lines, last, key=_number)]


def _number(line: Line) -> int:
    return line.number
