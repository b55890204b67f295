"""Meetings as calendars: RFC 5545, with the time zones of the venues spelt out."""

import datetime as dt
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from rostrum.meetings import queries
from rostrum.meetings.models import Meeting, Process

# How often programs ask again; a programme changes daily in the week before.
REFRESH: Final = dt.timedelta(hours=1)


def of_meeting(meeting: Meeting, *, site: str, at: dt.datetime) -> bytes:
    """Return one meeting as a calendar; ``site`` is the address before paths, ``at`` the aware present."""
    return _calendar(str(meeting), [meeting], site=site, at=at)


def of_process(process: Process, *, site: str, at: dt.datetime) -> bytes:
    """Return all meetings of a process as a calendar."""
    meetings = [one.meeting for one in queries.meetings_of(process, at)]
    return _calendar(str(process), meetings, site=site, at=at)


def _calendar(name: str, meetings: Iterable[Meeting], *, site: str, at: dt.datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Rostrum//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for meeting in meetings:
        for event in _events(meeting, site=site, at=at):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _events(meeting: Meeting, *, site: str, at: dt.datetime) -> Iterable[Event]:
    slots = queries.slots(meeting)
    with_times = {slot.starts.astimezone(meeting.zone).date() for slot in slots}
    papers = queries.papers(meeting)
    changed = papers[0].published_at if papers else None
    for slot in slots:
        event = _event(meeting, slot.key, site=site, at=at, changed=changed)
        event.add("summary", f"{meeting}: {slot.title}")
        event.add("dtstart", slot.starts.astimezone(meeting.zone))
        event.add("dtend", slot.ends.astimezone(meeting.zone))
        event.add("location", slot.place or str(meeting.room))
        if slot.description:
            event.add("description", slot.description)
        yield event
    for day in meeting.days.all():
        if day.date in with_times:
            continue
        event = _event(meeting, f"{day.date}", site=site, at=at, changed=changed)
        event.add("summary", str(meeting))
        event.add("dtstart", day.date)
        event.add("dtend", day.date + dt.timedelta(days=1))
        event.add("location", str(meeting.room))
        if meeting.theme:
            event.add("description", meeting.theme)
        yield event


def _event(meeting: Meeting, key: str, *, site: str, at: dt.datetime, changed: dt.datetime | None) -> Event:
    event = Event()
    # By the number that the meeting keeps for good: its address may be corrected.
    event.add("uid", f"meeting-{meeting.pk}-{key}@{urlsplit(settings.SITE_URL).hostname}")
    stamp = (changed or at).astimezone(dt.UTC).replace(microsecond=0)
    event.add("dtstamp", stamp)
    if changed:
        event.add("last-modified", stamp)
    event.add("url", f"{site}{meeting.get_absolute_url()}")
    event.add("status", "CONFIRMED")
    return event
