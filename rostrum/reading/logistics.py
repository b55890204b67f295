"""The rules and arrangements that a paper states: limits, lists, priority, seats, deadlines, passes, addresses.

Sentences break over lines, so the lines are joined first; every fact keeps the lines of its sentence.
"""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rostrum.reading import dates
from rostrum.reading.paper import Fact, Line, Place

_NUMBERS: Final = {
    **{str(number): number for number in range(1, 61)},
    **dict(
        zip(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
            range(1, 11),
            strict=True,
        )
    ),
    **dict(
        zip(
            ["une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
            range(1, 11),
            strict=True,
        )
    ),
    **dict(
        zip(
            ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
            range(1, 11),
            strict=True,
        )
    ),
    "ten": 10,
    "fifteen": 15,
    "un": 1,
    "una": 1,
}
_WORDS: Final = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_MAIL: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HOUR: Final = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?)?"

Value = str | int | bool | tuple[str, ...]
Take = Callable[["re.Match[str]", int | None], Value | None]


def _number(found: "re.Match[str]", _year: int | None) -> Value | None:
    return _NUMBERS.get(found.group("n").lower())


def _when_where(found: "re.Match[str]", _year: int | None) -> Value | None:
    return f"{found.group('place').strip()}, {found.group('time').strip()}"


def _text(found: "re.Match[str]", _year: int | None) -> Value | None:
    text = re.sub(r"\s+", " ", found.group("t")).strip(" .,;:")
    text = text if text.count("(") == text.count(")") else text.strip("()")
    return f"{text})" if text.count("(") > text.count(")") else text or None


def _no(_found: "re.Match[str]", _year: int | None) -> Value | None:
    return False


def _yes(_found: "re.Match[str]", _year: int | None) -> Value | None:
    return True


def _date(found: "re.Match[str]", year: int | None) -> Value | None:
    written = next(dates.dates(found.group("d")), None)
    day = written.on(year) if written else None
    return day.isoformat() if day else None


def _days(found: "re.Match[str]", year: int | None) -> Value | None:
    written = next(dates.dates(found.group("d")), None)
    first = written.on(year) if written else None
    if not written or not first:
        return None
    last = written.until(year) or first
    return tuple(day.isoformat() for day in (first, last)) if last != first else (first.isoformat(),)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: "re.Pattern[str]"
    take: Take


def _rule(name: str, pattern: str, take: Take) -> _Rule:
    return _Rule(name, re.compile(pattern, re.IGNORECASE), take)


_DATE: Final = r"(?P<d>[^.;()]{0,30}?\d{1,2}\s*(?:st|nd|rd|th)?(?:\s*[-–]\s*[l\d]{1,2})?\s+(?:of\s+|de\s+)?[A-Za-zéûí]{3,10}\.?(?:,?\s+(?:de\s+)?\d{4})?|\b[A-Z][a-z]+ \d{1,2}(?:,? \d{4})?)"

