"""From the elements of a programme to its segments: titles, people, questions, days, and what holds what."""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rostrum.reading import mending, names, people, times, words
from rostrum.reading.grammar import Element, Is
from rostrum.reading.paper import Damage, Kind, Passage, Person, Place, Placeholder, Segment
from rostrum.reading.times import Times

_CONNECTS: Final = re.compile(
    r"(?:[,:–—&(“\"«/-]|\b(?:and|or|of|the|for|to|in|on|a|an|by|with|from|at|as|its|their|de|du|des|la|le|les|et|à|au|aux|en|pour|sur|dans|y|el|los|las|del|para|con|por|un|une|una|between|towards|through|into))\s*$",
    re.IGNORECASE,
)
# Where a title that runs on into its description ends: a small letter or bracket, then a word that begins a sentence.
_RUNS_ON: Final = re.compile(
    r"(?<=[a-zà-ÿ)”\"’?!.])\s+(?=(?:This|These|The (?:panel|session|first|second|discussion|aim|objective|Dr|speakers|thematic)|To (?:[a-z]+) |It |Panell?ists|Panell?ists?:|Moderators?\b|Moderated by|Chaired by|Chair:|Speakers?\b|Welcome remarks|Opening remarks|Closing remarks|Concluding remarks|Remarks (?:by|:)|Interactive (?:discussion|exchange)|Guiding questions|Ce |Cette |Ces |Il s['’]agi|Intervenants|Mod[ée]rat|Este |Esta |Se |Ponentes|Modera|In (?:this|recent|the|order|light)|At (?:this|the)|As (?:the|a)|How |What |Which |Why |H\.E\.|(?:Mr|Ms|Mrs|Dr|Prof|Mme|Sra?)\.? [A-Z]))"
)
_ENDS_PROSE: Final = re.compile(r"[.!?][”\"’)]?$")
_UNTIMED: Final = re.compile(
    r"(?:(?:first|second|third|fourth|fifth|premi[èe]re?|deuxi[èe]me|troisi[èe]me|quatri[èe]me|primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao])\s+)(?:session|panel|part|partie|s[ée]quence|s[ée]ance|table ronde|sesi[óo]n|mesa|bloque|block)\b|"
    r"(?:panel|session|s[ée]ance|partie|part|table ronde|mesa(?: redonda)?|sesi[óo]n|bloque|block|th[èe]me)\s+(?:n[°o.]*\s*)?(?:[IVX]{1,4}|\d{1,2}|one|two|three)\b",
    re.IGNORECASE,
)
_LONG: Final = 200


@dataclass
class _Draft:
    """A segment while it is being read."""

    times: Times
    line: int
    last: int
    day: int
    track: str = ""
    title: list[str] = field(default_factory=list)
    title_last: int = 0
    entries: list["_Entry"] = field(default_factory=list)
    questions: list[Passage] = field(default_factory=list)
    texts: list[Passage] = field(default_factory=list)
    placeholders: list[Placeholder] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    cell: bool = False
    room: str = ""


