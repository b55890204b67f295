"""What is read of programmes. Published versions are everybody's; views ask for a draft with its reader."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import Who, may, require
from rostrum.programme import rows
from rostrum.programme.core import changes, now
from rostrum.programme.core.changes import WHOLE, Change
from rostrum.programme.core.document import from_document
from rostrum.programme.core.now import Place
from rostrum.programme.core.values import INTERPRETED, Frame, Programme, Segment
from rostrum.programme.models import KINDS, Edit, Version, VersionKind
from rostrum.programme.models import Change as ChangeRow
from rostrum.programme.permissions import EDIT, PUBLISH, READ_DRAFT

EDITS_OF_A_VERSION: Final = 1_000_000  # more than anybody makes


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published version with all that it says."""

    meeting: Meeting
    number: int
    kind: str
    published_at: dt.datetime
    published_by: str
    sha256: str
    document: str
    programme: Programme
    frame: Frame

    @property
    def kind_label(self) -> str | Promise:
        """The kind in words."""
        return VersionKind(self.kind).label

    @property
    def order(self) -> int:
        """A number after every edit of this version, and before those of the next one."""
        return self.number * EDITS_OF_A_VERSION + EDITS_OF_A_VERSION - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft as an officer sees it; ``edits`` is the number of its last edit."""

    meeting: Meeting
    number: int
    edits: int
    programme: Programme
    frame: Frame
    revisions: dict[str, int]
    based_on: int | None
    may_edit: bool
    may_publish: bool

    @property
    def order(self) -> int:
        """A number that only grows, through all versions of a meeting's programme."""
        return self.number * EDITS_OF_A_VERSION + self.edits


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSegment:
    """A segment as the floor needs it: ``path`` holds the titles around it, outermost first, and its own.

    ``ends`` is derived where the programme gives no end (``ends_stated`` is false then).
    """

    key: str
    title: str
    kind: str
    kind_label: str | Promise
    starts: dt.datetime
    ends: dt.datetime
    ends_stated: bool
    path: tuple[str, ...]
    moderators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTold:
    """Who did what to the draft, and when."""

    number: int
    verb: str
    at: dt.datetime
    by_id: int | None
    by_name: str


def frame_of(meeting: Meeting) -> Frame:
    """Return the days and time zone that the meeting gives its programme."""
    days = tuple(meeting.days.order_by("date").values_list("date", flat=True))
    return Frame(zone=meeting.zone, days=days, interpreted=INTERPRETED if meeting.interpretation else ())


def versions(meeting: Meeting) -> tuple[Published, ...]:
    """Return all published versions, newest first."""
    found = Version.objects.filter(meeting=meeting, published_at__isnull=False).order_by("-number")
    return tuple(published(row, meeting) for row in found)


def version(meeting: Meeting, number: int) -> Published | None:
    """Return one published version."""
    found = Version.objects.filter(meeting=meeting, published_at__isnull=False, number=number).first()
    return published(found, meeting) if found else None


def latest_published(meeting: Meeting) -> Published | None:
    """Return the version that holds now."""
    found = Version.objects.filter(meeting=meeting, published_at__isnull=False).order_by("-number").first()
    return published(found, meeting) if found else None


def published(row: Version, meeting: Meeting | None = None) -> Published:
    """Return a published row with its document read."""
    if row.published_at is None:
        raise ValueError("a draft is not published")
    programme, frame = _read(row.document)
    meeting = meeting or row.meeting
    interpreted = INTERPRETED if meeting.interpretation else ()
    return Published(
        meeting=meeting,
        number=row.number,
        kind=row.kind,
        published_at=row.published_at,
        published_by=row.published_by,
        sha256=row.sha256,
        document=row.document,
        programme=programme,
        frame=Frame(zone=frame.zone, days=frame.days, interpreted=interpreted),
    )


def draft(meeting: Meeting, reader: Who) -> Draft | None:
    """Return the draft for somebody who may read it; raises Denied for others."""
    require(reader, READ_DRAFT, meeting)
    return _drafted(meeting, may_edit=may(reader, EDIT, meeting), may_publish=may(reader, PUBLISH, meeting))


