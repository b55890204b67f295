"""Word and PDF: what is in them, whom they can be read by, and that a draft says that it is one."""

import io
import re
import shutil
import subprocess

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from rostrum.papers import kinds, rendering
from rostrum.papers.core.blocks import Group, Listing, Paragraph, People, Person
from rostrum.papers.core.document import Document
from rostrum.papers.rendering import built_in, pdf, sandbox, word
from tests.papers import examples
from tests.papers.examples import ARABIC, CHINESE
from tests.papers.test_compose import READY, composed, facts

SIZES = {"a4": (595, 842), "letter": (612, 792)}


def paper(kind="invitation", language="en", **values):
    given = facts(language=language)
    values = {"number": 1, "symbol": "GCM/HEARING-3/1", "blocks": tuple(composed(kind, given)), **values}
    title = str(kinds.kind(kind).label)
    return Document(kind=kind, language=language, title=title, meeting=given.title, date=given.date, **values)


def pages(content):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def flat(text):
    return " ".join(text.split())


def lines(word_file):
    """Return every line of a Word file in order, also those in tables."""
    body = docx.Document(io.BytesIO(word_file)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


# -- PDF ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", READY)
def test_every_pdf_is_tagged_and_named(kind, size):
    content = pdf.rendered(paper(kind), page_size=size)
    made = pypdfium2.PdfDocument(content)
    assert made.get_metadata_dict()["Title"] == f"{kinds.kind(kind).label}: {facts().title}"
    assert tuple(round(one) for one in made[0].get_size()) == SIZES[size]
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang"):
        assert mark in content
    assert b"pdfuaid:part" in content or b"pdfuaid" in content
    # Every font stands in the file.
    assert len(re.findall(rb"/FontFile\d?", content)) >= 1


def test_the_language_of_a_pdf_is_the_papers():
    french = pdf.rendered(paper(language="fr"), page_size="a4")
    assert re.search(rb"/Lang ?\(fr", french)


def test_a_letter_reads_in_order_and_its_enclosure_is_on_its_own_page():
    first, second = pages(pdf.rendered(paper(), page_size="a4"))
    words = [
        "PRESIDENT OF",
        "30 November 2017",
        "Excellency,",
        "third informal",
        "Miroslav Lajčák",
        "All Permanent",
    ]
    places = [flat(first).index(one) for one in words]
    assert places == sorted(places)
    assert "Provisional programme" in second
    assert "10.15–12.45" in second


def test_names_in_arabic_and_chinese_are_in_the_pdf():
    people = People(
        key="p",
        groups=(Group(title="All", people=(Person(name="A", own_script=ARABIC), Person(name=CHINESE))),),
        labels=("Name", "Role", "Function"),
    )
    [text] = pages(pdf.rendered(paper(blocks=(people,)), page_size="a4"))
    assert CHINESE in text
    # A reader of PDF gives letters joined or one by one; their number and kind are the same.
    found = [one for one in text if "\u0600" <= one <= "\u06ff" or "\ufb50" <= one <= "\ufeff"]
    assert len(found) >= len(ARABIC.replace(" ", "")) - 3


def test_a_draft_says_so_and_an_issued_paper_does_not():
    draft = paper(number=None, symbol="")
    assert all("DRAFT" in page for page in pages(pdf.rendered(draft, page_size="a4")))
    assert not any("DRAFT" in page for page in pages(pdf.rendered(paper(), page_size="a4")))
    header = docx.Document(io.BytesIO(word.rendered(draft))).sections[0].header.paragraphs
    assert "DRAFT" in [one.text for one in header]
    assert "DRAFT" not in "".join(lines(word.rendered(paper())))


def test_letters_that_no_font_of_ours_has_do_not_stop_a_paper():
    content = pdf.rendered(paper(blocks=(Paragraph(key="a", text="龘靐 and 𝄞"),)), page_size="a4")
    assert content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$", "*a* _b_ `c`", "@ref <label>", "\\u{1F600}", '"quoted"', "//x"]
)
def test_marks_of_typst_are_plain_text(text):
    [said] = pages(
        pdf.rendered(paper(blocks=(Paragraph(key="a", text=f"Begin {text} end"),)), page_size="a4")
    )
    assert f"Begin {text} end" in flat(said)


