"""What each finding of the check says: what is wrong, and what to do about it. Needs no database."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.checking.findings import Finding, RemovePerson, Replace, SetDay, SetTime, Slot
from rostrum.checking.rules import Severity

SEVERITIES: Final[Mapping[Severity, str | Promise]] = {
    Severity.ERROR: gettext_lazy("Wrong"),
    Severity.WARN: gettext_lazy("To be looked at"),
    Severity.INFO: gettext_lazy("Style and small things"),
}

# The sentence of each rule; a second one, under the rule's name with a word, where less or more is known.
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "date_outside_meeting": gettext_lazy("%(day)s is not a day of the meeting (%(days)s). Correct the date."),
    "date_of_other_session": gettext_lazy(
        "%(day)s can only belong to another session: this one is held on %(days)s. Correct the date."
    ),
    "date_of_other_session.known": gettext_lazy(
        "%(day)s is a day of “%(session)s”; this meeting is held on %(days)s. Correct the date."
    ),
    "weekday_and_date": gettext_lazy(
        "%(day)s is a %(real)s, not a %(written)s. Correct the one or the other."
    ),
    "deadline_without_year": gettext_lazy("This deadline gives no year. Write it as %(day)s."),
    "deadline_on_day_of_issue": gettext_lazy(
        "This deadline is the day on which the paper was issued (%(issued)s). Give those who "
        "read it some days."
    ),
    "deadline_before_issue": gettext_lazy(
        "This deadline had passed when the paper was issued (%(issued)s). Set a later one, or "
        "say that it is over."
    ),
    "deadline_after_meeting": gettext_lazy(
        "This deadline is after the meeting (%(meeting)s). Set an earlier one."
    ),
    "end_before_start": gettext_lazy("This ends (%(end)s) before it starts (%(start)s). Correct the times."),
    "overlap": gettext_lazy(
        "This starts %(minutes)s min before “%(other)s” ends (%(start)s and %(end)s). Move "
        "the one or the other."
    ),
    "noon_as_midnight": gettext_lazy("“%(written)s” is midnight. Write 12 noon, or 12.00 p.m."),
    "break_inside_session": gettext_lazy(
        "This break falls into “%(other)s”, which goes on before and after it. Divide that session in two."
    ),
    "odd_length": gettext_lazy(
        "This lasts %(minutes)s min; the others beside it last %(usual)s min. Is that meant?"
    ),
    "no_time_to_turn_round": gettext_lazy(
        "This ends in %(room)s %(minutes)s min before the meeting goes on there (%(start)s). "
        "Leave time to turn the room round."
    ),
    "beyond_three_hours": gettext_lazy(
        "From %(start)s to %(end)s is more than the three hours that interpreters serve. Shorten the sitting."
    ),
    "past_closing_hour": gettext_lazy(
        "This runs %(minutes)s min past %(hour)s, when the interpreters leave. Let it end by then."
    ),
    "start_without_end": gettext_lazy("This has a start but no end. Write when it ends."),
    "mixed_notation": gettext_lazy("Times are written in two ways (“%(written)s”). Keep to one."),
    "person_two_names": gettext_lazy(
        "This person is “%(other)s” elsewhere (%(other_line)s). Write the name one way."
    ),
    "organization_two_names": gettext_lazy(
        "This organization is “%(other)s” elsewhere (%(other_line)s). Write the name one way."
    ),
    "room_two_names": gettext_lazy(
        "This room is “%(other)s” elsewhere (%(other_line)s). Write the name one way."
    ),
    "process_two_names": gettext_lazy(
        "Elsewhere this is the “%(other)s” (%(other_line)s). Write the name one way."
    ),
    "person_twice": gettext_lazy(
        "This person stands in the list already, as “%(other)s”. Take out one of the two."
    ),
    "person_in_two_places": gettext_lazy(
        "This person is at “%(other)s” in %(track)s at the same time. Move the one or the other."
    ),
    "one_gender.women": gettext_lazy("All %(count)s people of this panel are women. Look for balance."),
    "one_gender.men": gettext_lazy("All %(count)s people of this panel are men. Look for balance."),
    "one_region": gettext_lazy(
        "All %(count)s states on this panel are of one regional group (%(group)s). Look for balance."
    ),
    "damaged": gettext_lazy("This is damaged. Compare it with the original and write it anew."),
    "damaged.known": gettext_lazy("This is damaged; it probably was “%(read_as)s”."),
    "doubled_word": gettext_lazy("“%(word)s” stands there twice. Take out one."),
    "numbering": gettext_lazy("After number %(before)s comes %(number)s. Correct the numbering."),
    "tags": gettext_lazy("Tags of a web page were left in the text. Take them out."),
    "draft_mark": gettext_lazy("The mark of a draft stands here. Take it out before the paper goes out."),
    "draft_mark.published": gettext_lazy(
        "The mark of a draft was left on a published paper. Issue it again without."
    ),
    "broken_address": gettext_lazy("This address cannot be opened. Write it again."),
    "broken_address.known": gettext_lazy("This address is torn apart; it probably was %(meant)s."),
    "broken_symbol": gettext_lazy("This is not a symbol of a document. Write it again."),
    "broken_symbol.known": gettext_lazy("This symbol is damaged; it probably was %(meant)s."),
    "mixed_spelling": gettext_lazy("Elsewhere the paper writes “%(other)s”. Keep to one spelling."),
    "to_be_confirmed": gettext_lazy("Something here is still to be confirmed. Fill it in, or take it out."),
    "to_be_confirmed.lone": gettext_lazy(
        "“To be confirmed” stands here alone. Say what is still open, or take it out."
    ),
    "panel_without_moderator": gettext_lazy(
        "This panel has no moderator. Name one, or write that it is to be confirmed."
    ),
    "panel_without_speakers": gettext_lazy(
        "This panel has no speakers. Name them, or write that they are to be confirmed."
    ),
    "ordinal_of_other_session": gettext_lazy(
        "This names %(noun)s number %(ordinal)s; the paper is about number %(own)s. Correct the number."
    ),
    "promise": gettext_lazy("This promises another paper. See that it is issued."),
    "promise.known": gettext_lazy(
        "This promises another paper, and none has been issued. Issue it, or say that it will not come."
    ),
    "updated_and_preliminary": gettext_lazy(
        "The same enclosure is called “%(other)s” elsewhere (%(other_line)s). "
        "Call it the same in both places."
    ),
    "access_contradicts": gettext_lazy(
        "Here some enter with a “%(pass_)s”; elsewhere (%(other_line)s) everybody needs a grounds pass. "
        "Say who needs which."
    ),
    "versions_differ": gettext_lazy(
        "In “%(other_paper)s” this is at %(old_start)s–%(old_end)s, here at "
        "%(start)s–%(end)s, and neither says that it is newer. "
        "Mark the newer one as updated."
    ),
    "fact_differs": gettext_lazy(
        "“%(other_paper)s” says “%(other)s” (%(other_line)s). Say the same in both papers."
    ),
    "name_differs": gettext_lazy(
        "“%(other_paper)s” writes “%(other)s”. Write the name one way in all papers."
    ),
}


def line(number: int) -> str:
    """Name a place in a paper."""
    return _("line %(number)d") % {"number": number}


def say(finding: Finding, *, place: Callable[[int], str] = line) -> str:
    """Say what was found, and what to do; ``place`` names another place by its line."""
    facts = {name: _value(name, value) for name, value in finding.facts.items()}
    if "other_line" in finding.facts:
        facts["other_line"] = place(finding.facts["other_line"])
    return str(SENTENCES[_variant(finding)]) % facts


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as ``rostrum read --json`` and ``rostrum check --json`` print it."""
    told: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "line": finding.place.first,
        "text": finding.text,
        "message": say(finding),
    }
    return {"paper": finding.paper, **told} if finding.paper else told


