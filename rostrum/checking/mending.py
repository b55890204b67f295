"""Applying a fix to a paper that was read."""

from dataclasses import replace

from rostrum.checking.findings import Fix, RemovePerson, Replace, SetDay, SetTime
from rostrum.reading.paper import Paper, Person, Place, Segment


def mended(paper: Paper, fix: Fix) -> Paper:
    """Return the paper as it is after a fix; one that no longer fits changes nothing."""
    if isinstance(fix, Replace):
        return _rewritten(paper, fix)
    segment = paper.segments[fix.segment]
    match fix:
        case SetTime(slot=slot, time=time):
            start, end = (time, segment.end) if slot == "start" else (segment.start, time)
            changed = replace(segment, start=start, end=end)
        case SetDay(day=day):
            changed = replace(segment, day=day)
        case RemovePerson(speaker=index):
            left = tuple(one for at, one in enumerate(segment.speakers) if at != index)
            changed = replace(segment, speakers=left)
    segments = (*paper.segments[: fix.segment], changed, *paper.segments[fix.segment + 1 :])
    return replace(paper, segments=segments)


def _rewritten(paper: Paper, fix: Replace) -> Paper:
    lines = tuple(
        replace(line, text=line.text.replace(fix.before, fix.after, 1)) if line.number == fix.line else line
        for line in paper.lines
    )
    if lines == paper.lines:
        return paper
    signatory = paper.signatory.replace(fix.before, fix.after)
    segments = tuple(_segment(one, fix) for one in paper.segments)
    damage = tuple(d for d in paper.damage if d.place.first != fix.line or d.text not in fix.before)
    return replace(paper, lines=lines, signatory=signatory, segments=segments, damage=damage)


def _segment(segment: Segment, fix: Replace) -> Segment:
    if not _on(segment.place, fix):
        return segment
    return replace(
        segment,
        title=segment.title.replace(fix.before, fix.after),
        times_written=segment.times_written.replace(fix.before, fix.after),
        moderators=tuple(_person(one, fix) for one in segment.moderators),
        speakers=tuple(_person(one, fix) for one in segment.speakers),
    )


def _person(person: Person, fix: Replace) -> Person:
    if not _on(person.place, fix):
        return person
    name = person.name.replace(fix.before, fix.after)
    return replace(person, name=name, affiliation=person.affiliation.replace(fix.before, fix.after))


def _on(place: Place, fix: Replace) -> bool:
    return place.first <= fix.line <= place.last
