"""Reading papers: milliseconds for a page of text, whether they grow with its length, and beside a baseline.

The baseline splits the same text into words by one regular expression, the least that any reader must do.
"""

import re
import time
from collections.abc import Callable
from statistics import median

from rostrum.reading.read import read_text

# About the words of a page of a programme, thirty lines.
PAGE = """\
10.00 – 10.15 Opening of the meeting
Remarks by Ms. Anna Bergman, Director, Institute for Mobility Studies
10.15 – 11.30 Panel 1: Skills across borders
This panel looks at how skills are recognized before people move, and at what cities, employers and schools do
to make use of them afterwards; it builds on the conclusions of the regional consultations held this spring.
Guiding questions:
• How can skills be recognized before people move?
• Which data do cities need, and who collects them?
Panellists:
• Mr. Luis Ortega Ruiz, Mayor of Villa Nueva
• Ms. Fatima El Amrani, Coordinator, Network of Women Workers
• Mr. Peter van der Linden, Head of Policy, European Federation of Carriers
Moderator: Mr. Ahmed Hassan, Deputy Director, Office of Border Services
Interactive discussion with interventions from the floor
11.30 – 12.45 Panel 2: Cities that receive
Panellists:
• Ms. Olga Petrova, Legal Adviser, House of Migrants
• Mr. Thomas O'Brien, Chair, Forum of Municipalities
Moderator: Ms. Priya Sharma, Editor, The Daily Ledger
12.45 – 13.00 Closing of the meeting

"""
HEAD = "Fourth informal hearing on fair mobility\n{day} June 2018, Conference Room 3, Geneva\n\n"
LENGTHS = (1, 4, 16, 64)
QUICK_LENGTHS = (1, 4)


def measure(*, quick: bool, report: Callable[[str], None]) -> None:
    """Report the time for papers of more and more pages, each beside the baseline on the same text."""
    for pages in QUICK_LENGTHS if quick else LENGTHS:
        text = HEAD.format(day=4) + PAGE * pages
        reading = _milliseconds(lambda text=text: read_text(text), 3 if quick else 5)  # type: ignore[misc]
        words = _milliseconds(lambda text=text: re.findall(r"\w+", text), 3 if quick else 5)  # type: ignore[misc]
        report(
            f"reading {pages} page(s) of text: {reading / pages:.1f} ms a page, {reading:.0f} ms in all; "
            f"finding its words: {words / pages:.2f} ms a page; ratio {reading / words:.0f}"
        )


def _milliseconds(work: Callable[[], object], times: int) -> float:
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1_000)
    return median(taken)