def say_fix(finding: Finding) -> str:
    """Say what the fix would do, empty without one."""
    match finding.fix:
        case Replace(before=before, after=after):
            said = {"before": before, "after": after}
            return _("Write “%(after)s”") % said if after else _("Take out “%(before)s”") % said
        case SetTime(slot=Slot.START, time=time):
            return _("Start at %(time)s") % {"time": _clock(time)}
        case SetTime(time=time):
            return _("End at %(time)s") % {"time": _clock(time)}
        case SetDay(day=day):
            return _("Move to %(day)s") % {"day": date_format(day)}
        case RemovePerson():
            return _("Take this one out")
        case _:
            return ""


# Which fact, when it is there, asks for the longer sentence.
_KNOWN: Final = {
    "date_of_other_session": ("session", "known"),
    "damaged": ("read_as", "known"),
    "broken_address": ("meant", "known"),
    "broken_symbol": ("meant", "known"),
    "promise": ("known", "known"),
    "draft_mark": ("published", "published"),
    "to_be_confirmed": ("lone", "lone"),
}


def _variant(finding: Finding) -> str:
    if finding.rule == "one_gender":
        return f"one_gender.{finding.facts['gender']}"
    fact, word = _KNOWN.get(finding.rule, ("", ""))
    return f"{finding.rule}.{word}" if finding.facts.get(fact) else finding.rule


def _value(name: str, value: Any) -> str:
    if value is None:
        return "…"
    if name in {"written", "real"} and isinstance(value, int):
        return str(WEEKDAYS[value])
    if isinstance(value, dt.date):
        return date_format(value)
    if isinstance(value, dt.time):
        return _clock(value)
    if isinstance(value, tuple):
        return str(get_text_list([_value(name, one) for one in value], _("and")))
    return str(value)


def _clock(time: dt.time) -> str:
    return time_format(time, "TIME_FORMAT")
