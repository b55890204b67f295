"""The audit trail: what is written stays, and reads as a sentence."""

import csv
import datetime as dt
import importlib
import io

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rostrum.audit import queries, sentences
from rostrum.audit.models import Entry
from rostrum.audit.operations import record
from rostrum.meetings import operations
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory

pytestmark = pytest.mark.django_db

AT = dt.datetime(2017, 6, 19, 8, 30, tzinfo=dt.UTC)
TEST = sentences.register("audit.test_only", "{actor} tried {subject}.")
triggers = importlib.import_module("rostrum.audit.migrations.0002_triggers")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def entry(**values):
    return record(**{"action": TEST, "by": None, "at": AT, "subject": "something"} | values)


@pytest.fixture
def officer():
    return RoleHoldingFactory(role="secretariat").account


@pytest.fixture
def meeting(officer):
    return officer.role_holdings.get().meeting


# -- what the database keeps ---------------------------------------------------------------------------
def change(made):
    Entry.objects.filter(pk=made.pk).update(actor_name="Somebody else")


def remove(made):
    Entry.objects.filter(pk=made.pk).delete()


def save(made):
    made.subject = "something else"
    made.save()


@pytest.mark.parametrize("act", [change, remove, save])
def test_an_entry_is_neither_changed_nor_removed(act):
    if connection.vendor == "sqlite":  # the tests' database goes without, so that it can be emptied
        with connection.cursor() as cursor:
            for statement in triggers.SQLITE:
                cursor.execute(statement)
    made = entry()
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic():
        act(made)
    assert Entry.objects.get().subject == "something"


def test_an_action_that_nobody_registered_is_a_programming_error():
    with pytest.raises(KeyError):
        entry(action="audit.unheard_of")
    assert not Entry.objects.exists()


def test_two_sentences_for_one_action_are_noticed():
    with pytest.raises(ValueError, match="Two sentences"):
        sentences.register(TEST, "{actor} did something else.")


# -- how it reads --------------------------------------------------------------------------------------
def test_an_entry_reads_as_a_sentence_with_what_changed():
    told = queries.tell(
        entry(before={"a": 1, "b": [1, 2], "c": "x"}, after={"a": 1, "b": [2], "d": True, "e_f": [{"g": 2}]})
    )
    assert told.sentence == "Rostrum tried something."
    assert [(one.name, one.before, one.after) for one in told.changes] == [
        ("b", "1, 2", "2"),
        ("c", "x", ""),
        ("d", "", "✓"),
        ("e f › 1 › g", "", "2"),
    ]


def test_an_entry_of_a_folder_that_is_gone_still_reads():
    made = entry()
    made.action = "gone.thing"
    assert queries.tell(made).sentence == "Rostrum: gone.thing (something)"


@given(JSON, JSON)
def test_whatever_was_recorded_can_be_shown(before, after):
    for change in queries.changes(before, after):
        assert len(change.before) <= queries.LONGEST
        assert len(change.after) <= queries.LONGEST


def test_equal_values_are_no_change():
    assert list(queries.changes({"a": 1}, {"a": 1})) == []


# -- the page ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["chair", "moderator", "podium", "interpreter", "rapporteur", "participant"])
def test_only_the_secretariat_reads_it(client, meeting, role):
    client.force_login(RoleHoldingFactory(meeting=meeting, role=role).account)
    for name in ("audit", "audit_csv"):
        assert client.get(reverse(f"meetings:{name}", args=[meeting.slug])).status_code == 403


def test_an_entry_of_another_meeting_is_not_shown(client, officer, meeting):
    entry(scope=meeting.scope, subject="ours")
    entry(scope=MeetingFactory().scope, subject="theirs")
    client.force_login(officer)
    page = client.get(reverse("meetings:audit", args=[meeting.slug])).content.decode()
    assert "ours" in page
    assert "theirs" not in page
    assert "10.30" in page
    assert "Geneva time (UTC+2)" in page


def test_the_trail_is_searched(client, officer, meeting):
    client.force_login(officer)
    operations.give_role(meeting, email="chair@example.org", role="chair", by=officer, at=AT)
    entry(scope=meeting.scope, subject="machine")
    url = reverse("meetings:audit", args=[meeting.slug])

    def shown(**query):
        return [one.subject for one in client.get(url, query).context["entries"]]

    assert shown() == ["machine", "chair@example.org (chair)"]
    assert shown(action="meetings.give_role") == ["chair@example.org (chair)"]
    assert shown(actor="system") == ["machine"]
    assert shown(text="MACH") == ["machine"]
    assert shown(text="nowhere") == []
    assert shown(action="no.such", actor="nobody", text="\x00", page="x") == [
        "machine",
        "chair@example.org (chair)",
    ]


def test_long_trails_have_pages(client, officer, meeting):
    for number in range(51):
        entry(scope=meeting.scope, subject=f"number {number}")
    client.force_login(officer)
    url = reverse("meetings:audit", args=[meeting.slug])
    assert len(client.get(url).context["entries"]) == 50
    assert [one.subject for one in client.get(url, {"page": 2}).context["entries"]] == ["number 0"]


@pytest.mark.parametrize("risky", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx"])
def test_the_export_holds_no_formula(client, officer, meeting, risky):
    entry(scope=meeting.scope, subject=risky, reason=risky, after={"a": risky})
    client.force_login(officer)
    answer = client.get(reverse("meetings:audit_csv", args=[meeting.slug]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))

    assert "attachment" in answer["Content-Disposition"]
    assert rows[0][0] == "When"
    assert rows[1][0] == "2017-06-19T10:30:00+02:00"
    assert rows[1][4] == f"'{risky}"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_the_export_takes_the_same_search(client, officer, meeting):
    entry(scope=meeting.scope, subject="one")
    entry(scope=meeting.scope, subject="two")
    client.force_login(officer)
    url = reverse("meetings:audit_csv", args=[meeting.slug])
    text = client.get(url, {"text": "two"}).content.decode()
    assert "two" in text
    assert "one" not in text
