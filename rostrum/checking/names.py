"""Names: one room, process, person or organization under two names; people twice, or in two places."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from rostrum.checking.findings import Facts, Finding, RemovePerson, Replace, found
from rostrum.checking.flow import between, flow
from rostrum.checking.likeness import damage, key, same_writing, skeleton, words
from rostrum.checking.vocabulary import any_of, data, every
from rostrum.reading.paper import Kind, Paper, Person, Place, Segment

_SHORTEST: Final = 2  # words of a name that can be told from other words
_ENOUGH: Final = 4  # people of whom something is known, before balance is spoken of


class Writing(NamedTuple):
    """A name as it stands somewhere."""

    text: str
    place: Place


def check(paper: Paper) -> Iterator[Finding]:
    """Find what is wrong with the names of a paper."""
    yield from _under_two_names(paper)
    yield from _rooms(paper)
    yield from _processes(paper)
    yield from _twice(paper)
    yield from _two_places(paper)
    yield from _genders(paper)
    yield from _regions(paper)


def people(paper: Paper) -> Iterator[Person]:
    """Return everybody named in the segments of a paper."""
    for segment in paper.segments:
        yield from segment.moderators
        yield from segment.speakers


# One name, written in two ways


def writings(paper: Paper, names: Iterable[str]) -> Mapping[tuple[str, ...], list[Writing]]:
    """Return every writing in the text of these names, whatever their accents and damage."""
    wanted = {one for one in map(key, names) if len(one) >= _SHORTEST}
    lengths: dict[str, set[int]] = defaultdict(set)
    for one in wanted:
        lengths[one[0]].add(len(one))
    seen: dict[tuple[str, ...], list[Writing]] = defaultdict(list)
    text = flow(paper)
    matches = words(text.text)
    single = [skeleton(match[0]) for match in matches]
    for at, first in enumerate(single):
        for length in lengths.get(first, ()):
            candidate = tuple(single[at : at + length])
            if len(candidate) < length or candidate not in wanted:
                continue
            start, end = matches[at].start(), matches[at + length - 1].end()
            written = " ".join(text.text[start:end].split())
            place = Place(text.line_at(start), text.line_at(end - 1))
            seen[candidate].append(Writing(written, place))
    return seen


def names_of(paper: Paper) -> set[str]:
    """Return the names of all people of a paper and of who signed it."""
    found_names = {one.name for one in people(paper) if one.name}
    return found_names | ({paper.signatory} if paper.signatory else set())


def organizations_of(paper: Paper) -> set[str]:
    """Return the parts of affiliations, as far as they can be told from other words."""
    parts = {part.strip() for one in people(paper) for part in re.split(r"[,;()]", one.affiliation)}
    return {part for part in parts if len(part.split()) >= _SHORTEST}


def usual(seen: Iterable[Writing]) -> str:
    """Return the writing that is meant: the most frequent, then the least damaged."""
    counted = Counter(one.text for one in seen)
    return min(counted, key=lambda text: (-counted[text], damage(text), text))


def _under_two_names(paper: Paper) -> Iterator[Finding]:
    for rule, names in (
        ("person_two_names", names_of(paper)),
        ("organization_two_names", organizations_of(paper)),
    ):
        for seen in writings(paper, names).values():
            yield from _differing(rule, seen)


def _differing(rule: str, seen: list[Writing]) -> Iterator[Finding]:
    meant = usual(seen)
    told: set[str] = set()
    for one in seen:
        if one.text in told or same_writing(one.text, meant) or _only_spelling(one.text, meant):
            continue
        told.add(one.text)
        first = next(other.place for other in seen if other.text == meant)
        fix = None
        if one.place.first == one.place.last:
            fix = Replace(line=one.place.first, before=one.text, after=meant)
        yield found(rule, one.place, one.text, fix=fix, other=meant, other_line=first.first)


def _only_spelling(one: str, other: str) -> bool:
    """Say whether two writings differ only as organisation and organization do, or by a plural or a dot."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"[.\-]", "", text.casefold().replace("isation", "ization").replace("’", "'"))


# Rooms and processes


