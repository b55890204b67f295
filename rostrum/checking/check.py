"""Checking one paper, or several of one meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rostrum.checking import across, dates, names, programme, times, words
from rostrum.checking.context import NOTHING_KNOWN, Context
from rostrum.checking.findings import Finding
from rostrum.reading.paper import Paper


def check(paper: Paper, context: Context = NOTHING_KNOWN) -> list[Finding]:
    """Return what is wrong with a paper, in the order of its lines."""
    return _sorted(
        [
            *dates.check(paper, context),
            *times.check(paper, context),
            *names.check(paper),
            *words.check(paper, context),
            *programme.check(paper, context),
        ]
    )


def check_together(papers: Sequence[tuple[str, Paper]], context: Context = NOTHING_KNOWN) -> list[Finding]:
    """Return what is wrong with named papers, each by itself and all of them together."""
    findings: list[Finding] = []
    for at, (name, paper) in enumerate(papers):
        issued = across.fulfilled(papers, at)
        known = context if context.issued is None else replace(context, issued=context.issued | issued)
        alone = [one for one in check(paper, known) if one.facts.get("promised") not in issued]
        findings += [replace(one, paper=name) for one in alone]
    findings += across.check(papers)
    order = {name: at for at, (name, _) in enumerate(papers)}
    return sorted(findings, key=lambda one: (order[one.paper], one.place, one.rule))


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    seen: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        seen.setdefault((one.rule, one.place, one.text), one)
    return sorted(seen.values(), key=lambda one: (one.place, one.severity.rank, one.rule))
