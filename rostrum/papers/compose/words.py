"""The words that sentences of papers are filled with: days, places, mandates, ordinals."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from rostrum.meetings import wording
from rostrum.papers.core.facts import Facts

ORDINALS: Final = (
    pgettext_lazy("which of a series of meetings", "first"),
    pgettext_lazy("which of a series of meetings", "second"),
    pgettext_lazy("which of a series of meetings", "third"),
    pgettext_lazy("which of a series of meetings", "fourth"),
    pgettext_lazy("which of a series of meetings", "fifth"),
    pgettext_lazy("which of a series of meetings", "sixth"),
    pgettext_lazy("which of a series of meetings", "seventh"),
    pgettext_lazy("which of a series of meetings", "eighth"),
    pgettext_lazy("which of a series of meetings", "ninth"),
    pgettext_lazy("which of a series of meetings", "tenth"),
    pgettext_lazy("which of a series of meetings", "eleventh"),
    pgettext_lazy("which of a series of meetings", "twelfth"),
)
FORMATS: Final[Mapping[str, str | Promise]] = {
    "hearing": gettext_lazy("the %(ordinal)s informal interactive multi-stakeholder hearing"),
    "thematic": gettext_lazy("the %(ordinal)s informal thematic session"),
    "dialogue": gettext_lazy("the %(ordinal)s informal dialogue"),
    "briefing": gettext_lazy("the %(ordinal)s briefing"),
    "stocktaking": gettext_lazy("the %(ordinal)s stocktaking meeting"),
    "conference": gettext_lazy("the %(ordinal)s conference"),
}
PROGRAMMES: Final[Mapping[str, str | Promise]] = {
    "provisional": gettext_lazy("Provisional programme"),
    "updated": gettext_lazy("Updated programme"),
    "final": gettext_lazy("Final programme"),
    "as_held": gettext_lazy("Programme as held"),
}
ENCLOSED: Final[Mapping[str, str | Promise]] = {
    "provisional": gettext_lazy("the provisional programme"),
    "updated": gettext_lazy("the updated programme"),
    "final": gettext_lazy("the final programme"),
    "as_held": gettext_lazy("the programme as held"),
}
_RESOLUTION: Final = re.compile(r"A/RES/\d+/\d+[A-Z]?")

Word = Callable[[Facts], str]


def place(facts: Facts) -> str:
    """Write room, venue and city: ``Room XIX, Palais des Nations, Geneva``."""
    return ", ".join(part for part in (facts.room, facts.venue, facts.city) if part)


def days(facts: Facts) -> str:
    """Write the days of the meeting: ``19–20 June 2017``."""
    return wording.days(facts.days) or _("days to be announced")


def on(dates: Sequence[dt.date]) -> str:
    """Write days as a sentence says when: ``on 19–20 June 2017``."""
    if not dates:
        return _("on days to be announced")
    said = ngettext("on %(days)s", "on %(days)s", len(dates))
    return said % {"days": wording.days(dates)}


def weekdays(facts: Facts) -> str:
    """Write the days with their weekdays, which anybody can check against a calendar."""
    return "; ".join(day(one) for one in facts.days) or _("days to be announced")


def day(date: dt.date) -> str:
    """Write a day with its weekday: ``Monday, 19 June 2017``."""
    return date_format(date, "DATE_FORMAT")


def meeting(facts: Facts) -> str:
    """Name the meeting inside a sentence, with its article."""
    named = FORMATS.get(facts.format)
    if named is None or facts.ordinal is None or not 1 <= facts.ordinal <= len(ORDINALS):
        return _("the meeting “%(title)s”") % {"title": facts.title}
    if facts.format == "dialogue" and facts.ordinal == 1:
        return _("the first informal dialogue")  # French says this one ordinal differently of a dialogue
    return str(named) % {"ordinal": ORDINALS[facts.ordinal - 1]}


def theme(facts: Facts) -> str:
    """Write the theme in quotation marks; nothing without one."""
    return _("“%(theme)s”") % {"theme": facts.theme} if facts.theme else ""


def mandate(facts: Facts) -> str:
    """Name the mandate: ``in accordance with paragraph 30 of General Assembly resolution A/RES/71/280``."""
    values = {"text": facts.mandate, "number": facts.mandate_paragraph}
    if not facts.mandate:
        return ""
    if _RESOLUTION.fullmatch(facts.mandate):
        if facts.mandate_paragraph:
            return (
                _("in accordance with paragraph %(number)s of General Assembly resolution %(text)s") % values
            )
        return _("in accordance with General Assembly resolution %(text)s") % values
    if facts.mandate_paragraph:
        return _("in accordance with paragraph %(number)s of %(text)s") % values
    return _("in accordance with %(text)s") % values


def process(facts: Facts) -> str:
    """Name the process inside a sentence; a name that begins with an ordinary word begins small."""
    name = facts.process
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def enclosed(facts: Facts) -> str:
    """Name the programme as the version that holds calls itself, so that letter and enclosure agree."""
    return str(ENCLOSED[facts.version.kind]) if facts.version else _("the programme")


def programme_title(facts: Facts) -> str:
    """Head the programme as the version that holds calls itself."""
    return str(PROGRAMMES[facts.version.kind]) if facts.version else _("Programme")


def conveners(facts: Facts) -> str:
    """Name the offices that convene, one after the other."""
    named = [_("the %(office)s") % {"office": one.title} for one in facts.conveners]
    return joined(named) or _("the conveners")


def joined(parts: list[str]) -> str:
    """Join words as a sentence lists them: ``a, b and c``."""
    if len(parts) <= 1:
        return "".join(parts)
    return _("%(several)s and %(last)s") % {"several": ", ".join(parts[:-1]), "last": parts[-1]}


WORDS: Final[Mapping[str, tuple[Word, str | Promise]]] = {
    "meeting": (meeting, gettext_lazy("the meeting, with its number")),
    "when": (lambda facts: on(facts.days), gettext_lazy("on its days")),
    "days": (days, gettext_lazy("its days")),
    "place": (place, gettext_lazy("room, venue and city")),
    "room": (lambda facts: facts.room, gettext_lazy("the room")),
    "venue": (lambda facts: facts.venue, gettext_lazy("the venue")),
    "city": (lambda facts: facts.city, gettext_lazy("the city")),
    "theme": (theme, gettext_lazy("the theme, in quotation marks")),
    "mandate": (mandate, gettext_lazy("in accordance with its resolution")),
    "process": (process, gettext_lazy("the process")),
    "programme": (enclosed, gettext_lazy("the programme, as its version is called")),
    "conveners": (conveners, gettext_lazy("the offices that convene")),
    "webcast": (lambda facts: facts.webcast, gettext_lazy("the address of the webcast")),
}


def values(facts: Facts) -> dict[str, str]:
    """Return what each word in braces stands for, in the language that is active."""
    return {name: say(facts) for name, (say, _about) in WORDS.items()}


def about() -> list[tuple[str, str]]:
    """Return the words in braces with what each stands for, for the page where text is edited."""
    return [(f"{{{name}}}", str(said)) for name, (_say, said) in WORDS.items()]
