import datetime as dt
import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostrum.meetings.roles import Role
from rostrum.programme import live, models, operations, rows
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import MONDAY, small

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 6, 12, 8, 0, tzinfo=dt.UTC)
EMPTY = {
    f"{name}-{part}": "0" for name in ("moderators", "speakers") for part in ("TOTAL_FORMS", "INITIAL_FORMS")
}


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
def draft(client, meeting, officer):
    operations.begin_draft(meeting, by=officer, at=AT)
    operations.fill_draft(meeting, programme=small(), by=officer, at=AT)
    client.force_login(officer)
    return meeting


def at(name, meeting, *more):
    return reverse(f"programme:{name}", args=[meeting.slug, *more])


def current(meeting):
    return rows.load(models.Version.objects.get(meeting=meeting, published_at=None))


def revision(meeting, key):
    return models.Segment.objects.get(version__meeting=meeting, key=key).revision


def typed(**values):
    plain = {
        "title": "Keynote",
        "kind": "keynote",
        "day": MONDAY.isoformat(),
        "start": "16:00",
        "end": "16:30",
        "questions_as": "questions",
    }
    return {**EMPTY, **plain, **values}


def as_typed(segment, **values):
    return typed(
        title=segment.title,
        kind=segment.kind.value,
        day=segment.day.isoformat(),
        start=f"{segment.start:%H:%M}",
        end=f"{segment.end:%H:%M}" if segment.end else "",
        **values,
    )


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_read_and_who_may_edit_the_draft(client, meeting, role):
    officer = RoleHoldingFactory(meeting=meeting).account
    operations.begin_draft(meeting, by=officer, at=AT)
    if role is not None:
        client.force_login(RoleHoldingFactory(meeting=meeting, role=role).account)
    readers = {Role.SECRETARIAT, Role.CHAIR, Role.MODERATOR, Role.PODIUM}
    assert client.get(at("edit", meeting)).status_code == (200 if role in readers else 403)
    answer = client.post(at("add", meeting), typed())
    assert answer.status_code == (200 if role == Role.SECRETARIAT else 403)
    assert len(current(meeting)) == (1 if role == Role.SECRETARIAT else 0)


def test_the_first_version_is_begun_from_the_page(client, meeting, officer):
    client.force_login(officer)
    assert "Begin a version" in client.get(at("edit", meeting)).content.decode()
    assert client.post(at("begin", meeting)).url == at("edit", meeting)
    assert "Nothing on this day yet." in client.get(at("edit", meeting)).content.decode()


