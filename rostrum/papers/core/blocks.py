"""The blocks of a paper, as plain values that never change, and as JSON.

Text blocks hold sentences that an officer may write differently; the words in braces in them stand for what
the meeting says (``{days}``, ``{room}``). All other blocks show what the meeting says and are never typed.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Whose letter it is: the titles of the offices (S002:1-3)."""

    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """The date of the paper in words (S000:3)."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the paper, or an enclosure, is called, with lines under it (S000:21-25)."""

    key: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a part, one line."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, with numbers where it is ``ordered`` (S003:71-82)."""

    key: str
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyValues:
    """Facts: terms with their values."""

    key: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """People under one word: "Moderator", "Panellists"; each line is one of them."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A segment of a programme; ``level`` counts from 0."""

    times: str
    title: str
    level: int = 0
    note: str = ""
    description: str = ""
    questions_label: str = ""
    questions: tuple[str, ...] = ()
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a programme: its date (ISO) and how the paper writes it."""

    date: str
    label: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A programme, day by day; ``time_label`` and ``what_label`` head its columns."""

    key: str
    days: tuple[Day, ...]
    time_label: str
    what_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a list of people; ``own_script`` is the name as its bearer writes it."""

    name: str
    role: str = ""
    about: str = ""
    own_script: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People under a heading."""

    title: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A list of people in groups; ``labels`` head its columns: name, role, function."""

    key: str
    groups: tuple[Group, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs: the name, and the lines under it."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Those who sign, side by side."""

    key: str
    people: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """To whom the letter goes (S000:19)."""

    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """An enclosure begins here, on a page of its own."""

    key: str


Text = Heading | Paragraph | Listing
Block = (
    Letterhead | DateLine | Title | Heading | Paragraph | Listing | KeyValues | Agenda | People
    | Signature | Address | NewPage
)  # fmt: skip
TYPES: Final[dict[str, type[Any]]] = {
    "letterhead": Letterhead,
    "date": DateLine,
    "title": Title,
    "heading": Heading,
    "paragraph": Paragraph,
    "list": Listing,
    "facts": KeyValues,
    "programme": Agenda,
    "people": People,
    "signature": Signature,
    "address": Address,
    "new_page": NewPage,
}
_NAMES: Final = {made: name for name, made in TYPES.items()}
# What stands inside blocks: the member, and what its entries are.
_INSIDE: Final[dict[tuple[type[Any], str], type[Any]]] = {
    (Agenda, "days"): Day,
    (Day, "slots"): Slot,
    (Slot, "people"): Named,
    (People, "groups"): Group,
    (Group, "people"): Person,
    (Signature, "people"): Signatory,
}


def type_of(block: Block) -> str:
    """Return the name of a block's type, as it stands in the document."""
    return _NAMES[type(block)]


def is_text(block: Block) -> bool:
    """Say whether an officer may write this block differently."""
    return isinstance(block, Heading | Paragraph | Listing)


def text_of(block: Block) -> str:
    """Return the text of a text block as an officer edits it: one item of a list a line; else nothing."""
    if isinstance(block, Listing):
        return "\n".join(block.items)
    return block.text if isinstance(block, Heading | Paragraph) else ""


def with_text(block: Block, text: str) -> Block:
    """Return a text block that says something else."""
    if isinstance(block, Listing):
        return replace(block, items=tuple(line.strip() for line in text.splitlines() if line.strip()))
    if isinstance(block, Heading):
        return replace(block, text=" ".join(text.split()))
    return replace(block, text=text.strip()) if isinstance(block, Paragraph) else block


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as JSON knows them."""
    return [{"type": type_of(block), **_plain(block)} for block in blocks]


def from_json(values: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Read what ``to_json`` wrote; raises KeyError and TypeError for anything else."""
    return tuple(
        _made(TYPES[value["type"]], {name: one for name, one in value.items() if name != "type"})
        for value in values
    )


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _made(made: type[Any], values: Mapping[str, Any]) -> Any:
    read = {}
    for name, value in values.items():
        inside = _INSIDE.get((made, name))
        if inside is not None:
            read[name] = tuple(_made(inside, one) for one in value)
        elif isinstance(value, list):
            read[name] = tuple(tuple(one) if isinstance(one, list) else one for one in value)
        else:
            read[name] = value
    return made(**read)
