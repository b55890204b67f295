import datetime as dt
import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rostrum.audit.models import Entry
from rostrum.meetings.roles import Role
from rostrum.programme import models, operations, queries, rows
from rostrum.programme.core import document
from rostrum.programme.core.shifts import Slot
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Kind, Programme, Speaker
from rostrum.refused import Denied, Refused
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import FRAME, MONDAY, TUESDAY, clock, outline, segment, small

pytestmark = pytest.mark.django_db

AT = dt.datetime(2017, 6, 12, 8, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(hours=1)


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


@pytest.fixture
def colleague(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ben Okri").account


@pytest.fixture
def draft(meeting, officer):
    """A draft that holds the small example."""
    operations.begin_draft(meeting, by=officer, at=AT)
    return operations.fill_draft(meeting, programme=small(), by=officer, at=AT).draft


def current(meeting):
    return rows.load(models.Version.objects.get(meeting=meeting, published_at=None))


def revision(meeting, key):
    return models.Segment.objects.get(version__meeting=meeting, key=key).revision


def edit(meeting, who, key="one", rev=None, **values):
    seen = revision(meeting, key) if rev is None else rev
    return operations.edit_segment(meeting, key=key, revision=seen, values=values, by=who, at=LATER)


def entries(meeting):
    return list(Entry.objects.filter(scope=meeting.scope).order_by("pk").values_list("action", "subject"))


# -- the draft ----------------------------------------------------------------------------------------


def test_the_first_draft_is_empty_and_begun_once(meeting, officer, colleague):
    draft = operations.begin_draft(meeting, by=officer, at=AT)
    assert operations.begin_draft(meeting, by=colleague, at=LATER) == draft
    assert (draft.number, current(meeting)) == (1, Programme())
    assert entries(meeting) == [("programme.begin_draft", str(meeting))]


def test_rows_hold_a_programme_whole(meeting, officer):
    full = Programme(
        (
            segment(
                "one",
                "10:15-13:00",
                description="What it is about.\n\nMore.",
                room="Room XX",
                side_events=True,
                questions=("What works?", "What does not?"),
                moderators=(
                    Speaker(honorific="H.E. Mr.", name="Ola Henrikson", function="Director General"),
                ),
                speakers=(
                    Speaker(name="Ana Silva", on_behalf_of="Group of 77", by_video=True),
                    Speaker(contribution="Migrant perspective", to_be_confirmed=True),
                ),
            ),
            segment("part", "10:20-10:30", "sub_panel", parent="one"),
            segment("open", "15:00", "other", day=TUESDAY),
        )
    )
    operations.begin_draft(meeting, by=officer, at=AT)
    operations.fill_draft(meeting, programme=full, by=officer, at=AT)
    assert current(meeting) == full
    operations.fill_draft(meeting, programme=small(), by=officer, at=AT)
    assert current(meeting) == small()


def test_a_segment_is_added_where_its_time_says(meeting, officer, draft):
    values = {
        "kind": Kind.KEYNOTE,
        "day": MONDAY,
        "start": clock("10:15"),
        "end": clock("10:30"),
        "title": "Keynote",
    }
    outcome = operations.add_segment(meeting, values=values, by=officer, at=LATER)
    assert outline(current(meeting))[2] == f"{outcome.key} 10:15-10:30"
    assert entries(meeting)[-1] == ("programme.add_segment", "Keynote")
    assert revision(meeting, outcome.key) == outcome.number == 2


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"end": clock("10:00")}, ("end", "end_before_start")),
        ({"day": dt.date(2017, 5, 23)}, ("day", "other_day")),
        ({"title": " "}, ("title", "no_title")),
        ({"kind": Kind.SUB_PANEL}, ("kind", "wrong_nesting")),
        ({"speakers": (Speaker(function="Director"),)}, ("speakers", "nameless")),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(meeting, officer, draft, values, expected):
    given = {"kind": Kind.PANEL, "day": MONDAY, "start": clock("10:15"), "title": "New"} | values
    with pytest.raises(Refused) as refused:
        operations.add_segment(meeting, values=given, by=officer, at=LATER)
    assert (refused.value.field, refused.value.code) == expected
    assert current(meeting) == small()
    assert len(entries(meeting)) == 2


def test_nothing_can_be_edited_without_a_draft(meeting, officer):
    with pytest.raises(Refused) as refused:
        operations.undo(meeting, by=officer, at=AT)
    assert refused.value.code == "no_draft"