_AFTER: Final = re.compile(
    rf"((?:[A-Z][\w-]+ |(?:and|of|the) (?=[A-Z])){{1,6}})({any_of('rooms', 'after')})\b"
)


def rooms(paper: Paper) -> list[Writing]:
    """Return every chamber or hall that a paper names."""
    text = flow(paper)
    seen = []
    for match in text.search(_AFTER):
        name = re.sub(r"^(?:(?:The|In|At|and|of|the)\s)+", "", match[1])
        if name:
            seen.append(Writing(name + match[2], text.place(match)))
    return seen


def same_room(one: str, other: str) -> bool:
    """Say whether two names of chambers are one room's: a word is left out, or one is abbreviated."""
    left, right = _room_words(one), _room_words(other)
    if left == right or left[-1] != right[-1]:
        return False
    shorter, longer = sorted((left, right), key=len)
    return shorter[0] == longer[0] and len(shorter) > 1 and set(shorter) <= set(longer)


def _room_words(name: str) -> list[str]:
    for short, long in data("rooms")["same"].items():
        name = re.sub(rf"\b{short}\b", long, name)
    return [word for word in name.casefold().split() if word not in {"the", "of", "and"}]


def _rooms(paper: Paper) -> Iterator[Finding]:
    seen = rooms(paper)
    names = list(dict.fromkeys(one.text for one in seen))[:20]
    for at, name in enumerate(names):
        for other in names[:at]:
            if not same_room(name, other):
                continue
            shorter, longer = sorted((name, other), key=len)
            place = next(one.place for one in seen if one.text == shorter)
            first = next(one.place for one in seen if one.text == longer)
            fix = Replace(line=place.first, before=shorter, after=longer)
            yield found("room_two_names", place, shorter, fix=fix, other=longer, other_line=first.first)


_PROCESS: Final = re.compile(
    r"\b(?P<what>[^\W\d_]+) (?P<joint>for|pour|para) (?P<first>[^\W\d_]+), (?P<second>[^\W\d_]+)"
    r" (?P<and>and|et|y) (?P<third>[^\W\d_]+) (?P<last>[^\W\d_]+)"
)


def _processes(paper: Paper) -> Iterator[Finding]:
    """Find the name of a process with its words in another order: "regular, safe and orderly migration"."""
    text = flow(paper)
    seen: dict[tuple[str, frozenset[str], str], list[tuple[tuple[str, ...], re.Match[str]]]] = defaultdict(
        list
    )
    for match in text.search(_PROCESS):
        order = tuple(match[name].casefold() for name in ("first", "second", "third"))
        seen[match["what"].casefold(), frozenset(order), match["last"].casefold()].append((order, match))
    for matches in seen.values():
        counted = Counter(order for order, _ in matches)
        ((meant, often), *others) = counted.most_common()
        for order, times in others:
            if times == often:
                continue  # nobody can say which is meant
            match = next(m for o, m in matches if o == order)
            model = next(m for o, m in matches if o == meant)
            place = text.place(match)
            same_line = place.first == place.last
            fix = Replace(line=place.first, before=match[0], after=model[0]) if same_line else None
            facts: Facts = {"other": model[0], "other_line": text.place(model).first}
            yield found("process_two_names", place, match[0], fix=fix, **facts)


# People twice, or in two places


def _twice(paper: Paper) -> Iterator[Finding]:
    for at, segment in enumerate(paper.segments):
        seen: dict[tuple[object, ...], Person] = {}
        for index, person in enumerate(segment.speakers):
            name = key(person.name)
            if len(name) < _SHORTEST:
                continue
            # Somebody may well introduce a panel and answer questions later.
            one = (person.role, name[0][:1], *name[1:])
            before = seen.get(one)
            seen.setdefault(one, person)
            if before is None or not _near(key(before.name)[0], name[0]):
                continue
            fix = RemovePerson(segment=at, speaker=index)
            facts: Facts = {"other": before.name, "other_line": before.place.first}
            yield found("person_twice", person.place, person.name, fix=fix, **facts)
        yield from _listed_twice(paper, segment)