@dataclass
class _Entry:
    """Somebody's lines, still as text."""

    text: str
    place: Place
    part: str
    role: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A heading of a day, as written, or the days before any heading (number 0)."""

    element: Element | None


@dataclass
class Reading:
    """What came of the elements: segments still without days and clock, the days, damage, and the last line."""

    drafts: list[_Draft] = field(default_factory=list)
    days: list[Day] = field(default_factory=lambda: [Day(None)])
    damage: list[Damage] = field(default_factory=list)


class Reader:
    """Goes through the elements once, from top to bottom."""

    def __init__(self, elements: Sequence[Element], title: str) -> None:
        self.elements = elements
        self.title_words = frozenset(re.findall(r"\w{4,}", title.casefold()))
        self.reading = Reading()
        self.mode: str = ""
        self.role = ""
        self.open_label = False
        self.pending: _Draft | None = None
        self.holder: _Draft | None = None
        self.before: Element | None = None
        self.waiting: list[Element] = []
        self.widths = _widths(elements)
        self.lengths = {one.line: one.width for one in elements if one.width}
        self.titles_first = _titles_first(elements)
        self.last_slot = max((n for n, one in enumerate(elements) if one.kind is Is.SLOT), default=-1)
        self.first_slot = next((n for n, one in enumerate(elements) if one.kind is Is.SLOT), len(elements))
        self.ended = False
        self.limbo: _Draft | None = None

    def read(self) -> Reading:
        """Return what the elements say."""
        for at, element in enumerate(self.elements):
            if element.kind is Is.DAY:
                self._day(element, at)
            elif self.ended:
                continue
            elif element.kind is Is.SLOT:
                self._slot(element, at)
            elif element.kind is Is.HALF_DAY:
                self._half_day(element)
            elif at > self.first_slot and self._is_day_again(element):
                continue
            elif at > self.first_slot:
                self._body(element, at)
            elif self.titles_first:
                self.waiting.append(element)
            self.before = element
        return self.reading

    @property
    def current(self) -> _Draft | None:
        """The segment that was begun last."""
        return self.reading.drafts[-1] if self.reading.drafts else None

    def _day(self, element: Element, at: int) -> None:
        if at > self.last_slot and self.reading.drafts:
            if element.date and len(element.text) > 60:
                self._body(replace(element, kind=Is.TEXT), at)
            return
        self.reading.days.append(Day(element))
        self.mode, self.open_label = "", False

    def _is_day_again(self, element: Element) -> bool:
        """Say whether a text is the heading of the day once more, damaged (S003:47)."""
        heading = self.reading.days[-1].element
        if (
            not heading
            or not heading.date
            or element.kind is not Is.TEXT
            or len(element.text) > 60
            or element.line - heading.line > 3
        ):
            return False
        alike = difflib.SequenceMatcher(None, heading.text.casefold(), element.text.casefold()).ratio() > 0.6
        if alike:
            self.reading.damage.append(
                Damage(kind="date", place=Place(element.line, element.line), text=element.text)
            )
        return alike

    def _half_day(self, element: Element) -> None:
        if self.current and not self.current.title:
            self.current.labels.setdefault("half_day", element.text)
        self.mode = ""

    def _slot(self, element: Element, at: int) -> None:
        assert element.times  # noqa: S101 - a slot has times
        draft = _Draft(
            element.times,
            element.line,
            element.line,
            len(self.reading.days) - 1,
            track=element.track,
            cell=element.cell,
        )
        if self.titles_first and not self._title_follows(at):
            self._title_from_before(draft)
        self.pending = self.current if self.open_label and self.current and not self.limbo else None
        if self.limbo:
            draft.entries += [entry for entry in self.limbo.entries if entry.part == people.MODERATOR]
            self.limbo = None
        self.reading.drafts.append(draft)
        self.holder = None
        self.mode = "people after" if self.pending else ""

    def _title_follows(self, at: int) -> bool:
        """Say whether the slot's own line goes on with a title."""
        following = self.elements[at + 1] if at + 1 < len(self.elements) else None
        return (
            following is not None
            and following.line == self.elements[at].line
            and (following.kind is Is.TEXT or _is_occasion(following.label))
        )

    def _title_from_before(self, draft: _Draft) -> None:
        """Take the last text before the slot as its title, back from where it was put."""
        holder = self.current
        taken: list[tuple[str, int]] = []
        texts = holder.texts if holder else None
        if texts is None:
            if self.waiting:
                taken = [(self.waiting[-1].text, self.waiting[-1].line)]
        else:
            while (
                texts
                and len(taken) < 3
                and (not taken or _continues(texts[-1].text, taken[0][0], self.widths.get(draft.line, 0)))
            ):
                passage = texts.pop()
                taken.insert(0, (passage.text, passage.place.first))
                if not taken or len(passage.text) > _LONG:
                    break
            if not taken and holder and holder.entries and holder.entries[-1].place.first == draft.line - 1:
                return
        if taken:
            draft.title = [text for text, _line in taken]
            draft.line = taken[0][1]
            draft.title_last = taken[-1][1]

    def _is_untimed_heading(self, element: Element, draft: _Draft) -> bool:
        """Say whether a panel is headed here that has no times of its own: its chair presides over what follows."""
        if (
            element.kind is not Is.TEXT
            or element.bullet
            or element.cell
            or not draft.title
            or len(element.text) > 140
            or element.line - draft.title_last < 2
        ):
            return False
        return bool(_UNTIMED.match(element.text))

    # -- what stands in a segment --------------------------------------------------------------------

    def _body(self, element: Element, at: int) -> None:
        draft = self.limbo or self.current
        if draft is None:
            return
        if not self.titles_first and at < self.last_slot and self._is_untimed_heading(element, draft):
            self.limbo = _Draft(
                draft.times,
                element.line,
                element.line,
                draft.day,
                title=[element.text],
                title_last=element.line,
            )
            self.mode, self.open_label, self.holder = "", False, None
            return
        if at > self.last_slot and self._ends(element, draft):
            self.ended = True
            return
        if self.mode == "people after":
            if (
                element.kind is Is.TEXT
                and (not element.text or element.bullet or people.starts_with_person(element.text))
            ) or self._wraps(element):
                self._take(element, self.pending or draft)
                return
            self.mode, self.open_label = "", False
        if (
            not draft.title
            and not element.bullet
            and element.kind in (Is.TEXT, Is.SPEAKER, Is.MODERATOR)
            and self._titles(element, draft)
        ):
            return
        self._take(element, draft)

    def _titles(self, element: Element, draft: _Draft) -> bool:
        """Make the first text of a slot its title; says whether it was one."""
        if element.kind is Is.SPEAKER and element.label and not element.text and not element.heading:
            if not _is_occasion(element.label):
                return False
            draft.title.append(element.label)
            draft.title_last = draft.last = element.line
            self.mode, self.role, self.open_label, self.holder = people.SPEAKER, element.label, True, draft
            return True
        if element.kind is Is.MODERATOR:
            return False
        text = (
            f"{element.label}: {element.text}"
            if element.kind is Is.SPEAKER and element.label
            else element.text
        )
        if element.kind is Is.SPEAKER and not element.label:
            return False
        if not text.strip(" .-–—:"):
            return True
        head, rest = _parted(text)
        draft.title.append(head)
        draft.title_last = draft.last = element.line
        if element.kind is Is.SPEAKER and element.text:
            draft.entries.append(
                _Entry(element.text, Place(element.line, element.line), people.SPEAKER, element.label, True)
            )
        for piece in rest:
            self._take(replace(element, kind=Is.TEXT, text=piece, label=""), draft)
        return True

    def _take(self, element: Element, draft: _Draft) -> None:
        place = Place(element.line, element.line)
        draft.last = max(draft.last, element.line)
        if element.kind in (Is.MODERATOR, Is.SPEAKER):
            self._label(element, draft)
            return
        if element.kind is Is.TEXT and (found := _open_list(element.text)):
            draft.placeholders.append(Placeholder(of=found, place=place, written=element.text))
            return
        if element.kind is Is.QUESTIONS:
            self.mode, self.open_label = "questions", False
            draft.labels["questions"] = element.label
            if element.text:
                draft.questions.append(Passage(text=element.text, place=place))
            return
        if element.kind is Is.ROOM:
            draft.room = element.text
            return
        if not element.text.strip(" ·•.-"):
            return
        if self._title_goes_on(element, draft):
            head, rest = _parted(element.text)
            draft.title.append(head)
            draft.title_last = element.line
            for piece in rest:
                self._take(replace(element, text=piece), draft)
            return
        if self.mode == "moderated":
            entry = self.holder.entries[-1] if self.holder and self.holder.entries else None
            if (
                entry
                and not element.bullet
                and (self._continues_entry(entry, element) or self._is_rest_of_list(entry, element))
            ):
                entry.text = f"{entry.text} {element.text}"
                entry.place = Place(entry.place.first, element.line)
                return
            self.mode = ""
        if self.mode in (people.SPEAKER, people.MODERATOR, "people after"):
            if self._person_or_wrap(
                element, self.holder if self.mode == people.MODERATOR and self.holder else draft
            ):
                return
        elif self.mode == "questions" and self._question_or_wrap(element, draft):
            return
        self._free(element, draft, place)

    def _label(self, element: Element, draft: _Draft) -> None:
        part = people.MODERATOR if element.kind is Is.MODERATOR else people.SPEAKER
        if part == people.MODERATOR:
            draft = self._holder_of_moderator(draft)
        self.holder = draft
        self.mode, self.role = part, element.label
        self.open_label = not element.text
        if part == people.MODERATOR and element.text and not element.label.rstrip().lower().endswith("s"):
            self.mode = "moderated"
        if _only_tbc(element.text):
            draft.placeholders.append(
                Placeholder(
                    of=part,
                    place=Place(element.line, element.line),
                    written=f"{element.label}: {element.text}",
                )
            )
            self.open_label = False
            return
        if element.text:
            draft.entries.append(
                _Entry(element.text, Place(element.line, element.line), part, element.label, True)
            )

    def _holder_of_moderator(self, draft: _Draft) -> _Draft:
        """Return the panel around sub-panels when its moderator is named behind the last of them (S002:189)."""
        drafts = self.reading.drafts
        around = next((one for one in reversed(drafts[:-1]) if _holds(one, draft)), None)
        if around is None or any(entry.part == people.MODERATOR for entry in around.entries):
            return draft
        inside = [one for one in drafts[drafts.index(around) + 1 :] if _holds(around, one)]
        if len(inside) < 2 or any(entry.part == people.MODERATOR for one in inside for entry in one.entries):
            return draft
        return around if not any(_person_slot(one) for one in inside) else draft

    def _title_goes_on(self, element: Element, draft: _Draft) -> bool:
        if (
            element.bullet
            or not draft.title
            or self.mode in (people.SPEAKER, people.MODERATOR, "questions", "people after", "moderated")
        ):
            return False
        if (
            draft.texts
            or draft.entries
            or draft.questions
            or len(draft.title) > 3
            or element.line - draft.title_last > 2
            or element.line == draft.title_last
        ):
            return False
        if _is_activity(element.text) and not _CONNECTS.search(draft.title[-1]):
            return False
        if people.starts_with_person(element.text) or _repeats(" ".join(draft.title), element.text):
            return False
        return _continues(
            draft.title[-1], element.text, self.widths.get(element.line, 0), title=True, gap=element.after_gap
        )

    def _person_or_wrap(self, element: Element, draft: _Draft) -> bool:
        part = self.mode if self.mode != "people after" else people.SPEAKER
        place = Place(element.line, element.line)
        entry = draft.entries[-1] if draft.entries else None
        if _only_tbc(element.text):
            draft.placeholders.append(Placeholder(of=part, place=place, written=element.text))
            return True
        if entry and entry.part == part and not element.bullet and self._continues_entry(entry, element):
            entry.text = f"{entry.text} {element.text}"
            entry.place = Place(entry.place.first, element.line)
            return True
        if _is_activity(element.text):
            self.mode, self.open_label = "", False
            return False
        if entry and entry.part == part and not element.bullet and self._is_rest_of_list(entry, element):
            entry.text = f"{entry.text} {element.text}"
            entry.place = Place(entry.place.first, element.line)
            return True
        named = (
            people.starts_with_person(element.text, strict=False)
            or people.is_person(element.text)
            or (
                (element.bullet or self.open_label)
                and len(element.text) < 250
                and bool(people.people(element.text, place, expected=True))
            )
        )
        if named or (element.bullet and len(element.text) < 250 and "," in element.text):
            draft.entries.append(_Entry(element.text, place, part, self.role, True))
            self.open_label = False
            return True
        if (
            entry
            and entry.part == part
            and not element.bullet
            and not element.after_gap
            and len(element.text) < 160
            and element.line - entry.place.last == 1
            and not _ENDS_PROSE.search(entry.text)
            and not element.heading
        ):
            alone = people.is_only_name(entry.text)
            entry.text = f"{entry.text}, {element.text}" if alone else f"{entry.text} {element.text}"
            entry.place = Place(entry.place.first, element.line)
            return True
        if len(element.text) > _LONG or element.heading:
            self.mode, self.open_label = "", False
        return False

    def _continues_entry(self, entry: _Entry, element: Element) -> bool:
        if (
            element.line - entry.place.last > 2
            or people.starts_with_person(element.text)
            or _is_activity(element.text)
        ):
            return False
        if not element.bullet and not element.after_gap and people.name_goes_on(entry.text, element.text):
            return True
        if element.after_gap and not (element.text[:1].islower() or _CONNECTS.search(entry.text)):
            return False
        return self._goes_on(entry.text, element)

    def _goes_on(self, before: str, element: Element) -> bool:
        return _continues(
            before,
            element.text,
            self.widths.get(element.line, 0),
            length=self.lengths.get(element.line - 1, 0),
        )

    def _is_rest_of_list(self, entry: _Entry, element: Element) -> bool:
        """Say whether a line without honorific goes on with a person whose list gives everybody one."""
        if element.after_gap or element.line - entry.place.last != 1 or people.is_person(element.text):
            return False
        marked = bool(names.HONORIFIC.match(entry.text))
        return (
            (marked or len(entry.text) > 55)
            and not _is_activity(element.text)
            and len(element.text) < 120
            and not re.search(r"[,(–:]", element.text)
        )

    def _question_or_wrap(self, element: Element, draft: _Draft) -> bool:
        last = draft.questions[-1] if draft.questions else None
        if (
            last
            and not element.bullet
            and (
                element.text[:1].islower()
                or (
                    not _ENDS_PROSE.search(last.text)
                    and not element.after_gap
                    and element.line - last.place.last == 1
                    and len(last.text) > 45
                )
            )
        ):
            draft.questions[-1] = Passage(
                text=f"{last.text} {element.text}", place=Place(last.place.first, element.line)
            )
            return True
        if (
            people.starts_with_person(element.text) and not element.text.rstrip().endswith("?")
        ) or _is_activity(element.text):
            self.mode = ""
            return False
        if (
            last
            and not element.bullet
            and not self._bulleted()
            and not element.text.rstrip().endswith("?")
            and len(element.text) > _LONG
        ):
            self.mode = ""
            return False
        draft.questions.append(Passage(text=element.text, place=Place(element.line, element.line)))
        return True

    def _bulleted(self) -> bool:
        return bool(self.before and self.before.bullet)

    def _free(self, element: Element, draft: _Draft, place: Place) -> None:
        """A text of no list: somebody, a question in a list, or something to be kept as it is."""
        text = element.text
        previous = draft.texts[-1] if draft.texts else None
        if (
            previous
            and not element.bullet
            and not element.after_gap
            and previous.place.last == element.line - 1
            and self._goes_on(previous.text, element)
        ):
            draft.texts.pop()
            text, place = f"{previous.text} {text}", Place(previous.place.first, element.line)
        if found := _placeholder(text, place):
            draft.placeholders.append(found)
            if len(text) < 80 and not people.people(text, place):
                return
        last = draft.entries[-1] if draft.entries else None
        if (
            last
            and not element.bullet
            and last.place.last >= element.line - 1
            and not element.after_gap
            and self._continues_entry(last, element)
            and element.line != last.place.last
        ):
            last.text = f"{last.text} {text}"
            last.place = Place(last.place.first, element.line)
            return
        if element.bullet and text.rstrip().endswith("?"):
            draft.questions.append(Passage(text=text, place=place))
            return
        if people.is_person(text):
            draft.entries.append(_Entry(text, place, people.SPEAKER, "", True))
            return
        if people.people(text, place) and (len(text) < 400 or draft.cell):
            draft.entries.append(_Entry(text, place, people.SPEAKER, "", False))
            return
        draft.texts.append(Passage(text=text, place=place))

    def _wraps(self, element: Element) -> bool:
        holder = self.pending
        return bool(
            holder
            and holder.entries
            and element.kind is Is.TEXT
            and not element.after_gap
            and self._continues_entry(holder.entries[-1], element)
        )

    def _ends(self, element: Element, draft: _Draft) -> bool:
        """Say whether the programme is over and a note begins."""
        text = element.text.strip(" :*#")
        if (
            element.kind is not Is.TEXT
            or element.bullet
            or (draft.cell and element.cell and not element.heading)
        ):
            return False
        if words.whole("sections", "after").fullmatch(mending.mend(text).text) and len(text) < 120:
            return True
        if not draft.title:
            return False
        inside = frozenset(re.findall(r"\w{4,}", text.casefold()))
        if (
            self.title_words
            and len(inside) >= 4
            and len(inside & self.title_words) >= 0.7 * len(inside)
            and element.after_gap
        ):
            return True
        closing = bool(draft.title) and words.word("kinds", "closing").search(draft.title[0]) is not None
        return (
            len(text) > _LONG
            and element.after_gap
            and (closing or bool(draft.texts))
            and not people.people(text[:200], Place(0, 0))
        )


