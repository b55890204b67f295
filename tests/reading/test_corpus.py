"""Papers of our own in the manners of real ones, scored: slots, people, and false alarms of the check.

A ``.truth`` names each slot: day, start-end, moderators, speakers. Nothing in these papers is wrong but what
``KNOWN`` names, so that whatever else the check finds is a false alarm.
"""

import io
from pathlib import Path

import docx
import pytest
import typst

from rostrum.checking.check import check
from rostrum.reading.read import read

CORPUS = Path(__file__).parent / "corpus"
PAPERS = sorted(CORPUS.glob("*.txt"))
# What is really wrong in them.
KNOWN = {
    "assembly": {"to_be_confirmed"},
    "run-of-show": {"noon_as_midnight", "damaged", "to_be_confirmed"},
    "scanned": {"damaged"},
    "ep-hearing": {"draft_mark"},
    "labels-first": {"to_be_confirmed"},
}


def truth(path):
    slots = []
    for line in path.with_suffix(".truth").read_text().splitlines():
        when, moderators, speakers = (part.strip() for part in line.split("|"))
        day, _, clock = when.partition(" ")
        start, _, end = clock.partition("-")
        slots.append(((day, start, end), _names(moderators), _names(speakers)))
    return slots


def _names(text):
    return sorted(name.strip().casefold() for name in text.split(";") if name.strip())


def told(paper):
    def clock(time):
        return f"{time:%H:%M}" if time else ""

    return [
        (
            (str(one.day), clock(one.start), clock(one.end)),
            sorted(person.name.casefold() for person in one.moderators),
            sorted(person.name.casefold() for person in one.speakers),
        )
        for one in paper.segments
    ]


def scores(papers):
    """How many slots and people were asked for, and how many of them were read right."""
    slots = right_slots = people = right_people = 0
    for path, paper in papers:
        found = told(paper)
        for when, moderators, speakers in truth(path):
            slots += 1
            people += len(moderators) + len(speakers)
            same = [one for one in found if one[0] == when]
            right_slots += bool(same)
            best = max(
                same,
                key=lambda one: len({*one[1]} & {*moderators}) + len({*one[2]} & {*speakers}),
                default=None,
            )
            if best:
                found.remove(best)
                right_people += len({*best[1]} & {*moderators}) + len({*best[2]} & {*speakers})
        people += sum(len(one[1]) + len(one[2]) for one in found)  # whoever was put where nobody speaks
    return slots, right_slots, people, right_people


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_slot_and_everybody_in_it(path):
    assert told(read(path)) == truth(path)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_no_false_alarm(path):
    wrong = {one.rule for one in check(read(path)) if one.severity.value != "info"}
    assert wrong - KNOWN.get(path.stem, set()) == set()


def as_docx(path):
    """The paper as a Word file: rows of tables as tables, everything else as paragraphs."""
    document = docx.Document()
    table = None
    for line in path.read_text().splitlines():
        if "\t" in line:
            cells = line.split("\t")
            if table is None or len(table.columns) != len(cells):
                table = document.add_table(0, len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        else:
            table = None
            document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(path):
    """The paper as a PDF with a text layer, every line a line, rows of tables as ruled tables."""
    parts, rows = ["#set text(size: 9pt)\n"], []

    def table():
        if rows:
            cells = ", ".join(f"[{_typst(cell)}]" for row in rows for cell in row)
            parts.append(f"#table(columns: {max(map(len, rows))}, {cells})\n")
            rows.clear()

    for line in path.read_text().splitlines():
        if "\t" in line and (not rows or len(rows[0]) == line.count("\t") + 1):
            rows.append(line.split("\t"))
        else:
            table()
            parts.append(f"{_typst(line.strip())} \\\n" if line.strip() else "\n")
    table()
    return typst.compile("".join(parts).encode())


def _typst(text):
    for mark in "\\#$*_`<>@[]~=-+/\"'":
        text = text.replace(mark, f"\\{mark}")
    return text


@pytest.mark.parametrize(
    ("written", "slots_at_least", "people_at_least"), [(as_docx, 0.98, 0.98), (as_pdf, 0.95, 0.9)]
)
def test_scores_of_the_corpus_in_other_formats(written, slots_at_least, people_at_least):
    slots, right_slots, people, right_people = scores([(path, read(written(path))) for path in PAPERS])
    assert right_slots >= slots_at_least * slots
    assert right_people >= people_at_least * people
