"""Words: damage, doubles, numbering, tags, marks of a draft, addresses, symbols and spelling."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from rostrum.checking.context import Context
from rostrum.checking.findings import Facts, Finding, Replace, found
from rostrum.checking.flow import between, flow, kept
from rostrum.checking.rules import Severity
from rostrum.checking.vocabulary import any_of, data
from rostrum.reading.paper import Damage, Kind, Line, Paper, Person, Place


def check(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find what is wrong with the words of a paper."""
    yield from _damage(paper)
    yield from _doubled(paper)
    yield from _numbering(paper)
    yield from _titles_numbering(paper)
    yield from _tags(paper)
    yield from _draft(paper, context)
    yield from _addresses(paper)
    yield from _symbols(paper)
    yield from _spelling(paper)


def _at(line: Line) -> Place:
    return Place(line.number, line.number)


# Damage

# A capital I for a small l: RouIa; not LinkedIn, McIver, nor words that ran together (ofInternational).
_MIDDLE_I: Final = re.compile(r"\b(?!Ma?c)[A-ZÀ-Þ]?[a-zà-ÿ]+I(?!(?:n|nc|nt|ntl|t|d|s|ll)\b)[a-zà-ÿ]{1,4}\b")
# What concerns whom, when, or how many is worth a warning; a damaged letter in a sentence is not.
_GRAVE: Final = frozenset({"people", "digits", "date", "time"})


def _damage(paper: Paper) -> Iterator[Finding]:
    """Find what cannot have been written so; what is not known is not guessed."""
    told: set[tuple[int, str]] = set()
    people = _people_by_line(paper)
    for one in paper.damage:
        if one.kind == "words":
            continue  # doubled words have their own rule
        told |= {(one.place.first, word) for word in one.text.split()}
        severity = (
            Severity.WARN if one.kind in _GRAVE or _in_a_name(one, people.get(one.place.first, ())) else None
        )
        yield found(
            "damaged", one.place, one.text, fix=_mended(paper, one), severity=severity, read_as=one.read_as
        )
    umlauts = {name.replace("ü", "ii"): name for name in data("spelling")["umlauts"]["names"]}
    damaged = re.compile(rf"\b(?:{'|'.join(umlauts)})\b")
    for line in kept(paper):
        meant = [
            (m[0], re.sub(r"(?<=[a-zà-ÿ])I(?=[a-zà-ÿ])", "l", m[0])) for m in _MIDDLE_I.finditer(line.text)
        ]
        meant += [(m[0], umlauts[m[0]]) for m in damaged.finditer(line.text)]
        for written, read_as in meant:
            if (line.number, written) not in told:
                fix = Replace(line=line.number, before=written, after=read_as)
                facts: Facts = {"read_as": read_as}
                yield found("damaged", _at(line), written, fix=fix, severity=Severity.WARN, **facts)


def _mended(paper: Paper, one: Damage) -> Replace | None:
    if not one.read_as or one.place.first != one.place.last:
        return None
    on_it = any(one.text in line.text for line in between(paper, one.place.first, one.place.first))
    return Replace(line=one.place.first, before=one.text, after=one.read_as) if on_it else None


def _people_by_line(paper: Paper) -> Mapping[int, list[Person]]:
    by_line: dict[int, list[Person]] = defaultdict(list)
    for segment in paper.segments:
        for person in (*segment.moderators, *segment.speakers):
            for number in range(person.place.first, person.place.last + 1):
                by_line[number].append(person)
    return by_line


def _in_a_name(one: Damage, people: Iterable[Person]) -> bool:
    return any(one.text in p.written or (one.read_as and one.read_as in p.name) for p in people)


# Doubled words

_DOUBLED: Final = re.compile(
    rf"(?<![\w-])({any_of('doubled', 'words')})[ \u00a0]+\1\b(?![-'’.])", re.IGNORECASE
)


def _doubled(paper: Paper) -> Iterator[Finding]:
    text = flow(paper)
    for match in text.search(_DOUBLED):
        first, second = match[1], match[0].rsplit(maxsplit=1)[-1]
        if (second[0].isupper() and not first[0].isupper()) or first.isupper():
            continue  # "de De Gaulle", and initials
        place = text.place(match)
        one_line = place.first == place.last
        fix = Replace(line=place.first, before=match[0], after=first) if one_line else None
        yield found("doubled_word", place, text.around(match), fix=fix, word=first)


# Numbering

