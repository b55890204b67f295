"""Speed, measured as ratios to a baseline of the same run."""

from collections.abc import Callable, Iterable
from importlib import import_module

MEASUREMENTS = {
    "live": "rostrum.bench.live",
    "floor": "rostrum.bench.floor",
    "pages": "rostrum.bench.pages",
    "papers": "rostrum.bench.papers",
    "reading": "rostrum.bench.reading",
}


def run(names: Iterable[str], *, quick: bool, report: Callable[[str], None]) -> int:
    """Run the measurements named, or all; returns 2 for a name that is none."""
    chosen = list(names) or list(MEASUREMENTS)
    unknown = [name for name in chosen if name not in MEASUREMENTS]
    if unknown:
        report(f"No measurement is called {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}.")
        return 2
    for name in chosen:
        import_module(MEASUREMENTS[name]).measure(quick=quick, report=report)
    return 0
