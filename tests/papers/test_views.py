import datetime as dt
import io
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from rostrum.papers import drafts, models, operations
from rostrum.papers.rendering import built_in
from tests.meetings.factories import RoleHoldingFactory
from tests.papers import examples
from tests.papers.examples import ISSUED, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return examples.hearing()


@pytest.fixture
def officer(client, meeting):
    account = RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account
    client.force_login(account)
    return account


@pytest.fixture
def in_office(meeting):
    """Let somebody hold the office today, so that letters can be signed."""
    holding = meeting.conveners.get().holdings.order_by("-starts_on").first()
    holding.ends_on = None
    holding.save()


def url(name, meeting, *args):
    return reverse(f"papers:{name}", args=[meeting.slug, *args])


def compose(meeting, officer, kind="invitation", at=ISSUED, **values):
    values = {"language": "en", **values}
    return operations.compose(meeting, kind=kind, by=officer, at=at, **values)


def issue(draft, officer, at=ISSUED, **values):
    return operations.issue(draft, seen=drafts.read(draft, at=at).seen, by=officer, at=at, **values)


@pytest.fixture
def issued(meeting, officer):
    examples.publish(meeting, by=officer, at=ISSUED)
    return issue(compose(meeting, officer), officer)


def words(answer):
    return " ".join(answer.content.decode().split())


# -- what everybody reads ----------------------------------------------------------------------------
def test_without_papers_the_page_says_so(client, meeting):
    assert "No paper has been issued yet" in words(client.get(url("public", meeting)))


def test_everybody_finds_all_revisions_and_formats(client, meeting, officer, issued):
    second = issue(operations.correct(issued, by=officer, at=LATER), officer, LATER, what_changed="A room.")
    client.logout()
    page = words(client.get(url("public", meeting)))
    for one in (issued, second):
        assert one.symbol in page
        for form in ("docx", "pdf-a4", "pdf-letter"):
            assert url("file", meeting, one.pk, form) in page
    assert "A room." in page
    old = words(client.get(url("paper", meeting, issued.pk)))
    assert "A newer revision holds" in old
    new = words(client.get(url("paper", meeting, second.pk)))
    assert "A newer revision holds" not in new
    assert "Miroslav Lajčák" in new