RULES: Final = (
    _rule("speaking_limit_minutes", rf"(?:limit(?:ed)?|not exceed|no longer than|maximum(?: of)?|limit[ée]e?s? [àa]|limitad[ao]s? a|no exceder)[^.]{{0,80}}?\b(?P<n>{_WORDS})\s*\(?\d?\)?[- ]?min", _number),
    _rule("speaking_limit_minutes", rf"\b(?P<n>{_WORDS})[- ]minutes?\s+(?:limit|per (?:speaker|intervention|delegation)|each)", _number),
    _rule("speakers_list", r"\bno (?:formal|pre-?established|pre-?inscribed)? ?list of speakers|no speakers[’']? list|pas de liste (?:pr[ée][- ]?[ée]tablie )?(?:des? )?orateurs|no habr[áa] (?:una )?lista (?:preestablecida )?de oradores", _no),
    _rule("speakers_list", r"\b(?:the|a) list of speakers (?:will be|is) (?:open|established|available)|inscription (?:on|to) the list of speakers", _yes),
    _rule("speaking_priority", r"(?P<t>Member States|Delegations|States Members) will be given (?:speaking )?priority", _text),
    _rule("speaking_priority", r"(?:speaking )?priority (?:will be |shall be |is )?given to (?P<t>[^.,;]{4,60})", _text),
    _rule("registration_deadline", rf"(?:stakeholders|participants|organi[sz]ations|interested)[^.]{{0,120}}(?:appl(?:ied|y)|register(?:ed)?|registration)[^.]{{0,60}}?\b(?:by|before|until|no later than)\s+{_DATE}", _date),
    _rule("registration_deadline", rf"(?:registration|application)s?[^.]{{0,40}}(?:deadline|closes?|open until|by|before)\s*(?:is|on|:)?\s*{_DATE}", _date),
    _rule("registration_deadline", rf"(?:inscription|inscripci[óo]n)[^.]{{0,60}}(?:avant le|jusqu['’]au|au plus tard le|antes del|hasta el)\s+{_DATE}", _date),
    _rule("note_verbale_deadline", rf"note verbale[^.]{{0,160}}?(?:deadline\s*:?|by|before|no later than)\s*{_DATE}", _date),
    _rule("statements_deadline", rf"(?:written (?:inputs?|statements?|contributions?))[^.]{{0,120}}(?:deadline\s*:?|by|before|no later than)\s+{_DATE}", _date),
    _rule("pass", r"will receive an? (?P<t>(?:special event pass|conference badge|[a-z ]{3,30}(?:pass|badge)))", _text),
    _rule("pass_pickup", rf"(?:pass|badge)[^.]{{0,40}} can be (?:picked up|collected) (?:between |from )?(?P<time>{_HOUR}\s*(?:to|and|-|–)\s*{_HOUR})\s+(?:at|in|from) (?:the )?(?P<place>[^.;]{{3,60}})", _when_where),
    _rule("pass_pickup", r"(?:pass|badge)e?s?[^.]{0,40} can be (?:picked up|collected) (?P<t>at [^.;]{4,90})", _text),
    _rule("id", r"must present an? (?P<t>[^.;]{4,60}?)(?: to receive| to collect| at |[.;])", _text),
    _rule("id", r"(?P<t>a valid photo ID) is required", _text),
    _rule("pass_also_valid_for", rf"(?:pass|badge)[^.]{{0,40}} (?:will )?also (?:allow|give|grant|be valid)[^.]{{0,140}}?\bon\s+{_DATE}", _days),
    _rule("side_event_requests", rf"side[- ]events?[^.]{{0,160}}?(?P<t>{_MAIL})", _text),
    _rule("statements", rf"(?:written (?:inputs?|contributions?)|statements?|d[ée]clarations)[^.@]{{0,160}}?(?P<t>{_MAIL})", _text),
    _rule("interpretation_texts", rf"(?P<t>{_MAIL})\)? for interpretation", _text),
    _rule("member_state_contact", rf"Member States[^.@]{{0,140}}(?:contact|inform)[^@]{{0,200}}?(?P<t>{_MAIL})", _text),
    _rule("note_verbale", rf"note verbale[^.@]{{0,120}}?(?P<t>{_MAIL})", _text),
    _rule("webcast", r"webcast[^.]{0,60}?(?P<t>https?://\S+)", _text),
    _rule("interpretation", r"no interpretation|sans interpr[ée]tation|sin interpretaci[óo]n", _no),
    _rule("interpretation", r"interpretation (?:will be|is) (?:provided|available)|interpr[ée]tation (?:simultan[ée]e )?(?:sera )?assur[ée]e", _yes),
    _rule("seats_member_states", r"Member States will be[^.]{0,80}allocated (?P<t>[^.]{4,60})", _text),
    _rule("seats_at_table", r"remaining (?P<t>\d{1,3}) table seats", lambda found, _year: int(found.group("t"))),
    _rule("seats_reserved", rf"\b(?P<n>{_WORDS}) of the seats[^.]{{0,80}}[“\"]?reserved[”\"]? sign", _number),
    _rule("seats_gallery", r"remaining (?P<t>\d{1,4}) seats in the gallery", lambda found, _year: int(found.group("t"))),
    _rule("expression_of_interest", r"(?P<t>express their interest[^.]{4,140})", _text),
)  # fmt: skip


def facts(lines: Sequence[Line], year: int | None) -> Iterator[tuple[str, Fact]]:
    """Yield each fact once, under its name, with its lines."""
    running, starts, numbers = _running(lines)
    told: set[str] = set()
    for rule in RULES:
        if rule.name in told:
            continue
        for found in rule.pattern.finditer(running):
            value = rule.take(found, year)
            if value is None:
                continue
            told.add(rule.name)
            first = numbers[bisect.bisect_right(starts, found.start()) - 1]
            last = numbers[bisect.bisect_right(starts, max(found.start(), found.end() - 1)) - 1]
            yield rule.name, Fact(value=value, place=Place(first, last), written=found.group().strip()[:300])
            break


def _running(lines: Sequence[Line]) -> tuple[str, list[int], list[int]]:
    """Join the lines into one text; where each begins, and its number."""
    parts: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    at = 0
    for line in lines:
        text = re.sub(r"\bof(?=\d)", "of ", " ".join(cell for cell in line.cells if cell))
        if not text or line.furniture:
            continue
        starts.append(at)
        numbers.append(line.number)
        parts.append(text)
        at += len(text) + 1
    return " ".join(parts), starts or [0], numbers or [1]
