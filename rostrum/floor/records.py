"""What is read of the floor afterwards: the speaking list as held.

Officers may read it at any moment. Everybody may once the programme "as held" is published: by that act the
secretariat says that the record stands. The public then reads the interventions only; requests that led to
none, and what the chair noted on them, stay with the officers.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from rostrum.floor import words
from rostrum.floor.board import Person
from rostrum.floor.core import held
from rostrum.floor.models import Event
from rostrum.floor.operations import floor_of
from rostrum.floor.permissions import SEE_HELD
from rostrum.floor.queries import floor_state, people, segments
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import Who, may, require
from rostrum.programme.models import VersionKind
from rostrum.programme.queries import latest_published

HEARD: Final = frozenset({"spoken", "speaking"})
NOBODY: Final = Person("", "—", "", "", "", "media", "", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """One line of the list, in words; times are in the venue's zone, durations in whole seconds.

    ``seconds`` is the net speaking time; None where nobody spoke.
    """

    number: int
    segment: str
    person: Person
    category: str
    on_behalf: str
    asked_at: dt.datetime | None
    called_at: dt.datetime | None
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    seconds: int | None
    limit: int | None
    extended: int
    language: str
    status: str
    heard: bool
    remarks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList:
    """The speaking list of a meeting as it was held up to ``at``; ``complete``: with requests not heard."""

    meeting: Meeting
    at: dt.datetime
    place: str
    lines: tuple[HeldLine, ...]
    complete: bool

    @property
    def day(self) -> dt.date | None:
        """The day of the venue on which everything happened; None when it took several, or nothing did."""
        days = {moment.date() for line in self.lines for moment in (line.asked_at, line.called_at) if moment}
        return days.pop() if len(days) == 1 else None


def record_stands(meeting: Meeting) -> bool:
    """Say whether the programme as held is published, which makes the list everybody's."""
    latest = latest_published(meeting)
    return latest is not None and latest.kind == VersionKind.AS_HELD


def held_list(meeting: Meeting, reader: Who, *, at: dt.datetime, language: str = "") -> HeldList:
    """Return the list as this reader may see it, in ``language`` or that of the page; raises Denied."""
    complete = may(reader, SEE_HELD, meeting)
    if not complete and not record_stands(meeting):
        require(reader, SEE_HELD, meeting)
    language = language or get_language() or "en"
    names = people(meeting, language)
    titles = segment_titles(meeting)
    found = held.held(floor_state(meeting), at)
    told = [line for line in found if complete or line.status in HEARD]
    return HeldList(
        meeting=meeting,
        at=at,
        place=meeting.room.venue.city,
        lines=tuple(
            _line(number, line if complete else replace(line, reasons=()), meeting, names, titles)
            for number, line in enumerate(told, 1)
        ),
        complete=complete,
    )


def segment_titles(meeting: Meeting) -> dict[str, str]:
    """Return the title of each segment: as it was when the floor was opened for it, else as planned."""
    planned = {one.key: one.title for one in segments(meeting)}
    opened = Event.objects.filter(floor=floor_of(meeting), kind="segment_opened").order_by("number")
    return planned | {data["segment"]: data["title"] for data in opened.values_list("data", flat=True)}


def language_name(code: str) -> str:
    """Return a language in the words of the page; the code itself where it is unknown."""
    if not code:
        return ""
    try:
        locale = Locale.parse(to_locale(get_language() or "en"))
        name = str(locale.languages.get(code[:2], code))
    except UnknownLocaleError:
        return code
    return name[:1].upper() + name[1:]


def status_words(status: str) -> str:
    """Return where a request or an intervention ended, in words."""
    return {
        "waiting": _("Waits"),
        "speaking": _("Has the floor"),
        "spoken": _("Heard"),
        "absent": _("Not in the room"),
        "withdrawn": _("Withdrawn"),
        "declined": _("Declined"),
        "not_reached": _("Not reached"),
    }[status]


def _line(
    number: int, line: held.Line, meeting: Meeting, names: dict[str, Person], titles: dict[str, str]
) -> HeldLine:
    heard = line.status in HEARD

    def local(moment: dt.datetime | None) -> dt.datetime | None:
        return moment.astimezone(meeting.zone) if moment else None

    return HeldLine(
        number=number,
        segment=titles.get(line.segment, line.segment),
        person=names.get(line.speaker.participant, NOBODY),
        category=words.category(line.speaker.category),
        on_behalf=line.on_behalf,
        asked_at=local(line.asked_at),
        called_at=local(line.called_at),
        started_at=local(line.started_at),
        ended_at=local(line.ended_at),
        seconds=round(line.seconds) if heard and line.seconds is not None else None,
        limit=line.limit,
        extended=line.extended,
        language=language_name(line.language),
        status=status_words(line.status),
        heard=heard,
        remarks="; ".join(line.reasons),
    )