def test_adding_with_people(client, draft):
    people = {
        "speakers-TOTAL_FORMS": "2",
        "speakers-0-name": "Louise Arbour",
        "speakers-0-honorific": "Ms.",
        "speakers-1-name": "",
        "moderators-TOTAL_FORMS": "1",
        "moderators-0-to_be_confirmed": "on",
    }
    answer = client.post(at("add", draft), typed(questions="Why?\n\nHow?", **people))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'hx-swap-oob="true"' in html
    [added] = [one for one in current(draft) if one.title == "Keynote"]
    assert added.questions == ("Why?", "How?")
    assert [one.name for one in added.speakers] == ["Louise Arbour"]
    assert added.moderators[0].to_be_confirmed


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end": "10:00"}, "end"),
        ({"start": "25:99"}, "start"),
        ({"day": "2017-05-23"}, "day"),
        ({"title": " "}, "title"),
        ({"kind": "sub_panel"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(client, draft, values, field):
    answer = client.post(at("add", draft), typed(description="Typed at length", **values))
    assert answer.status_code == 422
    assert field in answer.context["typed"].form.errors
    assert "Typed at length" in answer.content.decode()
    assert current(draft) == small()


def test_a_loop_is_refused(client, draft):
    key = small().segments[0].key
    values = {"where": "into", "target": key, "revision": revision(draft, key)}
    answer = client.post(at("move", draft, key), values)
    assert answer.status_code == 409
    assert current(draft) == small()


def test_the_second_of_two_officers_is_told_and_shown_both(client, draft, officer, colleague):
    segment = small().segments[0]
    seen = revision(draft, segment.key)
    operations.edit_segment(
        draft, key=segment.key, revision=seen, values={"title": "Opening by Ben"}, by=colleague, at=AT
    )
    mine = {**as_typed(segment), "title": "Opening by Ana"}
    answer = client.post(at("segment", draft, segment.key), {**mine, "revision": seen})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Ben Okri has changed this in the meantime." in html
    assert "Opening by Ben" in html
    assert "Opening by Ana" in html
    fresh = answer.context["revision"]
    assert client.post(at("segment", draft, segment.key), {**mine, "revision": fresh}).status_code == 200
    assert current(draft).get(segment.key).title == "Opening by Ana"


def test_retiming_offers_to_shift_what_follows(client, draft):
    timed = next(one for one in small() if one.end and not one.parent)
    later = (dt.datetime.combine(timed.day, timed.end) + dt.timedelta(minutes=10)).time()
    values = {**as_typed(timed), "end": f"{later:%H:%M}", "revision": revision(draft, timed.key)}
    answer = client.post(at("segment", draft, timed.key), values)
    assert answer.status_code == 200
    assert "Shift what follows?" in answer.content.decode()
    slots = answer.context["slots"]
    before = current(draft)
    assert client.post(at("shift", draft), {"slots": slots}).status_code == 200
    assert current(draft) != before
    assert client.post(at("shift", draft), {"slots": "nonsense"}).status_code == 409


def test_steps_undo_and_redo(client, draft):
    key = small().segments[0].key
    values = {"step": "down", "revision": revision(draft, key)}
    assert client.post(at("step", draft, key), values).status_code == 200
    moved = current(draft)
    assert moved != small()
    assert client.post(at("undo", draft)).status_code == 200
    assert current(draft) == small()
    assert client.post(at("redo", draft)).status_code == 200
    assert current(draft) == moved
    assert client.post(at("step", draft, key), {"step": "sideways", "revision": "x"}).status_code == 409


def test_removing_and_taking_it_back(client, draft):
    key = small().segments[0].key
    values = {"revision": revision(draft, key)}
    answer = client.post(at("remove", draft, key), values, headers={"HX-Request": "true"})
    assert key not in current(draft)
    assert "undo/?number=" in answer.content.decode()
    assert client.post(at("undo", draft)).status_code == 200
    assert current(draft) == small()


def test_publishing_from_the_page(client, draft):
    page = client.get(at("publish", draft)).content.decode()
    assert "Worth a look" in page or "Publish it as" in page
    seen = models.Version.objects.get(meeting=draft).edits
    assert client.post(at("publish", draft), {"kind": "nonsense", "seen": seen}).status_code == 409
    assert client.post(at("publish", draft), {"kind": "provisional", "seen": 0}).status_code == 409
    answer = client.post(at("publish", draft), {"kind": "provisional", "seen": seen})
    assert answer.url == at("version", draft, 1)


TEXTS = st.text(max_size=60)
FIELDS = (
    *("title", "kind", "day", "start", "end", "room", "description", "questions", "questions_as", "revision"),
    *(
        "parent",
        "speakers-TOTAL_FORMS",
        "speakers-0-name",
        "moderators-TOTAL_FORMS",
        "slots",
        "where",
        "target",
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=35)
@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        TEXTS,
    )
)
def test_nothing_fails_whatever_is_typed(client, draft, values):
    key = small().segments[0].key
    for name in ("segment", "move", "remove", "step"):
        assert client.post(at(name, draft, key), {**typed(), **values}).status_code in {200, 404, 409, 422}
    for name in ("add", "shift", "publish"):
        assert client.post(at(name, draft), {**typed(), **values}).status_code in {200, 302, 404, 409, 422}


def test_texts_are_kept_as_a_browser_sends_them(client, draft):
    """Browsers end lines with CR LF and may send letters and marks apart."""
    values = {
        "title": " Pane\u0301l\t1 ",
        "description": "One.\r\n\r\nTwo.",
        "questions": "Why?\r\n\r\n How? \r\n",
    }
    answer = client.post(at("add", draft), typed(**values))
    assert answer.status_code == 200, answer.content.decode()
    [added] = [one for one in current(draft) if one.title == "Pan\u00e9l 1"]
    assert (added.description, added.questions) == ("One.\n\nTwo.", ("Why?", "How?"))


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"speakers-0-function": "Director"}, "speakers-0-name", "Give a name"),
        ({"moderators-0-name": "n" * 151}, "moderators-0-name", "at most 150"),
    ],
)
def test_a_person_is_refused_at_its_row(client, draft, values, field, words):
    rows = {"speakers-TOTAL_FORMS": "1", "moderators-TOTAL_FORMS": "1"}
    html = client.post(at("add", draft), typed(**rows, **values)).content.decode()
    assert re.search(rf'id="id_{field}_error".*?{words}', html, re.DOTALL)
    assert current(draft) == small()


def faster(meeting, who, key, **values):
    seen = revision(meeting, key)
    operations.edit_segment(meeting, key=key, revision=seen, values=values, by=who, at=AT)


def test_saving_again_keeps_what_only_the_other_changed(client, draft, colleague):
    segment = small().segments[0]
    mine = {**as_typed(segment, description="My text."), "title": "Opening by Ana"}
    seen = revision(draft, segment.key)
    faster(draft, colleague, segment.key, title="Opening by Ben", room="Room XX")
    answer = client.post(at("segment", draft, segment.key), {**mine, "revision": seen})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Room XX"' in html
    assert "My text.</textarea>" in html
    again = {**mine, "revision": answer.context["revision"], "room": "Room XX"}
    assert client.post(at("segment", draft, segment.key), again).status_code == 200
    kept = current(draft).get(segment.key)
    assert (kept.title, kept.room, kept.description) == ("Opening by Ana", "Room XX", "My text.")


