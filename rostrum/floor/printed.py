"""The present list and rules on paper, for the day on which every screen fails."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from rostrum.floor import queries, records
from rostrum.floor.board import Board, Person, minutes
from rostrum.floor.core.fairness import heard
from rostrum.floor.core.rules import (
    CATEGORIES,
    MEMBER_STATES,
    OBSERVERS,
    STAKEHOLDERS,
    Intake,
    Mixing,
    PriorityClass,
    Rules,
)
from rostrum.floor.core.state import State
from rostrum.floor.permissions import OPERATE
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import Who, require
from rostrum.people.categories import SEVERAL

# Lines for requests made after the page was printed: as many again, at least a page of them.
LEAST_BLANK: Final = 12
MOST_BLANK: Final = 40
CLASSES: Final[Mapping[tuple[str, ...], str | Promise]] = {
    MEMBER_STATES: gettext_lazy("Member States"),
    OBSERVERS: gettext_lazy("Observers and international organizations"),
    STAKEHOLDERS: gettext_lazy("Stakeholders"),
    MEMBER_STATES + OBSERVERS: gettext_lazy("Member States, observers and international organizations"),
    OBSERVERS + STAKEHOLDERS: gettext_lazy("Observers, international organizations and stakeholders"),
    CATEGORIES: gettext_lazy("Everybody"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line to tick; ``limit`` and ``spoken`` as 3:00."""

    person: Person
    category: str
    on_behalf: str
    language: str
    limit: str
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Everything on the paper; ``blank`` counts the empty lines after the list."""

    meeting: Meeting
    board: Board
    rules: tuple[str, ...]
    speaking: Listed | None
    waiting: tuple[Listed, ...]
    heard: tuple[Listed, ...]
    blank: range


def printed(meeting: Meeting, reader: Who, *, at: dt.datetime) -> Printed:
    """Return what to print at a moment, in the language of the page; raises Denied."""
    require(reader, OPERATE, meeting)
    state = queries.floor_state(meeting)
    board = queries.board_of(meeting, at=at, state=state)
    waiting = tuple(
        Listed(
            one.person,
            one.category,
            one.on_behalf,
            records.language_name(one.language),
            minutes(state.rules.limit(one.person.category, for_group=bool(one.on_behalf))),
        )
        for one in board.line
    )
    return Printed(
        meeting=meeting,
        board=board,
        rules=in_words(state.rules),
        speaking=_speaking(board),
        waiting=waiting,
        heard=_heard(meeting, state, at),
        blank=range(min(MOST_BLANK, max(LEAST_BLANK, len(waiting)))),
    )


def _speaking(board: Board) -> Listed | None:
    now = board.speaking
    if now is None:
        return None
    language = records.language_name(now.language)
    spoken = now.clock.spoken
    if now.clock.running_since is not None:
        spoken += max(0.0, board.at.timestamp() - now.clock.running_since)
    return Listed(
        now.person, now.category, now.on_behalf, language, minutes(now.clock.limit), minutes(spoken)
    )


def _heard(meeting: Meeting, state: State, at: dt.datetime) -> tuple[Listed, ...]:
    """Return who was heard in the segment at hand: nobody goes twice before everybody had a turn."""
    if state.segment is None:
        return ()
    turns = [turn for turn in heard(state, state.segment.key) if turn.ended_at is not None]
    names = queries.people(meeting, get_language() or "en") if turns else {}
    return tuple(
        Listed(
            names.get(turn.speaker.participant, records.NOBODY),
            "",
            turn.on_behalf,
            records.language_name(turn.language),
            minutes(turn.limit),
            minutes(turn.seconds(at)),
        )
        for turn in turns
    )


def in_words(rules: Rules) -> tuple[str, ...]:
    """Return the rules as sentences that somebody can apply by hand."""
    return tuple(sentence for sentence in (*_order(rules), *_times(rules), *_asking(rules)) if sentence)


def _class(one: PriorityClass) -> str:
    known = CLASSES.get(one.categories)
    return str(known) if known else ", ".join(str(SEVERAL[category]) for category in one.categories)


def _order(rules: Rules) -> list[str]:
    if len(rules.classes) == 1:
        found = [_("Everybody in the order of request.")]
    elif rules.mixing is Mixing.ALTERNATE:
        turns = [
            ngettext("%(class)s, %(count)s turn", "%(class)s, %(count)s turns", one.share)
            % {"class": _class(one), "count": one.share}
            for one in rules.classes
        ]
        found = [_("In turns: %(turns)s; then again from the beginning.") % {"turns": "; ".join(turns)}]
    else:
        classes = "; ".join(f"{place}. {_class(one)}" for place, one in enumerate(rules.classes, 1))
        found = [
            _("In this order: %(classes)s. Within each, in the order of request.") % {"classes": classes}
        ]
    if rules.one_before_second:
        found.append(_("Nobody speaks a second time before everybody who asked has spoken once."))
    return found


def _times(rules: Rules) -> list[str]:
    limits = "; ".join(f"{_class(one)} {minutes(one.seconds)}" for one in rules.classes)
    return [
        _("Time for each intervention: %(limits)s.") % {"limits": limits},
        _("A statement on behalf of a group: %(limit)s.") % {"limit": minutes(rules.group_seconds)},
        _("Tell the speaker when %(time)s is left.") % {"time": minutes(rules.amber_seconds)}
        if rules.amber_seconds
        else "",
        _("At the limit the microphone is cut.") if rules.cuts else "",
        ngettext(
            "Keep %(count)s minute of the segment for replies from the podium.",
            "Keep %(count)s minutes of the segment for replies from the podium.",
            rules.reply_minutes,
        )
        % {"count": rules.reply_minutes}
        if rules.reply_minutes
        else "",
    ]


def _asking(rules: Rules) -> list[str]:
    return [
        _("Requests are taken %(minutes)s minutes before the segment begins.")
        % {"minutes": rules.interest_minutes}
        if rules.intake is not Intake.FLOOR
        else "",
        _("A right of reply comes after everybody else.") if rules.right_of_reply else "",
        _("A point of order comes at once; the clock of the speaker waits."),
    ]