def _parted(text: str) -> tuple[str, list[str]]:
    """Part a title that runs on into a description, in one line, from what follows it."""
    found = _RUNS_ON.search(text, 8) if len(text) > 60 else None
    if not found or len(text[: found.start()]) < 8:
        return text, []
    return text[: found.start()].strip(), [text[found.end() :].strip()]


def _continues(
    before: str, text: str, wide: int, *, title: bool = False, gap: bool = False, length: int = 0
) -> bool:
    """Say whether a line goes on with the one before it, ``length`` long, where lines are ``wide``."""
    if not text:
        return False
    if text[:1].islower() and not re.match(r"[a-z][.)]\s", text):
        return True
    if gap:
        return False
    if _CONNECTS.search(before) and not before.rstrip().endswith(":"):
        return True
    if (
        before.count("(") > before.count(")")
        or before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
    ):
        return len(before) < 300
    return (
        40 <= wide <= 130
        and not _ENDS_PROSE.search(before)
        and (length or len(before)) >= 0.8 * wide
        and not before.rstrip().endswith(":")
        and (not title or not people.starts_with_person(text))
    )


def _widths(elements: Sequence[Element]) -> dict[int, int]:
    """Return, by line, how wide the lines around are where a paper was broken into lines; 0 where it was not."""
    lines = [
        (one.line, one.width)
        for one in elements
        if one.kind is not Is.SLOT and not one.cell and one.width > 30
    ]
    found: dict[int, int] = {}
    for at, (line, _width) in enumerate(lines):
        near = sorted(width for number, width in lines[max(0, at - 20) : at + 4] if abs(number - line) < 30)
        widest = near[int(len(near) * 0.9)] if len(near) >= 6 else 0
        found[line] = widest if widest <= 130 else 0
    known = 0
    for line in range(1, (elements[-1].line if elements else 0) + 1):
        known = found.setdefault(line, known)
    return found


