"""The head of a paper: its title, venue, dates, and of a letter who signed it, when, and to whom."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rostrum.reading import dates, times, words
from rostrum.reading.dates import Written
from rostrum.reading.mending import mend
from rostrum.reading.paper import Line, Place

_ADDRESSEES: Final = re.compile(
    r"all permanent representatives.*|tous les repr[ée]sentants permanents.*|.*representantes permanentes.*",
    re.IGNORECASE,
)
_SALUTATION: Final = re.compile(
    r"\W*(?:excellency|excellence|dear .{0,60}|madame?,? monsieur|monsieur|estimad[oa]s? .{0,60}|sir|distinguished .{0,60})\W*",
    re.IGNORECASE,
)
_MANDATE: Final = re.compile(
    r"paragraph\s+(?P<paragraph>\d+(?:\s?\([a-z]\))?)\s+of\s+(?:the\s+)?(?:General Assembly\s+)?resolution\s+(?P<symbol>A[/lI1|]RES[/lI1|]\d\d[/lI1|]\d+|\d+/\d+)|(?P<alone>A/RES/\d+/\d+)|resolution\s+(?P<bare>\d+/\d+)",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"\b(?:provisional|preliminary|draft|updated|revised|final|tentative|detailed|provisoire|pr[ée]liminaire|d[ée]finitif|actualis[ée]|provisional|preliminar|definitiv[oa]|borrador|actualizad[oa])\s+(?:detailed\s+)?(?:agenda|programme|program|schedule|programa|ordre du jour|orden del d[íi]a)\b|\b(?:programme|programa|agenda)\s+(?:provisoire|provisional|pr[ée]liminaire|preliminar|d[ée]finitif|definitivo|final)\b|^\W*(?:summary|r[ée]sum[ée]|resumen)\W*$",
    re.IGNORECASE,
)
_LOUD: Final = re.compile(r"^[^a-zà-ÿ]{8,}$")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a paper says; ``days`` are the days of the meeting."""

    title: str = ""
    title_place: Place | None = None
    venue: str = ""
    venue_place: Place | None = None
    days: tuple[dt.date, ...] = ()
    letter_date: dt.date | None = None
    mandate: str = ""
    signatory: str = ""
    addressees: str = ""
    status: str = ""
    year: int | None = None


def head(lines: Sequence[Line], first_slot: int, year: int | None) -> Head:
    """Return what stands before the first slot, whose line is ``first_slot`` (beyond the end if there is none)."""
    above = [line for line in lines if line.number < first_slot and not line.furniture and any(line.cells)]
    texts = [(line, " ".join(cell for cell in line.cells if cell)) for line in above]
    year = year or _year(lines)
    letter, body = _letter(texts)
    title, title_place, at = _title(body or texts)
    below = (body or texts)[at:]
    days, venue, venue_place = _when_and_where(below, texts, year)
    mandate = _mandate(" ".join(line.text for line in lines))
    running = " ".join(text for _line, text in texts)
    status = next(
        (found.group() for _line, text in body if (found := _STATUS.search(text)) and len(text) < 200), ""
    )
    if not status and (anywhere := _STATUS.search(running)):
        status = anywhere.group()
    return Head(
        title=mend(title).text,
        title_place=title_place,
        venue=venue,
        venue_place=venue_place,
        days=days,
        letter_date=_letter_date(letter, year),
        mandate=mandate,
        signatory=_signatory(letter),
        addressees=next((text for _line, text in letter if _ADDRESSEES.fullmatch(text.strip())), ""),
        status=status.strip().lower(),
        year=year,
    )


def _year(lines: Sequence[Line]) -> int | None:
    """Return the year that the paper's dates are in: the one most of them give."""
    counted: Counter[int] = Counter()
    for line in lines:
        for written in dates.dates(line.text):
            if written.year:
                counted[written.year] += 1
    if not counted:
        bare = Counter(
            int(found) for line in lines[:40] for found in re.findall(r"\b(20[0-4]\d|199\d)\b", line.text)
        )
        return bare.most_common(1)[0][0] if len(bare) == 1 else None
    return counted.most_common(1)[0][0]


Texts = Sequence[tuple[Line, str]]


