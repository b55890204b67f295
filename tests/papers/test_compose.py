"""Composing: every paper says what the meeting says, and nothing else can be typed over it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rostrum.meetings import wording
from rostrum.papers import kinds
from rostrum.papers.compose import words
from rostrum.papers.core import blocks, comparing, document, edits
from rostrum.papers.core.blocks import Agenda, Listing, NewPage, Paragraph, Signature, text_of
from rostrum.papers.core.document import Document
from rostrum.papers.core.edits import Edit
from rostrum.papers.core.facts import Convener, Earlier, Facts, Sister, Version
from rostrum.programme.core.tree import arranged
from tests.papers import examples

PLAIN = st.text(st.characters(categories=("Lu", "Ll", "Nd", "Lo")), min_size=1, max_size=30)
READY = [kind.name for kind in kinds.kinds() if kind.render is None]


def facts(**values):
    return Facts(
        **{
            "language": "en",
            "date": dt.date(2017, 11, 30),
            "title": "Third informal interactive multi-stakeholder hearing",
            "format": "hearing",
            "ordinal": 3,
            "theme": "A whole-of-society approach",
            "mandate": "A/RES/71/280",
            "mandate_paragraph": "30",
            "room": "Trusteeship Council Chamber",
            "venue": "United Nations Headquarters",
            "city": "New York",
            "days": (examples.DAY,),
            "process": "Preparatory process for the global compact",
            "conveners": (Convener(title="President of the General Assembly", name="Miroslav Lajčák"),),
            "version": Version(kind="provisional", number=1, programme=examples.programme()),
            **values,
        }
    )


def composed(kind, given_facts, own=None):
    """Return the blocks of a paper as they would be printed."""
    with translation.override(given_facts.language):
        laid = edits.lay(kinds.kind(kind).compose(given_facts), own or {})
        return edits.standing(edits.filled(laid, words.values(given_facts)))


def said(printed):
    return "\n".join(line for block in printed for line in comparing.lines_of(block))


def of(kind, key, **values):
    return next(text_of(block) for block in composed(kind, facts(**values)) if block.key == key)


# -- nothing contradicts -----------------------------------------------------------------------------
@given(
    room=PLAIN,
    city=PLAIN,
    first=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    length=st.integers(1, 4),
    language=st.sampled_from(sorted(kinds.LANGUAGES)),
    ordinal=st.none() | st.integers(1, 20),
)
def test_date_and_room_in_every_paper_are_the_meetings(room, city, first, length, language, ordinal):
    days = tuple(first + dt.timedelta(days=one) for one in range(length))
    given_facts = facts(room=room, city=city, days=days, language=language, ordinal=ordinal)
    with translation.override(language):
        expected = wording.days(days)
    for kind in READY:
        text = said(composed(kind, given_facts))
        assert f"{room}, United Nations Headquarters, {city}" in text, kind
        assert expected in text, kind
        assert not edits.unknown_words(text, ()), kind


@given(values=st.dictionaries(st.sampled_from(["theme", "mandate", "webcast"]), st.just(""), max_size=3))
def test_what_is_missing_leaves_no_hole(values):
    for kind in READY:
        text = said(composed(kind, facts(**values, version=None)))
        assert "“”" not in text
        assert "  " not in text
        assert "{" not in text


@pytest.mark.parametrize("kind", READY)
def test_a_programme_with_braces_stays_plain(kind):
    programme = examples.programme()
    odd = [one for one in programme if one.key != "panel-1"]
    panel = programme.get("panel-1")
    odd.append(replace(panel, title="Panel {room} {x}", description="{", questions=("{days}?",)))
    given_facts = facts(version=Version(kind="final", number=1, programme=arranged(odd)))
    for one in composed(kind, given_facts):
        if not isinstance(one, Agenda | blocks.People):
            assert "{" not in text_of(one)


# -- sentences ---------------------------------------------------------------------------------------
def test_the_invitation_follows_its_model():
    printed = composed("invitation", facts())
    assert of("invitation", "invitation") == (
        "In accordance with paragraph 30 of General Assembly resolution A/RES/71/280, I will convene the third "
        "informal interactive multi-stakeholder hearing on 18 December 2017, as part of the preparatory process "
        "for the global compact. It will take place in Trusteeship Council Chamber, United Nations Headquarters, "
        "New York."
    )
    order = [blocks.type_of(block) for block in printed]
    assert order[:3] == ["letterhead", "date", "paragraph"]
    assert order[-5:] == ["signature", "address", "new_page", "title", "programme"]


def test_two_who_convene_sign_both_and_say_we():
    two = (Convener(title="Co-facilitator (Mexico)", name="A"), Convener(title="Co-facilitator", name="B"))
    assert "we will convene" in of("invitation", "invitation", conveners=two)
    signature = next(b for b in composed("invitation", facts(conveners=two)) if isinstance(b, Signature))
    assert [one.name for one in signature.people] == ["A", "B"]


@pytest.mark.parametrize(
    ("kind", "said_in_letter", "title"),
    [
        ("provisional", "the provisional programme", "Provisional programme"),
        ("updated", "the updated programme", "Updated programme"),
        ("final", "the final programme", "Final programme"),
        ("as_held", "the programme as held", "Programme as held"),
    ],
)
def test_letter_and_enclosure_call_the_programme_alike(kind, said_in_letter, title):
    version = Version(kind=kind, number=1, programme=examples.programme())
    printed = composed("updated_agenda", facts(version=version))
    assert said_in_letter in said(printed)
    assert title in [block.title for block in printed if isinstance(block, blocks.Title)]


def test_an_updated_agenda_names_the_letter_before():
    earlier = (Earlier(kind="invitation", language="en", date=dt.date(2017, 9, 28), symbol="X/1"),)
    assert of("updated_agenda", "further", earlier=earlier).startswith(
        "Further to my letter of 28 September 2017"
    )
    assert "Further" not in of("updated_agenda", "further")


def test_an_information_note_names_the_meetings_before():
    sister = Sister(ordinal=1, title="First hearing", days=(dt.date(2017, 7, 26),), place="New York")
    assert of("information_note", "earlier-0", sisters=(sister,)) == (
        "First hearing took place on 26 July 2017 in New York."
    )


def test_a_summary_names_who_spoke():
    programme = examples.programme(confirmed=True)
    text = said(composed("summary", facts(version=Version(kind="as_held", number=2, programme=programme))))
    assert "The moderator was Sherwin Bryce-Pease (President)." in text
    assert f"The panellists were Ms. Deborah Valencia (Melissa Network) and Mr. {examples.ARABIC}" in text
    assert "Remarks were made by H.E. Mr. Miroslav Lajčák." in text


def test_without_an_ordinal_a_meeting_is_named_by_its_title():
    assert words.meeting(facts(ordinal=None)).startswith("the meeting “Third informal")
    assert words.meeting(facts(ordinal=99)).startswith("the meeting “Third informal")


def test_a_mandate_that_is_no_resolution_stays_as_it_is():
    assert words.mandate(facts(mandate="Decision 5", mandate_paragraph="")) == "in accordance with Decision 5"


def test_a_line_that_begins_with_a_word_begins_with_a_capital():
    filled = edits.fill("{meeting} is on.\nSee {meeting}.\n{other}", {"meeting": "the hearing"})
    assert filled == "The hearing is on.\nSee the hearing.\n{other}"


def test_what_is_missing_is_said():
    letter, paper = kinds.kind("invitation"), kinds.kind("programme")
    assert "No office convenes" in letter.obstacle(facts(conveners=()))
    assert "Nobody holds" in letter.obstacle(facts(conveners=(Convener(title="President"),)))
    assert "no days" in letter.obstacle(facts(days=()))
    assert "No version" in paper.obstacle(facts(version=None))
    assert letter.obstacle(facts()) == paper.obstacle(facts()) == ""


# -- edits -------------------------------------------------------------------------------------------
BASE = (Paragraph(key="a", text="On {days}."), Listing(key="b", items=("one", "two")), NewPage(key="c"))


def test_edits_are_laid_over_what_is_composed():
    own = {
        "a": Edit(text="Later.", composed="On {days}."),
        "x": Edit(text="Added.", after="b"),
        "y": Edit(text="Under it.", after="x"),
        "z": Edit(text="Under what is gone.", after="nothing"),
    }
    assert [text_of(block) for block in edits.standing(edits.lay(BASE, own))] == [
        "Later.", "one\ntwo", "Added.", "Under it.", "", "Under what is gone.",
    ]  # fmt: skip


def test_an_empty_text_takes_a_block_out():
    own = {"b": Edit(text="", composed="one\ntwo")}
    assert [block.key for block in edits.standing(edits.lay(BASE, own))] == ["a", "c"]


@given(st.text())
def test_only_known_words_in_braces_pass(text):
    if edits.unknown_words(text, {"days"}):
        return
    assert "{" not in edits.fill(text, {"days": "D"})


@given(st.dictionaries(st.text(min_size=1), st.builds(Edit, text=st.text(), after=st.text()), max_size=5))
def test_no_edit_is_lost_and_no_loop_hangs(own):
    laid = edits.lay(BASE, own)
    assert len({one.block.key for one in laid}) == len(laid) or any(key in {"a", "b", "c"} for key in own)
    assert edits.read(edits.plain(own)) == own


# -- the document ------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", READY)
def test_a_document_reads_back_as_it_was_written(kind):
    made = Document(
        kind=kind,
        language="en",
        title="T",
        meeting="M",
        date=examples.DAY,
        blocks=composed(kind, facts()),
        number=3,
        symbol="A/1",
    )
    text = document.canonical(made)
    assert document.read(text) == made
    assert document.sha256(text) == document.sha256(document.canonical(document.read(text)))


def test_an_unknown_form_is_not_read():
    with pytest.raises(ValueError, match="form"):
        document.read('{"form":"other"}')


# -- comparing ---------------------------------------------------------------------------------------
def test_two_revisions_by_block_and_by_word():
    old = (Paragraph(key="a", text="In Room XIX."), Paragraph(key="b", text="Gone."), NewPage(key="n"))
    new = (Paragraph(key="a", text="In Room XX."), NewPage(key="n"), Paragraph(key="c", text="New."))
    found = [(one.key, one.what) for one in comparing.compare(old, new)]
    assert found == [("a", "changed"), ("b", "removed"), ("c", "added")]
    spans = comparing.compare(old, new)[0].lines[0]
    assert [(span.what, span.text) for span in spans if span.what != "same"] == [
        ("gone", "XIX"),
        ("new", "XX"),
    ]


@given(
    st.lists(st.text(max_size=8), unique=True, max_size=5),
    st.lists(st.text(max_size=8), unique=True, max_size=5),
)
def test_the_same_says_nothing_and_all_differences_are_told(before, after):
    old = tuple(Paragraph(key=f"k{text}", text=text) for text in before)
    new = tuple(Paragraph(key=f"k{text}", text=text) for text in after)
    assert comparing.compare(old, old) == ()
    told = {one.key for one in comparing.compare(old, new)}
    assert told == {f"k{text}" for text in set(before) ^ set(after) if text}