def _titles_first(elements: Sequence[Element]) -> bool:
    """Say whether slots on lines of their own stand behind their titles."""
    before = behind = 0.0
    first = next((at for at, one in enumerate(elements) if one.kind is Is.SLOT), 0)
    for at, element in enumerate(elements):
        if element.kind is not Is.SLOT or element.cell:
            continue
        following = next((one for one in elements[at + 1 : at + 3] if one.kind is not Is.HALF_DAY), None)
        if following and following.line == element.line and (following.text or following.label):
            continue
        previous = elements[at - 1] if at else None
        above = _strength(previous) - (0.5 if element.after_gap else 0) - (0.5 if at == first else 0)
        below = _strength(following) - (0.4 if following and following.after_gap else 0)
        before += above > below
        behind += below >= above
    return before > behind


def _strength(element: Element | None) -> float:
    """Return how much an element looks like a title: 0 not at all, 2 by its words."""
    if (
        element is not None
        and element.kind is Is.SPEAKER
        and not element.text
        and _is_occasion(element.label)
    ):
        return 2
    if element is None or element.kind is not Is.TEXT or element.bullet or not element.text:
        return 0
    if people.is_person(element.text) or len(element.text) > 160:
        return 0
    return 2 if _is_activity(element.text) else 1.5 if element.heading else 1 if _titlelike(element) else 0.2


