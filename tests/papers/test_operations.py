import datetime as dt
import json
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rostrum.audit.models import Entry
from rostrum.meetings.models import Day, Room
from rostrum.meetings.roles import Role
from rostrum.papers import drafts, models, operations, queries
from rostrum.papers.core import document
from rostrum.papers.core.blocks import Agenda, Signature, text_of
from rostrum.papers.core.edits import LONGEST
from rostrum.papers.operations.issuing import SYMBOL, default_symbol
from rostrum.refused import Denied, Refused
from tests.conftest import KEEPING
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.papers import examples
from tests.papers.examples import ISSUED, LATER
from tests.people.factories import AccountFactory

pytestmark = pytest.mark.django_db
# The verbs that are tested here.
HERE = ("drafting", "issuing", "templates")


@pytest.fixture
def meeting():
    return examples.hearing()


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


@pytest.fixture
def published(meeting, officer):
    return examples.publish(meeting, by=officer, at=ISSUED)


def compose(meeting, officer, kind="invitation", language="en", at=ISSUED, **values):
    return operations.compose(meeting, kind=kind, language=language, by=officer, at=at, **values)


def issue(draft, officer, at=ISSUED, **values):
    seen = drafts.read(draft, at=at).seen
    return operations.issue(draft, **{"seen": seen, "by": officer, "at": at, **values})


def text(draft, key, at=ISSUED):
    return next(text_of(b) for b in drafts.read(draft, at=at).document.blocks if b.key == key)


def laid(draft, key, at=ISSUED):
    return next(one for one in drafts.read(draft, at=at).laid if one.block.key == key)


def edit(draft, officer, key, said, **values):
    return operations.edit_text(draft, key=key, text=said, by=officer, at=ISSUED, **values)


def entries(meeting):
    rows = Entry.objects.filter(scope=meeting.scope, action__startswith="papers.").order_by("pk")
    return list(rows.values_list("action", "subject"))


# -- drafts ------------------------------------------------------------------------------------------
def test_a_draft_is_begun_once(meeting, officer):
    draft = compose(meeting, officer)
    assert compose(meeting, officer) == draft
    assert (draft.number, draft.status, draft.paper.number) == (1, "draft", None)
    assert draft.paper.title == "Invitation letter"
    assert entries(meeting) == [("papers.compose", "Invitation letter (English)")]


@pytest.mark.parametrize(
    ("kind", "language", "field"), [("diploma", "en", "kind"), ("invitation", "xx", "language")]
)
def test_unknown_kinds_and_languages_are_refused(meeting, officer, kind, language, field):
    with pytest.raises(Refused) as refused:
        compose(meeting, officer, kind, language)
    assert refused.value.field == field


def test_data_changes_and_an_edit_survives(meeting, officer, published):
    draft = compose(meeting, officer)
    edit(draft, officer, "encouragement", "Come to {room} on {days}.")
    draft.refresh_from_db()
    assert text(draft, "encouragement") == "Come to Trusteeship Council Chamber on 18 December 2017."
    meeting.room = Room.objects.create(venue=meeting.room.venue, name="Conference Room 4")
    meeting.save()
    meeting.days.all().delete()
    Day.objects.create(meeting=meeting, date=dt.date(2017, 12, 19))
    draft = models.Revision.objects.get(pk=draft.pk)
    assert text(draft, "encouragement") == "Come to Conference Room 4 on 19 December 2017."
    assert "19 December 2017" in text(draft, "invitation")
    assert laid(draft, "encouragement").edited
    assert not laid(draft, "encouragement").outdated


def test_an_edit_over_a_text_that_changed_is_marked(meeting, officer):
    draft = compose(meeting, officer)
    edit(draft, officer, "interpretation", "Six languages will be heard.")
    draft.refresh_from_db()
    assert not laid(draft, "interpretation").outdated
    meeting.interpretation = False
    meeting.save()
    draft = models.Revision.objects.get(pk=draft.pk)
    assert laid(draft, "interpretation").outdated
    assert laid(draft, "interpretation").composed == "There will be no interpretation."


def test_an_edit_is_undone_step_by_step(meeting, officer):
    draft = compose(meeting, officer)
    first = text(draft, "encouragement")
    for said in ("Come.", ""):
        edit(draft, officer, "encouragement", said)
    draft.refresh_from_db()
    assert laid(draft, "encouragement").removed
    operations.undo_text(draft, key="encouragement", by=officer, at=ISSUED)
    draft.refresh_from_db()
    assert text(draft, "encouragement") == "Come."
    operations.undo_text(draft, key="encouragement", by=officer, at=ISSUED)
    draft.refresh_from_db()
    assert text(draft, "encouragement") == first
    with pytest.raises(Refused, match="nothing to undo"):
        operations.undo_text(draft, key="encouragement", by=officer, at=ISSUED)