def standing_draft(meeting: Meeting) -> Draft | None:
    """Return the draft as those see it who may edit it; whoever asks has checked that they may."""
    return _drafted(meeting, may_edit=True, may_publish=True)


def _drafted(meeting: Meeting, *, may_edit: bool, may_publish: bool) -> Draft | None:
    row = Version.objects.filter(meeting=meeting, published_at=None).select_related("based_on").first()
    if row is None:
        return None
    return Draft(
        meeting=meeting,
        number=row.number,
        edits=row.edits,
        programme=rows.load(row),
        frame=frame_of(meeting),
        revisions=rows.revisions(row),
        based_on=row.based_on.number if row.based_on else None,
        may_edit=may_edit,
        may_publish=may_publish,
    )


def segment_at(draft: Draft, key: str, revision: int) -> Segment | None:
    """Return a segment of the draft as it was after the edit of this number; None if it is gone."""
    if key not in draft.programme:
        return None
    later = ChangeRow.objects.filter(
        edit__version__meeting=draft.meeting,
        edit__version__number=draft.number,
        edit__number__gt=revision,
        key=key,
    ).order_by("edit__number", "order")
    made = [Change(key=row.key, aspect=row.aspect, before=row.before, after=row.after) for row in later]
    return changes.as_before(draft.programme.get(key), made)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAbout:
    """An edit with the segment that it was about: its key, and its title now or when it was removed."""

    edit: EditTold
    key: str
    title: str


def last_edits(draft: Draft, most: int = 8) -> tuple[EditAbout, ...]:
    """Return the last edits of a draft, newest first, for whoever may see the draft."""
    found = Edit.objects.filter(version__meeting=draft.meeting, version__number=draft.number)
    rows = found.order_by("-number").prefetch_related("changes")[:most]
    return tuple(_about(draft.programme, row) for row in rows)


def _about(programme: Programme, row: Edit) -> EditAbout:
    edit = EditTold(number=row.number, verb=row.verb, at=row.at, by_id=row.by_id, by_name=row.by_name)
    for change in row.changes.all():
        if change.key in programme:
            return EditAbout(edit=edit, key=change.key, title=programme.get(change.key).title)
        if change.aspect == WHOLE and change.before is not None:
            return EditAbout(edit=edit, key=change.key, title=str(change.before["values"]["title"]))
    return EditAbout(edit=edit, key="", title="")


def edits_since(meeting: Meeting, number: int, reader: Who) -> tuple[EditTold, ...]:
    """Return who edited the draft after an edit of this number, oldest first; raises Denied."""
    require(reader, READ_DRAFT, meeting)
    found = Edit.objects.filter(
        version__meeting=meeting, version__published_at=None, number__gt=number
    ).order_by("number")
    return tuple(
        EditTold(number=edit.number, verb=edit.verb, at=edit.at, by_id=edit.by_id, by_name=edit.by_name)
        for edit in found
    )


def now_and_next(meeting: Meeting, at: dt.datetime) -> Place | None:
    """Return where the meeting is at an aware moment; None without a published programme."""
    latest = latest_published(meeting)
    return now.now_and_next(latest.programme, latest.frame, at) if latest else None


def segments_for_floor(meeting: Meeting) -> tuple[FloorSegment, ...]:
    """Return the segments of the version that holds now, in order, as plain values."""
    latest = latest_published(meeting)
    if latest is None:
        return ()
    spans = now.spans(latest.programme, latest.frame)
    return tuple(
        FloorSegment(
            key=segment.key,
            title=segment.title,
            kind=segment.kind.value,
            kind_label=KINDS[segment.kind],
            starts=spans[segment.key].starts,
            ends=spans[segment.key].ends,
            ends_stated=spans[segment.key].stated,
            path=tuple(s.title for s in latest.programme.path(segment.key)),
            moderators=tuple(
                f"{m.honorific} {m.name}".strip() for m in segment.moderators if not m.is_placeholder
            ),
        )
        for segment in latest.programme
    )


@lru_cache(maxsize=128)
def _read(document: str) -> tuple[Programme, Frame]:
    """Read a published document; they never change, so each is read once."""
    return from_document(json.loads(document))
