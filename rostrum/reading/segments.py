"""From slots as they were collected to segments: days, clock times, people, kinds and nesting."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from rostrum.reading import kinds, mending, people, times, wrapping
from rostrum.reading.collecting import Day, Draft, Entry, Reading, placeholder_in
from rostrum.reading.nesting import merged, nested
from rostrum.reading.paper import Damage, Passage, Place, Placeholder, Segment


def segments(reading: Reading, meeting_days: Sequence[dt.date], year: int | None) -> tuple[Segment, ...]:
    """Return the segments with days, clock times, people and nesting."""
    days = _days(reading.days, meeting_days, year)
    twelve = _counts_to_twelve(reading.drafts)
    found: list[Segment] = []
    after: dict[tuple[int, str], dt.time | None] = {}
    for before, draft in zip(reading.drafts, reading.drafts[1:], strict=False):
        if not before.title and before.line == draft.line and not before.track and not before.entries:
            before.title = draft.title  # two spans, one title: 10 a.m.-1 p.m. and 3-6 p.m.
    for draft in reading.drafts:
        told = times.tell(draft.times, after=after.get((draft.day, draft.track)), twelve_hours=twelve)
        if told.noon_as_midnight:
            reading.damage.append(
                Damage(
                    kind="noon",
                    place=Place(draft.line, draft.line),
                    text=draft.times.written,
                    read_as="12:00",
                )
            )
        if draft.times.first.lost:
            reading.damage.append(
                Damage(kind="time", place=Place(draft.line, draft.line), text=draft.times.written)
            )
        after[(draft.day, draft.track)] = told.start or after.get((draft.day, draft.track))
        made = _segment(draft, days[draft.day], told.start, told.end, reading)
        if made and not merged(found, made):
            found.append(made)
    return nested(found)


def _days(headings: Sequence[Day], meeting_days: Sequence[dt.date], year: int | None) -> list[dt.date | None]:
    found: list[dt.date | None] = []
    current: dt.date | None = meeting_days[0] if meeting_days else None
    for number, heading in enumerate(headings):
        element = heading.element
        if element is None:
            found.append(current)
            continue
        day = None
        if element.date:
            day = element.date.on(year)
        elif element.day_number and element.day_number <= len(meeting_days):
            day = meeting_days[element.day_number - 1]
        elif element.weekday is not None:
            day = next((one for one in meeting_days if one.weekday() == element.weekday), None)
        current = day or (current if number else None)
        found.append(current)
    if found[0] is None and len(found) > 1:
        found[0] = found[1]
    return found


def _counts_to_twelve(drafts: Sequence[Draft]) -> bool:
    hours = [
        clock
        for draft in drafts
        for clock in (draft.times.first, draft.times.last)
        if clock and not clock.lost
    ]
    if any(clock.hour > 12 and not clock.meridiem for clock in hours):
        return False
    if any(clock.meridiem == "p" for clock in hours) and not any(not clock.meridiem for clock in hours):
        return False
    return any(1 <= clock.hour < 8 and not clock.meridiem for clock in hours)


_LABEL_OF_TITLE = re.compile(
    r"(?:title|topic|subject|titre|sujet|intitul[ée]|t[íi]tulo|asunto)\s*:\s*(?=\S)", re.IGNORECASE
)


def _segment(
    draft: Draft, day: dt.date | None, start: dt.time | None, end: dt.time | None, reading: Reading
) -> Segment | None:
    written = re.sub(r"\s+", " ", " ".join(draft.title)).strip(" :–—-|*")
    written = _LABEL_OF_TITLE.sub("", written)
    if written[:1] == written[-1:] == '"' and written.count('"') == 2:
        written = written.strip('"')
    if not written:
        written = draft.labels.get("half_day", "").strip(" :")
    found: list[people.Found] = []
    for entry in draft.entries:
        named = people.people(
            entry.text, entry.place, part=entry.part, role=entry.role, expected=entry.expected
        )
        if _mark_damage(entry, named, reading):
            # Whose these functions are cannot be told any more; the names can.
            named = [replace(one, person=replace(one.person, affiliation="")) for one in named]
            _mark_rest(entry, draft, reading)
        found += named
        if not named and entry.expected:
            draft.texts.append(Passage(text=entry.text, place=entry.place))
    title, in_title = _people_of_title(written, Place(draft.line, max(draft.line, draft.title_last)))
    found = in_title + found
    moderators = people.once([one.person for one in found if one.part == people.MODERATOR])
    taken = {people.folded(person.name) for person in moderators}
    speakers = [
        person
        for person in people.once([one.person for one in found if one.part == people.SPEAKER])
        if people.folded(person.name) not in taken
    ]
    mended = mending.mend(title)
    for kind in mended.kinds:
        reading.damage.append(
            Damage(kind=kind, place=Place(draft.line, draft.line), text=title, read_as=mended.text)
        )
    for person in (*moderators, *speakers):
        if person.written:
            reading.damage.append(
                Damage(kind="letters", place=person.place, text=person.written, read_as=person.name)
            )
    if not mended.text and not found and not draft.texts:
        return None
    if not mended.text and not written and draft.texts:
        title = draft.texts.pop(0).text
        mended, written = mending.mend(title), title
    return Segment(
        day=day,
        start=start,
        end=end,
        kind=kinds.kind_of(mended.text or written),
        title=mended.text or written or draft.labels.get("half_day", ""),
        title_written=written if mended.text != written else "",
        place=Place(min(draft.line, draft.title_last or draft.line), draft.last),
        times_written=draft.times.written,
        times_place=Place(draft.line, draft.line),
        track=draft.track or draft.room,
        day_heading=draft.day,
        moderators=tuple(moderators),
        speakers=tuple(speakers),
        questions=tuple(draft.questions),
        texts=tuple(draft.texts),
        placeholders=tuple(draft.placeholders + _tbc_in_title(written, draft)),
    )


def _tbc_in_title(title: str, draft: Draft) -> list[Placeholder]:
    found = placeholder_in(title, Place(draft.line, draft.line)) if title else None
    return [found] if found else []


def _people_of_title(title: str, place: Place) -> tuple[str, list[people.Found]]:
    """Return a title without the persons whom it names behind "by" or a dash, and those persons."""
    if not title:
        return title, []
    if people.is_person(title):
        return title, people.people(title, place, expected=True)
    dash = re.search(r"\s[–—/-]\s(?=[A-ZÀ-Þ])(?!.*\s[–—/-]\s)|:\s(?=[A-ZÀ-Þ])(?!.*:\s)", title)
    if dash and people.is_person(title[dash.end() :]):
        inside = people.people(title[dash.end() :], place, expected=True)
        return wrapping.without_by(title[: dash.start()]) or title, inside
    found = people.people(title, place)
    if not found:
        return title, []
    head = re.sub(_BY_OFFICE, "", wrapping.without_by(title[: found[0].begin]))
    return (head if len(head) >= 4 else title), found


_BY_OFFICE = re.compile(r"\s+(?:by|par|por)\s+(?:the|la|le|el|l['’])?\s*[^,]{3,120}$", re.IGNORECASE)


def _mark_damage(entry: Entry, named: list[people.Found], reading: Reading) -> bool:
    """Mark an entry into which pieces of other people ran: words of a function before the first honorific."""
    if not named or entry.role or named[0].begin == 0:
        return False
    before = entry.text[: named[0].begin]
    if (
        re.search(r"\b(?:the|of)\s*$", before)
        and "," in before
        and not re.search(r"(?i)\b(?:by|remarks?|from|with|address|statement)\b", before)
    ):
        reading.damage.append(Damage(kind="people", place=entry.place, text=entry.text))
        return True
    return False


def _mark_rest(entry: Entry, draft: Draft, reading: Reading) -> None:
    """Mark the fragments on the lines behind a damaged entry."""
    last = entry.place.last
    for passage in draft.texts:
        if (
            passage.place.first == last + 1
            and len(passage.text) < 80
            and not wrapping.ENDS_PROSE.search(passage.text)
        ):
            reading.damage.append(Damage(kind="people", place=passage.place, text=passage.text))
            last = passage.place.last
