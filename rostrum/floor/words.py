"""What the core says in codes, in sentences fit to show."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rostrum.floor.core.order import Why
from rostrum.people.categories import Category

REFUSALS: Final[Mapping[str, str | Promise]] = {
    "stale": gettext_lazy("Somebody else acted a moment ago. Look at the list as it is now, then try again."),
    "no_longer_next": gettext_lazy(
        "The order has changed: somebody else is next now. Look, then call again."
    ),
    "nothing_open": gettext_lazy("The floor is not open. It opens with the next segment of the programme."),
    "list_closed": gettext_lazy("The list of speakers is closed."),
    "list_open": gettext_lazy("The list of speakers is open already."),
    "segment_over": gettext_lazy(
        "This part of the meeting is over. You can ask for the floor in the next one."
    ),
    "segment_open": gettext_lazy("“%(title)s” is still open. Close it first."),
    "not_yet_open": gettext_lazy("The list is not open yet. It opens at %(opens_at)s."),
    "not_admitted": gettext_lazy("Only participants admitted to this meeting can ask for the floor."),
    "already_asked": gettext_lazy("Your request is on the list already."),
    "delegation_already_asked": gettext_lazy("Your delegation is on the list already."),
    "no_right_of_reply": gettext_lazy("There is no right of reply in this meeting."),
    "no_such_request": gettext_lazy("This request is not on the list."),
    "not_waiting": gettext_lazy("This request no longer waits: it was called, withdrawn or declined."),
    "other_segment": gettext_lazy("This request is for another part of the meeting."),
    "no_such_place": gettext_lazy("Choose a place between 1 and %(last)s."),
    "reason_needed": gettext_lazy("Say why; the reason is shown on the list."),
    "reason_too_long": gettext_lazy("Keep the reason below %(longest)s characters."),
    "point_of_order": gettext_lazy("End the point of order first."),
    "no_point_of_order": gettext_lazy("There is no point of order."),
    "nobody_speaking": gettext_lazy("Nobody has the floor."),
    "nobody_waiting": gettext_lazy("Nobody waits for the floor."),
    "already_started": gettext_lazy("The clock was started already."),
    "clock_stands": gettext_lazy("The clock is not running."),
    "clock_runs": gettext_lazy("The clock is running already, or was not started."),
    "extension_out_of_bounds": gettext_lazy("Give between %(least)s and %(most)s seconds."),
    "ends_before_start": gettext_lazy("The end lies before the start. Correct the programme first."),
    "nothing_to_undo": gettext_lazy("There is nothing to undo."),
}


def clock_time(at: dt.datetime, zone: dt.tzinfo) -> str:
    """Return a time of day in the venue's zone, as papers write it."""
    return time_format(at.astimezone(zone).time(), "TIME_FORMAT")


def refusal(code: str, facts: Mapping[str, Any], zone: dt.tzinfo) -> str:
    """Return why an act was refused; times are told in the venue's zone."""
    told = {
        name: clock_time(value, zone) if isinstance(value, dt.datetime) else value
        for name, value in facts.items()
    }
    return str(REFUSALS[code]) % told if told else str(REFUSALS[code])


def category(code: str) -> str:
    """Return the category in words."""
    return str(Category(code).label)


def why(reason: Why, zone: dt.tzinfo) -> str:
    """Return why a request has its place."""
    told = {
        "category": category(reason.category),
        "time": clock_time(reason.asked_at, zone),
        "turn": reason.turn,
        "share": reason.share,
        "reason": reason.reason,
    }
    if reason.code == "moved":
        return _("Moved by the chair: %(reason)s") % told
    if reason.code == "reply":
        return _("Right of reply, after everybody else, asked %(time)s") % told
    if reason.code == "again":
        spoken = ngettext(
            "%(category)s, has spoken once", "%(category)s, has spoken %(count)s times", reason.spoken
        )
        return spoken % {**told, "count": reason.spoken}
    if reason.code == "alternating" and reason.share > 1:
        return _("%(category)s, turn %(turn)s of %(share)s, asked %(time)s") % told
    return _("%(category)s, asked %(time)s") % told