def _letter(texts: Texts) -> tuple[Texts, Texts]:
    """Part a covering letter from what it encloses."""
    if not any(_SALUTATION.fullmatch(text) for _line, text in texts):
        return (), texts
    ends = [at for at, (_line, text) in enumerate(texts) if _ADDRESSEES.fullmatch(text.strip())]
    if not ends:
        return texts, ()
    end = ends[-1] + 1
    while end < len(texts) and (
        re.fullmatch(
            r"(?i)\W*(?:permanent observers.*|to the united nations.*|new york|geneva|vienna|nairobi)\W*",
            texts[end][1],
        )
    ):
        end += 1
    return texts[:end], texts[end:]


def _title(texts: Texts) -> tuple[str, Place | None, int]:
    """Return the title, its place, and how many texts stand above its end."""
    best: tuple[int, int] | None = None
    for at, (line, text) in enumerate(texts[:40]):
        score = _title_score(text, line, at)
        if score > 0 and (best is None or score > best[0]):
            best = (score, at)
    if best is None:
        return "", None, 0
    at = best[1]
    line, text = texts[at]
    last = at
    while last + 1 < len(texts) and _title_goes_on(text, texts[last][0], *texts[last + 1]):
        last += 1
        text = f"{text} {texts[last][1]}"
    text = re.sub(r"[\s¹²³*]+$", "", text).strip(" :–—-")
    found = next(dates.dates(text), None)
    if found and found.begin > 15:
        text = text[: found.begin].rstrip(" ,–—-(|")
    return text, Place(line.number, texts[last][0].number), at


def _title_goes_on(text: str, line: Line, following: Line, more: str) -> bool:
    if following.number != line.number + 1 or len(text) > 250 or next(dates.dates(more), None):
        return False
    return (
        bool(
            re.search(
                r"(?:[,–—:&-]|\b(?:and|of|the|for|on|in|to|de|et|y|la|le|du|des|del|sur|sobre|with))\s*$",
                text,
                re.IGNORECASE,
            )
        )
        or more[:1].islower()
        or (
            _LOUD.match(text) is not None
            and _LOUD.match(more) is not None
            and not words.whole("sections", "skip").fullmatch(more)
        )
    )


def _title_score(text: str, line: Line, at: int) -> int:
    bare = text.strip(" *_#:")
    if not 6 <= len(bare) <= 300 or bare.endswith(",") or "@" in bare or "http" in bare:
        return 0
    if words.whole("sections", "after").fullmatch(bare) or bare.lower() in (
        "target audience",
        "programme",
        "format",
    ):
        return 0
    if all(
        words.whole("columns", "time").fullmatch(word) or words.whole("columns", "title").fullmatch(word)
        for word in bare.split()
    ):
        return 0
    if (
        words.whole("sections", "skip").fullmatch(bare)
        or words.whole("sections", "bodies").fullmatch(bare)
        or _SALUTATION.fullmatch(bare)
    ):
        return 0
    found = next(dates.dates(bare), None)
    if (
        (found and found.begin < 12 and len(bare) < 90)
        or times.at_start(bare)
        or words.whole("to_be_confirmed").fullmatch(bare)
    ):
        return 0
    score = 12 - min(at, 11)
    if words.word("sections", "meeting").search(bare):
        score += 10
    if line.heading:
        score += 6
    if _LOUD.match(bare):
        score += 2
    if bare.endswith(".") and len(bare) > 80:
        score -= 14
    if len(bare) > 160:
        score -= 4
    if len(bare.split()) < 3:
        score -= 4
    if words.word("sections", "venue").match(bare) or re.match(
        r"(?i)(?:theme|venue|date|place|lieu|lugar|sala|salle)\b\s*:", bare
    ):
        score -= 8
    if re.match(
        r"(?i)(?:preparatory process|in line with|in accordance|office of|organi[sz]ed by|hosted by|under the|with the support)",
        bare,
    ):
        score -= 8
    return score


def _when_and_where(
    below: Texts, texts: Texts, year: int | None
) -> tuple[tuple[dt.date, ...], str, Place | None]:
    days: tuple[dt.date, ...] = ()
    venue, venue_place = "", None
    for source in (below, texts):
        for at, (line, text) in enumerate(source):
            held = _HELD.search(text)
            found = [
                written
                for written in dates.dates(text)
                if written.on(year) and (not held or written.begin > held.end())
            ]
            if (
                not found
                or (len(text) > 250 and not held)
                or (source is texts and _is_letter_date(text, source))
            ):
                continue
            if days:
                break
            days = _span(found, year)
            venue, venue_place = _venue_beside(text, found, line)
            if not venue:
                venue, venue_place = _venue_around(source, at)
        if days:
            break
    if not venue:
        for source in (below, texts):
            for at in range(len(source)):
                venue, venue_place = _venue_line(*source[at])
                if venue:
                    return days, venue, venue_place
    return days, venue, venue_place


