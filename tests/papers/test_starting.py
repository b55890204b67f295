"""Starting from a paper: operations with their permissions, and the pages."""

import datetime as dt
import io
import re
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from rostrum.audit.models import Entry
from rostrum.meetings.roles import Role
from rostrum.papers import operations, queries_start, start_reading, start_words
from rostrum.papers.models import StartingPaper
from rostrum.papers.operations.starting import mark_of
from rostrum.programme import queries as programmes
from rostrum.programme.core.values import Kind
from rostrum.programme.models import Edit
from rostrum.programme.operations import undo
from rostrum.reading.cannot import REASONS, CannotOpen
from rostrum.refused import Denied, Refused
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.papers.test_starting_rules import MONDAY, PAPER, TUESDAY
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 6, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


@pytest.fixture
def row(meeting, officer):
    return begin(meeting, officer)


def begin(meeting, officer, text=PAPER, **values):
    return operations.begin_from_paper(meeting, content=text.encode(), by=officer, at=AT, **values)


def sketches(row):
    return start_reading.sketches_of(StartingPaper.objects.get(pk=row.pk))


def correct(row, officer, at=1, **values):
    one = sketches(row)[at]
    return operations.correct_reading(
        row, key=one.key, seen=mark_of(one), parent=values.pop("parent", one.parent), values=values, by=officer, at=AT
    )  # fmt: skip


def accept(row, officer):
    seen = StartingPaper.objects.get(pk=row.pk).edits
    return operations.accept_reading(row, seen=seen, by=officer, at=AT)


def word(rows):
    document = docx.Document()
    document.add_paragraph("Third informal thematic session")
    document.add_paragraph("Monday, 19 June 2017")
    table = document.add_table(rows=0, cols=2)
    for cells in rows:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


# ---- operations ----


def test_a_paper_is_kept_once_and_found_again(meeting, officer, row):
    assert (row.form, row.size, row.title) == ("text", len(PAPER.encode()), "Third informal thematic session")
    assert begin(meeting, officer) == row
    assert list(queries_start.begun(meeting, officer)) == [row]
    with pytest.raises(IntegrityError), transaction.atomic():
        StartingPaper.objects.create(
            meeting=meeting, form="text", content=b"x", size=1, sha256=row.sha256, uploaded_at=AT
        )


def test_a_corrected_paper_becomes_the_draft_and_the_draft_can_be_undone(meeting, officer, row):
    correct(row, officer, start=dt.time(10, 30))
    outcome = accept(row, officer)
    draft = programmes.draft(meeting, officer)
    assert [(s.title, s.start) for s in draft.programme] == [
        ("Opening", dt.time(10)),
        ("Panel 1: Governance", dt.time(10, 30)),
        ("Lunch", dt.time(13)),
    ]
    assert draft.programme.segments[1].moderators[0].name == "Ana Silva"
    kept = StartingPaper.objects.get(pk=row.pk)
    assert (kept.version.number, kept.accepted_at) == (1, AT)
    assert queries_start.last_accepted(meeting) == row
    undo(meeting, number=outcome.number, by=officer, at=AT)
    assert len(programmes.draft(meeting, officer).programme) == 0
    told = list(
        Entry.objects.filter(action__startswith="papers.").order_by("pk").values_list("action", flat=True)
    )
    assert told == ["papers.begin_from_paper", "papers.correct_reading", "papers.accept_reading"]


def test_a_second_paper_takes_the_place_of_the_first(meeting, officer, row):
    accept(row, officer)
    other = begin(meeting, officer, PAPER.replace("Governance", "Pathways"))
    outcome = accept(other, officer)
    assert [s.title for s in outcome.programme][1] == "Panel 1: Pathways"
    # Only what differs is changed: the opening and the lunch are the same segments.
    assert [s.key for s in outcome.programme] == [one.key for one in sketches(row)]
    edit = Edit.objects.latest("number")
    assert [(change.aspect, change.after) for change in edit.changes.all()] == [
        ("title", "Panel 1: Pathways")
    ]
    undo(meeting, number=outcome.number, by=officer, at=AT)
    assert programmes.draft(meeting, officer).programme.segments[1].title == "Panel 1: Governance"


def test_what_is_impossible_is_refused_and_nothing_is_begun(meeting, officer, row):
    correct(row, officer, start=None, day=None)
    with pytest.raises(Refused) as refused:
        accept(row, officer)
    key = sketches(row)[-1].key
    assert [(one[0], one[1]) for one in refused.value.facts["problems"]] == [(key, "day"), (key, "start")]
    assert programmes.draft(meeting, officer) is None


