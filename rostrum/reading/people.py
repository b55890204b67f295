"""Who is named in a text, as what, and for whom: persons with affiliation, role and honorific."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from rostrum.reading import mending, names, words
from rostrum.reading.names import Name
from rostrum.reading.paper import Person, Place

MODERATOR: Final = "moderators"
SPEAKER: Final = "speakers"

_TBC: Final = re.compile(rf"[\[(]?\s*\b{words.joined('to_be_confirmed')}(?!\w)\s*[\])]?", re.IGNORECASE)
_VIDEO: Final = re.compile(
    r"[\[(]?\s*\b(?:by|via|through|par|por|en)?\s*(?:video(?:[- ](?:link|message|conference|confer[eê]ncia))?|vid[ée]o(?:conf[ée]rence)?|videoconferencia|videomensaje|remote(?:ly)?|online|en l[íi]nea|en ligne)\s*[\])]",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\(([^()]{2,160})\)|\[([^\[\]]{2,160})\]")
_ROLE: Final = {
    MODERATOR: re.compile(rf"\W*{words.joined('roles', 'moderator')}\W*", re.IGNORECASE),
    SPEAKER: re.compile(rf"\W*{words.joined('roles', 'speaker')}\W*", re.IGNORECASE),
}
_MODERATING: Final = re.compile(
    rf"(?:{words.joined('roles', 'moderator')})\s*:?\s*(?:the\s+|la\s+|el\s+|le\s+)?$", re.IGNORECASE
)
_BEHALF: Final = re.compile(
    r"\bon behalf of (?:the )?([^,;()]{3,120})|\bau nom d(?:e|u|es) ([^,;()]{3,120})|\ben nombre de ([^,;()]{3,120})",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"\b(?:by|from|with|par|por|avec|con|a cargo de|de la part de|featuring|feat\.|given by|de)\s+(?=[A-ZÀ-ÞĀ-Ž])|(?::|–|—|\s-)\s+(?=[A-ZÀ-ÞĀ-Ž])",
)
_STOP: Final = re.compile(
    r"\s(?:provides?|presents?|will|shall|gives?|introduces?|speaks?|opens?|delivers?|welcomes?|summari[sz]es?|"
    r"pr[ée]sent(?:e|era)|introduira|ouvrira|presentar[áa]|har[áa])\b.*",
    re.DOTALL,
)
_JOIN: Final = re.compile(r"\s*(?:,\s*)?\b(?:and|et|y|e|und)\b\s*|\s*&\s*|\s*/\s*")
# "adviser to Mr. X" names X, but X does not speak.
_SERVES: Final = re.compile(r"\b(?:to|of|for|under|aupr[èe]s d[eu]|de|du|del|al)\s+$")
_TRAILING: Final = " \t,;:–—-‑.&("
_ENDS: Final = re.compile(r"[,;:–—-]?\s*(?:\b(?:and|et|y)|,)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A person found in a text, as what, from ``begin`` to ``end``."""

    person: Person
    part: str
    begin: int
    end: int


def people(
    text: str, place: Place, *, part: str = SPEAKER, role: str = "", expected: bool = False
) -> list[Found]:
    """Return everybody named in a text.

    ``part`` is what they are where the text does not say otherwise, ``role`` the label before the text;
    ``expected`` says that the text stands where persons are listed, so that honorifics are not needed.
    """
    found: list[Found] = []
    at = 0
    for item in _items(text, expected=expected):
        begin = text.index(item, at) if item in text[at:] else at
        at = begin + len(item)
        found += [
            replace(one, begin=one.begin + begin, end=one.end + begin)
            for one in _item(item, place, part, role, expected=expected)
        ]
    return found


def starts_with_person(text: str, *, strict: bool = True) -> bool:
    """Say whether a text begins with a person: an honorific, or a name with something behind it."""
    body = text.lstrip(" -–—•\"“'")
    if names.HONORIFIC.match(body):
        return next(names.with_honorific(body), None) is not None
    name = names.bare(body, strict=False)
    if name and (aside := _BRACKET.match(body[name.end :].lstrip())):
        inside = aside.group(1) or aside.group(2)
        if any(role.fullmatch(inside) for role in _ROLE.values()):
            return True
    name = names.bare(body, strict=strict)
    return name is not None and (strict or _separated(body[name.end :]))


