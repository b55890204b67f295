"""What ``rostrum check`` does with papers: files, which need no database, or those of a meeting."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from rostrum.checking.check import check, check_together
from rostrum.checking.findings import Finding
from rostrum.checking.rules import Severity
from rostrum.papers import finding_words
from rostrum.reading.cannot import CannotOpen
from rostrum.reading.paper import Paper
from rostrum.reading.read import read

Report = Callable[[str], None]
SILENT: Final = 0
FOUND: Final = 1
CANNOT: Final = 2


def files(names: Sequence[Path], *, year: int | None, as_json: bool, report: Report) -> int:
    """Check papers, each by itself and all together; returns 0, 1 with findings, 2 for what cannot be opened.

    Findings that are only infos count as none.
    """
    papers: list[tuple[str, Paper]] = []
    refused: list[tuple[Path, str]] = []
    for name in dict.fromkeys(names):
        try:
            papers.append((str(name), read(name, year=year)))
        except CannotOpen as cannot:
            refused.append((name, str(cannot)))
    if len(papers) > 1:
        found = check_together(papers)
    else:
        found = [one for _, paper in papers for one in check(paper)]
    if as_json:
        report(_json(found, refused))
    else:
        for name, reason in refused:
            report(f"{name}: {reason}")
        _say(found, papers[0][0] if papers else "", report)
        if papers and not found:
            report("Nothing to mend.")
    return CANNOT if refused else _code(found)


def meeting(slug: str, *, as_json: bool, report: Report) -> int:
    """Check the draft and what is published of a meeting; returns as ``files`` does."""
    from rostrum.meetings import queries  # noqa: PLC0415 - files are checked without a database
    from rostrum.papers import findings  # noqa: PLC0415

    found_meeting = queries.meeting(slug)
    if found_meeting is None:
        report(f"{slug}: There is no such meeting.")
        return CANNOT
    draft = findings.draft_findings(found_meeting)
    told = [*(draft.findings if draft else ()), *findings.published_findings(found_meeting)]
    standing = [one for one in told if one.dismissed is None]
    if as_json:
        report(_json([one.finding for one in standing], []))
    for one in () if as_json else standing:
        where = " · ".join(part for part in (one.finding.paper or "draft", one.where) if part)
        report(f"{where}: {one.severity.value}: {one.text} [{one.finding.rule}]")
        report(f"    {one.finding.text}")
    if not standing and not as_json:
        report("Nothing to mend.")
    return _code([one.finding for one in standing])


def _say(found: Iterable[Finding], only: str, report: Report) -> None:
    for one in found:
        said = finding_words.say(one)
        report(f"{one.paper or only}:{one.place.first}: {one.severity.value}: {said} [{one.rule}]")
        report(f"    {one.text}")


def _json(found: Iterable[Finding], refused: Iterable[tuple[Path, str]]) -> str:
    told = {
        "findings": [finding_words.as_json(one) for one in found],
        "refused": [{"paper": str(name), "message": reason} for name, reason in refused],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _code(found: Iterable[Finding]) -> int:
    return FOUND if any(one.severity is not Severity.INFO for one in found) else SILENT
