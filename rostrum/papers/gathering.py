"""Gathering from the database what papers are composed from."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation

from rostrum.meetings import queries as meetings
from rostrum.meetings.models import Meeting
from rostrum.papers.core.facts import Convener, Earlier, Facts, Sister, Version
from rostrum.papers.kinds import Kind
from rostrum.papers.models import Revision
from rostrum.programme import queries as programmes


def facts_of(meeting: Meeting, *, kind: Kind, language: str, at: dt.datetime) -> Facts:
    """Return what the meeting says of itself for a paper dated on the day of ``at`` (aware) at the venue."""
    date = at.astimezone(meeting.zone).date()
    venue = meeting.room.venue
    facts = Facts(
        language=language,
        date=date,
        title=meeting.title,
        format=meeting.format,
        ordinal=meeting.ordinal,
        theme=" ".join(meeting.theme.split()),
        mandate=meeting.mandate,
        mandate_paragraph=meeting.mandate_paragraph,
        room=meeting.room.name,
        venue=venue.name,
        city=venue.city,
        days=tuple(meeting.days.order_by("date").values_list("date", flat=True)),
        process=meeting.process.name,
        interpretation=meeting.interpretation,
        webcast=meeting.webcast,
        conveners=tuple(_conveners(meeting, date)),
        version=_version(meeting, at),
        sisters=tuple(_sisters(meeting)),
        earlier=tuple(_earlier(meeting, at)),
    )
    with translation.override(language):
        return replace(facts, more=dict(kind.more(meeting, facts)))


def _conveners(meeting: Meeting, date: dt.date) -> Iterator[Convener]:
    rows = meeting.convening_set.order_by("position").select_related("office")
    for row in rows.prefetch_related("office__holdings__person"):
        held = [one for one in row.office.holdings.all() if meetings.held_on(one, [date])]
        if not held:
            yield Convener(title=row.office.title)
        for one in held[-1:]:
            person = one.person
            yield Convener(
                title=row.office.title,
                honorific=person.honorific,
                name=person.name,
                function=person.function,
            )


def _version(meeting: Meeting, at: dt.datetime) -> Version | None:
    """Return the version of the programme that held at a moment."""
    for one in programmes.versions(meeting):
        if one.published_at <= at:
            return Version(kind=one.kind, number=one.number, programme=one.programme)
    return None


def _sisters(meeting: Meeting) -> Iterator[Sister]:
    if meeting.ordinal is None:
        return
    found = Meeting.objects.filter(
        process=meeting.process_id, format=meeting.format, ordinal__lt=meeting.ordinal
    )
    for one in found.order_by("ordinal").select_related("room__venue").prefetch_related("days"):
        yield Sister(
            ordinal=one.ordinal,
            title=one.title,
            days=tuple(day.date for day in one.days.all()),
            place=f"{one.room.venue.name}, {one.room.venue.city}",
        )


def _earlier(meeting: Meeting, at: dt.datetime) -> Iterator[Earlier]:
    found = Revision.objects.filter(
        paper__meeting=meeting, status=Revision.Status.ISSUED, issued_at__lte=at
    ).order_by("-issued_at", "-pk")
    rows = found.values_list("paper__kind", "paper__language", "date", "symbol")
    for kind, language, date, symbol in rows:
        if date is not None:
            yield Earlier(kind=kind, language=language, date=date, symbol=symbol)