def test_a_draft_is_not_public(client, meeting, officer):
    draft = compose(meeting, officer)
    assert client.get(url("paper", meeting, draft.pk)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(url("file", meeting, draft.pk, "pdf-a4")).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(url("draft", meeting, draft.pk)).status_code == HTTPStatus.FOUND
    assert client.get(url("public", meeting)).content.decode().count("Invitation") == 0


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("pdf-a4", "application/pdf", "GCM-HEARING-3-1-en-a4.pdf"),
        ("pdf-letter", "application/pdf", "GCM-HEARING-3-1-en-letter.pdf"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "GCM-HEARING-3-1-en.docx",
        ),
    ],
)
def test_files_are_attachments_that_can_be_asked_again(client, meeting, officer, issued, form, kind, name):
    client.logout()
    address = url("file", meeting, issued.pk, form)
    answer = client.get(address)
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    head = client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (HTTPStatus.OK, b"", answer["ETag"])
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert client.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_no_such_file(client, meeting, issued):
    assert client.get(url("file", meeting, issued.pk, "odt")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(url("file", meeting, 10**15, "docx")).status_code == HTTPStatus.NOT_FOUND


def test_feeds_and_the_meetings_page_tell_of_it(client, meeting, issued):
    client.logout()
    address = url("paper", meeting, issued.pk)
    for page in (
        url("feed", meeting),
        reverse("meetings:meeting_feed", args=[meeting.slug]),
        reverse("meetings:process_feed", args=[meeting.process.slug]),
        meeting.get_absolute_url(),
    ):
        assert address in client.get(page).content.decode(), page
    feed = client.get(url("feed", meeting)).content.decode()
    assert f"urn:rostrum:papers:{issued.pk}" in feed
    assert url("public", meeting) in client.get(meeting.get_absolute_url()).content.decode()


# -- where papers are prepared -----------------------------------------------------------------------
def test_the_list_says_what_is_next(client, meeting, officer, in_office):
    page = words(client.get(url("office", meeting)))
    assert "Begin with the invitation letter" in page
    answer = client.post(url("compose", meeting), {"kind": "invitation", "language": "en"})
    draft = models.Revision.objects.get()
    assert answer.url == url("draft", meeting, draft.pk)
    assert "can be looked at and issued" in words(client.get(url("office", meeting)))
    issue(draft, officer, timezone.now())
    examples.publish(meeting, by=officer, at=timezone.now())
    assert "was not issued as a paper" in words(client.get(url("office", meeting)))
    issue(compose(meeting, officer, "programme", timezone.now()), officer, timezone.now())
    assert "its summary is not issued" in words(client.get(url("office", meeting)))
    examples.publish(meeting, by=officer, at=timezone.now(), kind="final", confirmed=True)
    assert "was published again" in words(client.get(url("office", meeting)))


def offers(client, meeting, kind):
    page = client.get(url("office", meeting))
    rows = {one.kind.name: one for _family, many in page.context["families"] for one in many}
    return [(one.language, one.of and one.of.pk, one.again) for one in rows[kind].offers]


def test_the_list_offers_what_can_be_begun(client, meeting, officer, issued):
    assert offers(client, meeting, "concept_note") == [("en", None, False), ("fr", None, False)]
    assert offers(client, meeting, "invitation") == [("en", None, True), ("fr", issued.pk, False)]
    client.post(url("compose", meeting), {"kind": "invitation", "language": "fr", "of": issued.pk})
    assert offers(client, meeting, "invitation") == [("en", None, True)]
    issue(models.Revision.objects.get(status="draft"), officer)
    assert offers(client, meeting, "invitation") == [("en", None, True), ("fr", None, True)]
    note = compose(meeting, officer, "concept_note")
    assert offers(client, meeting, "concept_note") == [("fr", note.pk, False)]
    client.post(url("compose", meeting), {"kind": "concept_note", "language": "fr", "of": note.pk})
    both = [issue(one, officer) for one in models.Revision.objects.filter(status="draft")]
    assert len({one.paper.number for one in both}) == 1
    assert offers(client, meeting, "concept_note") == []


@pytest.mark.parametrize("of", ["", "x", "0", "9" * 5000, "²"])
def test_an_odd_other_language_is_none(client, meeting, officer, of):
    answer = client.post(url("compose", meeting), {"kind": "invitation", "language": "fr", "of": of})
    assert answer.status_code == HTTPStatus.FOUND
    assert models.Paper.objects.get().translates is None


def test_a_draft_shows_texts_and_preview(client, meeting, officer):
    draft = compose(meeting, officer)
    page = words(client.get(url("draft", meeting, draft.pk)))
    assert "{meeting} {when}" in page
    assert "on 18 December 2017" in page
    assert "It cannot be issued yet" in page  # nobody holds the office today


def test_a_text_is_saved_with_and_without_scripts(client, meeting, officer):
    draft = compose(meeting, officer)
    address = url("text", meeting, draft.pk, "salutation")
    plain = client.post(address, {"text": "Dear colleague,", "seen": "Excellency,"})
    assert plain.url == f"{url('draft', meeting, draft.pk)}#text-salutation"
    answer = client.post(
        address, {"text": "Excellencies,", "seen": "Dear colleague,"}, headers={"hx-request": "true"}
    )
    assert answer.status_code == HTTPStatus.OK
    assert 'id="text-salutation"' in words(answer)
    assert 'id="preview" hx-swap-oob="true"' in words(answer)
    undone = client.post(url("undo", meeting, draft.pk, "salutation"), headers={"hx-request": "true"})
    assert "Dear colleague," in words(undone)


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}], ids=["page", "fragment"])
def test_a_refusal_keeps_what_was_typed(client, meeting, officer, headers):
    draft = compose(meeting, officer)
    address = url("text", meeting, draft.pk, "salutation")
    answer = client.post(address, {"text": "On {dya}", "seen": "Excellency,"}, headers=headers)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "On {dya}</textarea>" in words(answer)
    assert "is no word that can be filled" in words(answer)


