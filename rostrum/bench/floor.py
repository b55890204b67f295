"""The floor: acts per second, folding a day, rendering each screen."""

import json
import time
from collections.abc import Callable
from statistics import median

from rostrum.bench.day import day
from rostrum.bench.installation import POSTGRESQL, SQLITE, installation, missing
from rostrum.floor.core import events
from rostrum.floor.core.state import fold

EVENTS = 2_000
WAITING = 60


def measure(*, quick: bool, report: Callable[[str], None]) -> None:
    """Measure and report each figure beside its baseline of the same run."""
    acts(quick=quick, report=report)
    folding(quick=quick, report=report)
    screens(quick=quick, report=report)


def acts(*, quick: bool, report: Callable[[str], None]) -> None:
    """Report the acts per second that operations sustain, beside INSERT and COMMIT of the same rows."""
    rounds, each = ("3", "80") if quick else ("9", "200")
    for database in (SQLITE, POSTGRESQL):
        reason = missing(database)
        if reason:
            report(f"floor acts on {database}: skipped, {reason}")
            continue
        with installation(database) as copy:
            found = copy.run("rostrum.bench.floor_acts", rounds, each)
        report(
            f"floor acts on {database}: {found['acts']:,.0f}/s over {found['events']:,} acts; "
            f"bare INSERT and COMMIT of the same row: {found['inserts']:,.0f}/s; "
            f"ratio {found['inserts'] / found['acts']:.1f}"
        )


def folding(*, quick: bool, report: Callable[[str], None]) -> None:
    """Report how long a day's log takes to fold, beside reading the same log from JSON."""
    log = day(EVENTS)
    written = [json.dumps(events.to_json(event)) for event in log]
    runs = 3 if quick else 11
    read = median(_seconds(lambda: [events.from_json(json.loads(line)) for line in written], runs))
    folded = median(_seconds(lambda: fold(log), runs))
    report(
        f"floor fold of {len(log):,} events: {folded * 1000:.1f} ms; "
        f"reading them from JSON: {read * 1000:.1f} ms; ratio {folded / read:.1f}"
    )


def screens(*, quick: bool, report: Callable[[str], None]) -> None:
    """Report how long each screen takes to render, beside a bare table of the same people."""
    with installation(SQLITE) as copy:
        found = copy.run("rostrum.bench.floor_views", str(WAITING), "5" if quick else "25")
    least = found["baseline"]
    report(
        f"floor screens with {WAITING} waiting, beside a bare table of them: "
        f"{least['ms']:.1f} ms, {least['kb']:.0f} kB"
    )
    for view, one in found["views"].items():
        report(f"  {view}: {one['ms']:.1f} ms, {one['kb']:.0f} kB; ratio {one['ms'] / least['ms']:.1f}")


def _seconds(work: Callable[[], object], runs: int) -> list[float]:
    found = []
    for _run in range(runs):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found
