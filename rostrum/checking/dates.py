"""Dates: of the meeting, of its days, and by when something has to be done."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from rostrum.checking.context import Context
from rostrum.checking.findings import Facts, Finding, Replace, SetDay, found
from rostrum.checking.flow import between
from rostrum.checking.vocabulary import LANGUAGES, any_of, data, every
from rostrum.reading.paper import Date, DateOf, Kind, Paper, Place

_LONGEST_SPAN: Final = 31  # days; longer ones are periods of work, not a meeting
_NEXT: Final = 4  # days; over a weekend, a programme goes on after three
_ASIDE: Final = frozenset({Kind.BREAK, Kind.SIDE_EVENT, Kind.OTHER})


def check(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find what is wrong with the dates of a paper."""
    yield from _headings(paper, context)
    yield from _segments(paper, context)
    yield from _weekdays(paper, context)
    yield from _deadlines(paper, context)


def held(paper: Paper, context: Context) -> frozenset[dt.date]:
    """Return the days of the meeting: those known, else those that the paper gives for it."""
    if context.days:
        return frozenset(context.days)
    said = {day for one in paper.mentions if one.of is DateOf.MEETING for day in days_of(one)}
    return frozenset(said or paper.dates)


def issued(paper: Paper, context: Context) -> dt.date | None:
    """Return the day on which the paper was issued, as known or as it says itself."""
    letters = (one.day for one in paper.mentions if one.of is DateOf.LETTER)
    return context.issued_on or paper.letter_date or next(letters, None)


def days_of(mention: Date) -> tuple[dt.date, ...]:
    """Return all days of a date or a span."""
    length = (mention.last - mention.day).days if mention.last else 0
    if not 0 <= length <= _LONGEST_SPAN:
        return (mention.day,)
    return tuple(mention.day + dt.timedelta(days=n) for n in range(length + 1))


def _headings(paper: Paper, context: Context) -> Iterator[Finding]:
    days = held(paper, context)
    headings = list(_of_days(paper))
    if not days or not headings:
        return
    given = {day for one in paper.mentions if one.of is DateOf.DAY for day in days_of(one)}
    if not context.days and not days & given and not _one_against_one(paper, headings):
        return  # the days of the meeting were misread, or are given by the headings alone
    missing = sorted(days - given)
    before: Date | None = None
    for one in headings:
        if one.day in days:
            before = one
            continue
        if _beside_the_meeting(paper, one.day, days) or _goes_on(paper, context, before, one):
            before = one
            continue
        meant = missing[0] if len(missing) == 1 else None
        facts: Facts = {"day": one.day, "days": tuple(sorted(days)), "meant": meant}
        fix = _rewritten(one, meant) if meant else None
        other = _other_session(paper, context, one.day)
        rule = "date_outside_meeting" if other is None else "date_of_other_session"
        yield found(rule, one.place, one.written, fix=fix, session=other, **facts)


def _one_against_one(paper: Paper, headings: list[Date]) -> bool:
    """Say whether a paper plainly gives one day for its meeting, and heads its only day with another."""
    given = [one for one in paper.mentions if one.of is DateOf.MEETING]
    return len(headings) == 1 and any(not _VERSION.search(_line(paper, one.place)) for one in given)


_VERSION: Final = re.compile(any_of("deadlines", "versions"), re.IGNORECASE)


def _line(paper: Paper, place: Place) -> str:
    return " ".join(line.text for line in between(paper, place.first, place.last))


def _of_days(paper: Paper) -> Iterator[Date]:
    """Return the dates that head a day: slots follow before another date of the meeting does.

    A date on a line of its own may as well be that of the paper, or of a deadline.
    """
    starts = sorted(segment.place.first for segment in paper.segments)
    marks = sorted(m.place.first for m in paper.mentions if m.of in {DateOf.DAY, DateOf.MEETING})
    for one in paper.mentions:
        if one.of is DateOf.DAY:
            after = bisect_right(marks, one.place.first)
            until = marks[after] if after < len(marks) else paper.lines[-1].number + 1
            if bisect_left(starts, one.place.first) < bisect_left(starts, until):
                yield one


def _goes_on(paper: Paper, context: Context, before: Date | None, one: Date) -> bool:
    """Say whether a heading is just the next day, in a paper that gives its days by headings alone."""
    if context.days or before is None:
        return False
    spans = any(m.of is DateOf.MEETING and len(days_of(m)) > 1 for m in paper.mentions)
    return not spans and 0 < (one.day - before.day).days <= _NEXT


def _beside_the_meeting(paper: Paper, day: dt.date, days: frozenset[dt.date]) -> bool:
    """Say whether a day right before or after holds only what surrounds a meeting: registration, a visit."""
    near = {day - dt.timedelta(days=1), day + dt.timedelta(days=1)} & days
    return bool(near) and all(s.kind in _ASIDE for s in paper.segments if s.day == day)


def _other_session(paper: Paper, context: Context, day: dt.date) -> str | None:
    """Return the session that a day belongs to, empty where only that it is another; None if it is not."""
    for session in context.others:
        if day in session.days:
            return session.title
    when = issued(paper, context)
    return "" if when and day < when else None


