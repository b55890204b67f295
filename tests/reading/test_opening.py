"""Which files are opened, how they are laid out, and which are refused with a sentence."""

import io
import os
import zipfile

import docx
import pypdfium2 as pdfium
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostrum.reading import layout, opening
from rostrum.reading.cannot import REASONS, CannotOpen
from rostrum.reading.paper import Holds
from rostrum.reading.read import read

SLOTS = [("10.00 – 10.15", "Opening"), ("10.15 – 11.30", "Panel 1: Ports")]


def code_of(content):
    with pytest.raises(CannotOpen) as refused:
        read(content)
    assert str(refused.value)
    return refused.value.code


def word_file(**parts):
    """A packed file with a Word document in it, or what stands in its place."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def in_word(rows):
    document = docx.Document()
    document.add_heading("Hearing on ports", 0)
    document.add_paragraph("4 June 2018, Room XX, Palais des Nations, Geneva")
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Ms. Anna Berg, Mayor", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


WORD = in_word(SLOTS)
PDF = typst.compile(
    b"= Hearing on ports\n4 June 2018, Room XX, Geneva\n\n10.00 - 10.15 Opening\n\n10.15 - 11.30 Panel 1: Ports"
)


def starts(content):
    return [f"{one.start:%H:%M}" for one in read(content).segments]


def test_every_format_holds_the_same_programme(tmp_path):
    text = "Hearing on ports\n4 June 2018\n\n10.00 – 10.15\tOpening\n10.15 – 11.30\tPanel 1: Ports\n"
    html = "<!doctype html><body><h1>Hearing on ports</h1><table><tr><td>10.00 – 10.15<td>Opening<tr><td>10.15 – 11.30<td>Panel 1: Ports</table>"
    markdown = "# Hearing on ports\n\n| Time | Item |\n|---|---|\n| 10.00 – 10.15 | Opening |\n| 10.15 – 11.30 | **Panel 1**: Ports |\n"
    for content in (
        text.encode(),
        text.encode("utf-16"),
        text.encode("cp1252"),
        html.encode(),
        markdown.encode(),
        WORD,
        PDF,
    ):
        assert starts(content) == ["10:00", "10:15"]
    file = tmp_path / "paper.txt"
    file.write_text(text)
    assert starts(file) == ["10:00", "10:15"]


def test_every_value_keeps_its_lines():
    paper = read(b"Hearing\n4 June 2018\n10.00 Opening\nMs. Anna Berg, Mayor\n")
    assert paper.segments[0].place.first == 3
    assert paper.segments[0].speakers[0].place.first == 4
    assert paper.lines[3].text == "Ms. Anna Berg, Mayor"


def test_heads_and_feet_of_pages_are_furniture():
    pages = "\f".join(
        f"Harbour Council\n{9 + page}.00 Item {page}\n{chr(64 + page)} and\nmore {chr(70 + page)}\nPage {page} of 3\n"
        for page in (1, 2, 3)
    )
    lines = layout.laid_out(opening.raw_lines(pages.encode()))
    assert {line.text for line in lines if line.furniture} == {
        "Harbour Council",
        "Page 1 of 3",
        "Page 2 of 3",
        "Page 3 of 3",
    }


def test_the_foot_of_a_single_page_is_furniture():
    paper = read(b"Hearing on ports\n4 June 2018\n10.00 Opening\nHearing on ports | Page 1 of 1\n")
    assert paper.segments[0].texts == ()


def test_what_stands_outside_the_page_of_a_site_is_left_out():
    paper = read(
        b"<html><body><nav>09:00 Shop opens</nav><script>10:00</script><p>10:00 Opening</p><p>11:00 Lunch</p>"
    )
    assert [one.title for one in paper.segments] == ["Opening", "Lunch"]


def test_a_letter_without_a_programme_is_no_programme():
    letter = b"Excellency,\nThe hearing will be held from 10 a.m. to 1 p.m. on 4 June 2018 in Conference Room 4.\nI invite you to attend.\n"
    assert read(letter).holds is Holds.NONE


def test_opening_hours_are_no_slots():
    letter = b"Passes\nThe desk is open daily\n8 AM to 5 PM at the Pregny Gates.\n9.00 to 17.00 every day\n"
    assert read(letter).holds is Holds.NONE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\xd0\xcf\x11\xe0 old office file", "old_word"),
        (b"{\\rtf1 text}", "rtf"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "not_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"%PDF-1.7 broken", "damaged"),
        (word_file(sheet_xml=b"<a/>"), "not_word"),
        (word_file(word__document_xml=b"<w:document"), "damaged"),
        (word_file(word__document_xml=b" " * 120_000_000), "expands"),
        (b"x" * (opening.LARGEST + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(content, code):
    assert code_of(content) == code


def test_an_entity_bomb_in_a_word_file_is_refused():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(9))
    document = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><d>&e8;</d>'.encode()
    clean = zipfile.ZipFile(io.BytesIO(WORD))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for entry in clean.namelist():
            archive.writestr(entry, document if entry == "word/document.xml" else clean.read(entry))
    assert code_of(file.getvalue()) == "damaged"


def test_a_scanned_page_is_said_to_be_one():
    document = pdfium.PdfDocument.new()
    page = document.new_page(200, 200)
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(pdfium.PdfBitmap.new_native(20, 20, pdfium.raw.FPDFBitmap_BGR))
    image.set_matrix(pdfium.PdfMatrix().scale(200, 200))
    page.insert_obj(image)
    page.gen_content()
    file = io.BytesIO()
    document.save(file)
    assert code_of(file.getvalue()) == "scanned"


def test_a_mark_across_the_page_does_not_run_into_the_lines():
    marked = typst.compile(
        b"#set page(background: rotate(-45deg, text(120pt, fill: luma(220))[DRAFT]))\n"
        b"= Hearing on ports\n4 June 2018, Geneva\n\n10.00 - 10.15 Opening\n\nPanellists: Ms. Anna Berg, Mayor\n\n"
        b"10.15 - 11.30 Panel 1: Ports"
    )
    opened = read(marked)
    assert [one.title for one in opened.segments] == ["Opening", "Panel 1: Ports"]
    assert [one.name for one in opened.segments[0].speakers] == ["Anna Berg"]


def test_two_columns_of_text_are_read_one_after_the_other():
    slots = "".join(
        f"{8 + hour}.00 - {8 + hour}.45 Session {hour}: Ports of call\n\nMs. Anna Berg, Mayor of the town\n\n"
        for hour in range(1, 11)
    )
    columns = typst.compile(
        (
            "= Hearing on ports\n4 June 2018, Geneva\n\n#block(height: 7.5cm, columns(2)[\n" + slots + "])"
        ).encode()
    )
    opened = read(columns)
    assert [one.start.hour for one in opened.segments] == list(range(9, 19))
    assert all([person.name for person in one.speakers] == ["Anna Berg"] for one in opened.segments)


def test_a_book_is_not_a_paper():
    document = pdfium.PdfDocument.new()
    for _ in range(301):
        document.new_page(100, 100)
    file = io.BytesIO()
    document.save(file)
    assert code_of(file.getvalue()) == "too_many_pages"


def test_files_that_are_not_there(tmp_path):
    for path, code in ((tmp_path / "none.txt", "missing"), (tmp_path, "folder")):
        with pytest.raises(CannotOpen) as refused:
            read(path)
        assert refused.value.code == code
    assert set(REASONS) >= {"missing", "folder", "unreadable"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text("10.00 Opening")
    file.chmod(0)
    with pytest.raises(CannotOpen):
        read(file)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_fail(content):
    try:
        read(content)
    except CannotOpen as cannot:
        assert str(cannot)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([WORD, PDF]),
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), max_size=12),
)
def test_no_damaged_file_fails(file, changes):
    content = bytearray(file)
    for at, byte in changes:
        content[at % len(content)] = byte
    try:
        read(bytes(content))
    except CannotOpen as cannot:
        assert str(cannot)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="10:.-– apm\n\t|•MrsABC,()amTBCJune2018Panel", max_size=300))
def test_no_text_of_programmes_fails(text):
    if text.strip():
        read(text.encode())
