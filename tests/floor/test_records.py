"""The speaking list as held: what stands on it, who may read it, and its files."""

import csv
import datetime as dt
import io
import shutil
import subprocess

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation

from rostrum.floor import held_files, records
from rostrum.meetings.roles import Role
from rostrum.programme import operations as programme
from rostrum.refused import Denied
from rostrum.web import cells
from tests.floor.afternoon import NOW, Afternoon
from tests.meetings.factories import RoleHoldingFactory
from tests.programme.examples import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def afternoon():
    return Afternoon()


def listed(afternoon, language="en"):
    with translation.override(language):
        return records.held_list(afternoon.meeting, afternoon.podium, at=afternoon.now)


def test_every_intervention_and_every_request_that_led_to_none(afternoon):
    held = listed(afternoon)
    assert [(line.number, line.person.party, line.status, line.seconds) for line in held.lines] == [
        (1, "Egypt", "Heard", 90),
        (2, "China", "Heard", 200),
        (3, "@Caritas", "Has the floor", 60),
        (4, str(afternoon.absent.state), "Not in the room", None),
        (5, str(afternoon.withdrawn.state), "Withdrawn", None),
    ]
    egypt, china = held.lines[:2]
    assert (egypt.segment, egypt.on_behalf, egypt.language, egypt.limit) == (
        "Panel 1",
        "+Group of 77",
        "Arabic",
        300,
    )
    assert (china.extended, china.limit, china.remarks) == (30, 210, "The translation lagged")
    assert egypt.asked_at == NOW
    assert egypt.asked_at.utcoffset() == dt.timedelta(hours=2)


def publish(meeting, kind):
    officer = RoleHoldingFactory(meeting=meeting).account
    programme.begin_draft(meeting, by=officer, at=NOW)
    draft = programme.fill_draft(meeting, programme=small(), by=officer, at=NOW).draft
    programme.publish(meeting, kind=kind, seen=draft.edits, by=officer, at=NOW)


def test_everybody_reads_the_interventions_once_the_programme_as_held_is_published(afternoon):
    publish(afternoon.meeting, "final")
    with pytest.raises(Denied):
        records.held_list(afternoon.meeting, AnonymousUser(), at=NOW)
    publish(afternoon.meeting, "as_held")
    held = records.held_list(afternoon.meeting, AnonymousUser(), at=afternoon.now)
    assert not held.complete
    assert [line.status for line in held.lines] == ["Heard", "Heard", "Has the floor"]
    assert not any(line.remarks for line in held.lines), "what the chair noted stays with the officers"


@pytest.mark.parametrize("role", Role.values)
def test_who_may_read_the_list_while_the_meeting_runs(afternoon, role):
    allowed = role in {"secretariat", "chair", "podium", "rapporteur", "moderator"}
    account = RoleHoldingFactory(meeting=afternoon.meeting, role=role).account
    if allowed:
        assert records.held_list(afternoon.meeting, account, at=NOW).complete
    else:
        with pytest.raises(Denied):
            records.held_list(afternoon.meeting, account, at=NOW)


def test_csv_begins_with_a_mark_names_the_zone_and_holds_no_formula(afternoon):
    made = held_files.csv_of(listed(afternoon))
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert len(rows) == 5
    assert "Asked, Geneva time (UTC+2)" in rows[0]
    assert rows[0]["Asked, Geneva time (UTC+2)"] == "2017-06-19T10:15:00+02:00"
    assert rows[0]["Function"] == "'=1+1"
    assert rows[0]["On behalf of"] == "'+Group of 77"
    assert rows[2]["State or organization"] == "'@Caritas"
    assert rows[0]["Name in own script"] == "ليلى حداد"
    assert rows[1]["Net speaking time"] == "3:20"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\tx", "\rx", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert cells.guarded(text) == f"'{text}"
    assert cells.guarded(f"a{text}") == f"a{text}"


def test_xlsx_keeps_types_and_holds_no_formula(afternoon):
    sheet = openpyxl.load_workbook(io.BytesIO(held_files.xlsx_of(listed(afternoon)))).active
    headings = [cell.value for cell in sheet[1]]
    cells = dict(zip(headings, sheet[2], strict=True))
    assert (cells["Function"].value, cells["Function"].data_type) == ("=1+1", "s")
    assert cells["Function"].quotePrefix
    assert cells["Asked, Geneva time (UTC+2)"].value == dt.datetime(2017, 6, 19, 10, 15)  # noqa: DTZ001
    assert cells["Net speaking time"].value == dt.timedelta(seconds=90)
    assert cells["Number"].value == 1
    assert sheet.max_row == 6


def test_pdf_is_sound_west_of_greenwich_and_with_letters_that_our_fonts_lack(afternoon):
    venue = afternoon.meeting.room.venue
    venue.time_zone, venue.city = "America/New_York", "New York"
    pdf = held_files.pdf_of(listed(afternoon))
    assert b"pdfuaid" in pdf
    assert "UTC–4" in pdf_text(pdf)
    afternoon.egypt.person.name_in_own_script = "นางสาว ลัยลา"
    afternoon.egypt.person.save()
    assert b"/StructTreeRoot" in held_files.pdf_of(listed(afternoon)), "it still comes out, and tagged"


def pdf_in(afternoon, language):
    with translation.override(language):
        return held_files.pdf_of(listed(afternoon, language))


def pdf_text(pdf):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(("language", "name"), [("en", "Egypt"), ("ar", "مصر"), ("fr", "Égypte")])
def test_pdf_is_tagged_and_names_states_in_the_readers_language(afternoon, language, name):
    pdf = pdf_in(afternoon, language)
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf
    text = pdf_text(pdf)
    assert name in text or name[::-1] in text


def test_the_page_shows_the_list_and_offers_the_files(afternoon, client):
    client.force_login(afternoon.podium)
    answer = client.get(reverse("floor:held", args=[afternoon.meeting.slug]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Geneva time (UTC+2)" in page
    assert "Layla Haddad" in page
    for name, kind in (("csv", "text/csv"), ("xlsx", "application/vnd"), ("pdf", "application/pdf")):
        address = reverse(f"floor:held_{name}", args=[afternoon.meeting.slug])
        assert address in page
        file = client.get(address)
        assert file.headers["Content-Type"].startswith(kind)
        assert f'session-3-speaking-list.{name}"' in file.headers["Content-Disposition"]
    assert all(one.key not in page for one in (afternoon.egypt, afternoon.china)), "a key opens a seat"
