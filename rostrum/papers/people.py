"""Lists of people and name plates, as plain values; what is decided about their order."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

# How a function says that its holder leads a delegation, in the languages that note verbales come in.
_LEADS: Final = re.compile(
    r"^(?:the )?(?:head of (?:the )?delegation|chef(?:fe)? de (?:la )?délégation"
    r"|jef[ea] de (?:la )?delegación|глава делегации|رئيس(?:ة)? الوفد|代表团团长)",
    re.IGNORECASE,
)
_EXCELLENCY: Final = ("H.E.", "S.E.")
# What neither XML 1.0 nor paper can hold.
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Which language a script is set in when nothing else says.
_SCRIPTS: Final = (("ARABIC", "ar"), ("CJK", "zh"), ("CYRILLIC", "ru"), ("LATIN", "en"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with the language that it is set in, as ``en`` or ``zh``."""

    text: str
    language: str = "en"


NOTHING: Final = Line("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """What a name plate says: the name, the same in a second language, and the function."""

    main: Line
    second: Line = NOTHING
    note: Line = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """A person of a list; ``script`` is the name as its bearer writes it."""

    name: str
    surname: str = ""
    script: Line = NOTHING
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A delegation or organization, or a segment, with its people."""

    name: Line
    people: tuple[One, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A category (``key``), or a day, with what stands under it."""

    title: str
    parties: tuple[Party, ...]
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A whole list: title, meeting, lines under the title, groups; ``empty`` is said when there is nobody.

    ``symbol`` stands on every page; ``mark`` (DRAFT) across it, as long as the list has not been issued.
    """

    title: str
    meeting: str
    lines: tuple[str, ...]
    language: str
    groups: tuple[Group, ...]
    empty: str
    symbol: str = ""
    mark: str = ""

    @property
    def length(self) -> int:
        """Number of people."""
        return sum(len(party.people) for group in self.groups for party in group.parties)


def printable(text: str) -> str:
    """Return text without characters that cannot be written as XML."""
    return _UNPRINTABLE.sub("", text)


def line(text: str, fallback: str = "en") -> Line:
    """Return text with the language that its first letter tells."""
    for letter in text:
        name = unicodedata.name(letter, "") if letter.isalpha() else ""
        for script, language in _SCRIPTS:
            if name.startswith(script):
                return Line(text, fallback if language == "en" else language)
    return Line(text, fallback)


def leads(function: str) -> bool:
    """Say whether somebody of this function heads a delegation; a deputy head does not."""
    return bool(_LEADS.match(function.strip()))


def collated(text: str) -> tuple[str, str]:
    """Return the key under which a name is filed: by its letters, whatever the accents, case and marks."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", plain.casefold())), text


def in_order(people: Iterable[One]) -> tuple[One, ...]:
    """Return the people of a delegation: who heads it first, then Excellencies, each by surname."""

    def place(one: One) -> tuple[object, ...]:
        excellency = one.name.startswith(_EXCELLENCY)
        return not leads(one.about), not excellency, collated(one.surname), collated(one.name)

    return tuple(sorted(people, key=place))


def once(plates: Iterable[Plate], key: Callable[[Plate], str] = lambda plate: plate.main.text) -> list[Plate]:
    """Return the plates, each name once: the first that has a note, else the first."""
    kept: dict[str, Plate] = {}
    for plate in plates:
        known = kept.get(key(plate).casefold())
        if known is None or (plate.note.text and not known.note.text):
            kept[key(plate).casefold()] = plate
    return list(kept.values())
