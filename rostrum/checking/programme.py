"""The programme and what the papers around it say: open places, missing people, promises, contradictions."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from rostrum.checking.context import Context
from rostrum.checking.findings import Facts, Finding, Replace, found
from rostrum.checking.flow import Flow, between, flow, kept
from rostrum.checking.vocabulary import LANGUAGES, any_of, data, either, ordinals
from rostrum.reading.paper import Kind, Paper, Person, Place, Segment

_SISTERS: Final = 2  # other panels that show how this paper names people


def check(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find what is wrong with a programme and the papers around it."""
    yield from _to_be_confirmed(paper)
    yield from _panels(paper, context)
    yield from _ordinals(paper, context)
    yield from _promises(paper, context)
    yield from _updated(paper)
    yield from _access(paper)


# To be confirmed

_SHORT: Final = rf"(?:\b{any_of('confirmed', 'short')}(?!\w)|\bT\.B\.[CDA]\.)"
_LONG: Final = any_of("confirmed", "long")
# The long forms are placeholders only where nothing but a name or a label stands around them.
_OPEN: Final = re.compile(
    rf"{_SHORT}|[(\[:–—-]\s*{_LONG}\s*(?:[)\]]|$|[.;]\s*$)"
    rf"|(?:^|\t)[^;\t]{{0,60}}(?<!\bhas )(?<!\bhave )(?<!\bneeds )(?<!\bneed ){_LONG}[\s\W]*$"
    r"|\b[Xx][Xx][:.h]\d\d\b",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(rf"{_SHORT}|{_LONG}", re.IGNORECASE)
_LABELLED: Final = re.compile(r"[^\W\d_]")


def _to_be_confirmed(paper: Paper) -> Iterator[Finding]:
    """Find every place that is still open, once for each line: the whole of it, or one name among others."""
    told: set[int] = set()
    for line in kept(paper):
        match = _OPEN.search(line.text)
        if match:
            told.add(line.number)
            rest = _WORDS.sub("", line.text)
            facts: Facts = {"lone": not _LABELLED.search(rest), "times": len(_OPEN.findall(line.text))}
            yield found("to_be_confirmed", Place(line.number, line.number), _near(line.text, match), **facts)
    for segment in paper.segments:
        around = range(segment.place.first, segment.place.last + 1)
        for one in segment.placeholders:
            # What stands open was told at its line, wherever the reader has put it in the segment.
            if not told.intersection(around) and one.place.first not in told:
                told.add(one.place.first)
                yield found("to_be_confirmed", one.place, one.written or one.of, lone=False, times=1)


def _near(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 80) : match.end() + 40]


# Panels without people