def test_a_day_of_the_paper_goes_to_a_day_of_the_meeting_or_joins_it(officer, meeting):
    row = begin(
        meeting,
        officer,
        PAPER.replace("19 June", "26 June").replace("19-20", "26-27").replace("20 June", "27 June"),
    )
    read_day = sketches(row)[0].day
    assert read_day not in {MONDAY, TUESDAY}
    with pytest.raises(Refused):
        operations.take_day(row, day=read_day, to=read_day, by=officer, at=AT)
    operations.take_day(row, day=read_day, to=TUESDAY, by=officer, at=AT)
    assert {one.day for one in sketches(row)} == {TUESDAY}
    operations.undo_reading(row, by=officer, at=AT)
    operations.add_day(row, day=read_day, by=officer, at=AT)
    assert [day.date for day in meeting.days.all()] == [MONDAY, TUESDAY, read_day]
    accept(row, officer)


def test_corrections_are_undone_one_after_another(row, officer):
    before = sketches(row)
    first = correct(row, officer, title="A")
    second = operations.remove_from_reading(row, key=before[0].key, by=officer, at=AT)
    with pytest.raises(Refused):
        operations.undo_reading(row, number=first, by=officer, at=AT)
    operations.undo_reading(row, number=second, by=officer, at=AT)
    operations.undo_reading(row, by=officer, at=AT)
    assert sketches(row) == before
    with pytest.raises(Refused):
        operations.undo_reading(row, by=officer, at=AT)


def test_who_was_slower_is_told_and_takes_nothing_back(row, officer):
    one = sketches(row)[1]
    seen = mark_of(one)
    correct(row, officer, title="Theirs")
    with pytest.raises(Refused) as refused:
        operations.correct_reading(
            row, key=one.key, seen=seen, parent="", values={"title": "Mine"}, by=officer, at=AT
        )
    assert refused.value.code == "stale"
    with pytest.raises(Refused):
        operations.accept_reading(row, seen=0, by=officer, at=AT)


def test_a_withdrawn_paper_comes_back_unless_it_is_here_again(meeting, officer, row):
    operations.withdraw_start(row, by=officer, at=AT)
    assert not queries_start.begun(meeting, officer)
    with pytest.raises(Refused):
        accept(row, officer)
    operations.bring_back_start(row, by=officer, at=AT)
    operations.withdraw_start(row, by=officer, at=AT)
    begin(meeting, officer)
    with pytest.raises(Refused):
        operations.bring_back_start(row, by=officer, at=AT)


def test_the_year_completes_days_without_one(meeting, officer):
    text = PAPER.replace(" 2017", "")
    row = begin(meeting, officer, text, year=2017)
    assert sketches(row)[0].day == MONDAY
    assert sketches(begin(meeting, officer, text, year=2018))[0].day == dt.date(2018, 6, 19)


def test_only_those_who_edit_the_programme_may(meeting, row):
    chair = RoleHoldingFactory(meeting=meeting, role=Role.CHAIR).account
    key = sketches(row)[0].key
    for by in (chair, AccountFactory()):
        for act in (
            lambda by=by: begin(meeting, by),
            lambda by=by: correct(row, by, title="X"),
            lambda by=by: operations.add_to_reading(
                row, key="k", parent="", values={"kind": Kind.PANEL}, by=by, at=AT
            ),
            lambda by=by: operations.remove_from_reading(row, key=key, by=by, at=AT),
            lambda by=by: operations.move_text(row, key=key, index=0, to="out", by=by, at=AT),
            lambda by=by: operations.take_day(row, day=MONDAY, to=TUESDAY, by=by, at=AT),
            lambda by=by: operations.add_day(row, day=MONDAY, by=by, at=AT),
            lambda by=by: operations.undo_reading(row, by=by, at=AT),
            lambda by=by: accept(row, by),
            lambda by=by: operations.withdraw_start(row, by=by, at=AT),
            lambda by=by: operations.bring_back_start(row, by=by, at=AT),
            lambda by=by: queries_start.begun(meeting, by),
            lambda by=by: queries_start.starting_paper(meeting, row.pk, by),
        ):
            with pytest.raises(Denied):
                act()


# ---- pages ----