def _titlelike(element: Element) -> bool:
    text = element.text
    return (
        element.heading
        or _is_activity(text)
        or (
            not people.is_person(text)
            and not _ENDS_PROSE.search(text)
            and text[:1].isupper()
            and len(text) < 120
        )
    )


def _is_activity(text: str) -> bool:
    """Say whether a text begins as a title of a segment does: Interactive discussion, Lunch, Panel 2."""
    start = text.lstrip("\"“«'(*_ ")
    for kind in ("opening", "closing", "break", "discussion", "keynote", "panel", "other", "side_event"):
        found = words.word("kinds", kind).match(start)
        if found and len(text) < 160 and not text.rstrip().endswith(","):
            return True
    return False


def _is_occasion(label: str) -> bool:
    """Say whether a label can be the title of a slot: opening remarks, but not panellists."""
    return (
        bool(label)
        and any(words.word("kinds", kind).match(label) for kind in ("opening", "closing", "keynote"))
    ) or bool(
        re.match(
            r"(?i)remarks|statements?|presentations?|introduction|allocutions?|discours|mot |palabras|presentaci",
            label,
        )
    )


def _repeats(title: str, text: str) -> bool:
    """Say whether a text begins as its title does: a description that says the title again (S002:43)."""
    body = re.sub(r"^[^:]{0,20}:\s*", "", title).casefold()
    return len(text) > 20 and body.startswith(text.casefold()[:20])