def _panels(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find panels without the people that the other panels of the paper have."""
    panels = [(at, s) for at, s in enumerate(paper.segments) if s.kind is Kind.PANEL]
    own = {at for at, _ in panels}
    moderated, spoken = _with(paper, "moderators") & own, _with(paper, "speakers") & own
    lost = sorted(one.place.first for one in paper.damage if one.kind == "people")
    for at, segment in panels:
        text = _text_of(paper, segment)
        bare = at not in spoken and at not in moderated and not _PANEL.search(segment.title)
        bare = bare or bool(_WORKING.search(segment.title))
        if bare or bisect_left(lost, segment.place.first) < bisect_right(lost, segment.place.last):
            continue  # a slot of the agenda, or one whose people nobody can read
        others = _text_of(paper, segment, without=segment.moderators)
        if at not in spoken and _expected(spoken, panels, context) and not _NAMED.search(others):
            yield found("panel_without_speakers", segment.place, segment.title)
        if at not in moderated and _expected(moderated, panels, context) and not _MODERATED.search(text):
            yield found("panel_without_moderator", segment.place, segment.title)


_PANEL: Final = re.compile(rf"\b{any_of('people', 'panels')}\b", re.IGNORECASE)
_WORKING: Final = re.compile(rf"\b{any_of('people', 'working')}\b", re.IGNORECASE)
_MODERATED: Final = re.compile(rf"\b{any_of('people', 'moderators')}", re.IGNORECASE)
_NAMED: Final = re.compile(
    rf"(?<!\w){any_of('people', 'honorifics')}(?!\w)|{_SHORT}|[•\t]\s*[A-Z]\w+ [A-Z]\w+"
)


def _expected(have: set[int], panels: list[tuple[int, Segment]], context: Context) -> bool:
    return context.complete or (len(have) >= _SISTERS and len(have) * 2 > len(panels))


def _with(paper: Paper, who: str) -> set[int]:
    """Return the segments that name such people, or say that they follow, themselves or right within them."""
    named = {at for at, s in enumerate(paper.segments) if getattr(s, who) or s.placeholders}
    return named | {s.parent for at, s in enumerate(paper.segments) if at in named and s.parent is not None}


def _text_of(paper: Paper, segment: Segment, without: Iterable[Person] = ()) -> str:
    """Return the lines of a segment, so that what the reader overlooked is not said to be missing."""
    place = segment.place
    theirs = {number for one in without for number in range(one.place.first, one.place.last + 1)}
    lines = between(paper, place.first, place.last)
    return "\n".join(line.text for line in lines if line.number not in theirs)


# The ordinal of another session

_ORDINAL: Final = either(ordinals())
_SESSION: Final = any_of("sessions")
_NUMBERED: Final = rf"(?P<ordinal>{_ORDINAL})(?P<kind>(?:[ \t][\w-]+){{0,4}}?)[ \t](?P<noun>{_SESSION})\b"
_SPOKEN: Final = re.compile(rf"\b{_NUMBERED}", re.IGNORECASE)
_OWN: Final = re.compile(
    rf"\b(?P<paper>{any_of('own_papers')})\b[^.;:\n]{{0,40}}?\b{any_of('between_paper_and_session')}\s*{_NUMBERED}",
    re.IGNORECASE,
)


def own_ordinal(paper: Paper, context: Context) -> tuple[int, str] | None:
    """Return which session of which noun a paper is about, as most of it says; None where it is unclear."""
    counted: Counter[tuple[int, str]] = Counter()
    for match in _SPOKEN.finditer(paper.title):
        counted[_said(match)] += 3
    for match in flow(paper).search(_SPOKEN):
        counted[_said(match)] += 1
    if not counted:
        return None
    (own, often) = counted.most_common(1)[0]
    if context.ordinal:
        return (context.ordinal, own[1])
    same = sum(n for (_, noun), n in counted.items() if noun == own[1])
    return own if often >= 2 and often * 2 > same else None  # noqa: PLR2004 - said more than once


def _said(match: re.Match[str]) -> tuple[int, str]:
    return ordinals()[match["ordinal"].casefold()], match["noun"].casefold()


def _ordinals(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find the papers of this session ascribed to another: "a procedural note for the first session"."""
    own = own_ordinal(paper, context)
    if own is None:
        return
    text = flow(paper)
    for match in text.search(_OWN):
        if _said(match)[1] == own[1] and _said(match)[0] != own[0] and not _of_another(text, match):
            yield _ordinal(text, match, own[0])


def _ordinal(text: Flow, match: re.Match[str], own: int) -> Finding:
    place = text.place(match, "ordinal")
    written = match["ordinal"]
    meant = _ordinal_like(written, own)
    around = text.around(match)
    # The line holds the word once, or the first of them might be another.
    once = text.text.count(written) and around.count(written) == 1
    fix = Replace(line=place.first, before=written, after=meant) if meant and once else None
    facts: Facts = {"ordinal": _said(match)[0], "own": own, "noun": match["noun"]}
    return found("ordinal_of_other_session", place, around, fix=fix, **facts)


def _ordinal_like(written: str, own: int) -> str:
    for language in LANGUAGES:
        table = data(language)["ordinals"]
        for words in table:
            if written.casefold() in words and own <= len(table):
                at = min(words.index(written.casefold()), len(table[own - 1]) - 1)
                meant = str(table[own - 1][at])
                return meant.capitalize() if written[0].isupper() else meant
    return ""


def _of_another(text: Flow, match: re.Match[str]) -> bool:
    """Say whether the sentence is plainly about another session: it gives its year, or tells of the past."""
    rest = text.text[match.end() : match.end() + 80].partition("\n")[0].partition(". ")[0]
    return bool(re.search(r"\d{4}|\b(?:held|took place|was|were|will be)\b", rest))


# Promises

_PAPERS: Final = {
    kind: [w for one in LANGUAGES for w in data(one)["papers"]["promised"][kind]]
    for kind in ("programme", "note", "list")
}
_PROMISE: Final = re.compile(
    rf"(?:\b(?P<programme>{either(_PAPERS['programme'])})|\b(?P<note>{either(_PAPERS['note'])})"
    rf"|\b(?P<list>{either(_PAPERS['list'])}))\b"
    rf"[^.;\n]{{0,80}}?\b{any_of('papers', 'will_be')}\b[^.;\n]{{0,60}}?\b{any_of('papers', 'later')}\b",
    re.IGNORECASE,
)


def promises(paper: Paper) -> Iterator[tuple[str, re.Match[str]]]:
    """Return what a paper promises to send later: the kind of paper, and where it says so."""
    for match in flow(paper).search(_PROMISE):
        yield next(kind for kind in _PAPERS if match[kind]), match


def _promises(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find promises; they are worth a warning once it is known that nothing came of them."""
    text = flow(paper)
    for kind, match in promises(paper):
        if context.issued is None:
            yield found("promise", text.place(match), match[0], promised=kind, known=False)
        elif kind not in context.issued:
            facts: Facts = {"promised": kind, "known": True}
            yield found("promise", text.place(match), match[0], **facts)


# Updated and preliminary

_STATES: Final = re.compile(
    rf"\b(?:(?P<updated>{any_of('papers', 'updated')})|(?P<preliminary>{any_of('papers', 'preliminary')}))"
    rf"(?:es|as|os|a|o|e|s)?\s+(?P<agenda>{any_of('papers', 'agendas')})\b"
    rf"|\b(?P<agenda_too>{any_of('papers', 'agendas')})\s+(?:(?P<updated_too>{any_of('papers', 'updated')})"
    rf"|(?P<preliminary_too>{any_of('papers', 'preliminary')}))(?:es|as|os|a|o|e|s)?\b",
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(rf"{any_of('papers', 'attached')}\w*", re.IGNORECASE)


def _updated(paper: Paper) -> Iterator[Finding]:
    """Find an enclosure that is updated in one place of a paper and preliminary in another."""
    text = flow(paper)
    said: dict[str, list[re.Match[str]]] = {"updated": [], "preliminary": []}
    for match in text.search(_STATES):
        state = "updated" if match["updated"] or match["updated_too"] else "preliminary"
        if _is_a_heading(text, match) or _ATTACHED.search(_sentence(text, match)):
            said[state].append(match)
    if not said["updated"] or not said["preliminary"]:
        return
    later, earlier = said["preliminary"][0], said["updated"][0]
    if later.start() < earlier.start():
        later, earlier = earlier, later
    place = text.place(later)
    facts: Facts = {"other": earlier[0], "other_line": text.place(earlier).first}
    yield found("updated_and_preliminary", place, _sentence(text, later), **facts)


def _is_a_heading(text: Flow, match: re.Match[str]) -> bool:
    before = text.text[: match.start()].rpartition("\n")[2]
    after = text.text[match.end() :].partition("\n")[0]
    return not before.strip() and len(after) <= 2  # noqa: PLR2004 - at most a colon


def _sentence(text: Flow, match: re.Match[str]) -> str:
    before = re.split(r"[.;\n]", text.text[max(0, match.start() - 150) : match.start()])[-1]
    after = re.split(r"[.;\n]", text.text[match.end() : match.end() + 150])[0]
    return before + match[0] + after


# Access

_EVERYBODY: Final = re.compile(
    rf"\b{any_of('access', 'everybody')}\b[^.;\n]{{0,40}}?\b{any_of('access', 'needs')}\w*\b"
    rf"[^.;\n]{{0,40}}?\b{any_of('access', 'grounds_pass')}\b",
    re.IGNORECASE,
)
_OTHER_PASS: Final = re.compile(rf"\b{any_of('access', 'other_pass')}\b", re.IGNORECASE)


def _access(paper: Paper) -> Iterator[Finding]:
    """Find a paper that asks everybody for a grounds pass and gives others another one."""
    text = flow(paper)
    everybody = next(text.search(_EVERYBODY), None)
    if everybody is None or " or " in _sentence(text, everybody)[len(everybody[0]) :][:60]:
        return
    other = next((m for m in text.search(_OTHER_PASS) if m.start() > everybody.end()), None)
    if other is None:
        return
    facts: Facts = {"other": everybody[0], "other_line": text.place(everybody).first, "pass_": other[0]}
    yield found("access_contradicts", text.place(other), _sentence(text, other), **facts)