_LISTED: Final = re.compile(
    rf"^\W*(?:(?:{any_of('people', 'honorifics')})\s+)*(?P<name>[^,(;]+?)\s*(?:[,(]|$)"
)


def _listed_twice(paper: Paper, segment: Segment) -> Iterator[Finding]:
    """Find two lines of one list that begin with the same person, whom the reader took for one."""
    names = {key(one.name): one for one in segment.speakers if len(one.name.split()) >= _SHORTEST}
    lines: dict[tuple[str, ...], int] = {}
    for line in between(paper, segment.place.first, segment.place.last) if len(names) > 1 else ():
        match = _LISTED.match(line.text)
        name = key(match["name"]) if match and len(line.text) <= _LONGEST_ENTRY else ()
        if name in names and sum(key(one.name) == name for one in segment.speakers) == 1:
            first = lines.setdefault(name, line.number)
            if first != line.number:
                facts: Facts = {"other": names[name].name, "other_line": first}
                yield found("person_twice", Place(line.number, line.number), line.text, **facts)


_LONGEST_ENTRY: Final = 250  # characters of a line that names somebody


def _near(one: str, other: str) -> bool:
    """Say whether two first names are one, or its initial."""
    return one == other or min(len(one), len(other)) <= _INITIAL


_INITIAL: Final = 2  # the skeleton of an initial: its first letter twice


def _two_places(paper: Paper) -> Iterator[Finding]:
    """Find somebody named in two tracks at the same time."""
    seen: dict[tuple[str, ...], list[tuple[Segment, Person]]] = defaultdict(list)
    for segment in paper.segments:
        if segment.track and segment.day and segment.start and segment.end:
            for person in (*segment.moderators, *segment.speakers):
                if len(name := key(person.name)) >= _SHORTEST:
                    seen[name].append((segment, person))
    for appearances in seen.values():
        appearances.sort(key=lambda one: (one[0].day, one[0].start))
        for (before, _), (segment, person) in pairwise(appearances):
            if _at_once(before, segment):
                facts: Facts = {"other": before.title, "track": before.track, "other_track": segment.track}
                yield found("person_in_two_places", person.place, person.name, **facts)


def _at_once(before: Segment, after: Segment) -> bool:
    if before.day != after.day or before.track == after.track:
        return False
    return bool(before.end and after.start and after.start < before.end)


# Balance, where it is known


def _genders(paper: Paper) -> Iterator[Finding]:
    women, men = every("people", "women"), every("people", "men")
    for segment in paper.segments:
        if segment.kind is not Kind.PANEL:
            continue
        named = [p for p in (*segment.moderators, *segment.speakers) if p.name]
        said = [_gender(person, women, men) for person in named]
        if len(said) >= _ENOUGH and len(set(said)) == 1 and said[0]:
            yield found("one_gender", segment.place, segment.title, count=len(said), gender=said[0])


def _gender(person: Person, women: tuple[str, ...], men: tuple[str, ...]) -> str:
    parts = re.findall(r"[^\W\d_ª]+ª?", person.honorific)
    if any(part in women for part in parts):
        return "women"
    return "men" if any(part in men for part in parts) else ""


def _regions(paper: Paper) -> Iterator[Finding]:
    """Find panels on which only states of one regional group are represented."""
    groups = _group_of()
    for segment in paper.segments:
        if segment.kind is not Kind.PANEL:
            continue
        named = [p for p in (*segment.moderators, *segment.speakers) if p.name]
        said = [_group(person, groups) for person in named]
        if len(said) >= _ENOUGH and len(set(said)) == 1 and said[0]:
            yield found("one_region", segment.place, segment.title, count=len(said), group=said[0])


_REPRESENTS: Final = re.compile(
    r"(?:Representative|Ambassador|Minister|Ministry)[^,;]{0,80}? of (?:the )?([A-Z][\w' -]+)"
)


def _group_of() -> Mapping[str, str]:
    return {state.casefold(): group for group, states in data("states")["groups"].items() for state in states}


def _group(person: Person, groups: Mapping[str, str]) -> str:
    match = _REPRESENTS.search(person.affiliation)
    state = match[1].split(" to ")[0].strip().casefold() if match else ""
    return groups.get(state, "")
