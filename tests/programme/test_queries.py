import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from rostrum.programme import operations, queries
from rostrum.programme.core import tree
from rostrum.programme.core.values import Speaker
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import small

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 6, 12, 8, 0, tzinfo=dt.UTC)


def published(programme):
    meeting = MeetingFactory()
    officer = RoleHoldingFactory(meeting=meeting).account
    operations.begin_draft(meeting, by=officer, at=AT)
    draft = operations.fill_draft(meeting, programme=programme, by=officer, at=AT).draft
    operations.publish(meeting, kind="final", seen=draft.edits, by=officer, at=AT)
    return meeting


def test_nothing_is_published_yet():
    meeting = MeetingFactory()
    assert queries.versions(meeting) == ()
    assert queries.latest_published(meeting) is None
    assert queries.version(meeting, 1) is None
    assert queries.now_and_next(meeting, AT) is None
    assert queries.segments_for_floor(meeting) == ()


def test_where_the_meeting_is():
    meeting = published(small())
    at = dt.datetime(2017, 6, 19, 15, 30, tzinfo=ZoneInfo("Europe/Zurich"))
    place = queries.now_and_next(meeting, at)
    assert ([s.key for s in place.current], place.following.key) == (["three", "africa"], "asia")


def test_what_the_floor_needs():
    ana, someone = Speaker(honorific="Ms.", name="Ana Silva"), Speaker(to_be_confirmed=True)
    meeting = published(tree.edit(small(), "asia", moderators=(ana, someone)))
    found = {segment.key: segment for segment in queries.segments_for_floor(meeting)}
    asia = found["asia"]
    assert (asia.title, asia.kind, asia.path, asia.moderators) == (
        "Asia",
        "sub_panel",
        ("Three", "Asia"),
        ("Ms. Ana Silva",),
    )
    assert asia.starts == dt.datetime(2017, 6, 19, 14, 0, tzinfo=dt.UTC)
    assert (asia.ends - asia.starts, asia.ends_stated) == (dt.timedelta(minutes=110), True)
    with translation.override("en"):
        assert str(asia.kind_label) == "Sub-panel"


def test_a_list_of_versions_takes_one_query(django_assert_num_queries):
    meeting = published(small())
    with django_assert_num_queries(1):
        assert len(queries.versions(meeting)) == 1


def test_without_interpretation_no_hours_are_theirs():
    meeting = published(small())
    meeting.interpretation = False
    assert queries.latest_published(meeting).frame.interpreted == ()
    assert queries.frame_of(meeting).interpreted == ()
