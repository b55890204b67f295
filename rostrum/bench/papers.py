"""Papers in bulk: name plates and a long list of participants, beside ReportLab making the same pages.

Each paper is set in a process of its own, as in use, and ReportLab runs in one as well; seconds count from
its start to the whole PDF, memory is the most that the process held. What matters to the server is the last
line: how much more memory it holds after ten papers.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import pypdfium2
from django import setup

from rostrum.demo import reading
from rostrum.web import typesetting

# A list of this many fills 200 pages.
PLATES, PEOPLE, ROUNDS, PAPERS = 1_000, 13_600, 3, 10
QUICK_PLATES, QUICK_PEOPLE, QUICK_ROUNDS = 40, 400, 1
REPORTLAB_HERE = importlib.util.find_spec("reportlab") is not None
REPORTLAB: Final = (sys.executable, "-m", "rostrum.bench.papers_reportlab")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be made: ``kind`` is what the baseline calls it."""

    what: str
    kind: str
    template: Path
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A paper with what it took: seconds, and the most memory in MB."""

    pdf: bytes
    seconds: float
    memory: float


def measure(*, quick: bool, report: Callable[[str], None]) -> None:
    """Measure both papers, each in turn with its baseline, then what the server keeps of them."""
    setup()
    from rostrum.papers import participants, plates  # noqa: PLC0415 - after Django is set up

    name_plates = plates.values(_plates(quick=quick), meeting="Bench", page_size="a4")
    listing = _listing(quick=quick)
    people = participants.values(listing, page_size="a4")
    for paper in (
        Paper(f"{len(name_plates['plates']):,} name plates", "plates", plates.TEMPLATE, name_plates),
        Paper(f"list of {listing.length:,} participants", "people", participants.TEMPLATE, people),
    ):
        report(_beside(paper, rounds=QUICK_ROUNDS if quick else ROUNDS))
    held = _resident()
    for _paper in range(PAPERS):
        typesetting.pdf(plates.TEMPLATE, name_plates)
    report(f"  the server, after {PAPERS} papers of name plates: {_resident() - held:+.1f} MB")


def _beside(paper: Paper, *, rounds: int) -> str:
    request = typesetting.request(paper.template, paper.values)
    ours = [_run(typesetting.COMMAND, request) for _round in range(rounds)]
    told = f"papers, {paper.what}: {_told(ours)}"
    if not REPORTLAB_HERE:
        return f"{told}; ReportLab: skipped, it is not installed (a development dependency)"
    asked = {"kind": paper.kind, "values": paper.values, "fonts": str(typesetting.FONTS)}
    theirs = [_run(REPORTLAB, json.dumps(asked).encode()) for _round in range(rounds)]
    ratio = _seconds(theirs) / _seconds(ours)
    return f"{told}; ReportLab: {_told(theirs)}; ratio {ratio:.1f}"


def _told(made: Sequence[Made]) -> str:
    pdf = made[0].pdf
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    tagged = "tagged" if b"/StructTreeRoot" in pdf else "untagged"
    memory = max(one.memory for one in made)
    took = f"{pages:,} pages in {_seconds(made):.2f} s"
    return f"{took}, {tagged}, {len(pdf) / 1e6:.1f} MB, memory {memory:.0f} MB"


def _seconds(made: Sequence[Made]) -> float:
    return median(one.seconds for one in made)


def _run(command: Sequence[str], request: bytes) -> Made:
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write(request)
        asked.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=asked, stdout=answer)  # noqa: S603
        memory = 0.0
        while process.poll() is None:
            memory = max(memory, _most(process.pid))
            time.sleep(0.005)
        seconds = time.perf_counter() - began
        if process.returncode:
            raise RuntimeError(f"{command[-1]} ended with {process.returncode}")
        answer.seek(0)
        return Made(answer.read(), seconds, memory)


def _most(pid: int) -> float:
    """Return the most memory that a process has held so far, in MB; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


def _resident() -> float:
    """Return the memory that this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _plates(*, quick: bool) -> list[Any]:
    """Name plates in Latin letters: ReportLab shapes no Arabic and embeds no Chinese of our fonts."""
    from rostrum.papers.people import Line, Plate  # noqa: PLC0415

    states = reading.states()
    found = []
    for at in range(QUICK_PLATES if quick else PLATES):
        state = states[at % len(states)]
        note = Line("Permanent Representative to the United Nations") if at % 2 else Line("")
        found.append(Plate(main=Line(state["name_en"]), second=Line(state["name_fr"], "fr"), note=note))
    return found


def _listing(*, quick: bool) -> Any:
    from rostrum.papers.people import Group, Line, Listing, One, Party  # noqa: PLC0415

    states = reading.states()
    wanted, groups = QUICK_PEOPLE if quick else PEOPLE, 10
    each = -(-wanted // groups // len(states))
    made, found = 0, []
    for group in range(groups):
        parties = []
        for state in states:
            if made >= wanted:
                break
            people = tuple(
                One(
                    name=f"H.E. Ms. Ana Maria Surname{made + at}",
                    about="Minister Plenipotentiary, Permanent Mission" if at % 3 else "",
                )
                for at in range(each)
            )
            made += each
            parties.append(Party(name=Line(state["name_en"]), people=people))
        if parties:
            found.append(Group(title=f"Category {group + 1}", parties=tuple(parties)))
    lines = ("Room XIX, Geneva", "19–20 June 2017")
    return Listing(
        title="List of participants",
        meeting="Third informal thematic session",
        lines=lines,
        language="en",
        groups=tuple(found),
        empty="",
    )
