"""What ``rostrum read`` prints: one paper with what the check finds in it, or a table of many."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from rostrum.checking.check import check
from rostrum.papers import finding_words
from rostrum.reading.as_json import as_json
from rostrum.reading.as_text import as_text
from rostrum.reading.cannot import CannotOpen
from rostrum.reading.paper import Holds, Paper
from rostrum.reading.read import read

READ: Final = 0
CANNOT_OPEN: Final = 2
NO_PROGRAMME: Final = 3
NONE_SAID: Final = "This paper holds no programme: no day with times was found in it."

Say = Callable[[str], None]


def read_files(files: Sequence[Path], *, year: int | None, as_data: bool, say: Say, complain: Say) -> int:
    """Read papers and say what they hold; returns the exit code, of several papers the highest."""
    read_papers = [_read(file, year) for file in files]
    if as_data:
        data = [_data(paper) for paper in read_papers]
        named = [{"file": str(file), **one} for file, one in zip(files, data, strict=True)]
        say(json.dumps(named if len(named) > 1 else data[0], ensure_ascii=False, indent=1))
    elif len(files) == 1:
        _one(read_papers[0], say)
    else:
        _table(files, read_papers, say)
    for file, paper in zip(files, read_papers, strict=True):
        if isinstance(paper, CannotOpen):
            complain(f"{file}: {paper}")
    return max(_code(paper) for paper in read_papers)


def _read(file: Path, year: int | None) -> Paper | CannotOpen:
    try:
        return read(file, year=year)
    except CannotOpen as cannot:
        return cannot


def _code(paper: Paper | CannotOpen) -> int:
    if isinstance(paper, CannotOpen):
        return CANNOT_OPEN
    return READ if paper.holds is Holds.PROGRAMME else NO_PROGRAMME


def _data(paper: Paper | CannotOpen) -> dict[str, Any]:
    if isinstance(paper, CannotOpen):
        return {"error": str(paper)}
    return as_json(paper, [finding_words.as_json(one) for one in check(paper)])


def _one(paper: Paper | CannotOpen, say: Say) -> None:
    if isinstance(paper, CannotOpen):
        return
    say(as_text(paper))
    if paper.holds is Holds.NONE:
        say(f"\n{NONE_SAID}")
    findings = check(paper)
    say("\nFindings" if findings else "\nThe check found nothing to mend.")
    for finding in findings:
        say(f"  {finding.severity.value:5} line {finding.place.first}: {finding.text[:80]}")
        say(f"        {finding_words.say(finding)}")


def _table(files: Sequence[Path], read_papers: Sequence[Paper | CannotOpen], say: Say) -> None:
    names = [str(file) for file in files]
    wide = min(60, max(map(len, names)))
    say(f"{'paper':{wide}}  {'days':>4}  {'slots':>5}  {'people':>6}  {'wrong':>5}  {'look at':>7}")
    for name, paper in zip(names, read_papers, strict=True):
        shown = name if len(name) <= wide else f"…{name[1 - wide :]}"
        if isinstance(paper, CannotOpen):
            say(f"{shown:{wide}}  cannot be opened")
            continue
        people = sum(len(one.moderators) + len(one.speakers) for one in paper.segments)
        severities = [finding.severity.value for finding in check(paper)]
        counts = (
            len(paper.dates),
            len(paper.segments),
            people,
            severities.count("error"),
            severities.count("warn"),
        )
        row = "  ".join(f"{count:>{width}}" for count, width in zip(counts, (4, 5, 6, 5, 7), strict=True))
        say(f"{shown:{wide}}  {row}{'' if paper.segments else '  no programme'}")