def is_only_name(text: str) -> bool:
    """Say whether a text is a name and nothing else."""
    body = text.strip(" -–—•\"“'")
    name = next(names.with_honorific(body), None) or names.bare(body, strict=False)
    return name is not None and not body[name.end :].strip(" .,;")


def name_goes_on(text: str, more: str) -> bool:
    """Say whether a text breaks off within a name that goes on on the next line (S002:33, S002:196)."""
    if not re.match(r"[A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+){0,2}\s*(?:[,:]|$)", more) or names.never(
        more.split(maxsplit=1)[0]
    ):
        return False
    found = list(names.with_honorific(text[-60:]))
    last = found[-1] if found else None
    return last is not None and not text[-60:][last.end :].strip() and len(last.name.split()) <= 2


def breaks_off(text: str) -> bool:
    """Say whether a text ends within a list of people, behind an honorific or the first word of a name."""
    if names.ends_in_honorific(text):
        return True
    last = list(names.with_honorific(text[-60:]))[-1:]
    if last and " " not in last[0].name and not text[-60:][last[0].end :].strip():
        return True
    found = re.search(r"(?:[,;)]|\b(?:and|et|y|&))\s+([A-ZÀ-ÞĀ-Ž][\w’'-]+)$", text)
    return found is not None and not names.never(found.group(1)) and not found.group(1).isupper()


def is_like(text: str, other: str) -> bool:
    """Say whether a text is somebody named as the other is: a name we may not know, then a function."""
    if names.HONORIFIC.match(other):
        return False
    first, second = (names.bare(one.strip(), strict=False) for one in (other, text))
    if not first or not second or len(second.name.split()) > 3:
        return False
    marks = [
        re.match(r"\s*([,(:–-])", one.strip()[name.end :]) for one, name in ((other, first), (text, second))
    ]
    return bool(marks[0] and marks[1] and marks[0].group(1) == marks[1].group(1))


def is_person(text: str) -> bool:
    """Say whether a text is somebody, alone on a line or with an affiliation, though no label said so."""
    body = text.strip(" -–—•\"“'")
    if starts_with_person(body, strict=True):
        name = names.bare(body)
        if name is None or names.HONORIFIC.match(body):
            return True
        rest = body[name.end :]
        return not rest.strip(" .,") or _separated(rest)
    name = names.bare(body, strict=False)
    return (
        name is not None
        and len(name.name.split()) <= 4
        and re.match(r"\s*[,(]\s*\S", body[name.end :]) is not None
        and len(body) < 200
        and not body.endswith(("?", ".", ":"))
        and _affiliated(body[name.end :])
    )


def _affiliated(rest: str) -> bool:
    """Say whether what stands behind a name reads as a function or an organization."""
    first = re.match(r"\W*(\w+)", rest)
    word = first.group(1) if first else ""
    return names.never(word) or (len(word) > 1 and word.isupper())


def _separated(rest: str) -> bool:
    joined = re.match(r"\s+(?:and|et|y|&)\s+(?=[A-ZÀ-ÞĀ-Ž])", rest)
    if joined and names.bare(rest, joined.end()):
        return True
    return not rest.strip() or re.match(r"\s*(?:[,(:;|\t]|[–—-]\s|\s{2})", rest) is not None


def _items(text: str, *, expected: bool) -> list[str]:
    """Split a list of persons at semicolons, and at "and" or commas where a person stands on both sides."""
    items = [item for item in re.split(r"\s*;\s*|\s*\t\s*|\s*\|\s*", text) if item.strip(_TRAILING)]
    if not expected:
        return items
    found: list[str] = []
    for item in items:
        parts = _enumerated(item)
        if not parts:
            parts = _behind_brackets(item)
        found += parts
    return found