def _only_tbc(text: str) -> bool:
    return bool(text) and words.whole("to_be_confirmed").fullmatch(text.strip(" .,;()[]")) is not None


def _open_list(text: str) -> str:
    """Return of what a short text says that it is still open: "Panellists TBC"."""
    found = re.match(r"(?P<role>[^:()]{4,40}?)\s*:?\s*[(\[]?(?=\S)", text) if len(text) < 60 else None
    for part in ("moderator", "speaker"):
        match = re.match(
            rf"{words.joined('roles', part)}\s*[:–-]?\s*[(\[]?\s*{words.joined('to_be_confirmed')}\W*$",
            text,
            re.IGNORECASE,
        )
        if found and match:
            return people.MODERATOR if part == "moderator" else people.SPEAKER
    return ""


def _placeholder(text: str, place: Place) -> Placeholder | None:
    found = words.word("to_be_confirmed").search(text)
    if not found:
        return None
    of = text[: found.start()].strip(" :(–—-,[")
    return Placeholder(of=of[-120:], place=place, written=text[:200])


def _holds(outer: _Draft, inner: _Draft) -> bool:
    a, b = outer.times, inner.times
    if (
        outer is inner
        or outer.day != inner.day
        or a.last is None
        or b.last is None
        or outer.track != inner.track
    ):
        return False
    begin, end = (a.first.hour, a.first.minute), (a.last.hour, a.last.minute)
    return (
        begin <= (b.first.hour, b.first.minute)
        and (b.last.hour, b.last.minute) <= end
        and a.written != b.written
    )


def _person_slot(draft: _Draft) -> bool:
    return bool(draft.title) and people.is_person(" ".join(draft.title))


# -- from drafts to segments -----------------------------------------------------------------------


def segments(reading: Reading, meeting_days: Sequence[dt.date], year: int | None) -> tuple[Segment, ...]:
    """Return the segments with days, clock times, people and nesting."""
    days = _days(reading.days, meeting_days, year)
    twelve = _counts_to_twelve(reading.drafts)
    found: list[Segment] = []
    after: dict[tuple[int, str], dt.time | None] = {}
    for before, draft in zip(reading.drafts, reading.drafts[1:], strict=False):
        if not before.title and before.line == draft.line and not before.track and not before.entries:
            before.title = draft.title  # two spans, one title: 10 a.m.-1 p.m. and 3-6 p.m.
    for draft in reading.drafts:
        told = times.tell(draft.times, after=after.get((draft.day, draft.track)), twelve_hours=twelve)
        if told.noon_as_midnight:
            reading.damage.append(
                Damage(
                    kind="noon",
                    place=Place(draft.line, draft.line),
                    text=draft.times.written,
                    read_as="12:00",
                )
            )
        if draft.times.first.lost:
            reading.damage.append(
                Damage(kind="time", place=Place(draft.line, draft.line), text=draft.times.written)
            )
        after[(draft.day, draft.track)] = told.start or after.get((draft.day, draft.track))
        made = _segment(draft, days[draft.day], told.start, told.end, reading)
        if made and not _merged(found, made):
            found.append(made)
    return _nested(found)


def _days(headings: Sequence[Day], meeting_days: Sequence[dt.date], year: int | None) -> list[dt.date | None]:
    found: list[dt.date | None] = []
    current: dt.date | None = meeting_days[0] if meeting_days else None
    for number, heading in enumerate(headings):
        element = heading.element
        if element is None:
            found.append(current)
            continue
        day = None
        if element.date:
            day = element.date.on(year)
        elif element.day_number and element.day_number <= len(meeting_days):
            day = meeting_days[element.day_number - 1]
        elif element.weekday is not None:
            day = next((one for one in meeting_days if one.weekday() == element.weekday), None)
        current = day or (current if number else None)
        found.append(current)
    if found[0] is None and len(found) > 1:
        found[0] = found[1]
    return found