def upload(client, meeting, content=None, name="agenda.txt", **values):
    if content is not None:
        values["file"] = SimpleUploadedFile(name, content)
    return client.post(reverse("papers:start", args=[meeting.slug]), values)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("code", REASONS)
def test_every_reason_not_to_open_a_file_has_its_sentence(code, language):
    with translation.override(language):
        said = start_words.cannot(CannotOpen(code, most=20))
    assert said.strip()
    assert "%" not in said


def test_there_is_no_sentence_without_reason():
    assert set(start_words.REASONS) == set(REASONS)


def packed(name):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * 60_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"MZ\x90\x00\x03" + bytes(range(256)) * 20, "agenda.docx", "neither Word, PDF"),
        (b"", "empty.txt", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old.doc", "old Word file"),
        (b"{\\rtf1 hello}", "a.rtf", "RTF"),
        (b"%PDF-1.7\nnothing", "a.pdf", "damaged"),
        (b"PK\x03\x04nothing", "a.docx", "damaged"),
        (b"We met and talked.", "summary.txt", "No programme was found"),
        (b"a" * 20_000_001, "large.txt", "larger than 20 MB"),
    ],
)
def test_what_is_no_paper_is_refused_at_the_field(client, meeting, officer, content, name, said):
    client.force_login(officer)
    answer = upload(client, meeting, content, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in re.sub(r"\s+", " ", page)
    assert 'id="id_file_error"' in page
    assert not StartingPaper.objects.exists()


def test_packed_files_that_are_bombs_or_no_word_documents_are_refused(client, meeting, officer):
    client.force_login(officer)
    assert "far larger than a paper" in upload(client, meeting, packed("word/document.xml")).content.decode()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "10:00 Opening")
    assert "not a Word document" in upload(client, meeting, kept.getvalue()).content.decode()


def test_what_was_pasted_stays_and_nothing_at_all_is_asked_for(client, meeting, officer):
    client.force_login(officer)
    answer = upload(client, meeting, text="We met.\nWe talked.", year="x")
    assert answer.status_code == 422
    assert "We met.\nWe talked.</textarea>" in answer.content.decode()
    nothing = upload(client, meeting)
    assert "Choose a file, or paste" in nothing.content.decode()
    nonsense = upload(client, meeting, text="\x00\ud7ff '; DROP TABLE \u202e" * 50)
    assert nonsense.status_code == 422


def test_from_a_word_file_to_the_editor_without_scripts(client, meeting, officer):
    client.force_login(officer)
    content = word([("10.00-10.15", "Opening of the session"), ("10.15-13.00", "Panel 1: Governance")])
    answer = upload(client, meeting, content, "..\\notes\\agenda.docx")
    row = StartingPaper.objects.get()
    address = reverse("papers:start_paper", args=[meeting.slug, row.pk])
    assert answer.url == address
    assert (row.form, row.name) == ("docx", "agenda.docx")
    page = client.get(address).content.decode()
    opening, panel = sketches(row)
    assert f'id="seg-{opening.key}"' in page
    assert re.search(r'href="#line-\d+" data-first="\d+"', page)
    form = reverse("papers:start_segment", args=[meeting.slug, row.pk, panel.key])
    shown = client.get(form).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', shown))
    typed = {
        **fields, "title": "Panel 1", "kind": "panel", "day": "2017-06-19", "start": "25.00", "end": "13.00",
        "questions_as": "questions", "parent": "",
    }  # fmt: skip
    bad = client.post(form, typed)
    assert bad.status_code == 422
    assert 'value="25.00"' in bad.content.decode()
    done = client.post(form, {**typed, "start": "10.20"})
    assert done.url == f"{address}#seg-{panel.key}"
    accepted = client.post(
        reverse("papers:start_accept", args=[meeting.slug, row.pk]), {"seen": "1"}, follow=True
    )
    assert "The draft holds 2 segments now." in accepted.content.decode()
    assert "The paper this began with" in accepted.content.decode()
    assert programmes.draft(meeting, officer).programme.segments[1].start == dt.time(10, 20)
    again = client.get(address).content.decode()
    assert "The draft holds 2 segments now. Accepting puts this programme" in again
    assert "Accepted into version 1" in again


