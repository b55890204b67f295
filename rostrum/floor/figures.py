"""Turns and minutes on the floor by category, regional group and gender, ready to show."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rostrum.floor import records, words
from rostrum.floor.board import minutes
from rostrum.floor.core import fairness
from rostrum.floor.core.fairness import Share
from rostrum.floor.core.state import Turn
from rostrum.floor.permissions import SEE_HELD
from rostrum.floor.queries import floor_state
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import Who, may, require
from rostrum.people.categories import SEVERAL, Gender, RegionalGroup
from rostrum.web.charts import Bar, bars

WOMEN: Final[Mapping[str, str | Promise]] = {
    Gender.FEMALE: gettext_lazy("Women"),
    Gender.MALE: gettext_lazy("Men"),
    Gender.OTHER: gettext_lazy("Other"),
    "": gettext_lazy("Not stated"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What one group had; ``percent`` is its share of all speaking time."""

    label: str
    turns: int
    seconds: float
    percent: int

    @property
    def time(self) -> str:
        """Net speaking time, 41:05."""
        return minutes(self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One way to divide the speakers, with its bars and its sentence."""

    key: str
    title: str
    heading: str
    groups: tuple[Group, ...]
    minutes_title: str
    turns_title: str
    minutes_bars: tuple[Bar, ...]
    turns_bars: tuple[Bar, ...]
    tone: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What figures can be asked for: one segment, or all (no key)."""

    key: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a meeting, or of one segment, at a moment; ``number`` is that of the last event."""

    number: int
    at: dt.datetime
    segment: str
    parts: tuple[Part, ...]
    turns: int
    seconds: float
    sentence: str
    divisions: tuple[Division, ...]

    @property
    def time(self) -> str:
        """Net speaking time of all, 41:05."""
        return minutes(self.seconds)


def may_see(reader: Who, meeting: Meeting) -> bool:
    """Say whether the reader may see the figures: as for the list that they are drawn from."""
    return may(reader, SEE_HELD, meeting) or records.record_stands(meeting)


def figures_for(meeting: Meeting, reader: Who, *, at: dt.datetime, segment: str = "") -> Figures:
    """Return the figures for a reader; raises Denied."""
    if not may_see(reader, meeting):
        require(reader, SEE_HELD, meeting)
    return figures(meeting, at=at, segment=segment)


def figures(meeting: Meeting, *, at: dt.datetime, segment: str = "") -> Figures:
    """Return the figures of one segment (by its key) or, for no or an unknown key, of the whole meeting."""
    state = floor_state(meeting)
    titles = records.segment_titles(meeting)
    held_in = dict.fromkeys(turn.segment for turn in fairness.heard(state))
    segment = segment if segment in held_in else ""
    turns = fairness.heard(state, segment or None)
    seconds = sum(turn.seconds(at) for turn in turns)
    parts = [Part(key="", title=_("Whole meeting"), chosen=not segment)]
    parts += [Part(key=key, title=titles.get(key, key), chosen=key == segment) for key in held_in]
    return Figures(
        number=state.number,
        at=at,
        segment=segment,
        parts=tuple(parts),
        turns=len(turns),
        seconds=seconds,
        sentence=_("In all: %(amount)s.") % {"amount": amount(len(turns), seconds)},
        divisions=(_categories(turns, at), _regions(turns, at), _genders(turns, at)),
    )


def amount(turns: int, seconds: float) -> str:
    """Return turns and time in words: 12 turns, 41 minutes."""
    count = ngettext("%(count)s turn", "%(count)s turns", turns) % {"count": turns}
    whole = round(seconds / 60)
    if seconds > 0 and whole == 0:
        time = _("less than a minute")
    else:
        time = ngettext("%(count)s minute", "%(count)s minutes", whole) % {"count": whole}
    return _("%(turns)s, %(minutes)s") % {"turns": count, "minutes": time}


def _categories(turns: tuple[Turn, ...], at: dt.datetime) -> Division:
    return _division(
        "category",
        fairness.by_category(turns, at),
        words.category,
        lambda name: str(SEVERAL[name]),
        title=_("By category"),
        heading=_("Category"),
        minutes_title=_("Minutes by category"),
        turns_title=_("Turns by category"),
        tone=1,
    )


def _regions(turns: tuple[Turn, ...], at: dt.datetime) -> Division:
    def named(name: str) -> str:
        return str(RegionalGroup(name).label) if name else _("In no regional group")

    shares = _complete(fairness.by_group(turns, at), RegionalGroup.values)
    return _division(
        "region",
        sorted(shares, key=lambda share: share.name == ""),
        named,
        named,
        title=_("By regional group"),
        heading=_("Regional group"),
        minutes_title=_("Minutes by regional group"),
        turns_title=_("Turns by regional group"),
        tone=3,
    )


def _genders(turns: tuple[Turn, ...], at: dt.datetime) -> Division:
    shares = _complete(fairness.by_gender(turns, at), (Gender.FEMALE, Gender.MALE))
    return _division(
        "gender",
        sorted(shares, key=lambda share: share.name == ""),
        lambda name: str(WOMEN[name]),
        lambda name: str(WOMEN[name]),
        title=_("By gender"),
        heading=_("Gender, as stated by the speaker"),
        minutes_title=_("Minutes by gender"),
        turns_title=_("Turns by gender"),
        tone=4,
    )


def _complete(shares: tuple[Share, ...], names: Iterable[str]) -> list[Share]:
    """Add those who had nothing: that is what one looks for."""
    present = {share.name for share in shares}
    return [*shares, *(Share(str(name), 0, 0.0) for name in names if str(name) not in present)]


def _division(
    key: str,
    shares: Iterable[Share],
    named: Callable[[str], str],
    several: Callable[[str], str],
    *,
    title: str,
    heading: str,
    minutes_title: str,
    turns_title: str,
    tone: int,
) -> Division:
    listed = list(shares)
    total = sum(share.seconds for share in listed)
    groups = tuple(
        Group(
            named(share.name),
            share.turns,
            share.seconds,
            round(100 * share.seconds / total) if total else 0,
        )
        for share in listed
    )
    told = [f"{several(share.name)}: {amount(share.turns, share.seconds)}" for share in listed if share.turns]
    return Division(
        key=key,
        title=title,
        heading=heading,
        groups=groups,
        minutes_title=minutes_title,
        turns_title=turns_title,
        minutes_bars=bars((one.label, one.seconds, one.time) for one in groups),
        turns_bars=bars((one.label, one.turns, str(one.turns)) for one in groups),
        tone=tone,
        sentence=f"{'; '.join(told)}." if told else "",
    )