def _counts_to_twelve(drafts: Sequence[_Draft]) -> bool:
    hours = [
        clock
        for draft in drafts
        for clock in (draft.times.first, draft.times.last)
        if clock and not clock.lost
    ]
    if any(clock.hour > 12 and not clock.meridiem for clock in hours):
        return False
    if any(clock.meridiem == "p" for clock in hours) and not any(not clock.meridiem for clock in hours):
        return False
    return any(1 <= clock.hour < 8 and not clock.meridiem for clock in hours)


def _segment(
    draft: _Draft, day: dt.date | None, start: dt.time | None, end: dt.time | None, reading: Reading
) -> Segment | None:
    written = re.sub(r"\s+", " ", " ".join(draft.title)).strip(' :–—-|*"').strip()
    if not written:
        written = draft.labels.get("half_day", "").strip(" :")
    found: list[people.Found] = []
    for entry in draft.entries:
        named = people.people(
            entry.text, entry.place, part=entry.part, role=entry.role, expected=entry.expected
        )
        if _mark_damage(entry, named, reading):
            # Whose these functions are cannot be told any more; the names can.
            named = [replace(one, person=replace(one.person, affiliation="")) for one in named]
            _mark_rest(entry, draft, reading)
        found += named
        if not named and entry.expected:
            draft.texts.append(Passage(text=entry.text, place=entry.place))
    title, in_title = _people_of_title(written, Place(draft.line, max(draft.line, draft.title_last)))
    found = in_title + found
    moderators = _once([one.person for one in found if one.part == people.MODERATOR])
    taken = {_folded(person.name) for person in moderators}
    speakers = [
        person
        for person in _once([one.person for one in found if one.part == people.SPEAKER])
        if _folded(person.name) not in taken
    ]
    mended = mending.mend(title)
    for kind in mended.kinds:
        reading.damage.append(
            Damage(kind=kind, place=Place(draft.line, draft.line), text=title, read_as=mended.text)
        )
    for person in (*moderators, *speakers):
        if person.written:
            reading.damage.append(
                Damage(kind="letters", place=person.place, text=person.written, read_as=person.name)
            )
    if not mended.text and not found and not draft.texts:
        return None
    return Segment(
        day=day,
        start=start,
        end=end,
        kind=kind_of(mended.text or written),
        title=mended.text or written or draft.labels.get("half_day", ""),
        title_written=written if mended.text != written else "",
        place=Place(min(draft.line, draft.title_last or draft.line), draft.last),
        times_written=draft.times.written,
        times_place=Place(draft.line, draft.line),
        track=draft.track or draft.room,
        moderators=tuple(moderators),
        speakers=tuple(speakers),
        questions=tuple(draft.questions),
        texts=tuple(draft.texts),
        placeholders=tuple(draft.placeholders + _tbc_in_title(written, draft)),
    )


def _tbc_in_title(title: str, draft: _Draft) -> list[Placeholder]:
    found = _placeholder(title, Place(draft.line, draft.line)) if title else None
    return [found] if found else []


def _people_of_title(title: str, place: Place) -> tuple[str, list[people.Found]]:
    """Return a title without the persons whom it names behind "by" or a dash, and those persons."""
    if not title:
        return title, []
    if people.is_person(title):
        return title, people.people(title, place, expected=True)
    dash = re.search(r"\s[–—-]\s(?=[A-ZÀ-Þ])(?!.*\s[–—-]\s)|:\s(?=[A-ZÀ-Þ])(?!.*:\s)", title)
    if dash and people.is_person(title[dash.end() :]):
        inside = people.people(title[dash.end() :], place, expected=True)
        return title[: dash.start()].strip(" :–—-") or title, inside
    found = people.people(title, place)
    if not found:
        return title, []
    begin = found[0].begin
    head = re.sub(
        r"(?:[,:;–—(\[-]|\b(?:by|from|with|par|por|avec|con|de|a cargo de|moderated|chaired|facilitated|the|mod[ée]r[ée]e|anim[ée]e)\b|\s)+$",
        "",
        title[:begin],
        flags=re.IGNORECASE,
    )
    head = (
        re.sub(r"(?i)\s+(?:by|par|por)\s+(?:the|la|le|el|l['’])?\s*[^,]{3,120}$", "", head)
        if re.search(r"(?i)\s(?:by|par|por)\s", head)
        else head
    )
    return (head if len(head) >= 4 else title), found


def _mark_damage(entry: _Entry, named: list[people.Found], reading: Reading) -> bool:
    """Mark an entry into which pieces of other people ran: words of a function before the first honorific."""
    if not named or entry.role or named[0].begin == 0:
        return False
    before = entry.text[: named[0].begin]
    if (
        re.search(r"\b(?:the|of)\s*$", before)
        and "," in before
        and not re.search(r"(?i)\b(?:by|remarks?|from|with|address|statement)\b", before)
    ):
        reading.damage.append(Damage(kind="people", place=entry.place, text=entry.text))
        return True
    return False


