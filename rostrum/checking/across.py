"""Several papers of one meeting, or of one process: versions, facts and names that differ."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rostrum.checking import likeness, names
from rostrum.checking.context import NOTHING_KNOWN
from rostrum.checking.dates import held
from rostrum.checking.findings import Facts, Finding, Replace, found
from rostrum.checking.programme import promises
from rostrum.checking.vocabulary import either, ordinals
from rostrum.reading.paper import DateOf, Holds, Paper, Place, Segment

Named = tuple[str, Paper]
_NEWER: Final = ("updat", "revis", "corr", "final", "rev.", "actualis", "révis", "actualiz", "as held")
_FACTS: Final = ("registration_deadline", "speaking_limit_minutes", "speakers_list", "pass_pickup")


def check(papers: Sequence[Named]) -> Iterator[Finding]:
    """Find what papers say differently from each other; the later one is told about."""
    yield from _names(papers)
    for at, (name, paper) in enumerate(papers):
        for other_name, other in papers[:at]:
            yield from (_of(one, name, other_name) for one in _dates(paper, other))
            if held(paper, NOTHING_KNOWN) & held(other, NOTHING_KNOWN):
                for one in (*_versions(paper, other), *_rooms(paper, other), *_facts(paper, other)):
                    yield _of(one, name, other_name)


def _of(one: Finding, name: str, other: str) -> Finding:
    return replace(one, paper=name, facts={**one.facts, "other_paper": other})


def fulfilled(papers: Sequence[Named], at: int) -> frozenset[str]:
    """Return the kinds of paper that another paper of the same meeting is, so that a promise was kept."""
    days = held(papers[at][1], NOTHING_KNOWN)
    kinds = set()
    for index, (_, paper) in enumerate(papers):
        same = index != at and days & held(paper, NOTHING_KNOWN)
        if same and paper.holds is Holds.PROGRAMME and not list(promises(paper)):
            kinds.add("programme")
    return frozenset(kinds)


# Versions


def _versions(paper: Paper, other: Paper) -> Iterator[Finding]:
    """Find slots of one title that stand at other times, where neither paper says that it is a newer one."""
    if Holds.NONE in {paper.holds, other.holds} or _status(paper) != _status(other) or _is_newer(paper):
        return
    before = _slots(other)
    for title, segment in _slots(paper).items():
        old = before.get(title)
        if old and (old.day, old.start, old.end) != (segment.day, segment.start, segment.end):
            facts: Facts = {
                "start": segment.start,
                "end": segment.end,
                "old_start": old.start,
                "old_end": old.end,
            }
            yield found("versions_differ", segment.place, segment.title, other_line=old.place.first, **facts)


def _status(paper: Paper) -> str:
    return paper.status.casefold().strip()


def _is_newer(paper: Paper) -> bool:
    return any(word in _status(paper) for word in _NEWER)


def _slots(paper: Paper) -> dict[str, Segment]:
    """Return segments by title, those whose title stands only once."""
    by_title: dict[str, list[Segment]] = defaultdict(list)
    for segment in paper.segments:
        if segment.start and segment.title:
            by_title[_folded(segment.title)].append(segment)
    return {title: found_ones[0] for title, found_ones in by_title.items() if len(found_ones) == 1}


# Facts


def _dates(paper: Paper, other: Paper) -> Iterator[Finding]:
    """Find papers of one meeting, as their titles say, that are held on different days."""
    mine, theirs = held(paper, NOTHING_KNOWN), held(other, NOTHING_KNOWN)
    same = paper.title and _folded(paper.title) == _folded(other.title)
    if not same or not mine or not theirs or mine & theirs or not _NUMBERED.search(paper.title):
        return
    said, their = _said(paper), _said(other)
    yield found("fact_differs", said[0], said[1], other=their[1], other_line=their[0].first)


# A title with an ordinal names one meeting; one without may be that of a series.
_NUMBERED: Final = re.compile(rf"\b{either(ordinals())}\b", re.IGNORECASE)


def _folded(text: str) -> str:
    return " ".join(likeness.unaccented(text).split())


def _said(paper: Paper) -> tuple[Place, str]:
    """Return where a paper gives the days of its meeting, and how."""
    for mention in paper.mentions:
        if mention.of is DateOf.MEETING:
            return mention.place, mention.written
    return paper.title_place or Place(1, 1), ", ".join(day.isoformat() for day in paper.dates)


def _rooms(paper: Paper, other: Paper) -> Iterator[Finding]:
    mine, theirs = names.rooms(paper), names.rooms(other)
    told: set[str] = set()
    for one in mine:
        for room in theirs:
            if (
                one.text not in told
                and names.same_room(one.text, room.text)
                and not _both(mine, theirs, one.text)
            ):
                told.add(one.text)
                shorter = len(one.text) < len(room.text)
                fix = _replace(one.place, one.text, room.text) if shorter else None
                facts: Facts = {"other": room.text, "other_line": room.place.first}
                yield found("fact_differs", one.place, one.text, fix=fix, **facts)


def _both(mine: list[names.Writing], theirs: list[names.Writing], text: str) -> bool:
    """Say whether both papers use a name, so that the other writing is told within its own paper."""
    return any(one.text == text for one in theirs) and any(one.text == text for one in mine)


def _facts(paper: Paper, other: Paper) -> Iterator[Finding]:
    theirs = dict(other.logistics)
    for name, fact in paper.logistics:
        said = theirs.get(name)
        if name in _FACTS and said is not None and said.value != fact.value:
            facts: Facts = {"other": said.written, "other_line": said.place.first, "name": name}
            yield found("fact_differs", fact.place, fact.written, **facts)


# Names


def _names(papers: Sequence[Named]) -> Iterator[Finding]:
    """Find people whose name other papers write otherwise; told once for each paper and name."""
    own = {name: names.names_of(paper) for name, paper in papers}
    every = set().union(*own.values())
    seen: dict[tuple[str, ...], list[tuple[str, names.Writing]]] = defaultdict(list)
    for name, paper in papers:
        for key, found_ones in names.writings(paper, every).items():
            seen[key] += [(name, one) for one in found_ones]
    knowing = {name: {likeness.key(one) for one in known} for name, known in own.items()}
    for key, together in seen.items():
        yield from _written(together, {name for name, keys in knowing.items() if key in keys})


def _written(seen: list[tuple[str, names.Writing]], knowing: set[str]) -> Iterator[Finding]:
    """Tell each paper that has only another writing; ``knowing`` have this person among their people."""
    meant = names.usual(one for _, one in seen)
    right = {name for name, one in seen if likeness.same_writing(one.text, meant)}
    told = right & knowing  # where a paper has both writings, its own check has told it
    for name, one in seen:
        if name in told or likeness.same_writing(one.text, meant):
            continue
        told.add(name)
        where = next((other for other, writing in seen if writing.text == meant and other != name), name)
        fix = _replace(one.place, one.text, meant)
        finding = found("name_differs", one.place, one.text, fix=fix, other=meant, other_paper=where)
        yield replace(finding, paper=name)


def _replace(place: Place, before: str, after: str) -> Replace | None:
    return Replace(line=place.first, before=before, after=after) if place.first == place.last else None