def _behind_brackets(item: str) -> list[str]:
    """Split "A B (Oslo), C D (Lille) & E F (Tunis)", where a person follows a bracket."""
    parts: list[str] = []
    for part in re.split(r"(?<=\))(\s*(?:,|&|\b(?:and|et|y)\b)\s*)(?=[A-ZÀ-ÞĀ-Ž])", item):
        joint = not part.strip(" ,&") or part.strip() in ("and", "et", "y")
        if parts and not joint and starts_with_person(part, strict=False):
            parts.append(part)
        elif parts:
            parts[-1] += part
        else:
            parts.append(part)
    return [part for part in parts if part.strip(_TRAILING)]


def _enumerated(item: str) -> list[str]:
    """Split "A B, C D and E F" where every part is a name and nothing else."""
    parts = [part for part in re.split(r"\s*,\s*(?:(?:and|et|y)\s+)?|\s+(?:and|et|y|&)\s+", item) if part]
    whole = [bool((name := names.bare(part)) and not _STRIPPED.sub("", part[name.end :])) for part in parts]
    return parts if len(parts) > 1 and all(whole) else []


def _listed(item: str) -> Iterator[int]:
    """Yield where names alone are listed behind "with" or "by": a round table with A B, C D and E F."""
    for by in _BY.finditer(item):
        if _enumerated(item[by.end() :].rstrip(" .")):
            yield by.end()


_STRIPPED: Final = re.compile(r"\([^)]*\)|\W")


def _item(item: str, place: Place, part: str, role: str, *, expected: bool) -> Iterator[Found]:
    marked = list(names.with_honorific(item))
    if not marked and not expected and (listed := next(_listed(item), None)):
        at = listed
        for one in _enumerated(item[at:].rstrip(" .")):
            found = _item(one, place, part, role, expected=True)
            yield from (replace(each, begin=each.begin + at, end=each.end + at) for each in found)
        return
    if not marked and not expected and not _BY.search(item):
        return
    led = names.bare(item.lstrip(" -–—•\"“'")) is not None
    marked = [
        name
        for number, name in enumerate(marked)
        if not (number or led) or not _SERVES.search(item[: name.begin])
    ]
    known = _spread(item, marked, expected=expected)
    for number, name in enumerate(known):
        until = known[number + 1].begin if number + 1 < len(known) else len(item)
        before = item[known[number - 1].end if number else 0 : name.begin]
        rest = item[name.end : until]
        yield _found(name, before, rest, place, part=_part(before, rest, part), role=role, first=number == 0)


def _spread(item: str, marked: list[Name], *, expected: bool) -> list[Name]:
    """Add to the names with honorific those without that stand at the start or behind "and" or "by"."""
    found = list(marked)
    places = []
    commas = [comma.end() for comma in re.finditer(r"(?:,|\s[–—-]|\s(?:and|et|y|&))\s+", item)]
    if expected:
        places.append(len(item) - len(item.lstrip(" -–—•\"“'")))
        places += [joint.end() for joint in _JOIN.finditer(item)]
    places += [by.end() for by in _BY.finditer(item)]
    first = min([name.begin for name in marked] + places[:1] + [len(item)])
    places += [at for at in commas if at > first and re.match(r"[^,(]{5,60}[,(]", item[at:])]
    for at in places:
        if any(name.begin <= at < name.end or (at <= name.begin < at + 4) for name in found):
            continue
        begin = at == places[0] and expected
        name = names.bare(item, at, strict=not begin)
        if name is None and at in commas and (unknown := names.bare(item, at, strict=False)):
            short = len(unknown.name.split()) <= 3 and not any(
                part.isupper() for part in unknown.name.split()
            )
            name = unknown if short and _affiliated(item[unknown.end :]) else None
        if (
            name
            and not any(one.begin < name.end and name.begin < one.end for one in found)
            and (_separated(item[name.end :]) or re.match(r"\s*(?:and|et|y|&|\.|$)", item[name.end :]))
        ):
            found.append(name)
    return sorted(found, key=lambda one: one.begin)