def test_the_audit_trail_says_what_was_before_and_after(meeting, officer, draft):
    edit(meeting, officer, title="Panel One")
    entry = Entry.objects.filter(scope=meeting.scope).latest("pk")
    assert (entry.action, entry.subject, entry.actor_name) == (
        "programme.edit_segment",
        "Panel One",
        "Ana Silva",
    )
    assert entry.before == [{"segment": "one", "what": "title", "value": "One"}]
    assert entry.after == [{"segment": "one", "what": "title", "value": "Panel One"}]


def test_an_edit_that_changes_nothing_is_none(meeting, officer, draft):
    assert edit(meeting, officer, title="One").number is None
    assert len(entries(meeting)) == 2


# -- two officers -------------------------------------------------------------------------------------


def test_two_officers_may_change_different_things_of_one_segment(meeting, officer, colleague, draft):
    seen = revision(meeting, "one")
    edit(meeting, officer, rev=seen, title="Mine")
    # A form sends everything it shows, as it was when the form was opened.
    edit(meeting, colleague, rev=seen, title="One", description="Theirs")
    one = current(meeting).get("one")
    assert (one.title, one.description) == ("Mine", "Theirs")


def test_the_second_is_told_and_shown_both(meeting, officer, colleague, draft):
    seen = revision(meeting, "one")
    edit(meeting, officer, rev=seen, title="Mine", description="New")
    with pytest.raises(Refused) as refused:
        edit(meeting, colleague, rev=seen, title="Theirs", description="New")
    facts = refused.value.facts
    assert (refused.value.code, refused.value.field) == ("stale", "title")
    assert (facts["by"], facts["at"], facts["aspects"]) == ("Ana Silva", LATER, ["title"])
    assert facts["theirs"].title == "Mine"
    assert str(refused.value) == "Ana Silva has changed this in the meantime."
    assert current(meeting).get("one").title == "Mine"


def test_the_same_words_from_both_are_no_quarrel(meeting, officer, colleague, draft):
    seen = revision(meeting, "one")
    edit(meeting, officer, rev=seen, title="Same")
    assert edit(meeting, colleague, rev=seen, title="Same").number is None


def test_a_second_window_of_the_same_officer(meeting, officer, draft):
    seen = revision(meeting, "one")
    edit(meeting, officer, rev=seen, title="First")
    with pytest.raises(Refused, match="yourself"):
        edit(meeting, officer, rev=seen, title="Second")


def test_what_was_removed_in_the_meantime(meeting, officer, colleague, draft):
    seen = revision(meeting, "one")
    operations.remove_segment(meeting, key="one", revision=seen, by=officer, at=LATER)
    with pytest.raises(Refused) as refused:
        edit(meeting, colleague, rev=seen, title="Too late")
    assert (refused.value.code, refused.value.facts["by"]) == ("gone", "Ana Silva")


def test_nobody_removes_what_somebody_just_edited(meeting, officer, colleague, draft):
    seen = revision(meeting, "three")
    edit(meeting, colleague, key="asia", title="Asia and the Pacific")
    with pytest.raises(Refused) as refused:
        operations.remove_segment(meeting, key="three", revision=seen, by=officer, at=LATER)
    assert (refused.value.code, refused.value.facts["by"]) == ("stale", "Ben Okri")
    operations.remove_segment(meeting, key="three", revision=revision(meeting, "asia"), by=officer, at=LATER)
    assert "asia" not in current(meeting)


def test_a_move_on_a_stale_page(meeting, officer, colleague, draft):
    seen = revision(meeting, "two")
    operations.step_segment(meeting, key="two", revision=seen, step="up", by=officer, at=LATER)
    with pytest.raises(Refused) as refused:
        operations.move_segment(
            meeting, key="two", revision=seen, where=Where.AFTER, target="three", by=colleague, at=LATER
        )
    assert refused.value.code == "stale"
    edit(meeting, colleague, key="two", rev=seen, title="Titles and places are different things")


# -- moving and shifting ------------------------------------------------------------------------------


