"""Name plates and lists of people: who stands on them, in which order, and what their files hold."""

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from rostrum.demo import reading
from rostrum.meetings.roles import Role
from rostrum.papers import participants, people, plates, plates_word, queries_lists
from rostrum.papers.people import Group, Line, Listing, One, Party, Plate
from rostrum.people.models import State
from rostrum.programme import operations as programme
from rostrum.programme.core.values import Speaker
from rostrum.refused import Denied
from rostrum.web import typesetting
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory, StakeholderFactory
from tests.papers import pdfs
from tests.programme.examples import segment

AT = dt.datetime(2017, 6, 1, 9, tzinfo=dt.UTC)
KEPT = ("AFG", "CIV", "EGY", "CHN", "RUS", "BOL", "VAT")


# -- order ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("Head of delegation", True),
        ("head of the delegation, Minister", True),
        ("Chef de délégation", True),
        ("Deputy head of delegation", False),
        ("Head of the migration department", False),
        ("", False),
    ],
)
def test_who_heads_a_delegation(function, expected):
    assert people.leads(function) is expected


def test_the_head_comes_first_and_others_by_surname_whatever_the_accents():
    named = [
        One(name="Zoe Zola", surname="Zola"),
        One(name="Ana Élan", surname="Élan"),
        One(name="Ivo Edel", surname="Edel"),
        One(name="H.E. Ms. Pia Qiu", surname="Qiu"),
        One(name="Ada Zwick", surname="Zwick", about="Head of delegation"),
    ]
    assert [one.surname for one in people.in_order(named)] == ["Zwick", "Qiu", "Edel", "Élan", "Zola"]


@given(st.lists(st.text(max_size=8)))
def test_any_names_can_be_filed(names):
    ordered = sorted(names, key=people.collated)
    assert sorted(ordered) == sorted(names)
    names.reverse()
    assert ordered == sorted(names, key=people.collated)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Ana", "en"), ("ليلى", "ar"), ("(王)", "zh"), ("Анна", "ru"), ("", "en"), ("Élan", "en"), ("12", "en")],
)
def test_the_language_of_a_line_follows_from_its_letters(text, language):
    assert people.line(text) == Line(text, language)


def test_a_name_has_one_plate_with_its_function():
    bare, full = Plate(main=Line("Ana")), Plate(main=Line("ana"), note=Line("Minister"))
    assert people.once([bare, full, Plate(main=Line("Bo"))]) == [full, Plate(main=Line("Bo"))]


# -- name plates ---------------------------------------------------------------------------------------


def made(*found, page_size="a4"):
    return plates.pdf(found, meeting="Third hearing", page_size=page_size)


def test_a_plate_fills_a_folded_sheet_is_tagged_once_and_holds_its_fonts():
    pdf = made(Plate(main=Line("Egypt"), second=Line("مصر", "ar"), note=Line("Minister")))
    assert pdfs.sizes(pdf) == [(297, 210)]
    text = pdfs.pages(pdf)[0]
    assert text.count("Egypt") == 2, "one for each side of the table"
    assert text.count("Minister") == 2
    assert pdfs.tags(pdf)[0].count("H1") == 1, "a screen reader reads the name once"
    assert pdfs.bookmarks(pdf) == [(0, "Egypt")]
    assert b"pdfuaid" in pdf
    assert pdfs.sizes(made(Plate(main=Line("Egypt")), page_size="letter")) == [(279, 216)]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_every_state_has_its_plate_in_each_of_the_six_languages(language):
    names = [row[f"name_{language}"] for row in reading.states()]
    pdf = made(*(Plate(main=Line(name, language)) for name in names))
    assert b"pdfuaid" in pdf, "our own fonts have all letters"
    assert len(pdfs.pages(pdf)) == len(names)
    assert [title for _level, title in pdfs.bookmarks(pdf)] == names


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=250))
def test_any_name_fits_its_plate(text):
    found = made(Plate(main=people.line(text), second=people.line(text), note=people.line(text)))
    assert len(pdfs.pages(found)) == 1