def test_a_paragraph_is_added_where_asked(meeting, officer):
    draft = compose(meeting, officer)
    key = edit(draft, officer, "", "Bring a photo ID to {room}.", after="interpretation")
    draft.refresh_from_db()
    keys = [b.key for b in drafts.read(draft, at=ISSUED).document.blocks]
    assert keys.index(key) == keys.index("interpretation") + 1
    assert text(draft, key) == "Bring a photo ID to Trusteeship Council Chamber."


@pytest.mark.parametrize(
    ("key", "said", "code"),
    [
        ("salutation", "x" * (LONGEST + 1), "too_long"),
        ("salutation", "On {day} we meet.", "unknown_word"),
        ("salutation", "A { alone", "unknown_word"),
        ("salutation", "Bell \x07", "unprintable"),
        ("signature", "Somebody else", "data"),
        ("nothing", "Text", "stale"),
        ("", "", "stale"),
    ],
)
def test_what_cannot_be_written_is_refused(meeting, officer, key, said, code):
    draft = compose(meeting, officer)
    with pytest.raises(Refused) as refused:
        edit(draft, officer, key, said)
    assert refused.value.code == code
    draft.refresh_from_db()
    assert draft.edits == {}


def test_a_stale_page_is_told_what_stands_there(meeting, officer):
    draft = compose(meeting, officer)
    edit(draft, officer, "salutation", "Dear colleague,", seen="Excellency,")
    with pytest.raises(Refused) as refused:
        edit(draft, officer, "salutation", "Excellencies,", seen="Excellency,")
    assert (refused.value.code, refused.value.facts["now"]) == ("stale", "Dear colleague,")


def test_discarding_is_undone_unless_another_was_begun(meeting, officer):
    draft = compose(meeting, officer)
    operations.discard(draft, by=officer, at=ISSUED)
    draft.refresh_from_db()
    assert (draft.status, draft.number) == ("discarded", None)
    operations.restore(draft, by=officer, at=ISSUED)
    draft.refresh_from_db()
    assert (draft.status, draft.number) == ("draft", 1)
    operations.discard(draft, by=officer, at=ISSUED)
    compose(meeting, officer)
    with pytest.raises(Refused):
        operations.restore(draft, by=officer, at=ISSUED)


# -- issuing -----------------------------------------------------------------------------------------
def test_issuing_freezes_everything(meeting, officer, published):
    issued = issue(compose(meeting, officer), officer)
    assert issued.issued
    assert (issued.number, issued.paper.number, issued.symbol) == (1, 1, "GCM/HEARING-3/1")
    assert (issued.date, issued.issued_at, issued.issued_by) == (dt.date(2017, 11, 30), ISSUED, "Ana Silva")
    assert issued.sha256 == document.sha256(issued.document)
    assert json.loads(issued.document)["number"] == 1
    files = [(one.format, one.page_size, one.size > 3000) for one in issued.renditions.all()]
    assert files == [("docx", "", True), ("pdf", "a4", True), ("pdf", "letter", True)]
    assert entries(meeting)[-1] == ("papers.issue", "Invitation letter, GCM/HEARING-3/1")
    assert queries.issued_revision(meeting, issued.pk) == issued


def test_what_was_issued_does_not_follow_the_data(meeting, officer, published):
    issued = issue(compose(meeting, officer), officer)
    meeting.room.name = "Conference Room 4"
    meeting.room.save()
    said = queries.document_of(queries.issued_revision(meeting, issued.pk))
    assert any("Trusteeship" in text_of(block) for block in said.blocks)


def test_who_signs_held_the_office_on_that_day(meeting, officer):
    draft = compose(meeting, officer)
    early = dt.datetime(2017, 9, 1, 12, 0, tzinfo=dt.UTC)
    names = [
        block.people[0].name
        for at in (early, ISSUED)
        for block in drafts.read(draft, at=at).document.blocks
        if isinstance(block, Signature)
    ]
    assert names == ["Peter Thomson", "Miroslav Lajčák"]


def test_the_day_of_a_paper_is_the_venues(meeting, officer):
    late = dt.datetime(2017, 12, 1, 3, 0, tzinfo=dt.UTC)
    assert drafts.read(compose(meeting, officer), at=late).document.date == dt.date(2017, 11, 30)