def test_moving_offers_times_that_agree(meeting, officer, draft):
    outcome = operations.step_segment(
        meeting, key="two", revision=revision(meeting, "two"), step="up", by=officer, at=LATER
    )
    assert [s.key for s in current(meeting)][:3] == ["opening", "two", "one"]
    slots = [(slot, revision(meeting, slot.key)) for slot in outcome.offer.slots]
    operations.shift_segments(meeting, slots=slots, by=officer, at=LATER)
    assert outline(current(meeting))[1:3] == ["two 10:15-11:45", "one 11:45-13:00"]


def test_retiming_offers_to_shift_what_follows(meeting, officer, draft):
    outcome = edit(meeting, officer, key="opening", end=clock("10:25"))
    assert (outcome.offer.minutes, [s.key for s in outcome.offer.slots]) == (10, ["one", "two"])
    assert outline(current(meeting))[1] == "one 10:15-11:30"


def test_an_offer_is_not_accepted_over_a_newer_time(meeting, officer, colleague, draft):
    slots = [(Slot(key="two", start=clock("11:40"), end=clock("13:10")), revision(meeting, "two"))]
    edit(meeting, colleague, key="two", start=clock("11:35"))
    with pytest.raises(Refused) as refused:
        operations.shift_segments(meeting, slots=slots, by=officer, at=LATER)
    assert (refused.value.code, refused.value.field) == ("stale", "start")


def test_a_loop_is_refused_at_its_field(meeting, officer, draft):
    with pytest.raises(Refused) as refused:
        operations.move_segment(
            meeting, key="three", revision=1, where=Where.INTO, target="asia", by=officer, at=LATER
        )
    assert (refused.value.code, refused.value.field) == ("into_itself", "parent")
    with pytest.raises(Refused, match="up, down, in or out"):
        operations.step_segment(meeting, key="three", revision=1, step="sideways", by=officer, at=LATER)


# -- undo ---------------------------------------------------------------------------------------------


def test_undo_any_number_of_steps_and_do_again(meeting, officer, draft):
    edit(meeting, officer, title="First")
    operations.step_segment(meeting, key="two", revision=1, step="up", by=officer, at=LATER)
    operations.remove_segment(meeting, key="three", revision=9, by=officer, at=LATER)
    after = current(meeting)
    for _ in range(3):
        operations.undo(meeting, by=officer, at=LATER)
    assert current(meeting) == small()
    for _ in range(3):
        operations.redo(meeting, by=officer, at=LATER)
    assert current(meeting) == after
    with pytest.raises(Refused, match="nothing to do again"):
        operations.redo(meeting, by=officer, at=LATER)
    for _ in range(4):
        operations.undo(meeting, by=officer, at=LATER)
    assert current(meeting) == Programme()
    with pytest.raises(Refused, match="nothing to undo"):
        operations.undo(meeting, by=officer, at=LATER)


def test_a_new_edit_ends_what_could_be_done_again(meeting, officer, draft):
    edit(meeting, officer, title="First")
    operations.undo(meeting, by=officer, at=LATER)
    edit(meeting, officer, description="Something else")
    with pytest.raises(Refused, match="nothing to do again"):
        operations.redo(meeting, by=officer, at=LATER)


def test_undo_leaves_others_alone(meeting, officer, colleague, draft):
    edit(meeting, officer, title="Mine")
    edit(meeting, colleague, description="Theirs")
    operations.undo(meeting, by=officer, at=LATER)
    one = current(meeting).get("one")
    assert (one.title, one.description) == ("One", "Theirs")
    with pytest.raises(Refused):
        # The draft was filled before the colleague edited in it.
        operations.undo(meeting, by=officer, at=LATER)


def test_undo_gives_way_to_a_newer_edit_of_the_same(meeting, officer, colleague, draft):
    edit(meeting, officer, title="Mine")
    edit(meeting, colleague, title="Theirs")
    with pytest.raises(Refused) as refused:
        operations.undo(meeting, by=officer, at=LATER)
    assert (refused.value.code, refused.value.facts["by"]) == ("changed_since", "Ben Okri")
    assert current(meeting).get("one").title == "Theirs"
    operations.undo(meeting, by=colleague, at=LATER)
    operations.undo(meeting, by=officer, at=LATER)
    assert current(meeting).get("one").title == "One"