def _mark_rest(entry: _Entry, draft: _Draft, reading: Reading) -> None:
    """Mark the fragments on the lines behind a damaged entry."""
    last = entry.place.last
    for passage in draft.texts:
        if (
            passage.place.first == last + 1
            and len(passage.text) < 80
            and not _ENDS_PROSE.search(passage.text)
        ):
            reading.damage.append(Damage(kind="people", place=passage.place, text=passage.text))
            last = passage.place.last


def kind_of(title: str) -> Kind:
    """Return what a segment is, by the words of its title; the first that says something decides."""
    first: tuple[int, int, Kind] | None = None
    order = (
        ("side_event", Kind.SIDE_EVENT), ("break", Kind.BREAK), ("keynote", Kind.KEYNOTE), ("opening", Kind.OPENING),
        ("closing", Kind.CLOSING), ("panel", Kind.PANEL), ("discussion", Kind.DISCUSSION), ("other", Kind.OTHER),
    )  # fmt: skip
    for rank, (name, kind) in enumerate(order):
        found = words.word("kinds", name).search(title[:160])
        if found and (first is None or (found.start() // 12, rank) < (first[0], first[1])):
            first = (found.start() // 12, rank, kind)
    if first is None or first[0] > 5:
        return Kind.PANEL if first and first[2] is Kind.PANEL else Kind.OTHER
    return first[2]


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z ]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _once(found: Sequence[Person]) -> list[Person]:
    kept: dict[str, Person] = {}
    for person in found:
        key = _folded(person.name)
        if key not in kept or len(person.affiliation) > len(kept[key].affiliation):
            kept[key] = (
                person
                if key not in kept
                else replace(person, honorific=person.honorific or kept[key].honorific)
            )
    return list(kept.values())


def _merged(found: list[Segment], made: Segment) -> bool:
    """Merge a slot that a second language repeats, line by line, into the one before; says whether it did."""
    if not found:
        return False
    before = found[-1]
    if (before.day, before.start, before.end, before.track) != (
        made.day,
        made.start,
        made.end,
        made.track,
    ) or made.start is None:
        return False
    if before.place.last < made.place.first - 6 or _language(before.title) == _language(made.title) != "":
        return False
    if before.title and made.title and not (_language(before.title) and _language(made.title)):
        return False
    found[-1] = replace(
        before,
        place=Place(before.place.first, made.place.last),
        moderators=tuple(_once((*before.moderators, *made.moderators))),
        speakers=tuple(_once((*before.speakers, *made.speakers))),
        questions=before.questions + made.questions,
        texts=(*before.texts, Passage(text=made.title, place=made.place), *made.texts),
        placeholders=before.placeholders + made.placeholders,
    )
    return True


_MARKS: Final = {
    "en": re.compile(
        r"\b(?:the|and|of|by|with|opening|remarks|panel discussion|session|lunch|coffee|closing|welcome|break|registration|discussion)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:le|les|des|du|et|par|avec|ouverture|séance|table ronde|déjeuner|pause|clôture|accueil|inscription|débat|à|une)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:los|las|del|y|por|con|apertura|sesión|mesa redonda|almuerzo|clausura|bienvenida|el|una|pausa|registro|debate)\b",
        re.IGNORECASE,
    ),
}


def _language(text: str) -> str:
    counts = {language: len(marks.findall(text)) for language, marks in _MARKS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def _nested(found: list[Segment]) -> tuple[Segment, ...]:
    made: list[Segment] = []
    for at, segment in enumerate(found):
        around = next((n for n in range(at - 1, -1, -1) if _around(made[n], segment)), None)
        kind = segment.kind
        if (
            around is not None
            and made[around].kind is Kind.PANEL
            and kind in (Kind.PANEL, Kind.OTHER)
            and not people.is_person(segment.title)
        ):
            kind = Kind.SUB_PANEL
        made.append(replace(segment, parent=around, kind=kind))
    return tuple(made)


def _around(outer: Segment, inner: Segment) -> bool:
    if (
        outer.day != inner.day
        or None in (outer.start, outer.end, inner.start)
        or (outer.track and inner.track and outer.track != inner.track)
    ):
        return False
    assert outer.start  # noqa: S101 - asked above
    assert outer.end  # noqa: S101
    assert inner.start  # noqa: S101
    end = inner.end or inner.start
    same = (outer.start, outer.end) == (inner.start, inner.end)
    if outer.kind is Kind.BREAK or (
        outer.kind is Kind.OTHER and words.word("kinds", "other").match(outer.title)
    ):
        return False  # registration spans everything and holds nothing
    return outer.start <= inner.start and end <= outer.end and not same and inner.start < outer.end
