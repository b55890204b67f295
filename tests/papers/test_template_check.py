"""What is uploaded as a Word template: refused with a sentence unless it is one and does nothing."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostrum.papers import template_check
from rostrum.papers.rendering import built_in
from rostrum.refused import Refused
from tests.papers.test_rendering import ATTACKS


def changed(change):
    made = docx.Document(io.BytesIO(built_in.template()))
    change(made)
    own = io.BytesIO()
    made.save(own)
    return own.getvalue()


def with_parts(**parts):
    """Return the built-in template with parts added or replaced; ``None`` leaves one out."""
    own = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built_in.template())) as old, zipfile.ZipFile(own, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return own.getvalue()


def part(name):
    with zipfile.ZipFile(io.BytesIO(built_in.template())) as archive:
        return archive.read(name)


def link(kind, target, mode="External"):
    rels = part("word/_rels/document.xml.rels").decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    new = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return with_parts(
        **{"word/_rels/document.xml.rels": rels.replace("</Relationships>", f"{new}</Relationships>")}
    )


def body(text):
    return changed(lambda made: made.add_paragraph(text))


def refused(content):
    with pytest.raises(Refused) as said:
        template_check.check(content)
    assert said.value.field == "template"
    assert said.value.reason.endswith((".", "}}", "goes."))
    return said.value.code


def test_the_built_in_template_passes():
    template_check.check(built_in.template())
    template_check.check(body("{{ date }} {% if draft %}{{ draft }}{% endif %}"))
    template_check.check(link("hyperlink", "https://www.un.org/"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"MZ", built_in.template()[:900]])
def test_what_is_no_word_document(content):
    assert refused(content) == "template"


def test_a_zip_that_is_no_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(made.getvalue()) == "template"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 35_000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6))
def test_damage_is_refused_and_never_fails(changes):
    content = bytearray(built_in.template())
    for at, new in changes:
        content[at : at + len(new)] = new
    try:
        template_check.check(bytes(content))
    except Refused as said:
        assert said.field == "template"


def test_a_large_file_and_one_that_grows():
    assert refused(b"PK" + b"0" * template_check.LARGEST) == "template"
    assert refused(with_parts(**{"word/media/bomb.xml": b" " * (template_check.LARGEST_OPEN + 1)})) == "bomb"
    assert refused(with_parts(**{f"word/x{at}.xml": "<a/>" for at in range(600)})) == "bomb"


def test_a_size_that_the_archive_does_not_admit():
    """A part larger than it says is not read to its end."""
    content = bytearray(with_parts(**{"word/media/a.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    at = content.rindex(b"word/media/a.xml")
    content[at - 46 + 24 : at - 46 + 28] = (10).to_bytes(4, "little")
    refused(bytes(content))


def test_xml_that_grows():
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert refused(with_parts(**{"word/comments.xml": xml})) == "bomb"
    wide = xml.decode().encode("utf-16")
    assert refused(with_parts(**{"word/comments.xml": wide})) == "bomb"


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/a.xml"]
)
def test_macros_and_objects(name):
    assert refused(with_parts(**{name: b"\x00"})) == "macro"


def test_a_document_with_macros_under_another_name():
    types = part("[Content_Types].xml").replace(
        b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    )
    assert refused(with_parts(**{"[Content_Types].xml": types})) == "macro"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://example.org/evil.dotm"),
        ("image", "https://example.org/pixel.png"),
        ("oleObject", "file:///etc/passwd"),
        ("hyperlink", "file:///etc/passwd"),
        ("aFChunk", "https://example.org/"),
    ],
)
def test_what_comes_from_elsewhere(kind, target):
    assert refused(link(kind, target)) == "link"


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\cmd", 'INCLUDETEXT "/etc/passwd"', "includepicture x"])
def test_fields_that_reach_out(field):
    xml = part("word/document.xml").replace(
        b"</w:p>", f"<w:r><w:instrText>{field}</w:instrText></w:r></w:p>".encode(), 1
    )
    assert refused(with_parts(**{"word/document.xml": xml})) == "link"


def test_a_field_spread_over_several_runs():
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("D", "DE", "AUTO"))
    xml = part("word/document.xml").replace(b"</w:p>", f"{runs}</w:p>".encode(), 1)
    assert refused(with_parts(**{"word/document.xml": xml})) == "link"


@pytest.mark.parametrize("attack", [*ATTACKS, "{{ unknown }}", "{{ title", "{% if %}", "{{ }}"])
def test_words_that_a_template_may_not_hold(attack):
    assert refused(body(attack)) == "unknown_word"


def test_attacks_in_headers_and_properties():
    def in_header(made):
        made.sections[0].footer.paragraphs[0].text = "{{ ''.__class__ }}"

    def in_title(made):
        made.core_properties.title = "{{ ''.__class__ }}"

    assert refused(changed(in_header)) == "unknown_word"
    assert refused(changed(in_title)) == "unknown_word"


def test_a_template_without_a_body():
    def without(made):
        made.paragraphs[-1]._p.getparent().remove(made.paragraphs[-1]._p)

    assert refused(changed(without)) == "no_body"