def test_a_given_edit_is_undone_if_nothing_later_touched_it(meeting, officer, draft):
    first = edit(meeting, officer, title="First").number
    second = edit(meeting, officer, description="Second").number
    operations.undo(meeting, number=first, by=officer, at=LATER)
    one = current(meeting).get("one")
    assert (one.title, one.description) == ("One", "Second")
    edit(meeting, officer, description="Third")
    with pytest.raises(Refused) as refused:
        operations.undo(meeting, number=second, by=officer, at=LATER)
    assert refused.value.code == "changed_since"
    with pytest.raises(Refused, match="nothing to undo"):
        operations.undo(meeting, number=first, by=officer, at=LATER)


# -- publishing ---------------------------------------------------------------------------------------


def publish(meeting, who, kind="provisional", at=AT):
    edits = models.Version.objects.get(meeting=meeting, published_at=None).edits
    return operations.publish(meeting, kind=kind, seen=edits, by=who, at=at)


def test_publishing_freezes_a_version(meeting, officer, draft):
    publish(meeting, officer)
    version = queries.latest_published(meeting)
    assert (version.number, version.kind, version.published_by, version.published_at) == (
        1,
        "provisional",
        "Ana Silva",
        AT,
    )
    assert version.programme == small()
    assert version.sha256 == document.sha256(document.to_document(small(), FRAME))
    assert json.loads(version.document)["segments"][0]["key"] == "opening"
    assert not models.Segment.objects.exists()
    assert entries(meeting)[-1] == ("programme.publish", f"{meeting}, 1 (Provisional)")
    with pytest.raises(Refused, match="no draft"):
        edit(meeting, officer, rev=1, title="Too late")


def test_the_next_version_begins_from_the_last(meeting, officer, draft):
    publish(meeting, officer)
    begun = operations.begin_draft(meeting, by=officer, at=LATER)
    assert (begun.number, begun.based_on.number, current(meeting)) == (2, 1, small())
    edit(meeting, officer, rev=0, title="Updated")
    publish(meeting, officer, "updated")
    assert [(v.number, v.kind, v.programme.get("one").title) for v in queries.versions(meeting)] == [
        (2, "updated", "Updated"),
        (1, "provisional", "One"),
    ]
    operations.begin_draft(meeting, by=officer, at=LATER)
    operations.restore(meeting, number=1, by=officer, at=LATER)
    assert current(meeting) == small()
    operations.undo(meeting, by=officer, at=LATER)
    assert current(meeting).get("one").title == "Updated"
    with pytest.raises(Refused) as refused:
        operations.restore(meeting, number=7, by=officer, at=LATER)
    assert (refused.value.code, refused.value.field) == ("no_version", "number")


def test_nobody_publishes_what_was_not_seen(meeting, officer, colleague, draft):
    seen = draft.edits
    edit(meeting, colleague, title="A second before")
    with pytest.raises(Refused) as refused:
        operations.publish(meeting, kind="provisional", seen=seen, by=officer, at=AT)
    assert refused.value.code == "stale"


def test_kinds_do_not_go_backwards(meeting, officer, draft):
    publish(meeting, officer, "final")
    operations.begin_draft(meeting, by=officer, at=AT)
    with pytest.raises(Refused) as refused:
        publish(meeting, officer, "provisional")
    assert (refused.value.field, refused.value.code) == ("kind", "kind")
    publish(meeting, officer, "updated")
    operations.begin_draft(meeting, by=officer, at=AT)
    with pytest.raises(Refused) as refused:
        publish(meeting, officer, "as_held")
    assert (refused.value.field, refused.value.code) == ("kind", "early")
    publish(meeting, officer, "as_held", dt.datetime(2017, 6, 19, 8, 0, tzinfo=dt.UTC))
    operations.begin_draft(meeting, by=officer, at=AT)
    with pytest.raises(Refused) as refused:
        publish(meeting, officer, "final")
    assert refused.value.code == "kind"


def test_an_empty_programme_and_one_with_problems_are_not_published(meeting, officer):
    operations.begin_draft(meeting, by=officer, at=AT)
    with pytest.raises(Refused) as refused:
        publish(meeting, officer)
    assert refused.value.code == "empty"
    operations.fill_draft(meeting, programme=small(), by=officer, at=AT)
    meeting.days.filter(date=TUESDAY).delete()
    with pytest.raises(Refused) as refused:
        publish(meeting, officer)
    assert (refused.value.code, refused.value.facts["key"]) == ("other_day", "summary")


# -- permissions --------------------------------------------------------------------------------------