def test_a_long_name_breaks_into_lines_within_the_sheet():
    name = (
        "International Federation of Red Cross and Red Crescent Societies, Delegation to the United Nations"
    )
    with pdfs.opened(made(Plate(main=Line(name), note=Line("Observer")))) as document:
        width, height = document[0].get_size()
        text = document[0].get_textpage()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
    assert len(boxes) > 4
    for left, bottom, right, top in boxes:
        assert 30 < left < right < width - 30
        assert 0 < bottom < top < height
        assert top < height / 2 or bottom > height / 2, "nothing lies on the fold"


def test_plates_for_word_have_a_page_each_and_turn_both_ways():
    found = [
        Plate(main=Line("Egypt"), second=Line("مصر", "ar"), note=Line("A & B")),
        Plate(main=Line("中国", "zh")),
    ]
    file = plates_word.docx(found, meeting="Third hearing", page_size="letter")
    document = docx.Document(io.BytesIO(file))
    assert len(document.tables) == 2
    for cell in document.tables[0].rows[0].cells:
        assert [one.text for one in cell.paragraphs] == ["Egypt", "مصر", "A & B"]
    xml = pdfs.part(file, "word/document.xml")
    assert xml.count("w:pageBreakBefore") == 1
    assert xml.count('<w:textDirection w:val="btLr"/>') == 2
    assert xml.count('<w:textDirection w:val="tbRl"/>') == 1
    assert "tbRlV" in xml, "so that Chinese letters turn as well"
    assert round(document.sections[0].page_width.mm) == 216


@given(st.text(max_size=250), st.floats(200, 900))
def test_letters_of_a_plate_for_word_are_neither_tiny_nor_huge(text, wide):
    assert 9 <= plates_word.size(text, wide, most=110) <= 110


def test_no_plates_still_make_a_paper():
    assert "no name plate" in pdfs.pages(made())[0]


def test_what_cannot_be_set_says_so(tmp_path):
    template = tmp_path / "wrong.typ"
    template.write_text("#nothing")
    with pytest.raises(typesetting.Unset, match="nothing"):
        typesetting.pdf(template, {})


# -- lists as files ------------------------------------------------------------------------------------

LISTING = Listing(
    title="List of participants",
    meeting="Third hearing",
    lines=("Room XIX", "19 June 2017"),
    language="en",
    empty="Nobody",
    groups=(
        Group(
            title="Member States",
            parties=(
                Party(
                    name=Line("Egypt"),
                    people=(
                        One(
                            name="Ms. Layla Haddad",
                            script=Line("ليلى حداد", "ar"),
                            about="Head of delegation",
                        ),
                        One(name="Mr. Omar Said"),
                    ),
                ),
            ),
        ),
        Group(title="The media", parties=(Party(name=Line("Radio"), people=(One(name="Bo"),)),)),
    ),
)


@pytest.mark.parametrize(("page_size", "size"), [("a4", (210, 297)), ("letter", (216, 279))])
def test_the_list_as_pdf_has_contents_headings_and_language(page_size, size):
    pdf = participants.pdf(LISTING, page_size=page_size)
    assert pdfs.sizes(pdf) == [size]
    text = pdfs.pages(pdf)[0]
    for words in ("List of participants", "Contents", "Egypt", "Ms. Layla Haddad", "Page 1 of 1"):
        assert words in text
    assert text.count("Member States") == 2, "in the contents and as a heading"
    assert {"H1", "H2", "TOC"} <= set(pdfs.tags(pdf)[0])
    assert pdfs.bookmarks(pdf) == [(0, "Member States"), (1, "Egypt"), (0, "The media"), (1, "Radio")]
    assert b"pdfuaid" in pdf
    assert b"/Lang" in pdf


def test_a_long_list_runs_over_pages_with_header_and_numbers():
    many = tuple(One(name=f"Ms. Ana Surname{at}", about="Adviser") for at in range(400))
    group = Group(title="Member States", parties=(Party(name=Line("Egypt"), people=many),))
    found = pdfs.pages(participants.pdf(replace(LISTING, groups=(group,)), page_size="a4"))
    assert len(found) > 4
    for number, text in enumerate(found[1:], 2):
        assert "Third hearing – List of participants" in text
        assert f"Page {number} of {len(found)}" in text
    whole = "".join(found)
    assert all(f"Surname{at}" in whole for at in range(400))