_HELD: Final = re.compile(
    r"(?i)\b(?:(?:to|will) be held|takes? place|taking place|se tiendra|aura lieu|tendr[áa] lugar|se celebrar[áa])\b"
)


def _is_letter_date(text: str, source: Texts) -> bool:
    found = next(dates.dates(text), None)
    if found is None or len(text.strip()) > len(found.text) + 3:
        return False
    return any(_SALUTATION.fullmatch(other) for _line, other in source[:12])


def _span(found: Sequence[Written], year: int | None) -> tuple[dt.date, ...]:
    days: set[dt.date] = set()
    for written in found[:6]:
        first, last = written.on(year), written.until(year)
        if first and last and last >= first and (last - first).days <= 31:
            days |= {first + dt.timedelta(days=n) for n in range((last - first).days + 1)}
        elif first:
            days.add(first)
    return tuple(sorted(days))


def _venue_beside(text: str, found: Sequence[Written], line: Line) -> tuple[str, Place | None]:
    rest = text[found[-1].end :]
    rest = re.sub(r"^[\s,;|–—-]*(?:from|de|at|à|a las)?\s*", "", rest)
    if start := times.at_start(rest):
        rest = rest[start.end :]
    rest = rest.strip(" ,;|–—-:()*").removeprefix("in ").removeprefix("at ")
    if len(rest) > 3 and len(rest) < 160 and (words.word("sections", "venue").search(rest) or "," in rest):
        return rest.rstrip("."), Place(line.number, line.number)
    before = text[: found[0].begin].strip(" ,;|–—-:()*")
    before = re.sub(r"(?i)^(?:venue|place|location|lieu|lugar)\s*:\s*", "", before)
    if 3 < len(before) < 120 and words.word("sections", "venue").search(before):
        return before, Place(line.number, line.number)
    return "", None


def _venue_around(source: Texts, at: int) -> tuple[str, Place | None]:
    for near in (at + 1, at + 2, at - 1):
        if 0 <= near < len(source):
            venue, place = _venue_line(*source[near])
            if venue:
                return venue, place
    return "", None


def _venue_line(line: Line, text: str) -> tuple[str, Place | None]:
    bare = text.strip(" *_#")
    labelled = re.match(
        r"(?i)(?:venue|place|location|lieu|lugar|sede|where|salle|sala|room)\s*:\s*(.{3,150})", bare
    )
    if labelled:
        return labelled.group(1).strip(), Place(line.number, line.number)
    rooms = re.sub(
        r"(?i)\b(?:conference (?:room|centre|center|hall)|salle de (?:conf[ée]rences?|r[ée]union)|sala de (?:conferencias|reuniones|sesiones)|meeting room)\b",
        "room",
        bare,
    )
    if (
        len(bare) < 140
        and not bare.endswith((".", "?"))
        and words.word("sections", "venue").search(rooms)
        and not words.word("sections", "meeting").search(rooms)
        and not next(dates.dates(bare), None)
    ):
        return bare, Place(line.number, line.number)
    return "", None


def _letter_date(letter: Texts, year: int | None) -> dt.date | None:
    for _line, text in letter[:12]:
        found = next(dates.dates(text), None)
        if found and len(text.strip()) <= len(found.text) + 30:
            return found.on(year)
    return None


def _signatory(letter: Texts) -> str:
    for at, (_line, text) in enumerate(letter):
        if _ADDRESSEES.fullmatch(text.strip()) and at:
            name = letter[at - 1][1].strip()
            return name if len(name) < 60 and name[:1].isupper() and not name.endswith((".", ":")) else ""
    return ""


def _mandate(text: str) -> str:
    found = _MANDATE.search(text)
    if not found:
        return ""
    symbol = found.group("symbol") or found.group("alone") or found.group("bare")
    if damaged := re.fullmatch(r"A.RES.(\d\d).(\d+)", symbol):
        symbol = f"A/RES/{damaged.group(1)}/{damaged.group(2)}"
    symbol = symbol if symbol.upper().startswith("A/RES") else f"A/RES/{symbol}"
    return f"{symbol}, para. {found.group('paragraph')}" if found.group("paragraph") else symbol
