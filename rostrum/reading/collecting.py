"""Going through the elements of a programme once: what belongs to which slot, still without clock and names."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rostrum.reading import mending, names, people, words, wrapping
from rostrum.reading.grammar import Element, Is
from rostrum.reading.paper import Damage, Passage, Place, Placeholder
from rostrum.reading.times import Times

_ORDINAL: Final = re.compile(
    r"(?:first|second|third|fourth|fifth|premi[èe]re?|deuxi[èe]me|troisi[èe]me|quatri[èe]me|primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao])\s+(?:session|panel|part|partie|s[ée]quence|s[ée]ance|table ronde|sesi[óo]n|mesa|bloque|block)\b",
    re.IGNORECASE,
)
_UNTIMED: Final = re.compile(
    rf"{_ORDINAL.pattern}|"
    r"(?:panel|session|s[ée]ance|partie|part|table ronde|mesa(?: redonda)?|sesi[óo]n|bloque|block|th[èe]me)\s+(?:n[°o.]*\s*)?(?:[IVX]{1,4}|\d{1,2}|one|two|three)\b",
    re.IGNORECASE,
)
_LONG: Final = 200
# How many slots back the panel around a sub-panel is looked for.
_NEAR: Final = 60


@dataclass
class Draft:
    """A segment while it is being read."""

    times: Times
    line: int
    last: int
    day: int
    track: str = ""
    title: list[str] = field(default_factory=list)
    title_last: int = 0
    entries: list["Entry"] = field(default_factory=list)
    questions: list[Passage] = field(default_factory=list)
    texts: list[Passage] = field(default_factory=list)
    placeholders: list[Placeholder] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    cell: bool = False
    room: str = ""


@dataclass
class Entry:
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

    drafts: list[Draft] = field(default_factory=list)
    days: list[Day] = field(default_factory=lambda: [Day(None)])
    damage: list[Damage] = field(default_factory=list)


class Reader:
    """Goes through the elements once, from top to bottom."""

    def __init__(self, elements: Sequence[Element], title: str) -> None:
        self.elements = _titles_told_from_labels(elements)
        self.title_words = frozenset(re.findall(r"\w{4,}", title.casefold()))
        self.reading = Reading()
        self.mode: str = ""
        self.role = ""
        self.open_label = False
        self.pending: Draft | None = None
        self.holder: Draft | None = None
        self.before: Element | None = None
        self.waiting: list[Element] = []
        self.widths = wrapping.widths(elements)
        self.lengths = {one.line: one.width for one in elements if one.width}
        self.titles_first = _titles_first(self.elements)
        self.last_slot = max((n for n, one in enumerate(elements) if one.kind is Is.SLOT), default=-1)
        self.first_slot = next((n for n, one in enumerate(elements) if one.kind is Is.SLOT), len(elements))
        self.ended = False
        self.limbo: Draft | None = None

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
    def current(self) -> Draft | None:
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
        draft = Draft(
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

    def _title_from_before(self, draft: Draft) -> None:
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
                and (
                    not taken
                    or wrapping.continues(texts[-1].text, taken[0][0], self.widths.get(draft.line, 0))
                )
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

    def _is_untimed_heading(self, element: Element, draft: Draft) -> bool:
        """Say whether a panel is headed here that has no times of its own: its chair presides over what follows."""
        if (
            element.kind is not Is.TEXT
            or element.bullet
            or element.cell
            or not draft.title
            or len(element.text) > 140
        ):
            return False
        near = element.line - draft.title_last < 2
        return bool((_ORDINAL if near else _UNTIMED).match(element.text))

    # -- what stands in a segment --------------------------------------------------------------------

    def _body(self, element: Element, at: int) -> None:
        draft = self.limbo or self.current
        if draft is None:
            return
        if not self.titles_first and at < self.last_slot and self._is_untimed_heading(element, draft):
            self.limbo = Draft(
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

    def _titles(self, element: Element, draft: Draft) -> bool:
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
        head, rest = wrapping.parted(text)
        draft.title.append(head)
        draft.title_last = draft.last = element.line
        if element.kind is Is.SPEAKER and element.text:
            draft.entries.append(
                Entry(element.text, Place(element.line, element.line), people.SPEAKER, element.label, True)
            )
        for piece in rest:
            self._take(replace(element, kind=Is.TEXT, text=piece, label=""), draft)
        return True

    def _take(self, element: Element, draft: Draft) -> None:
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
            head, rest = wrapping.parted(element.text)
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

    def _label(self, element: Element, draft: Draft) -> None:
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
                Entry(element.text, Place(element.line, element.line), part, element.label, True)
            )

    def _holder_of_moderator(self, draft: Draft) -> Draft:
        """Return the panel around sub-panels when its moderator is named behind the last of them (S002:189)."""
        drafts = self.reading.drafts[-_NEAR:]
        around = next((one for one in reversed(drafts[:-1]) if _holds(one, draft)), None)
        if around is None or any(entry.part == people.MODERATOR for entry in around.entries):
            return draft
        inside = [one for one in drafts[drafts.index(around) + 1 :] if _holds(around, one)]
        if len(inside) < 2 or any(entry.part == people.MODERATOR for one in inside for entry in one.entries):
            return draft
        return around if not any(_person_slot(one) for one in inside) else draft

    def _title_goes_on(self, element: Element, draft: Draft) -> bool:
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
        if _is_activity(element.text) and not wrapping.CONNECTS.search(draft.title[-1]):
            return False
        if people.starts_with_person(element.text) or wrapping.repeats(" ".join(draft.title), element.text):
            return False
        return wrapping.continues(
            draft.title[-1], element.text, self.widths.get(element.line, 0), title=True, gap=element.after_gap
        )

    def _person_or_wrap(self, element: Element, draft: Draft) -> bool:
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
        if _is_open_place(element, entry):
            draft.placeholders.append(
                Placeholder(of=element.text.strip(" ()"), place=place, written=element.text)
            )
            return True
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
            draft.entries.append(Entry(element.text, place, part, self.role, True))
            self.open_label = False
            return True
        if (
            entry
            and entry.part == part
            and not element.bullet
            and not element.after_gap
            and len(element.text) < 160
            and element.line - entry.place.last == 1
            and not wrapping.ENDS_PROSE.search(entry.text)
            and not element.heading
        ):
            alone = people.is_only_name(entry.text)
            entry.text = f"{entry.text}, {element.text}" if alone else f"{entry.text} {element.text}"
            entry.place = Place(entry.place.first, element.line)
            return True
        if len(element.text) > _LONG or element.heading:
            self.mode, self.open_label = "", False
        return False

    def _continues_entry(self, entry: Entry, element: Element) -> bool:
        full = self.lengths.get(element.line - 1, 0) >= 0.7 * self.widths.get(element.line, 0) > 0
        open_end = people.breaks_off(entry.text) or wrapping.CONNECTS.search(entry.text)
        if full and open_end and not element.bullet and not element.after_gap:
            return element.line - entry.place.last == 1
        if (
            element.line - entry.place.last > 2
            or people.starts_with_person(element.text)
            or (not wrapping.CONNECTS.search(entry.text) and people.is_like(element.text, entry.text))
            or _is_activity(element.text)
        ):
            return False
        if not element.bullet and not element.after_gap and people.name_goes_on(entry.text, element.text):
            return True
        if element.after_gap and not (element.text[:1].islower() or wrapping.CONNECTS.search(entry.text)):
            return False
        return self._goes_on(entry.text, element)

    def _goes_on(self, before: str, element: Element) -> bool:
        return wrapping.continues(
            before,
            element.text,
            self.widths.get(element.line, 0),
            length=self.lengths.get(element.line - 1, 0),
        )

    def _is_rest_of_list(self, entry: Entry, element: Element) -> bool:
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

    def _question_or_wrap(self, element: Element, draft: Draft) -> bool:
        last = draft.questions[-1] if draft.questions else None
        if (
            last
            and not element.bullet
            and (
                element.text[:1].islower()
                or (
                    not wrapping.ENDS_PROSE.search(last.text)
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

    def _free(self, element: Element, draft: Draft, place: Place) -> None:
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
        if found := placeholder_in(text, place):
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
            draft.entries.append(Entry(text, place, people.SPEAKER, "", True))
            return
        if people.people(text, place) and (len(text) < 400 or draft.cell):
            draft.entries.append(Entry(text, place, people.SPEAKER, "", False))
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

    def _ends(self, element: Element, draft: Draft) -> bool:
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


def _titles_told_from_labels(elements: Sequence[Element]) -> list[Element]:
    """Return the elements, "Opening remarks" being a text where a slot's times follow it on the next line."""
    found = list(elements)
    for at, element in enumerate(found[:-1]):
        following = found[at + 1]
        alone = element.kind is Is.SPEAKER and not element.text and _is_occasion(element.label)
        if alone and following.kind is Is.SLOT and following.line > element.line:
            found[at] = replace(element, kind=Is.TEXT, text=element.label, label="")
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
        if at == first and above >= 1.5:
            before += 1.5  # nothing can stand between the head of the paper and a first slot but its title
        if following is None:
            before += 1.5 + behind  # what ends with a time cannot have its title behind it
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
            and not wrapping.ENDS_PROSE.search(text)
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


def _only_tbc(text: str) -> bool:
    return bool(text) and words.whole("to_be_confirmed").fullmatch(text.strip(" .,;()[]")) is not None


def _is_open_place(element: Element, before: Entry | None) -> bool:
    """Say whether a line of a list holds a place for somebody not named yet: "A representative of youth (TBC)"."""
    if not words.word("to_be_confirmed").search(element.text) or not element.text[:1].isupper():
        return False
    if before and not element.bullet and wrapping.CONNECTS.search(before.text):
        return False
    return not people.people(element.text, Place(0, 0), expected=True)


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


def placeholder_in(text: str, place: Place) -> Placeholder | None:
    """Return what a text leaves open, if it says "to be confirmed" in one of the languages."""
    found = words.word("to_be_confirmed").search(text)
    if not found:
        return None
    of = text[: found.start()].strip(" :(–—-,[")
    if len(of) > 120:
        of = of[-120:].partition(" ")[2]
    return Placeholder(of=of, place=place, written=text[:200])


def _holds(outer: Draft, inner: Draft) -> bool:
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


def _person_slot(draft: Draft) -> bool:
    return bool(draft.title) and people.is_person(" ".join(draft.title))
