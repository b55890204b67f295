"""Programmes for tests: one from a paper, one small, and any."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from rostrum.programme.core import checks
from rostrum.programme.core.document import composed
from rostrum.programme.core.tree import arranged
from rostrum.programme.core.values import Frame, Kind, QuestionsAs, Segment, Speaker

MONDAY, TUESDAY = dt.date(2017, 6, 19), dt.date(2017, 6, 20)
FRAME = Frame(zone=ZoneInfo("Europe/Zurich"), days=(MONDAY, TUESDAY))


def clock(text):
    return dt.time.fromisoformat(text) if text else None


def segment(key, times, kind="panel", *, day=MONDAY, **values):
    """Make a segment from times such as ``10:15-13:00`` or ``10:00``."""
    start, _, end = times.partition("-")
    values.setdefault("title", key.capitalize())
    return Segment(key=key, kind=Kind(kind), day=day, start=clock(start), end=clock(end), **values)


def small(*extra):
    """Two days in the manner of a thematic session (S003), with two sub-panels."""
    return arranged(
        (
            segment("opening", "10:00-10:15", "opening"),
            segment("one", "10:15-11:30"),
            segment("two", "11:30-13:00"),
            segment("lunch", "13:00-15:00", "break", side_events=True),
            segment("three", "15:00-17:50"),
            segment("africa", "15:00-16:00", "sub_panel", parent="three"),
            segment("asia", "16:00-17:50", "sub_panel", parent="three"),
            segment("closing", "17:50-18:00", "closing"),
            segment("summary", "10:00-13:00", "summary_panel", day=TUESDAY),
            *extra,
        )
    )


def outline(programme):
    """Write a programme as lines: depth, key, times."""
    lines = []
    for s in programme:
        end = f"-{s.end:%H:%M}" if s.end else ""
        lines.append(f"{'  ' * (len(programme.path(s.key)) - 1)}{s.key} {s.start:%H:%M}{end}")
    return lines


# As typed texts reach a programme: composed, with nothing around them.
texts = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12)
    .map(composed)
    .filter(bool)
)
speakers = st.builds(
    Speaker,
    honorific=st.sampled_from(["", "Ms.", "H.E. Mr."]),
    name=texts,
    affiliation=texts,
    by_video=st.booleans(),
    to_be_confirmed=st.booleans(),
) | st.just(Speaker(to_be_confirmed=True))


@st.composite
def siblings(draw, day, hours, holder="", depth=1):
    """Segments one after another between two minutes of a day, with what they hold."""
    (at, last), found = hours, []
    for _ in range(draw(st.integers(0, 4 if depth == 1 else 2))):
        start = at + draw(st.integers(0, 20))
        end = start + draw(st.integers(5, 90))
        if end > last:
            break
        kind = draw(st.sampled_from(sorted(checks.HOLDS[holder])))
        has_end = draw(st.integers(0, 4)) > 0 or depth > 1
        one = Segment(
            key=draw(st.uuids()).hex[:8],
            kind=kind,
            day=day,
            start=dt.time(start // 60, start % 60),
            end=dt.time(end // 60, end % 60) if has_end else None,
            title=draw(texts),
            questions_as=draw(st.sampled_from(QuestionsAs)),
            questions=tuple(draw(st.lists(texts, max_size=2))),
            speakers=tuple(draw(st.lists(speakers, max_size=2))),
        )
        found.append(
            (one, draw(siblings(day, (start, end), kind, depth + 1)) if depth < 3 and has_end else [])
        )
        at = end
    return found


def flattened(tree, parent=""):
    for one, held in tree:
        yield replace(one, parent=parent)
        yield from flattened(held, one.key)


@st.composite
def programmes(draw):
    """Any programme that stands."""
    found = []
    for day in FRAME.days:
        found += flattened(draw(siblings(day, (8 * 60, 20 * 60))))
    programme = arranged(found)
    assert checks.problems(programme, FRAME) == ()
    return programme