_ITEM: Final = re.compile(r"^[\s>•·*–-]*(\d{1,2})[.)]\s+(?=[^\W\d_])")
_TITLE: Final = re.compile(
    r"^(?P<what>panel|session|sesión|séance|mesa|table ronde|sub-panel)\s+"
    r"(?P<number>\d{1,2}|[IVX]{1,5})\b[\s:.–-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_LIST: Final = 4  # items that make a list whose numbering can be wrong


def _numbering(paper: Paper) -> Iterator[Finding]:
    """Find the one number that is missing from a list, or that stands there twice."""
    run: list[tuple[int, Line]] = []
    for line in kept(paper):
        match = _ITEM.match(line.text)
        if not match:
            continue
        number = int(match[1])
        if run and number < run[-1][0]:
            yield from _run(run)
            run = []
        run.append((number, line))
    yield from _run(run)


def _run(run: list[tuple[int, Line]]) -> Iterator[Finding]:
    numbers = [number for number, _ in run]
    if len(run) < _LIST or numbers[0] not in {1, 2}:
        return
    steps = [after - before for before, after in pairwise(numbers)]
    odd = [at for at, step in enumerate(steps) if step != 1]
    if len(odd) != 1 or steps[odd[0]] not in {0, 2}:
        return
    before, line = run[odd[0]][0], run[odd[0] + 1][1]
    yield found("numbering", _at(line), line.text, before=before, number=numbers[odd[0] + 1])


def _titles_numbering(paper: Paper) -> Iterator[Finding]:
    """Find two panels of one number, or a number that no panel has."""
    seen: list[tuple[str, int, str, Place]] = []
    for segment in paper.segments:
        match = _TITLE.match(segment.title)
        if match and segment.kind in {Kind.PANEL, Kind.SUB_PANEL, Kind.OTHER}:
            number = _ROMAN.get(match["number"].upper()) or _number(match["number"])
            seen.append((match["what"].casefold(), number, match["rest"].casefold(), segment.place))
    for what in dict.fromkeys(one[0] for one in seen):
        own = [one for one in seen if one[0] == what]
        numbers = [one[1] for one in own]
        if len(own) < 2 or numbers[0] != 1 or numbers != sorted(numbers):  # noqa: PLR2004 - a sequence
            continue
        odd = [at for at in range(1, len(own)) if numbers[at] - numbers[at - 1] != 1]
        if len(odd) == 1 and _is_odd(own[odd[0] - 1], own[odd[0]]):
            _, number, _, place = own[odd[0]]
            title = next(s.title for s in paper.segments if s.place == place)
            yield found("numbering", place, title, before=numbers[odd[0] - 1], number=number)


def _is_odd(before: tuple[str, int, str, Place], after: tuple[str, int, str, Place]) -> bool:
    step = after[1] - before[1]
    return step == 2 or (step == 0 and before[2] != after[2])  # noqa: PLR2004 - one is missing


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


# Tags and marks

_TAG: Final = re.compile(
    r"</?(?:b|i|u|p|br|em|strong|span|div|td|tr|th|table|tbody|font|h[1-6]|ul|ol|li|a|sup|sub|o:p)\b[^<>\n]{0,200}>"
    r"|&(?:nbsp|amp|quot|lt|gt|eacute|rsquo|ndash);",
    re.IGNORECASE,
)


def _tags(paper: Paper) -> Iterator[Finding]:
    for line in kept(paper):
        if match := _TAG.search(line.text):
            yield found(
                "tags",
                _at(line),
                line.text,
                fix=_without_tag(line, match),
                count=len(_TAG.findall(line.text)),
            )


def _without_tag(line: Line, match: re.Match[str]) -> Replace:
    """Return the stretch from the first tag to the last, without any."""
    last = [*_TAG.finditer(line.text)][-1]
    stretch = line.text[match.start() : last.end()]
    return Replace(line=line.number, before=stretch, after=_TAG.sub(_as_text, stretch).strip())


_ENTITIES: Final = {"&nbsp;": " ", "&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&eacute;": "é"}
_ENTITIES_TOO: Final = {"&rsquo;": "’", "&ndash;": "–"}


def _as_text(match: re.Match[str]) -> str:
    tag = match[0].lower()
    return (_ENTITIES | _ENTITIES_TOO).get(tag, " " if tag.startswith(("<br", "</p")) else "")


_LONGEST_MARK: Final = 80  # characters of a line that holds nothing but the mark
_MARK: Final = re.compile(
    rf"^[\s\W]*(?P<mark>{any_of('papers', 'draft')})(?:\s*[-–:(]?\s*"
    r"(?:v\.?\s?\d+|version\s+\d+|\d[\d./ ]*\w*(?:\s+\d{4})?|as of .*|en date du .*)\)?)?[\s\W]*$",
    re.IGNORECASE,
)


def _draft(paper: Paper, context: Context) -> Iterator[Finding]:
    """Find the mark of a draft on a line of its own; on a paper that is not known to be out, mildly."""
    for line in kept(paper):
        match = _MARK.match(line.text) if len(line.text) <= _LONGEST_MARK else None
        if match and context.published is not False:
            severity = None if context.published else Severity.INFO
            facts: Facts = {"published": bool(context.published)}
            fix = Replace(line=line.number, before=line.text.strip(), after="")
            yield found("draft_mark", _at(line), line.text, fix=fix, severity=severity, **facts)


# Addresses

_TORN: Final = re.compile(
    r"(?:\bhttps?://|\b(?=www\.))(?P<host>[\w.-]+(?: [\w.-]+){0,4}?"
    r"\.\s?(?:org|int|com|net|eu|gov|edu|info|fr|es|ch|be|uk)\b)"
    r"(?P<path>/[^\s,;)>]*)?"
)
_TORN_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@ +| +@ ?)(?:[\w-]+\.)+[a-z]{2,}\b")
_WRONG_START: Final = re.compile(r"\b(?:https?:/(?=\w)|https?//|htt?p?s?;//|htp://|hppt://|https?:\\\\)\S+")