# -- Word --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", READY)
def test_every_word_file_says_what_the_paper_says(kind):
    content = word.rendered(paper(kind))
    text = "\n".join(lines(content))
    assert "Trusteeship Council Chamber" in text
    assert "{{" not in text
    assert word.BODY not in text
    about = docx.Document(io.BytesIO(content)).core_properties
    assert (about.title, about.language) == (f"{kinds.kind(kind).label}: {facts().title}", "en-GB")


def test_word_has_headings_lists_and_repeated_heads_of_tables():
    made = docx.Document(io.BytesIO(word.rendered(paper("arrangements"))))
    styles = {one.style.name for one in made.paragraphs}
    assert {"Heading 1", "Heading 2", "List Number"} <= styles
    assert made.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [one.text for one in made.sections[0].header.paragraphs] == ["GCM/HEARING-3/1"]


def test_names_in_arabic_run_from_right_to_left_in_word():
    content = word.rendered(paper("programme"))
    assert any(ARABIC in line and CHINESE in line for line in lines(content))
    runs = [
        run
        for table in docx.Document(io.BytesIO(content)).tables
        for cell in table._cells
        for line in cell.paragraphs
        for run in line.runs
    ]
    assert [run.text.strip() for run in runs if run.font.rtl] == [ARABIC]


def test_what_word_cannot_hold_is_left_out():
    block = Listing(key="a", items=("<w:p>&amp; \x0b{{ title }}",))
    assert "<w:p>&amp; {{ title }}" in lines(word.rendered(paper(blocks=(block,))))


def test_an_offices_own_template_keeps_its_page():
    made = docx.Document(io.BytesIO(built_in.template()))
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    made.paragraphs[0].text = "Office of {{ letterhead }}, {{ date }}"
    own = io.BytesIO()
    made.save(own)
    content = word.rendered(paper(), template=own.getvalue())
    assert round(docx.Document(io.BytesIO(content)).sections[0].page_width.mm) == 297
    assert lines(content)[0] == "Office of President of the General Assembly, 30 November 2017"


def test_a_template_without_our_styles_still_works():
    made = docx.Document(io.BytesIO(built_in.template()))
    for name in ("List Number", "List Bullet", "Heading 2"):
        made.styles[name].delete()
    own = io.BytesIO()
    made.save(own)
    assert "Interpretation" in "\n".join(lines(word.rendered(paper("arrangements"), template=own.getvalue())))


# -- the sandbox -------------------------------------------------------------------------------------
ATTACKS = (
    "{{ ''.__class__ }}",
    "{{ body.__class__.__mro__ }}",
    "{{ title|attr('x') }}",
    "{{ config }}",
    "{% for x in range(9) %}{% endfor %}",
    "{% set a = 1 %}",
    "{{ title * 1000000 }}",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{{ cycler() }}",
    "{{ title['x'] }}",
    "{{ [title] }}",
    "{% macro m() %}{% endmacro %}",
    "{{ title if body else date }}",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_holds_words_and_nothing_else(attack):
    with pytest.raises(sandbox.NotAllowed):
        sandbox.environment().from_string(attack)


def test_a_template_may_ask_whether_a_word_is_empty():
    made = sandbox.environment().from_string("{% if draft %}{{ draft }}{% endif %}{{ title }}")
    assert made.render(draft="", title="<b>") == "&lt;b&gt;"


# -- LibreOffice -------------------------------------------------------------------------------------
def test_a_letter_opens_in_libreoffice(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "letter.docx").write_bytes(word.rendered(paper()))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "letter.docx",
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    first, second = pages((tmp_path / "letter.pdf").read_bytes())
    assert "Excellency," in first
    assert "All Permanent Representatives" in first
    assert "Provisional programme" in second


# -- other kinds -------------------------------------------------------------------------------------
def test_a_kind_may_make_its_own_files(monkeypatch):
    made = [kinds.File(format="pdf", page_size="a4", content=b"plates")]
    plates = kinds.Kind(
        name="test_plates",
        label="Plates",
        summary="",
        family=kinds.Family.LISTS,
        compose=lambda _facts: (),
        position=999,
        render=lambda _document: made,
    )
    monkeypatch.setitem(kinds._kinds, plates.name, plates)
    given = Document(
        kind=plates.name, language="en", title="P", meeting="M", date=examples.DAY, blocks=(), number=1
    )
    assert list(rendering.files(given, template=None)) == made
    assert rendering.file(given, format="pdf", page_size="a4", template=None) == b"plates"
    assert rendering.file(given, format="docx", page_size="", template=None) is None