ACTS = {
    "begin_draft": {},
    "fill_draft": {"programme": Programme()},
    "restore": {"number": 1},
    "add_segment": {"values": {"kind": Kind.OTHER, "day": MONDAY, "start": clock("19:00"), "title": "New"}},
    "edit_segment": {"key": "one", "revision": 1, "values": {"title": "New"}},
    "move_segment": {"key": "two", "revision": 1, "where": Where.BEFORE, "target": "one"},
    "step_segment": {"key": "two", "revision": 1, "step": "up"},
    "shift_segments": {"slots": [(Slot(key="two", start=clock("11:30"), end=clock("12:55")), 1)]},
    "remove_segment": {"key": "two", "revision": 1},
    "undo": {},
    "redo": {},
    "publish": {"kind": "provisional", "seen": 1},
}


@pytest.mark.parametrize("role", [*Role.values, None])
@pytest.mark.parametrize("act", ACTS)
def test_only_the_secretariat_of_the_meeting_writes(meeting, officer, draft, role, act):
    elsewhere = MeetingFactory()
    who = RoleHoldingFactory(meeting=meeting if role else elsewhere, role=role or "secretariat").account
    if role == "secretariat":
        if act == "redo":
            edit(meeting, who, title="New")
        if act in {"undo", "redo"}:
            edit(meeting, who, description="New")
        if act == "redo":
            operations.undo(meeting, by=who, at=LATER)
        if act == "restore":
            publish(meeting, officer)
            operations.begin_draft(meeting, by=officer, at=AT)
        getattr(operations, act)(meeting, **ACTS[act], by=who, at=LATER)
        return
    with pytest.raises(Denied):
        getattr(operations, act)(meeting, **ACTS[act], by=who, at=LATER)
    assert current(meeting) == small()


def test_acts_covers_every_operation():
    assert set(ACTS) == set(operations.__all__) - {"Outcome"}


@pytest.mark.parametrize("role", [*Role.values, None])
def test_who_reads_the_draft(meeting, draft, role):
    who = RoleHoldingFactory(meeting=meeting, role=role).account if role else None
    if role in {"secretariat", "chair", "moderator", "podium"}:
        seen = queries.draft(meeting, who)
        assert seen.programme == small()
        assert (seen.may_edit, seen.may_publish) == (role == "secretariat", role == "secretariat")
    else:
        with pytest.raises(Denied):
            queries.draft(meeting, who)


# -- the database itself ------------------------------------------------------------------------------


def refused_by_database(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_the_database_keeps_what_was_published(meeting, officer, draft):
    version = publish(meeting, officer)
    refused_by_database(lambda: models.Version.objects.filter(pk=version.pk).update(document="{}"))

    def raw():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE programme_version SET published_at = NULL WHERE id = %s", [version.pk])

    refused_by_database(raw)
    assert queries.version(meeting, 1).programme == small()


def test_the_database_keeps_a_parent_in_its_version(meeting, officer, draft):
    other = operations.begin_draft(RoleHoldingFactory(account=officer).meeting, by=officer, at=AT)
    parent = models.Segment.objects.get(version=draft, key="three")
    values = {"kind": "other", "day": MONDAY, "start": clock("10:00"), "title": "Stray"}
    refused_by_database(
        lambda: models.Segment.objects.create(version=other, key="stray", position=0, parent=parent, **values)
    )
    stray = models.Segment.objects.create(version=other, key="stray", position=0, **values)
    refused_by_database(lambda: models.Segment.objects.filter(pk=stray.pk).update(parent=parent))
    refused_by_database(lambda: models.Segment.objects.filter(pk=stray.pk).update(parent=stray))


@pytest.mark.parametrize(
    "values",
    [
        {"end": clock("09:00")},
        {"kind": "party"},
        {"title": ""},
        {"position": 1},
        {"key": "two"},
        {"questions_as": "x"},
    ],
)
def test_the_database_refuses_a_segment_that_cannot_be(draft, values):
    rows = models.Segment.objects.filter(version=draft, key="one")
    refused_by_database(lambda: rows.update(**({"position": 2} if values == {"position": 1} else values)))


def test_the_database_allows_one_draft_and_no_half_publication(meeting, officer, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Version.objects.create(meeting=meeting, number=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Version.objects.filter(pk=draft.pk).update(published_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Appearance.objects.create(segment=draft.segments.first(), appears_as="speakers", position=0)