def _addresses(paper: Paper) -> Iterator[Finding]:
    """Find addresses that cannot be opened: torn apart by spaces, or begun wrongly."""
    for line in kept(paper):
        for match in _TORN.finditer(line.text):
            if " " not in match["host"] or _whole(match["host"]):
                continue
            written, meant = _torn(line.text, match)
            fix = Replace(line=line.number, before=written, after=meant)
            yield found("broken_address", _at(line), written, fix=fix, meant=meant)
        for match in _TORN_MAIL.finditer(line.text):
            meant = match[0].replace(" ", "")
            fix = Replace(line=line.number, before=match[0], after=meant)
            yield found("broken_address", _at(line), match[0], fix=fix, meant=meant)
        for match in _WRONG_START.finditer(line.text):
            yield found("broken_address", _at(line), match[0], meant="")


def _whole(host: str) -> bool:
    """Say whether what stands before the first space is an address already, and the rest another text."""
    first = host.split(maxsplit=1)[0]
    return bool(re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}\.?", first)) and not re.fullmatch(
        r"[\w-]+\.un\.?", first
    )


def _torn(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the address as written and joined; a last word that ends the line belongs to it."""
    end = match.end()
    tail = (
        re.match(r" [\w/-]+\.?\s*$", text[end:]) if match["path"] and not text[:end].endswith(".") else None
    )
    written = (text[match.start() : end] + (tail[0] if tail else "")).rstrip().rstrip(".")
    return written, written.replace(" ", "")


# Symbols

_SYMBOL: Final = re.compile(
    r"\b(?P<body>[AES])(?P<one>[\s]?[/lI1|J\\][\s]?)(?P<kind>RES|DEC|CONF|HRC|INF)"
    r"(?P<two>[/lI1|]?)(?P<rest>\d[\dlI|/.A-Z]*)"
)
_SOUND: Final = re.compile(r"[AES]/(?:RES|DEC|CONF|HRC|INF)/\d+(?:[/.][\w.]+)*")
_SESSIONS: Final = range(1, 100)  # of the General Assembly; nothing older is cited, nothing later can be yet


def _symbols(paper: Paper) -> Iterator[Finding]:
    """Find symbols that do not parse; strokes that a scanner took for letters are put back."""
    for line in kept(paper):
        for match in _SYMBOL.finditer(line.text):
            written = match[0].rstrip(".")
            if _SOUND.fullmatch(written):
                continue
            meant = _symbol(match)
            fix = Replace(line=line.number, before=written, after=meant) if meant else None
            yield found("broken_symbol", _at(line), written, fix=fix, meant=meant)


def _symbol(match: re.Match[str]) -> str:
    rest = re.sub(r"[lI|]", "/", match["rest"].rstrip("."))
    if not match["two"] and rest.startswith("1") and re.fullmatch(r"1\d\d/\d+", rest):
        rest = rest[1:]
    number = rest.partition("/")[0]
    meant = f"{match['body']}/{match['kind']}/{rest}"
    sound = number.isdigit() and int(number) in _SESSIONS and _SOUND.fullmatch(meant)
    return meant if sound else ""


# Spelling

_SMALL: Final = re.compile(r"\b[a-z]+(?:-[a-z]+)*\b")
_FIRST: Final = re.compile(r"^\W*([A-Z][a-z]+(?:-[a-z]+)*)\b", re.MULTILINE)


def _spelling(paper: Paper) -> Iterator[Finding]:
    """Find words written in two manners within one paper; once for each word."""
    if paper.language != "en":
        return
    # What begins with a capital within a line may be a name, which keeps its own spelling.
    text = flow(paper).text
    words = Counter(_SMALL.findall(text)) + Counter(word.lower() for word in _FIRST.findall(text))
    for first, second in data("spelling")["pairs"]:
        if " " in second or not words[first] or not words[second]:
            continue
        rare, often = (first, second) if words[first] < words[second] else (second, first)
        pattern = re.compile(rf"\b{re.escape(rare)}\b|^\W*{re.escape(rare.capitalize())}\b")
        for line in kept(paper):
            if match := pattern.search(line.text):
                written = match[0].strip(" \t•-–*")
                after = often.capitalize() if written[0].isupper() else often
                fix = Replace(line=line.number, before=written, after=after)
                yield found("mixed_spelling", _at(line), written, fix=fix, other=often)
                break
