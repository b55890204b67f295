"""The speaking list as held, as files: CSV for programs, XLSX for tables, PDF for the record.

Each function takes the list and returns bytes; nothing is read here. What people typed can never become a
formula: a spreadsheet runs text that begins with = + - @, a tab or a carriage return (OWASP, "CSV
Injection"). The CSV puts an apostrophe before it; the XLSX says of each text that it is one.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils import dateformat
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from rostrum.floor.board import minutes
from rostrum.floor.records import HeldLine, HeldList
from rostrum.web import moments, typesetting
from rostrum.web.cells import RISKY, guarded

CSV_TYPE: Final = "text/csv; charset=utf-8"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF_TYPE: Final = typesetting.MEDIA_TYPE
TEMPLATE: Final = Path(__file__).resolve().parent / "templates/floor/held.typ"
WIDEST: Final = 40

Value = str | int | dt.datetime | dt.timedelta | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what it holds of a line."""

    heading: str
    of: Callable[[HeldLine], Value]


def columns(held: HeldList) -> tuple[Column, ...]:
    """Return the columns of the tables; moments and durations keep their type."""
    zone = zone_of(held)

    def timed(heading: str) -> str:
        return _("%(heading)s, %(zone)s") % {"heading": heading, "zone": zone}

    def span(seconds: int | None) -> dt.timedelta | None:
        return None if seconds is None else dt.timedelta(seconds=seconds)

    return (
        Column(_("Number"), lambda line: line.number),
        Column(_("Segment"), lambda line: line.segment),
        Column(_("Speaker"), lambda line: line.person.name),
        Column(_("Name in own script"), lambda line: line.person.own_script),
        Column(_("Function"), lambda line: line.person.function),
        Column(_("State or organization"), lambda line: line.person.party),
        Column(_("Capacity"), lambda line: line.category),
        Column(_("On behalf of"), lambda line: line.on_behalf),
        Column(timed(_("Asked")), lambda line: line.asked_at),
        Column(timed(_("Called")), lambda line: line.called_at),
        Column(timed(_("Began")), lambda line: line.started_at),
        Column(timed(_("Ended")), lambda line: line.ended_at),
        Column(_("Net speaking time"), lambda line: span(line.seconds)),
        Column(_("Limit"), lambda line: span(line.limit)),
        Column(_("Extended by"), lambda line: span(line.extended or None)),
        Column(_("Language"), lambda line: line.language),
        Column(_("Status"), lambda line: line.status),
        Column(_("Remarks"), lambda line: line.remarks),
    )


def zone_of(held: HeldList) -> str:
    """Name the zone of all times on the list, as it was on the day."""
    first = next((line.asked_at for line in held.lines if line.asked_at), held.at)
    return moments.zone_word(first, str(held.meeting.zone), place=held.place)


def csv_of(held: HeldList) -> bytes:
    """Return the list as CSV: UTF-8 with a mark at its beginning, moments in ISO 8601 with their offset."""
    shown = columns(held)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([column.heading for column in shown])
    for line in held.lines:
        rows.writerow([_plain(column.of(line)) for column in shown])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.timedelta):
        return minutes(value.total_seconds())
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def xlsx_of(held: HeldList) -> bytes:
    """Return the list as a workbook of one sheet; moments are cells of type date in the venue's zone."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = _("Speaking list")[:31]
    book.properties.title = f"{held.meeting}: {_('Speaking list as held')}"
    shown = columns(held)
    for place, column in enumerate(shown, 1):
        values = [column.heading, *(column.of(line) for line in held.lines)]
        for row, value in enumerate(values, 1):
            _fill(sheet.cell(row, place), value)
        sheet.cell(1, place).font = Font(bold=True)
        widest = max(len(_plain(value)) for value in values)
        sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, widest + 3)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.sheet_view.rightToLeft = get_language() == "ar"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        # Otherwise the text would become a formula as soon as somebody edits the cell.
        cell.quotePrefix = value.startswith(RISKY)
    elif isinstance(value, dt.datetime):
        cell.value = value.replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
    elif isinstance(value, dt.timedelta):
        cell.value = value
        cell.number_format = "[m]:ss"
    else:
        cell.value = value


def pdf_of(held: HeldList) -> bytes:
    """Return the list as a tagged PDF that holds its own fonts."""
    return typesetting.pdf(TEMPLATE, _paper(held))


def _paper(held: HeldList) -> dict[str, object]:
    heard = [line for line in held.lines if line.heard]
    return {
        "lang": (get_language() or "en")[:2],
        "title": _("Speaking list as held"),
        "eyebrow": str(held.meeting),
        "facts": [
            [_("Place"), str(held.meeting.room)],
            *([[_("Day"), date_format(held.day)]] if held.day else []),
            [_("All times"), zone_of(held)],
            [_("Interventions"), str(len(heard))],
            [_("Net speaking time"), minutes(sum(line.seconds or 0 for line in heard))],
        ],
        "headings": [
            _("No."),
            _("Segment"),
            _("Speaker"),
            _("Capacity"),
            _("On behalf of"),
            _("Asked"),
            _("Called"),
            _("Began"),
            _("Ended"),
            _("Net speaking time"),
            _("Limit"),
            _("Language"),
            _("Status"),
        ],
        "widths": [0.8, 2.2, 4, 2, 1.7, 1.3, 1.3, 1.3, 1.3, 1.2, 1.2, 1.3, 1.9],
        "rows": [_row(line, "H.i.s" if held.day else "j M H.i.s") for line in held.lines],
        "empty": _("Nobody asked for the floor."),
        "footer": _("%(meeting)s – speaking list as held") % {"meeting": held.meeting},
        "page": _("Page %1 of %2"),
    }


def _row(line: HeldLine, clock: str) -> list[str]:
    person = line.person
    about = [person.name, person.own_script, person.function, person.party]
    extended = f" (+{minutes(line.extended)})" if line.extended else ""
    return [
        str(line.number),
        line.segment,
        "\n".join(part for part in about if part),
        line.category,
        line.on_behalf,
        *(
            dateformat.format(moment, clock) if moment else ""
            for moment in (line.asked_at, line.called_at, line.started_at, line.ended_at)
        ),
        "" if line.seconds is None else minutes(line.seconds),
        "" if line.limit is None else minutes(line.limit) + extended,
        line.language,
        f"{line.status}\n{line.remarks}" if line.remarks else line.status,
    ]