def test_a_paragraph_is_added_or_refused_in_place(client, meeting, officer):
    draft = compose(meeting, officer)
    added = client.post(url("add", meeting, draft.pk), {"after": "salutation", "text": "Bring your pass."})
    assert added.status_code == HTTPStatus.FOUND
    refused = client.post(url("add", meeting, draft.pk), {"after": "salutation", "text": "{"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Bring your pass." in words(refused)


def test_discarding_leads_back_with_undo(client, meeting, officer):
    draft = compose(meeting, officer)
    answer = client.post(url("discard", meeting, draft.pk), follow=True)
    assert url("restore", meeting, draft.pk) in words(answer)
    assert client.post(url("restore", meeting, draft.pk)).url == url("draft", meeting, draft.pk)


@pytest.mark.parametrize("form", ["docx", "pdf-a4", "pdf-letter"])
def test_a_draft_as_file(client, meeting, officer, form):
    draft = compose(meeting, officer)
    answer = client.get(url("draft_file", meeting, draft.pk, form))
    assert answer["Content-Disposition"].startswith('attachment; filename="draft-hearing-3-invitation-en')
    assert client.get(url("draft_file", meeting, draft.pk, "odt")).status_code == HTTPStatus.NOT_FOUND


def test_issuing_from_the_page(client, meeting, officer, in_office):
    draft = compose(meeting, officer)
    page = client.get(url("issue", meeting, draft.pk))
    seen = page.context["form"].initial["seen"]
    wrong = client.post(url("issue", meeting, draft.pk), {"seen": seen, "symbol": "no symbol"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is no document symbol" in words(wrong)
    stale = client.post(url("issue", meeting, draft.pk), {"seen": "0"})
    assert stale.status_code == HTTPStatus.CONFLICT
    assert f'value="{seen}"' in words(stale)
    done = client.post(url("issue", meeting, draft.pk), {"seen": seen, "symbol": "A/INF/72/1"}, follow=True)
    assert "Issued as A/INF/72/1." in words(done)


def test_a_correction_from_the_page(client, meeting, officer, issued, in_office):
    draft_page = client.post(url("correct", meeting, issued.pk)).url
    draft = models.Revision.objects.get(status="draft")
    assert draft_page == url("draft", meeting, draft.pk)
    page = client.get(url("issue", meeting, draft.pk))
    assert "What differs from GCM/HEARING-3/1" in words(page)
    seen = page.context["form"].initial["seen"]
    refused = client.post(url("issue", meeting, draft.pk), {"seen": seen})
    assert "Say what this revision changes" in words(refused)
    done = client.post(
        url("issue", meeting, draft.pk), {"seen": seen, "what_changed": "The date."}, follow=True
    )
    assert "Issued as GCM/HEARING-3/1/Rev.1." in words(done)


# -- Word templates ----------------------------------------------------------------------------------
def test_a_template_is_replaced_and_reset(client, meeting, officer):
    address = url("template", meeting, "invitation", "en")
    current = client.get(url("template_file", meeting, "invitation", "en"))
    assert current.content == built_in.template()
    refused = client.post(address, {"template": io.BytesIO(b"not a document")})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This is not a Word document" in words(refused)
    assert client.post(address, {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    done = client.post(address, {"template": io.BytesIO(current.content)}, follow=True)
    assert "Your own, from Ana Silva" in words(done)
    client.post(url("reset_template", meeting, "invitation", "en"))
    assert not models.Template.objects.exists()


@pytest.mark.parametrize(("kind", "language"), [("diploma", "en"), ("invitation", "xx")])
def test_no_such_template(client, meeting, officer, kind, language):
    assert client.get(url("template", meeting, kind, language)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("rows", [1, 3])
def test_the_public_page_asks_a_fixed_number_of_questions(
    client, meeting, officer, rows, django_assert_max_num_queries
):
    for kind in ("concept_note", "information_note", "procedural_note")[:rows]:
        issue(compose(meeting, officer, kind), officer)
    client.logout()
    with django_assert_max_num_queries(8):
        client.get(url("public", meeting))


def test_dates_of_the_paper_page(client, meeting, issued):
    assert issued.date == dt.date(2017, 11, 30)
    assert "Thursday, 30 November 2017" in words(client.get(url("paper", meeting, issued.pk)))