def test_accepting_with_problems_says_what_is_to_be_corrected(client, meeting, officer, row):
    correct(row, officer, start=None)
    client.force_login(officer)
    answer = client.post(reverse("papers:start_accept", args=[meeting.slug, row.pk]), {"seen": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 thing to correct" in page
    assert "It needs a time" in page
    assert "Correct what is marked first." in page


def test_the_original_comes_back_as_an_attachment(client, meeting, officer):
    client.force_login(officer)
    page = f"<html><body><script>alert(1)</script><pre>{PAPER}</pre></body></html>"
    row = begin(meeting, officer, page)
    answer = client.get(reverse("papers:start_file", args=[meeting.slug, row.pk]))
    assert answer.content == page.encode()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert (
        "<script>alert"
        not in client.get(reverse("papers:start_paper", args=[meeting.slug, row.pk])).content.decode()
    )


def test_a_paper_of_another_meeting_is_not_found(client, meeting, officer, row):
    other = MeetingFactory()
    client.force_login(RoleHoldingFactory(meeting=other).account)
    assert client.get(reverse("papers:start_paper", args=[other.slug, row.pk])).status_code == 404
    assert client.get(reverse("papers:start_paper", args=[other.slug, 2**63])).status_code == 404


def test_the_page_corrects_days_texts_and_segments(client, meeting, officer):
    text = (
        PAPER
        + "14:00-15:00 Panel 2: Pathways\nA text that is neither title nor person, and quite long for a name.\n"
    )
    row = begin(meeting, officer, text)
    client.force_login(officer)
    one = next(s for s in sketches(row) if s.description)

    def post(name, *args, **data):
        return client.post(
            reverse(f"papers:start_{name}", args=[meeting.slug, row.pk, *args]),
            data,
            headers={"HX-Request": "true"},
        )

    asked = client.get(reverse("papers:start_text", args=[meeting.slug, row.pk, one.key]), {"index": "0"})
    assert "Among the questions here" in asked.content.decode()
    moved = post("text", one.key, index="0", to="question")
    assert moved.status_code == 200
    assert moved.content.decode().lstrip().startswith("<section")
    assert next(s for s in sketches(row) if s.key == one.key).questions
    assert post("text", one.key, index="x", to="question").status_code == 409
    assert post("text", one.key, index="0", to="gone").status_code == 409
    assert post("day", day="2017-06-19", to="2017-06-20").status_code == 200
    assert {s.day for s in sketches(row)} == {TUESDAY}
    assert post("day", day="", to="2019-01-01").status_code == 409
    assert post("remove", one.key).status_code == 200
    assert one.key not in {s.key for s in sketches(row)}
    undone = post("undo")
    assert undone["HX-Retarget"] == "#programme"
    assert one.key in {s.key for s in sketches(row)}
    assert post("remove", "gone").status_code == 409
    assert client.get(reverse("papers:start_segment", args=[meeting.slug, row.pk, "gone"])).status_code < 500


def test_findings_stand_at_their_places_and_go_when_corrected(client, meeting, officer):
    row = begin(meeting, officer, PAPER.replace("13:00-15:00 Lunch", "13:00-12:00 Lunch"))
    client.force_login(officer)
    address = reverse("papers:start_paper", args=[meeting.slug, row.pk])
    assert "before it starts" in client.get(address).content.decode()
    lunch = next(at for at, one in enumerate(sketches(row)) if "Lunch" in one.title)
    correct(row, officer, at=lunch, start=dt.time(13), end=dt.time(15))
    assert "before it starts" not in client.get(address).content.decode()


def test_a_meeting_without_days_is_offered_those_of_the_paper(client, meeting, officer, row):
    meeting.days.all().delete()
    client.force_login(officer)
    address = reverse("papers:start_paper", args=[meeting.slug, row.pk])
    page = client.get(address).content.decode()
    assert "The meeting has no days yet." in page
    assert "Add this day to the meeting" in page
    client.post(reverse("papers:start_add_day", args=[meeting.slug, row.pk]), {"to": "2017-06-19"})
    assert [day.date for day in meeting.days.all()] == [MONDAY]
    accept(row, officer)


def test_a_withdrawn_paper_leaves_the_list_and_comes_back(client, meeting, officer, row):
    client.force_login(officer)
    gone = client.post(reverse("papers:start_withdraw", args=[meeting.slug, row.pk]), follow=True)
    page = gone.content.decode()
    back = reverse("papers:start_bring_back", args=[meeting.slug, row.pk])
    assert back in page
    assert "None yet" in page
    assert client.get(reverse("papers:start_paper", args=[meeting.slug, row.pk])).status_code == 404
    assert client.post(back).url == reverse("papers:start_paper", args=[meeting.slug, row.pk])
    again = upload(client, meeting, PAPER.encode())
    assert "was here already" in client.get(again.url).content.decode()


def test_a_finding_is_mended_with_one_click(client, meeting, officer):
    row = begin(meeting, officer, PAPER.replace("10:15-13:00", "10:05-13:00"))
    client.force_login(officer)
    address = reverse("papers:start_paper", args=[meeting.slug, row.pk])
    page = client.get(address).content.decode()
    (action,) = set(re.findall(r'action="([^"]+/set/)"', page))
    form = page[page.index(action) :]
    typed = dict(re.findall(r'<input type="hidden" name="(seen|field|value)" value="([^"]*)"', form)[:3])
    before = sketches(row)
    assert client.post(action, {**typed, "value": "noon"}).status_code == 302
    assert sketches(row) == before
    assert client.post(action, typed).url.startswith(address)
    assert sketches(row)[0].end == dt.time(10, 5)
    assert "/set/" not in client.get(address).content.decode()
    # Once more, from a page that is out of date.
    assert client.post(action, typed).status_code == 302
    assert StartingPaper.objects.get(pk=row.pk).edits == 1


NASTY = ["", "\x00", "-1", "9" * 30, "x" * 5000, "2017-99-99", "<b>", "\u202e", "25.00"]


@pytest.mark.parametrize("value", NASTY)
def test_nothing_that_is_sent_breaks_the_page(client, meeting, officer, row, value):
    client.force_login(officer)
    key = sketches(row)[0].key
    fields = ["title", "kind", "day", "start", "end", "room", "parent", "description", "questions", "questions_as", "seen",
              "moderators-TOTAL_FORMS", "moderators-INITIAL_FORMS", "speakers-TOTAL_FORMS", "speakers-0-name", "index", "to",
              "field", "value", "number", "text", "year"]  # fmt: skip
    typed = dict.fromkeys(fields, value)
    for name, arguments in (
        ("start", ()), ("start_segment", (row.pk, key)), ("start_add", (row.pk,)), ("start_text", (row.pk, key)),
        ("start_set", (row.pk, key)), ("start_day", (row.pk,)), ("start_add_day", (row.pk,)), ("start_undo", (row.pk,)),
        ("start_accept", (row.pk,)), ("start_remove", (row.pk, "x")),
    ):  # fmt: skip
        address = reverse(f"papers:{name}", args=[meeting.slug, *arguments])
        for answer in (
            client.post(address, typed),
            client.post(address, typed, headers={"HX-Request": "true"}),
        ):
            assert answer.status_code in {302, 409, 422}, (name, answer.status_code)


def test_the_ways_to_this_page(client, meeting, officer):
    address = reverse("papers:start", args=[meeting.slug])
    client.force_login(officer)
    for page in (meeting.get_absolute_url(), reverse("programme:edit", args=[meeting.slug])):
        assert address in client.get(page).content.decode()
    chair = RoleHoldingFactory(meeting=meeting, role=Role.CHAIR).account
    client.force_login(chair)
    for page in (meeting.get_absolute_url(), reverse("programme:edit", args=[meeting.slug])):
        assert address not in client.get(page).content.decode()


def long(panels):
    return "Hearing\nMonday, 19 June 2017\n" + "".join(
        f"{8 + at // 6:02}:{at % 6}0-{8 + at // 6:02}:{at % 6}5 Panel {at + 1}: Something\n"
        + "A text that is neither a title nor a person, but quite long.\n" * 4
        for at in range(panels)
    )


def test_the_page_grows_with_the_paper_and_not_with_its_square(client, meeting, officer):
    client.force_login(officer)
    short, twice = (
        len(client.get(reverse("papers:start_paper", args=[meeting.slug, begin(meeting, officer, long(panels)).pk])).content)
        for panels in (24, 48)
    )  # fmt: skip
    assert twice < 2.2 * short


def test_the_list_asks_the_database_as_often_for_three_papers_as_for_one(client, meeting, officer, row):
    client.force_login(officer)
    address = reverse("papers:start", args=[meeting.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    for at in (1, 2):
        accept(begin(meeting, officer, PAPER.replace("Governance", f"Theme {at}")), officer)
    with CaptureQueriesContext(connection) as three:
        assert client.get(address).status_code == 200
    assert len(three) == len(one)