@pytest.mark.parametrize("page_size", ["a4", "letter"])
def test_the_list_as_docx_opens_with_styles_fields_and_language(page_size):
    made = participants.docx(LISTING, page_size=page_size)
    document = docx.Document(io.BytesIO(made))
    styled = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Title", "List of participants") in styled
    assert [text for style, text in styled if style == "Heading 1"] == ["Member States", "The media"]
    assert [text for style, text in styled if style == "Heading 2"] == ["Egypt", "Radio"]
    assert ("Normal", "Ms. Layla Haddad ليلى حداد\nHead of delegation") in styled
    assert document.core_properties.title == "List of participants"
    assert round(document.sections[0].page_height.mm) == (297 if page_size == "a4" else 279)
    assert 'w:num="2"' in pdfs.part(made, "word/document.xml")
    assert "TOC" in pdfs.part(made, "word/document.xml")
    assert '<w:lang w:val="en"' in pdfs.part(made, "word/styles.xml")
    assert document.sections[0].header.paragraphs[0].text == "Third hearing – List of participants"


def test_words_that_xml_cannot_hold_do_not_break_a_list():
    group = Group(
        title="A\x0b", parties=(Party(name=Line("B\x00"), people=(One(name="C\x1f", about="D\ufffe"),)),)
    )
    listing = replace(LISTING, groups=(group,))
    assert participants.pdf(listing, page_size="a4")
    assert participants.docx(listing, page_size="a4")


# -- from the meeting ----------------------------------------------------------------------------------


@pytest.fixture
def meeting(db):
    made = MeetingFactory(slug="hearing-3", title="Third hearing")
    for row in reading.states():
        if row["iso3"] in KEPT:
            State.objects.create(**row)
    for code, surname, function in (
        ("EGY", "Said", "Adviser"),
        ("EGY", "Haddad", "Head of delegation"),
        ("CIV", "Kone", ""),
        ("CHN", "Wang", ""),
    ):
        DelegateFactory(
            meeting=made, state=State.objects.get(pk=code), person__surname=surname, person__function=function
        )
    DelegateFactory(meeting=made, state=State.objects.get(pk="VAT"), category="observer_state")
    DelegateFactory(meeting=made, state=State.objects.get(pk="BOL"), admitted=False)
    StakeholderFactory(meeting=made, organization__name="Caritas", organization__acronym="CI")
    StakeholderFactory(organization__name="Elsewhere")
    return made


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, role=Role.SECRETARIAT).account


def publish(meeting, officer, *segments):
    programme.begin_draft(meeting, by=officer, at=AT)
    from rostrum.programme.core.tree import arranged

    draft = programme.fill_draft(meeting, programme=arranged(segments), by=officer, at=AT).draft
    programme.publish(meeting, kind="final", seen=draft.edits, by=officer, at=AT)


def test_plates_of_states_stand_in_the_order_of_their_language(meeting, officer):
    def names(of, language, second=""):
        found = queries_lists.plates(meeting, officer, of=of, names=language, second=second)
        return [(one.main.text, one.second.text) for one in found]

    assert names("states", "en") == [("China", ""), ("Côte d'Ivoire", ""), ("Egypt", ""), ("Holy See", "")]
    french = [main for main, _second in names("states", "fr")]
    assert french == sorted(french, key=people.collated)
    assert ("مصر", "Egypt") in names("states", "ar", "en")
    assert len(names("all_states", "ru")) == len(KEPT)
    assert names("organizations", "en") == [("Caritas", "")]
    assert names("panels", "en") == []


def test_plates_of_panels_name_each_person_once_with_function(meeting, officer):
    ana = Speaker(honorific="Ms.", name="Ana Silva", function="Minister", affiliation="Brazil")
    publish(
        meeting,
        officer,
        segment("a", "10:00-11:00", moderators=(replace(ana, function="", affiliation=""),)),
        segment("b", "11:00-12:00", speakers=(ana, Speaker(to_be_confirmed=True))),
    )
    found = queries_lists.plates(meeting, officer, of="panels", names="en")
    assert [(one.main.text, one.note.text) for one in found] == [("Ms. Ana Silva", "Minister, Brazil")]