def test_nothing_is_issued_unseen(meeting, officer, published):
    draft = compose(meeting, officer)
    seen = drafts.read(draft, at=ISSUED).seen
    edit(draft, officer, "encouragement", "Come.")
    with pytest.raises(Refused) as refused:
        issue(models.Revision.objects.get(pk=draft.pk), officer, seen=seen)
    assert refused.value.code == "stale"


@pytest.mark.parametrize("kind", ["programme", "updated_agenda", "speakers", "summary"])
def test_without_a_programme_there_is_none_to_issue(meeting, officer, kind):
    with pytest.raises(Refused, match="programme") as refused:
        issue(compose(meeting, officer, kind), officer)
    assert refused.value.code == "obstacle"


def test_without_a_signatory_no_letter(meeting, officer):
    with pytest.raises(Refused, match="Nobody holds"):
        issue(compose(meeting, officer), officer, at=dt.datetime(2019, 1, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize("symbol", ["A RES 71", "a/res/1", "A" * 61, "A/RES/71/280\n1", "A/<b>"])
def test_a_symbol_must_look_like_one(meeting, officer, symbol):
    with pytest.raises(Refused) as refused:
        issue(compose(meeting, officer), officer, symbol=symbol)
    assert refused.value.field == "symbol"


def test_languages_share_a_number(meeting, officer, published):
    english = issue(compose(meeting, officer), officer)
    other = issue(compose(meeting, officer, "programme"), officer)
    french = issue(compose(meeting, officer, language="fr", translates=english.paper), officer)
    numbers = [one.paper.number for one in (english, other, french)]
    assert (numbers, french.symbol) == ([1, 2, 1], english.symbol)
    with pytest.raises(Refused):
        compose(meeting, officer, language="fr", translates=english.paper)


def test_a_symbol_of_ones_own_goes_on(meeting, officer, published):
    english = issue(compose(meeting, officer), officer, symbol="A/INF/72/1")
    second = issue(operations.correct(english, by=officer, at=LATER), officer, LATER, what_changed="A day.")
    third = issue(operations.correct(english, by=officer, at=LATER), officer, LATER, what_changed="A room.")
    french = issue(compose(meeting, officer, language="fr", translates=english.paper), officer, LATER)
    symbols = [one.symbol for one in (second, third, french)]
    assert symbols == ["A/INF/72/1/Rev.1", "A/INF/72/1/Rev.2", "A/INF/72/1"]


@pytest.mark.parametrize("slug", ["a_b", "-", "_x-", "a" * 50, "7"])
def test_every_address_makes_a_symbol(slug):
    meeting = examples.hearing(slug=slug)
    meeting.process.slug = slug
    paper = models.Paper(meeting=meeting, kind="invitation", language="en")
    paper.save()
    assert SYMBOL.fullmatch(default_symbol(models.Revision(paper=paper, number=99)))


def test_no_two_papers_have_one_symbol(meeting, officer, published):
    issue(compose(meeting, officer), officer, symbol="GCM/HEARING-3/2")
    with pytest.raises(Refused) as refused:
        issue(compose(meeting, officer, "concept_note"), officer)
    assert (refused.value.field, refused.value.code) == ("symbol", "symbol_taken")


def test_a_correction_that_comes_back_corrects_the_latest(meeting, officer, published):
    issued = issue(compose(meeting, officer), officer)
    early = operations.correct(issued, by=officer, at=LATER)
    operations.discard(early, by=officer, at=LATER)
    second = issue(operations.correct(issued, by=officer, at=LATER), officer, LATER, what_changed="A day.")
    operations.restore(early, by=officer, at=LATER)
    early.refresh_from_db()
    assert (early.number, early.corrects) == (3, second)


def test_a_failure_of_rendering_leaves_nothing(meeting, officer, published):
    draft = compose(meeting, officer)
    models.Template.objects.create(
        process=meeting.process,
        kind="invitation",
        language="en",
        content=b"no document",
        sha256="0",
        uploaded_at=ISSUED,
        uploaded_by="Ana",
    )
    with pytest.raises(Refused) as refused:
        issue(draft, officer)
    draft = models.Revision.objects.select_related("paper").get(pk=draft.pk)
    assert (refused.value.code, draft.status, draft.paper.number) == ("rendering", "draft", None)
    assert not models.Rendition.objects.exists()


def test_a_correction_names_what_it_changes(meeting, officer, published):
    issued = issue(compose(meeting, officer), officer)
    examples.publish(meeting, by=officer, at=LATER, kind="updated", confirmed=True)
    draft = operations.correct(issued, by=officer, at=LATER)
    assert operations.correct(issued, by=officer, at=LATER) == draft
    assert (draft.number, draft.corrects) == (2, issued)
    with pytest.raises(Refused) as refused:
        issue(draft, officer, at=LATER)
    assert refused.value.field == "what_changed"
    second = issue(draft, officer, at=LATER, what_changed="A panellist is confirmed.")
    assert (second.symbol, second.paper.number) == ("GCM/HEARING-3/1/Rev.1", 1)
    said = queries.document_of(second)
    assert said.what_changed == "A panellist is confirmed."
    shown = {one.key: one.what for one in queries.changes(second, at=LATER)}
    assert shown["programme"] == "changed"
    assert [one.pk for one in queries.published(meeting)[0].revisions] == [second.pk, issued.pk]


def test_a_correction_keeps_what_officers_wrote(meeting, officer, published):
    draft = compose(meeting, officer)
    edit(draft, officer, "salutation", "Dear colleague,")
    issued = issue(models.Revision.objects.get(pk=draft.pk), officer)
    assert text(operations.correct(issued, by=officer, at=LATER), "salutation", at=LATER) == "Dear colleague,"


def test_a_programme_is_called_as_its_version(meeting, officer, published):
    draft = compose(meeting, officer, "programme")
    assert drafts.read(draft, at=ISSUED).document.title == "Provisional programme"
    examples.publish(meeting, by=officer, at=LATER, kind="final")
    assert drafts.read(draft, at=LATER).document.title == "Final programme"
    assert drafts.read(draft, at=ISSUED).document.title == "Provisional programme"
    assert any(isinstance(b, Agenda) for b in drafts.read(draft, at=LATER).document.blocks)


def test_another_draft_does_not_hide_in_the_public_list(meeting, officer, published):
    compose(meeting, officer)
    assert queries.published(meeting) == ()


# -- who ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "role", [None, "other", *(role for role in Role if role != Role.SECRETARIAT)], ids=str
)
def test_only_the_secretariat_of_the_meeting_writes(meeting, officer, published, role):
    who = AccountFactory()
    if role is not None:
        held = MeetingFactory() if role == "other" else meeting
        name = Role.SECRETARIAT if role == "other" else role
        RoleHoldingFactory(meeting=held, account=who, role=name)
    draft = compose(meeting, officer)
    issued = issue(compose(meeting, officer, "programme"), officer)
    common = {"by": who, "at": ISSUED}
    acts = [
        lambda: compose(meeting, who),
        lambda: edit(draft, who, "salutation", "Hello"),
        lambda: operations.undo_text(draft, key="salutation", **common),
        lambda: operations.discard(draft, **common),
        lambda: operations.restore(draft, **common),
        lambda: issue(draft, who),
        lambda: operations.correct(issued, **common),
        lambda: operations.replace_template(meeting, kind="invitation", language="en", content=b"", **common),
        lambda: operations.reset_template(meeting, kind="invitation", language="en", **common),
    ]
    here = [one for one in operations.__all__ if getattr(operations, one).__module__.endswith(HERE)]
    assert len(acts) == len(here)
    for act in acts:
        with pytest.raises(Denied):
            act()


# -- the database ------------------------------------------------------------------------------------
def refused_by_database(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.fixture
def triggers():
    """Bring back the triggers against deletion, which tests do without to empty SQLite's database."""
    made = import_module("rostrum.papers.migrations.0002_triggers")
    statements = made.SQLITE.values() if connection.vendor == "sqlite" else ()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for name in KEEPING if connection.vendor == "sqlite" else ():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE papers_revision SET document = 'other'",
        "UPDATE papers_revision SET status = 'draft'",
        "UPDATE papers_rendition SET sha256 = 'other'",
        "UPDATE papers_paper SET number = 7",
        "UPDATE papers_paper SET title = 'other'",
        "DELETE FROM papers_rendition",
        "DELETE FROM papers_revision",
        """INSERT INTO papers_rendition (revision_id, format, page_size, content, size, sha256)
        SELECT id, 'docx', 'letter', document, 1, 'x' FROM papers_revision""",
    ],
)
def test_the_database_keeps_what_was_issued(meeting, officer, published, triggers, statement):
    issue(compose(meeting, officer), officer)

    def raw():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    refused_by_database(raw)


def test_the_database_allows_one_draft_and_no_half_issue(meeting, officer):
    draft = compose(meeting, officer)
    common = {"paper": draft.paper, "begun_at": ISSUED, "begun_by": "Ana"}
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Revision.objects.create(number=2, **common)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Revision.objects.filter(pk=draft.pk).update(status="issued")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Revision.objects.filter(pk=draft.pk).update(symbol="A/1")
