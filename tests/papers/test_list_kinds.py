"""The list of participants and name plates as papers: drafted, written differently, issued, frozen."""

import io

import docx
import pytest
from django.urls import reverse

from rostrum.papers import drafts, operations, queries, rendering
from rostrum.papers.models import Revision
from tests.meetings.factories import DelegateFactory, RoleHoldingFactory, StakeholderFactory
from tests.papers import examples, pdfs
from tests.papers.examples import ISSUED, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    made = examples.hearing()
    DelegateFactory(meeting=made, state__name_en="Egypt", person__surname="Haddad")
    StakeholderFactory(meeting=made, organization__name="Caritas {of all}", person__name_in_own_script="ليلى")
    return made


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting).account


@pytest.fixture
def draft(meeting, officer):
    return operations.compose(meeting, kind="participants", language="en", by=officer, at=ISSUED)


def written(draft, form="pdf", page_size="a4", at=ISSUED):
    document = drafts.read(draft, at=at).document
    return rendering.file(document, format=form, page_size=page_size, template=None)


def test_a_draft_follows_who_is_admitted_and_says_that_it_is_one(meeting, draft):
    text = "".join(pdfs.pages(written(draft)))
    for words in ("DRAFT", "Haddad", "Egypt", "Caritas {of all}", "Member States"):
        assert words in text
    DelegateFactory(meeting=meeting, person__surname="Latecomer")
    assert "Latecomer" in "".join(pdfs.pages(written(draft)))


def test_what_an_officer_writes_stands_in_every_file(officer, draft):
    operations.edit_text(
        draft, key="category-member_state", text="Delegations", seen="Member States", by=officer, at=ISSUED
    )
    operations.edit_text(draft, key="", after="title", text="As of noon.", by=officer, at=ISSUED)
    draft.refresh_from_db()
    text = "".join(pdfs.pages(written(draft)))
    assert "Delegations" in text
    assert "As of noon." in text
    assert "Member States" not in text
    word = docx.Document(io.BytesIO(written(draft, "docx", "")))
    assert "Delegations" in [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert "DRAFT" in word.sections[0].header.paragraphs[0].text


def test_issued_it_is_frozen_in_all_its_files(meeting, officer, draft):
    seen = drafts.read(draft, at=ISSUED).seen
    issued = operations.issue(draft, seen=seen, by=officer, at=ISSUED)
    DelegateFactory(meeting=meeting, person__surname="Latecomer")
    files = {(one.format, one.page_size): bytes(one.content) for one in issued.renditions.all()}
    assert set(files) == {("pdf", "a4"), ("pdf", "letter"), ("docx", "")}
    text = "".join(pdfs.pages(files["pdf", "a4"]))
    assert issued.symbol in text
    assert "DRAFT" not in text
    assert "Latecomer" not in text
    correction = operations.correct(issued, by=officer, at=LATER)
    assert queries.changes(correction, at=LATER), "and who came later is a change that readers see"


def test_nobody_admitted_is_an_obstacle(meeting, draft):
    assert drafts.read(draft, at=ISSUED).obstacle == ""
    meeting.participants.update(admitted=False)
    assert drafts.read(draft, at=ISSUED).obstacle == "Nobody has been admitted yet."
    assert written(draft)


def test_name_plates_are_issued_for_everybody_who_takes_part_and_speaks(meeting, officer):
    examples.publish(meeting, by=officer, at=ISSUED)
    draft = operations.compose(meeting, kind="name_plates", language="en", by=officer, at=ISSUED)
    seen = drafts.read(draft, at=ISSUED).seen
    issued = operations.issue(draft, seen=seen, by=officer, at=ISSUED)
    files = {(one.format, one.page_size): bytes(one.content) for one in issued.renditions.all()}
    titles = [title for _level, title in pdfs.bookmarks(files["pdf", "a4"])]
    assert titles[:2] == ["Egypt", "Caritas {of all}"]
    assert "H.E. Mr. Miroslav Lajčák" in titles
    word = docx.Document(io.BytesIO(files["docx", ""]))
    assert len(word.tables) == len(titles)
    assert pdfs.sizes(files["pdf", "letter"])[0] == (279, 216)


@pytest.mark.parametrize("kind", ["participants", "name_plates"])
def test_their_drafts_have_a_page_with_every_file_it_offers(client, meeting, officer, kind):
    client.force_login(officer)
    address = reverse("papers:compose", args=[meeting.slug])
    answer = client.post(address, {"kind": kind, "language": "fr"}, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Haddad" in page or "Egypt" in page
    draft = Revision.objects.get(paper__meeting=meeting, paper__kind=kind)
    for form in ("docx", "pdf-a4", "pdf-letter"):
        file = reverse("papers:draft_file", args=[meeting.slug, draft.pk, form])
        assert file in page
        assert client.get(file).status_code == 200