def _segments(paper: Paper, context: Context) -> Iterator[Finding]:
    if not context.days:
        return  # without a known meeting, the headings have told it
    told = {day for one in paper.mentions if one.of is DateOf.DAY for day in days_of(one)}
    missing = sorted(set(context.days) - {s.day for s in paper.segments if s.day})
    for at, segment in enumerate(paper.segments):
        if segment.day is None or segment.day in context.days or segment.day in told:
            continue
        if segment.parent is not None:
            continue  # it goes with the segment around it
        meant = missing[0] if len(missing) == 1 else None
        facts: Facts = {"day": segment.day, "days": tuple(sorted(context.days)), "meant": meant}
        fix = SetDay(segment=at, day=meant) if meant else None
        yield found("date_outside_meeting", segment.place, segment.title, fix=fix, **facts)


def _weekdays(paper: Paper, context: Context) -> Iterator[Finding]:
    named = [one for one in paper.mentions if one.weekday is not None]
    wrong = [one for one in named if one.day.weekday() != one.weekday]
    guessed = [one for one in named if not one.complete]
    if guessed and all(one in wrong for one in guessed) and not context.days:
        # The year was completed wrongly, not every weekday written wrongly.
        wrong = [one for one in wrong if one.complete]
    days = held(paper, context)
    outside = {one.place for one in paper.mentions if one.of is DateOf.DAY and one.day not in days}
    for one in wrong:
        if one.place in outside:
            continue  # told already
        facts: Facts = {"day": one.day, "written": one.weekday, "real": one.day.weekday()}
        fix = _weekday_rewritten(one) if one.day in days else None
        yield found("weekday_and_date", one.place, one.written, fix=fix, **facts)


def _deadlines(paper: Paper, context: Context) -> Iterator[Finding]:
    when, days = issued(paper, context), held(paper, context)
    last = max(days, default=None)
    for one in paper.mentions:
        if one.of not in _ASKED or not _is_asked_for(paper, one):
            continue
        end = one.last or one.day
        facts: Facts = {"day": end, "issued": when, "meeting": last}
        if not one.complete:
            yield found("deadline_without_year", one.place, one.written, fix=_with_year(one), **facts)
        if when and end == when:
            yield found("deadline_on_day_of_issue", one.place, one.written, **facts)
        elif when and end < when:
            yield found("deadline_before_issue", one.place, one.written, **facts)
        elif last and end > last and not _may_follow(paper, one.place):
            yield found("deadline_after_meeting", one.place, one.written, **facts)


# A short sentence with the date of the letter may be taken for its date.
_ASKED: Final = frozenset({DateOf.DEADLINE, DateOf.LETTER})
_BY: Final = re.compile(rf"(?:{any_of('deadlines', 'by')})[^.;()]{{0,25}}$", re.IGNORECASE)
_NOT_BY: Final = re.compile(rf"\b{any_of('deadlines', 'told')}\b", re.IGNORECASE)


def _is_asked_for(paper: Paper, one: Date) -> bool:
    """Say whether something is to be done by a date: "by 4 September", not "a letter by us, dated 1 June"."""
    text = " ".join(line.text for line in between(paper, one.place.first - 1, one.place.last))
    before = text.rpartition(one.written)[0][-60:]
    asked = _BY.search(before)
    return bool(asked and not _NOT_BY.search(asked[0]))


def _may_follow(paper: Paper, place: Place) -> bool:
    """Say whether what is asked for may well come after the meeting, such as written contributions."""
    text = " ".join(line.text for line in between(paper, place.first - 1, place.last + 1))
    return any(word in text.casefold() for word in every("deadlines", "after_meeting"))


def _with_year(one: Date) -> Replace | None:
    if one.last or one.place.first != one.place.last or re.search(r"\d{4}", one.written):
        return None
    if " de " in one.written:
        return Replace(line=one.place.first, before=one.written, after=f"{one.written} de {one.day.year}")
    comma = ", " if re.search(r"[^\W\d_]\s+\d{1,2}(?:st|nd|rd|th)?$", one.written) else " "
    return Replace(line=one.place.first, before=one.written, after=f"{one.written}{comma}{one.day.year}")


def _weekday_rewritten(one: Date) -> Replace | None:
    for language in LANGUAGES:
        weekdays = data(language)["weekdays"]
        before = _named(weekdays, one.weekday, one.written)
        if before:
            return Replace(
                line=one.place.first, before=before, after=_in_case_of(before, weekdays[one.day.weekday()])
            )
    return None


def _rewritten(one: Date, meant: dt.date) -> Replace | None:
    """Return the date as written, but of another day: "Tuesday, 23 May 2017" as "Tuesday, 20 June 2017"."""
    if one.last or one.place.first != one.place.last:
        return None
    for language in LANGUAGES:
        months, weekdays = data(language)["months"], data(language)["weekdays"]
        month = _named(months, one.day.month - 1, one.written)
        if not month:
            continue
        after = re.sub(rf"\b0?{one.day.day}\b", str(meant.day), one.written, count=1)
        after = after.replace(month, _in_case_of(month, months[meant.month - 1]))
        after = after.replace(str(one.day.year), str(meant.year))
        weekday = _named(weekdays, one.weekday, one.written)
        if weekday:
            after = after.replace(weekday, _in_case_of(weekday, weekdays[meant.weekday()]))
        return Replace(line=one.place.first, before=one.written, after=after)
    return None


def _named(names: list[str], at: int | None, text: str) -> str:
    """Return a month or weekday as it stands in a text, empty when it does not."""
    found_in = re.search(re.escape(names[at]), text, re.IGNORECASE) if at is not None else None
    return found_in[0] if found_in else ""


def _in_case_of(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[0].isupper() else word.lower()
