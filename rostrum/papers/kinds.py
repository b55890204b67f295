"""The registry of kinds of papers: what each is called, and how it is composed.

A module that knows another kind (name plates, lists of participants) registers it once, from
``AppConfig.ready``; lists, drafts and issuing then know it as well.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.meetings.models import Meeting
from rostrum.papers.compose import letters, notes, programmes, summaries, words
from rostrum.papers.core.blocks import Block
from rostrum.papers.core.document import Document
from rostrum.papers.core.facts import Facts

# Languages in which papers are composed.
LANGUAGES: Final = {"en": "English", "fr": "Français"}
# The same in the language of the reader.
LANGUAGE_NAMES: Final[Mapping[str, str | Promise]] = {
    "en": gettext_lazy("English"),
    "fr": gettext_lazy("French"),
}

Compose = Callable[[Facts], Iterable[Block]]
Say = Callable[[Facts], str]


class Family(StrEnum):
    """Which papers stand together in a list."""

    LETTERS = "letters"
    PROGRAMMES = "programmes"
    NOTES = "notes"
    LISTS = "lists"
    AFTERWARDS = "afterwards"


FAMILIES: Final[Mapping[str, str | Promise]] = {
    Family.LETTERS: gettext_lazy("Letters"),
    Family.PROGRAMMES: gettext_lazy("Programme"),
    Family.NOTES: gettext_lazy("Notes"),
    Family.LISTS: gettext_lazy("Lists and name plates"),
    Family.AFTERWARDS: gettext_lazy("After the meeting"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a paper: ``format`` is docx or pdf, ``page_size`` a4, letter or nothing (the template's)."""

    format: str
    page_size: str
    content: bytes


def no_obstacle(_facts: Facts) -> str:
    """Let a paper be issued at any time."""
    return ""


def nothing_more(_meeting: Meeting, _facts: Facts) -> dict[str, Any]:
    """Gather nothing besides the facts that every kind has."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper.

    ``obstacle`` says why it cannot be issued yet (empty when it can), ``more`` gathers what no other kind
    needs (put into ``Facts.more``), ``title`` names it where the name depends on the facts, and ``render``
    makes its files where the ordinary ones do not fit.
    """

    name: str
    label: str | Promise
    summary: str | Promise
    family: Family
    compose: Compose
    position: int
    obstacle: Say = no_obstacle
    more: Callable[[Meeting, Facts], Mapping[str, Any]] = nothing_more
    title: Say | None = None
    render: Callable[[Document], Iterable[File]] | None = None


_kinds: Final[dict[str, Kind]] = {}


def register(kind: Kind) -> None:
    """Make a kind known; a second one under the same name replaces the first."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return all kinds, in the order of lists."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.position))


def kind(name: str) -> Kind | None:
    """Return the kind of this name."""
    return _kinds.get(name)


def label(name: str) -> str | Promise:
    """Name a kind; one that is no longer known keeps its bare name."""
    found = _kinds.get(name)
    return found.label if found else name


def needs_signatory(facts: Facts) -> str:
    """Say who is missing to sign a letter."""
    if not facts.conveners:
        return _("No office convenes this meeting. Enter the conveners among its facts.")
    for one in facts.conveners:
        if not one.name:
            return _(
                "Nobody holds the office “%(office)s” on the date of this paper. Enter who does, where the "
                "process is planned."
            ) % {"office": one.title}
    return needs_days(facts)


def needs_days(facts: Facts) -> str:
    """Say that the meeting has no day."""
    return "" if facts.days else _("The meeting has no days yet. Enter them among its facts.")


def needs_programme(facts: Facts) -> str:
    """Say that there is no programme to print."""
    if facts.version is None:
        return _("No version of the programme is published. Publish one first.")
    return needs_days(facts)


def needs_both(facts: Facts) -> str:
    """Say what is missing of signatory and programme."""
    return needs_signatory(facts) or needs_programme(facts)


_READY: Final = (
    Kind(
        name="invitation",
        label=gettext_lazy("Invitation letter"),
        summary=gettext_lazy("Convenes the meeting, with the programme as far as it goes."),
        family=Family.LETTERS,
        compose=letters.invitation,
        obstacle=needs_signatory,
        position=10,
    ),
    Kind(
        name="updated_agenda",
        label=gettext_lazy("Updated-agenda letter"),
        summary=gettext_lazy("Sends the programme that holds now, further to the invitation."),
        family=Family.LETTERS,
        compose=letters.updated_agenda,
        obstacle=needs_both,
        position=20,
    ),
    Kind(
        name="arrangements",
        label=gettext_lazy("Letter with a note on arrangements"),
        summary=gettext_lazy("Sends the programme and how the meeting is organized."),
        family=Family.LETTERS,
        compose=letters.arrangements,
        obstacle=needs_signatory,
        position=30,
    ),
    Kind(
        name="programme",
        label=gettext_lazy("Programme"),
        summary=gettext_lazy("Provisional, updated, final or as held: as the published version is."),
        family=Family.PROGRAMMES,
        compose=programmes.programme,
        obstacle=needs_programme,
        title=words.programme_title,
        position=40,
    ),
    Kind(
        name="speakers",
        label=gettext_lazy("List of speakers"),
        summary=gettext_lazy("Moderators and panellists of the programme."),
        family=Family.LISTS,
        compose=programmes.speakers_list,
        obstacle=needs_programme,
        position=50,
    ),
    Kind(
        name="information_note",
        label=gettext_lazy("Information note"),
        summary=gettext_lazy("Why, what for, who may come, how it runs, and where."),
        family=Family.NOTES,
        compose=notes.information,
        obstacle=needs_days,
        position=60,
    ),
    Kind(
        name="procedural_note",
        label=gettext_lazy("Procedural note"),
        summary=gettext_lazy("How the work is organized, with the programme."),
        family=Family.NOTES,
        compose=notes.procedural,
        obstacle=needs_days,
        position=70,
    ),
    Kind(
        name="concept_note",
        label=gettext_lazy("Concept note"),
        summary=gettext_lazy("Background, theme and guiding questions."),
        family=Family.NOTES,
        compose=notes.concept,
        obstacle=needs_days,
        position=80,
    ),
    Kind(
        name="summary",
        label=gettext_lazy("Summary of the meeting"),
        summary=gettext_lazy("The frame of a summary; what was said is added by hand."),
        family=Family.AFTERWARDS,
        compose=summaries.summary,
        obstacle=needs_programme,
        position=90,
    ),
)
for _one in _READY:
    register(_one)
