"""The sentences for what the rules find: problems that refuse, notices to look at, collisions of an offer."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rostrum.programme.core.shifts import Collision
from rostrum.programme.core.values import Problem, Programme, Segment
from rostrum.programme.models import KINDS

Facts = Mapping[str, Any]

# Sentences that need no facts.
_PLAIN: Final[dict[str, str | Promise]] = {
    "no_title": gettext_lazy("Give the segment a title."),
    "unprintable": gettext_lazy(
        "This holds a character that cannot be printed. Type it again, or paste it as plain text."
    ),
    "empty_line": gettext_lazy("Leave no question empty: write it or take it out."),
    "nameless": gettext_lazy("Give a name, or tick “to be confirmed”."),
    "past_midnight": gettext_lazy("With this start, what the segment holds would run past midnight."),
    "no_such_parent": gettext_lazy("What held this segment is no longer in the programme."),
    "no_such_segment": gettext_lazy("This segment is no longer in the programme."),
    "key_twice": gettext_lazy("This segment is in the programme already."),
    "loop": gettext_lazy("A segment cannot stand inside something that it holds itself."),
    "into_itself": gettext_lazy("A segment cannot stand inside itself."),
    "first_already": gettext_lazy("This is the first place already."),
    "last_already": gettext_lazy("This is the last place already."),
    "nothing_above": gettext_lazy("There is nothing above that could hold this segment."),
    "top_already": gettext_lazy("This segment stands at the top level already."),
    "no_moderator": gettext_lazy("No moderator is named."),
}


def clock(time: dt.time) -> str:
    """Write a time of day as papers of this language do."""
    return time_format(time, "TIME_FORMAT")


def slot(segment: Segment) -> str:
    """Write when a segment runs: 10.15–13.00, or its start alone."""
    return f"{clock(segment.start)}–{clock(segment.end)}" if segment.end else clock(segment.start)


def problem(found: Problem) -> str:
    """Say what is wrong, and what to do where that is not plain."""
    if found.code in _PLAIN:
        return str(_PLAIN[found.code])
    if found.code not in _SENTENCES:
        values = {"place": found.field, "code": found.code}
        return _("The document cannot be read as a programme: %(code)s at “%(place)s”.") % values
    return _SENTENCES[found.code](found.facts)


def collision(found: Collision, programme: Programme) -> str:
    """Say what an offer would run into."""
    title = programme.get(found.key).title
    if found.code == "midnight":
        return _("“%(title)s” would run past midnight.") % {"title": title}
    values = {
        "title": title,
        "minutes": found.minutes,
        "at": clock(found.at) if found.at else "",
        "other": programme.get(found.other).title if found.other else "",
    }
    if found.code == "break":
        return (
            ngettext(
                "“%(title)s” would run %(minutes)d minute into “%(other)s” (%(at)s).",
                "“%(title)s” would run %(minutes)d minutes into “%(other)s” (%(at)s).",
                found.minutes,
            )
            % values
        )
    if found.code == "interpreters":
        return (
            ngettext(
                "“%(title)s” would end %(minutes)d minute after the interpreters leave at %(at)s.",
                "“%(title)s” would end %(minutes)d minutes after the interpreters leave at %(at)s.",
                found.minutes,
            )
            % values
        )
    return (
        ngettext(
            "“%(title)s” would end %(minutes)d minute after “%(other)s”, which holds it (%(at)s).",
            "“%(title)s” would end %(minutes)d minutes after “%(other)s”, which holds it (%(at)s).",
            found.minutes,
        )
        % values
    )


def _impossible_time(facts: Facts) -> str:
    return _("“%(text)s” is not a time. Write hours and minutes, such as 10.15.") % facts


def _skipped_time(facts: Facts) -> str:
    values = {"time": clock(facts["time"]), "day": date_format(facts["day"]), "zone": facts["zone"]}
    return _("There is no %(time)s on %(day)s: the clock is put forward (%(zone)s).") % values


def _other_day(facts: Facts) -> str:
    return _("The meeting does not sit on %(day)s.") % {"day": date_format(facts["day"])}


def _end_before_start(facts: Facts) -> str:
    return _("The end must be later than the start (%(start)s).") % {"start": clock(facts["start"])}


def _outside(facts: Facts) -> str:
    segment, holder = facts["segment"], facts["holder"]
    values = {
        "title": segment.title,
        "slot": slot(segment),
        "holder": holder.title,
        "holder_slot": slot(holder),
    }
    if segment.day != holder.day:
        return _("“%(title)s” must be on the same day as “%(holder)s”, which holds it.") % values
    return (
        _("“%(title)s” (%(slot)s) must lie within “%(holder)s” (%(holder_slot)s), which holds it.") % values
    )


def _wrong_nesting(facts: Facts) -> str:
    kind = KINDS[facts["kind"]]
    if not facts["holder"]:
        return _("A segment of the kind “%(kind)s” must stand inside a panel.") % {"kind": kind}
    values = {"kind": kind, "holder": KINDS[facts["holder"]]}
    return _("A segment of the kind “%(holder)s” cannot hold one of the kind “%(kind)s”.") % values


def _too_deep(facts: Facts) -> str:
    return _("Segments can stand inside each other %(deepest)d deep at most.") % facts


def _too_many(facts: Facts) -> str:
    return _("There can be %(most)d of these at most.") % facts


def _too_long(facts: Facts) -> str:
    return _("This is too long: %(length)d characters of %(longest)d.") % facts


def _still_holds(facts: Facts) -> str:
    return _("It holds “%(title)s” now.") % {"title": facts["segment"].title}


def _overlaps(facts: Facts) -> str:
    other = facts["other"]
    return _("Overlaps with “%(title)s” (%(slot)s).") % {"title": other.title, "slot": slot(other)}


def _out_of_order(facts: Facts) -> str:
    other = facts["other"]
    return _("Starts before “%(title)s” (%(slot)s), which stands above it.") % {
        "title": other.title,
        "slot": slot(other),
    }


def _past_interpreters(facts: Facts) -> str:
    return ngettext(
        "Ends %(minutes)d minute after the interpreters leave at %(at)s.",
        "Ends %(minutes)d minutes after the interpreters leave at %(at)s.",
        facts["minutes"],
    ) % {"minutes": facts["minutes"], "at": clock(facts["at"])}


def _to_be_confirmed(facts: Facts) -> str:
    return (
        ngettext("%(count)d name is to be confirmed.", "%(count)d names are to be confirmed.", facts["count"])
        % facts
    )


_SENTENCES: Final[dict[str, Callable[[Facts], str]]] = {
    "impossible_time": _impossible_time,
    "skipped_time": _skipped_time,
    "other_day": _other_day,
    "end_before_start": _end_before_start,
    "outside": _outside,
    "wrong_nesting": _wrong_nesting,
    "too_deep": _too_deep,
    "too_many": _too_many,
    "too_long": _too_long,
    "still_holds": _still_holds,
    "overlaps": _overlaps,
    "out_of_order": _out_of_order,
    "past_interpreters": _past_interpreters,
    "to_be_confirmed": _to_be_confirmed,
}