def test_what_was_typed_outlives_the_segment(client, draft, colleague):
    segment = small().segments[1]
    mine = {**as_typed(segment), "title": "Panel by Ana", "revision": revision(draft, segment.key)}
    last = draft.programme_versions.get().edits
    operations.remove_segment(draft, key=segment.key, revision=last, by=colleague, at=AT)
    answer = client.post(at("segment", draft, segment.key), mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Ben Okri has removed this segment in the meantime." in html
    assert "Panel by Ana" in html
    assert f'hx-post="{at("add", draft)}"' in html
    assert client.post(at("add", draft), mine).status_code == 200
    assert "Panel by Ana" in [one.title for one in current(draft)]


def test_what_was_typed_outlives_the_draft(client, draft, colleague):
    segment = small().segments[1]
    mine = {**as_typed(segment), "title": "Panel by Ana", "revision": revision(draft, segment.key)}
    seen = draft.programme_versions.get().edits
    operations.publish(draft, kind="provisional", seen=seen, by=colleague, at=AT)
    answer = client.post(at("segment", draft, segment.key), mine, headers={"HX-Request": "true"})
    # A toast says why; the page keeps the form as it is.
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#toasts"
    assert "has been published" in answer.content.decode()


def test_moving_in_words(client, draft):
    page = client.get(at("move", draft, "lunch"))
    assert page.status_code == 200
    offered = [key for key, _words in page.context["form"].fields["target"].choices]
    assert "lunch" not in offered
    assert "summary" in offered
    values = {"in_words": "yes", "where": "after", "target": "summary", "revision": revision(draft, "lunch")}
    assert client.post(at("move", draft, "lunch"), values).status_code == 200
    assert [one.key for one in current(draft)][-2:] == ["summary", "lunch"]
    assert client.get(at("move", draft, "nowhere")).status_code == 409


@pytest.mark.parametrize(
    ("target", "words"), [("africa", "cannot stand inside itself"), ("nowhere", "valid choice")]
)
def test_a_loop_is_refused_at_its_field(client, draft, target, words):
    values = {"in_words": "yes", "where": "into", "target": target, "revision": revision(draft, "three")}
    answer = client.post(at("move", draft, "three"), values)
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["target"])
    assert current(draft) == small()


@pytest.mark.parametrize("time", ["9", "0900", "9.00", "9:00", "9h00", "٩.٠٠"])
def test_times_are_read_as_officers_write_them(client, draft, time):
    assert client.post(at("add", draft), typed(start=time, end="9.30")).status_code == 200
    assert [one.start for one in current(draft) if one.title == "Keynote"] == [dt.time(9)]


def test_open_editors_are_told_who_did_what(client, draft, officer, colleague):
    name = live.channel(draft, "en")
    faster(draft, colleague, "one", title="First panel")
    frame = live.render(name)
    assert "Ben Okri changed “First panel”." in frame.html.decode()
    last = draft.programme_versions.get().edits
    operations.remove_segment(draft, key="lunch", revision=last, by=colleague, at=AT)
    assert "Ben Okri removed “Lunch”." in live.render(name).html.decode()
    operations.publish(draft, kind="provisional", seen=last + 1, by=colleague, at=AT)
    closed = live.render(name)
    assert closed.number > frame.number
    assert "Ben Okri has published version 1" in closed.html.decode()
    html = client.post(at("begin", draft), headers={"HX-Request": "true"}).content.decode()
    assert 'data-segment="one"' in html
    assert live.render(name).number > closed.number


def test_the_tree_is_pushed_only_to_those_who_may_edit(draft, officer):
    assert live.authorise(live.channel(draft, "en"), officer)
    assert not live.authorise(live.channel(draft, "en"), None)
    chair = RoleHoldingFactory(meeting=draft, role=Role.CHAIR).account
    assert not live.authorise(live.channel(draft, "en"), chair)


def test_a_draft_is_compared_with_what_holds(client, draft, colleague):
    assert client.get(at("compare_draft", draft)).status_code == 302
    seen = draft.programme_versions.get().edits
    operations.publish(draft, kind="provisional", seen=seen, by=colleague, at=AT)
    assert client.get(at("compare_draft", draft)).status_code == 409
    operations.begin_draft(draft, by=colleague, at=AT)
    assert "The draft says what is published" in client.get(at("compare_draft", draft)).content.decode()
    faster(draft, colleague, "one", title="First panel")
    html = client.get(at("compare_draft", draft)).content.decode()
    assert "<ins>First panel</ins>" in html or "<ins>First</ins>" in html or "<ins>First " in html
    assert "8 segments stay as they are." in html
    page = client.get(at("publish", draft)).content.decode()
    assert at("compare_draft", draft) in page
    assert f'{at("edit", draft)}#branch-one"' in page


def test_a_refused_publication_keeps_the_kind(client, draft):
    answer = client.post(at("publish", draft), {"kind": "final", "seen": 0})
    assert answer.status_code == 409
    assert [one.kind for one in answer.context["kinds"] if one.chosen] == ["final"]