def test_the_list_of_participants_holds_everybody_admitted_in_order(meeting, officer):
    found = queries_lists.participants(meeting, officer, language="en", names="en")
    assert [group.title for group in found.groups] == [
        "Member States",
        "Observer States",
        "Non-governmental organizations",
    ]
    assert [party.name.text for party in found.groups[0].parties] == ["China", "Côte d'Ivoire", "Egypt"]
    assert [one.surname for one in found.groups[0].parties[2].people] == ["Haddad", "Said"]
    assert found.groups[2].parties[0].name.text == "Caritas (CI)"
    assert found.length == 6
    in_french = queries_lists.participants(meeting, officer, language="fr", names="ar")
    assert in_french.groups[0].title == "États Membres"
    assert in_french.groups[0].parties[0].name.language == "ar"


def test_the_list_of_speakers_follows_the_programme(meeting, officer):
    speaker = Speaker(honorific="Ms.", name="Ana Silva", function="Minister", on_behalf_of="Group of 77")
    publish(
        meeting,
        officer,
        segment("a", "10:00-11:00", title="Panel 1", moderators=(Speaker(to_be_confirmed=True),)),
        segment("b", "11:00-12:00", title="Panel 2", speakers=(speaker,)),
        segment("c", "12:00-13:00", title="Panel 3"),
    )
    found = queries_lists.speakers(meeting, officer, language="en")
    assert [group.title for group in found.groups] == ["Monday, 19 June 2017"]
    assert [party.name.text for party in found.groups[0].parties] == [
        "10.00–11.00  Panel 1",
        "11.00–12.00  Panel 2",
    ]
    assert found.groups[0].parties[0].people[0] == One(name="To be confirmed", about="Moderator")
    assert found.groups[0].parties[1].people[0].about == "Speaker, Minister, on behalf of Group of 77"
    assert any("version 1" in line for line in found.lines)


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.SECRETARIAT)])
def test_only_the_secretariat_prints_lists(meeting, role):
    account = RoleHoldingFactory(meeting=meeting, role=role).account if role else AnonymousUser()
    for refused in (
        lambda: queries_lists.plates(meeting, account, of="states", names="en"),
        lambda: queries_lists.participants(meeting, account, language="en", names="en"),
        lambda: queries_lists.speakers(meeting, account, language="en"),
    ):
        with pytest.raises(Denied):
            refused()


def test_as_many_queries_for_few_as_for_many(meeting, officer, django_assert_num_queries):
    def asked():
        with translation.override("en"):
            queries_lists.participants(meeting, officer, language="en", names="en")

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        asked()
    for _again in range(5):
        DelegateFactory(meeting=meeting, state=State.objects.get(pk="RUS"))
        StakeholderFactory(meeting=meeting)
    with django_assert_num_queries(len(few)):
        asked()


# -- the page ------------------------------------------------------------------------------------------


def get(client, name, **asked):
    return client.get(reverse(f"papers:{name}", args=["hearing-3"]), asked)


def test_the_secretariat_finds_the_page_and_downloads_each_file(meeting, officer, client):
    client.force_login(officer)
    assert (
        reverse("papers:lists", args=["hearing-3"]) in client.get(meeting.get_absolute_url()).content.decode()
    )
    assert get(client, "lists").status_code == 200
    answer = get(client, "name_plates", of="all_states", names="zh", second="ar", page_size="letter")
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="hearing-3-name-plates-all-states.pdf"'
    )
    assert len(pdfs.pages(answer.content)) == len(KEPT)
    assert get(client, "name_plates", format="docx").content.startswith(b"PK")
    for kind, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = get(client, "participants", language="fr", names="fr", format=kind)
        assert (
            answer.headers["Content-Disposition"] == f'attachment; filename="hearing-3-participants.{kind}"'
        )
        assert answer.content.startswith(start)


def test_bad_choices_and_empty_lists_come_back_with_a_sentence(meeting, officer, client):
    client.force_login(officer)
    for name, asked, words in (
        ("name_plates", {"of": "nobody"}, "not one of the available choices"),
        ("name_plates", {"of": "panels"}, "There are none yet."),
        ("participants", {"page_size": "a3", "language": "fr"}, "not one of the available choices"),
        ("speakers", {}, "The programme names nobody yet."),
    ):
        answer = get(client, name, **asked)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    page = get(client, "participants", page_size="a3", language="fr").content.decode()
    assert '<option value="fr" selected>' in page, "what was chosen stays"


def test_a_link_without_choices_gives_the_usual_list(meeting, officer, client):
    client.force_login(officer)
    assert get(client, "participants").content.startswith(b"%PDF-")
    assert get(client, "name_plates").content.startswith(b"%PDF-")
