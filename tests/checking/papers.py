"""Papers built by hand, as the reader would hand them over."""

import datetime as dt

from rostrum.reading.paper import (
    Date,
    DateOf,
    Holds,
    Kind,
    Line,
    Paper,
    Person,
    Place,
    Segment,
)

MONDAY = dt.date(2017, 6, 19)
TUESDAY = dt.date(2017, 6, 20)


def at(first, last=None):
    return Place(first, last or first)


def lines(*texts):
    """Lines of a text, numbered from 1."""
    whole = "\n".join(texts).split("\n")
    return tuple(Line(number=number, text=text) for number, text in enumerate(whole, start=1))


def time(text):
    return dt.time.fromisoformat(text) if text else None


def slot(start, end, title="", *, kind=Kind.PANEL, day=MONDAY, line=1, written=None, **more):
    place = more.pop("place", at(line))
    return Segment(
        day=day,
        start=time(start),
        end=time(end),
        kind=kind,
        title=title or f"{kind} at {start}",
        place=place,
        times_written=f"{start}-{end or ''}" if written is None else written,
        **more,
    )


def person(name, line=1, **more):
    return Person(name=name, place=at(line), **more)


def date(day, written, line=1, of=DateOf.OTHER, **more):
    return Date(day=day, place=at(line), written=written, of=of, **more)


def paper(*texts, segments=(), dates=(MONDAY,), holds=Holds.PROGRAMME, **more):
    return Paper(
        holds=holds,
        language=more.pop("language", "en"),
        title=more.pop("title", ""),
        venue=more.pop("venue", ""),
        dates=tuple(dates),
        segments=tuple(segments),
        lines=lines(*texts),
        mentions=tuple(more.pop("mentions", ())),
        **more,
    )
