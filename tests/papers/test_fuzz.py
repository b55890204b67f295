"""Whatever is typed where papers are prepared, the answer is a page, and the files can be made."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostrum.papers import drafts, operations, rendering
from rostrum.papers.core.blocks import Heading, Listing, Paragraph, with_text
from rostrum.papers.core.document import Document, canonical, read
from rostrum.papers.models import Paper, Revision
from tests.meetings.factories import RoleHoldingFactory
from tests.papers import examples
from tests.papers.examples import ISSUED

pytestmark = pytest.mark.django_db
NAMES = ("text", "seen", "after", "kind", "language", "of", "symbol", "what_changed", "template")
KNOWN = (
    "salutation",
    "signature",
    "programme",
    "invitation",
    "concept_note",
    "en",
    "fr",
    "A/RES/71/280",
    "Excellency,",
)
ODD = (
    "",
    "{",
    "}}",
    "{days}",
    "{{ body }}",
    "\x00",
    "\u202e",
    "\ufffe",
    "9" * 400,
    "-1",
    "\r\n\r\n",
    "x" * 6000,
)
TYPED = st.one_of(st.text(max_size=200), st.sampled_from(KNOWN), st.sampled_from(ODD))
FORMS = st.dictionaries(st.sampled_from(NAMES), TYPED, max_size=len(NAMES))
MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def prepared(client):
    meeting = examples.hearing()
    officer = RoleHoldingFactory(meeting=meeting).account
    client.force_login(officer)
    examples.publish(meeting, by=officer, at=ISSUED)
    made = operations.compose(meeting, kind="invitation", language="en", by=officer, at=ISSUED)
    issued = operations.issue(made, seen=drafts.read(made, at=ISSUED).seen, by=officer, at=ISSUED)
    operations.correct(issued, by=officer, at=ISSUED)
    return meeting


def addresses(meeting):
    draft = Revision.objects.filter(status="draft").first()
    here = [meeting.slug]
    found = [("compose", here), ("template", [*here, "invitation", "en"])]
    if draft is not None:
        found += [(name, [*here, draft.pk]) for name in ("add", "issue", "draft")]
        found += [("text", [*here, draft.pk, key]) for key in ("salutation", "signature", "nothing")]
        found += [("undo", [*here, draft.pk, "salutation"])]
    return [reverse(f"papers:{name}", args=args) for name, args in found]


@MANY
@given(typed=FORMS, htmx=st.booleans())
def test_no_form_fails(client, prepared, typed, htmx):
    headers = {"hx-request": "true"} if htmx else {}
    for address in addresses(prepared):
        with transaction.atomic():
            answer = client.post(address, typed, headers=headers)
        assert answer.status_code < 500, address
    draft = Revision.objects.filter(status="draft").order_by("pk").first()
    assert draft is None or drafts.read(draft, at=ISSUED).document
    assert Paper.objects.filter(number=1).count() == 1


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_any_text_is_set_in_word_and_pdf(texts):
    blocks = [Heading(key="h", text=texts[0]), Listing(key="l", items=tuple(texts), ordered=len(texts) > 2)]
    blocks += [with_text(Paragraph(key=f"p{at}", text=""), text) for at, text in enumerate(texts)]
    document = Document(
        kind="invitation",
        language="en",
        title="Any",
        meeting=texts[-1][:40] or "M",
        date=dt.date(2017, 11, 30),
        blocks=tuple(blocks),
        number=1,
        symbol="A/1",
    )
    for form, size, mark in (("docx", "", b"PK"), ("pdf", "a4", b"%PDF")):
        content = rendering.file(document, format=form, page_size=size, template=None)
        assert content.startswith(mark)
    assert canonical(read(canonical(document))) == canonical(document)