def _part(before: str, rest: str, part: str) -> str:
    if _MODERATING.search(before.rstrip()) or re.search(
        r"(?i)\b(?:moderated|chaired|facilitated|presided over) by\s*(?:the\s+)?$", before
    ):
        return MODERATOR
    for bracket in _BRACKET.finditer(rest[:200]):
        inside = bracket.group(1) or bracket.group(2)
        if _ROLE[MODERATOR].fullmatch(inside):
            return MODERATOR
        if _ROLE[SPEAKER].fullmatch(inside):
            return SPEAKER
    first = re.match(r"\s*[,–—-]\s*([^,;()–—]{4,40})(?=[,;()–—]|$)", rest)
    if first and re.fullmatch(
        r"(?i)\W*(?:moderator|facilitator|session chair|mod[ée]rat(?:eur|rice)|moderador[a]?)\W*",
        first.group(1),
    ):
        return MODERATOR
    last = re.search(r"[,–—-]\s*([^,;()–—]{4,40})$", rest.rstrip(" .;,"))
    if last and re.fullmatch(
        r"(?i)\W*(?:moderator|facilitator|mod[ée]rat(?:eur|rice)|moderador[a]?)\W*", last.group(1)
    ):
        return MODERATOR
    return part


def _found(name: Name, before: str, rest: str, place: Place, *, part: str, role: str, first: bool) -> Found:
    open_end = bool(_TBC.search(rest))
    video = bool(_VIDEO.search(rest))
    behalf = _BEHALF.search(rest)
    affiliation = affiliation_of(rest)
    if not affiliation and first:
        affiliation = _office_before(before)
    mended = mending.mend_name(name.name)
    person = Person(
        name=mended.text,
        written=mended.written,
        honorific=name.honorific,
        place=place,
        affiliation=mending.mend(affiliation).text,
        role=role,
        on_behalf_of=next((group for group in behalf.groups() if group), "").strip() if behalf else "",
        by_video=video,
        to_be_confirmed=open_end,
    )
    return Found(person, part, name.begin, name.end + len(rest.rstrip(_TRAILING)))


def affiliation_of(rest: str) -> str:
    """Return function and organization from what stands behind a name."""
    rest = _TBC.sub(" ", _VIDEO.sub(" ", rest))
    for aside in _BRACKET.finditer(rest):
        inside = aside.group(1) or aside.group(2)
        if any(role.fullmatch(inside) for role in _ROLE.values()):
            rest = rest.replace(aside.group(), " ", 1)
    rest = rest.strip(_TRAILING[:-1]).strip()
    if bracket := re.match(r"^\(([^()]{2,160})\)", rest):
        tail = rest[bracket.end() :].strip(_TRAILING)
        rest = (
            bracket.group(1)
            if not tail or len(tail) > 200 or not rest[bracket.end() :].lstrip().startswith(",")
            else f"{bracket.group(1)}, {tail}"
        )
    rest = _STOP.sub("", rest)
    rest = re.split(
        r"\.\s+(?=[A-ZÀ-Þ])|\s*[–—]\s*(?=[a-zà-þ][\w-]+\s)|,\s*(?=co-?facilitators\b)|,\s*(?=thematic expert\b)|\s(?=Moderated by|Chaired by|Facilitated by)|:\s",
        rest,
    )[0]
    rest = _ENDS.sub("", rest).strip(_TRAILING[:-1])
    if rest.count("(") < rest.count(")"):
        rest = rest.rstrip(")")
    return re.sub(r"\s+", " ", rest).strip(" ,.;")


def _office_before(before: str) -> str:
    """Return the office that stands before a name: "remarks by the President of the General Assembly, H.E. …"."""
    found = re.search(
        r"(?:\bby|\bfrom|\bpar|\bpor|:|–|\bde la|\bdu)\s+(?:the\s+|la\s+|le\s+|el\s+|l['’])?([A-ZÀ-Þ][^:;]{3,140}?),?\s*$",
        before,
    )
    return found.group(1).strip(" ,") if found else ""


def once(found: Iterable[Person]) -> list[Person]:
    """Return everybody once, with the fullest affiliation, in order of first mention."""
    kept: dict[str, Person] = {}
    for person in found:
        key = folded(person.name)
        if key not in kept or len(person.affiliation) > len(kept[key].affiliation):
            kept[key] = (
                person
                if key not in kept
                else replace(person, honorific=person.honorific or kept[key].honorific)
            )
    return list(kept.values())


def folded(name: str) -> str:
    """Return a name without accents, marks and capitals, to compare it by."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z ]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))
