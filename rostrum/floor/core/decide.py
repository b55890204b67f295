"""Whether an act may happen, and what event it is.

An operator's act names the number that it was decided on. It is stale when another operator has acted
since; requests that come in from seats meanwhile do not make it stale, or a full room would block the
podium. ``call next`` also names who was seen as next, and is stale when somebody else is now.
"""

import datetime as dt
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from rostrum.floor.core import acts
from rostrum.floor.core import rules as rulebook
from rostrum.floor.core.events import Draft, Kind
from rostrum.floor.core.order import order
from rostrum.floor.core.rules import Intake
from rostrum.floor.core.state import Request, Segment, State, Status, Turn, as_plain

EXTENSION = (5, 1800)
POINT_SECONDS = 120
LONGEST_REASON = 500


class Refusal(Exception):  # noqa: N818 - the officers' word
    """An act that may not happen now.

    ``code`` is stable, ``facts`` fill the sentence, ``field`` names the input it concerns.
    """

    def __init__(self, code: str, *, field: str = "", **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts: Mapping[str, Any] = facts


def decide(state: State, act: acts.Act, at: dt.datetime, based_on: int | None = None) -> Draft:
    """Return the event that the act is; raises ``Refusal`` and changes nothing when it may not happen."""
    if based_on is not None and based_on < state.desk:
        raise Refusal("stale", number=state.number)
    return _decide(act, state, at)


@singledispatch
def _decide(act: Any, state: State, at: dt.datetime) -> Draft:
    raise TypeError(f"not an act: {act!r}")


def _waiting(state: State, key: str) -> Request:
    request = state.requests.get(key)
    if request is None:
        raise Refusal("no_such_request")
    if request.status is not Status.WAITING:
        raise Refusal("not_waiting", status=str(request.status))
    return request


def _reason(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refusal("reason_needed", field="reason")
    if len(text) > LONGEST_REASON:
        raise Refusal("reason_too_long", field="reason", longest=LONGEST_REASON)
    return text


def _opens(state: State, act: acts.Ask, at: dt.datetime) -> Segment:
    """Return the segment that somebody may ask for now."""
    ahead = act.segment
    if ahead is None or (state.segment is not None and ahead.key == state.segment.key):
        if state.segment is None:
            raise Refusal("nothing_open")
        if not state.list_open and act.origin == "seat":
            raise Refusal("list_closed")
        return state.segment
    if ahead.key in state.closed_segments or ahead.ends_at <= at:
        raise Refusal("segment_over")
    if state.meeting_rules.intake is Intake.FLOOR:
        raise Refusal("not_yet_open", opens_at=ahead.starts_at)
    opens_at = ahead.starts_at - dt.timedelta(minutes=state.meeting_rules.interest_minutes)
    if at < opens_at:
        raise Refusal("not_yet_open", opens_at=opens_at)
    return ahead


@_decide.register
def _(act: acts.Ask, state: State, at: dt.datetime) -> Draft:
    segment = _opens(state, act, at)
    if act.reply and not state.rules.right_of_reply:
        raise Refusal("no_right_of_reply")
    for other in state.requests.values():
        same = other.speaker.party == act.speaker.party and other.segment == segment.key
        if same and other.status in {Status.WAITING, Status.CALLED}:
            mine = other.speaker.participant == act.speaker.participant
            raise Refusal("already_asked" if mine else "delegation_already_asked", request=other.key)
    if act.request in state.requests:
        raise Refusal("already_asked", request=act.request)
    data = {
        "request": act.request,
        "speaker": as_plain(act.speaker),
        "segment": segment.key,
        "origin": act.origin,
        "language": act.language,
        "on_behalf": act.on_behalf.strip()[:200],
        "reply": act.reply,
    }
    return Draft(Kind.REQUESTED, data, seat=act.origin == "seat")


@_decide.register
def _(act: acts.Withdraw, state: State, at: dt.datetime) -> Draft:
    _waiting(state, act.request)
    return Draft(Kind.WITHDRAWN, {"request": act.request}, seat=act.by_seat)


@_decide.register
def _(act: acts.Move, state: State, at: dt.datetime) -> Draft:
    _waiting(state, act.request)
    if not 1 <= act.place <= len(state.waiting()):
        raise Refusal("no_such_place", field="place", last=len(state.waiting()))
    return Draft(Kind.MOVED, {"request": act.request, "place": act.place, "reason": _reason(act.reason)})


@_decide.register
def _(act: acts.Decline, state: State, at: dt.datetime) -> Draft:
    _waiting(state, act.request)
    return Draft(Kind.DECLINED, {"request": act.request, "reason": _reason(act.reason)})


@_decide.register
def _(act: acts.Call, state: State, at: dt.datetime) -> Draft:
    if state.segment is None:
        raise Refusal("nothing_open")
    if state.point is not None:
        raise Refusal("point_of_order")
    request = _waiting(state, act.request)
    if request.segment != state.segment.key:
        raise Refusal("other_segment")
    if act.as_next and order(state)[0].request.key != act.request:
        raise Refusal("no_longer_next", number=state.number)
    limit = state.rules.limit(request.speaker.category, for_group=bool(request.on_behalf))
    return Draft(Kind.CALLED, {"request": act.request, "limit": limit})


def _speaking(state: State) -> Turn:
    if state.speaking is None:
        raise Refusal("nobody_speaking")
    if state.point is not None:
        raise Refusal("point_of_order")
    return state.speaking


@_decide.register
def _(act: acts.Start, state: State, at: dt.datetime) -> Draft:
    if _speaking(state).started_at is not None:
        raise Refusal("already_started")
    return Draft(Kind.STARTED)


@_decide.register
def _(act: acts.Pause, state: State, at: dt.datetime) -> Draft:
    if _speaking(state).running_since is None:
        raise Refusal("clock_stands")
    return Draft(Kind.PAUSED)


@_decide.register
def _(act: acts.Resume, state: State, at: dt.datetime) -> Draft:
    turn = _speaking(state)
    if turn.started_at is None or turn.running_since is not None:
        raise Refusal("clock_runs")
    return Draft(Kind.RESUMED)


@_decide.register
def _(act: acts.Extend, state: State, at: dt.datetime) -> Draft:
    if state.speaking is None:
        raise Refusal("nobody_speaking")
    if not EXTENSION[0] <= act.seconds <= EXTENSION[1]:
        raise Refusal("extension_out_of_bounds", field="seconds", least=EXTENSION[0], most=EXTENSION[1])
    return Draft(Kind.EXTENDED, {"seconds": act.seconds, "reason": act.reason.strip()[:LONGEST_REASON]})


@_decide.register
def _(act: acts.End, state: State, at: dt.datetime) -> Draft:
    _speaking(state)
    return Draft(Kind.ENDED)


@_decide.register
def _(act: acts.NotInRoom, state: State, at: dt.datetime) -> Draft:
    speaking = state.speaking
    if speaking is not None and speaking.request == act.request:
        if speaking.started_at is not None:
            raise Refusal("already_started")
    else:
        _waiting(state, act.request)
    return Draft(Kind.ABSENT, {"request": act.request})


@_decide.register
def _(act: acts.CloseList, state: State, at: dt.datetime) -> Draft:
    if state.segment is None:
        raise Refusal("nothing_open")
    if not state.list_open:
        raise Refusal("list_closed")
    return Draft(Kind.LIST_CLOSED)


@_decide.register
def _(act: acts.ReopenList, state: State, at: dt.datetime) -> Draft:
    if state.segment is None:
        raise Refusal("nothing_open")
    if state.list_open:
        raise Refusal("list_open")
    return Draft(Kind.LIST_REOPENED)


@_decide.register
def _(act: acts.OpenSegment, state: State, at: dt.datetime) -> Draft:
    if state.segment is not None:
        raise Refusal("segment_open", title=state.segment.title)
    segment = act.segment
    if segment.ends_at <= segment.starts_at:
        raise Refusal("ends_before_start", field="ends_at")
    rules = act.rules or act.meeting_rules or state.meeting_rules
    data: dict[str, Any] = {
        "segment": segment.key,
        "title": segment.title,
        "kind": segment.kind,
        "starts_at": segment.starts_at.isoformat(),
        "ends_at": segment.ends_at.isoformat(),
        "rules": rulebook.to_json(rules),
    }
    if act.meeting_rules is not None:
        data["meeting_rules"] = rulebook.to_json(act.meeting_rules)
    return Draft(Kind.SEGMENT_OPENED, data)


@_decide.register
def _(act: acts.CloseSegment, state: State, at: dt.datetime) -> Draft:
    if state.segment is None:
        raise Refusal("nothing_open")
    return Draft(Kind.SEGMENT_CLOSED)


@_decide.register
def _(act: acts.RaisePoint, state: State, at: dt.datetime) -> Draft:
    if state.segment is None:
        raise Refusal("nothing_open")
    if state.point is not None:
        raise Refusal("point_of_order")
    return Draft(Kind.POINT_RAISED, {"speaker": as_plain(act.speaker), "limit": POINT_SECONDS})


@_decide.register
def _(act: acts.EndPoint, state: State, at: dt.datetime) -> Draft:
    if state.point is None:
        raise Refusal("no_point_of_order")
    return Draft(Kind.POINT_ENDED)


@_decide.register
def _(act: acts.ChangeRules, state: State, at: dt.datetime) -> Draft:
    if state.segment is None and not act.whole_meeting:
        raise Refusal("nothing_open")
    data = {"rules": rulebook.to_json(act.rules), "whole_meeting": act.whole_meeting}
    return Draft(Kind.RULES_CHANGED, data)


@_decide.register
def _(act: acts.MarkText, state: State, at: dt.datetime) -> Draft:
    if act.request not in state.requests:
        raise Refusal("no_such_request")
    return Draft(Kind.TEXT_MARKED, {"request": act.request, "text_in": act.text_in}, seat=True)


@_decide.register
def _(act: acts.Undo, state: State, at: dt.datetime) -> Draft:
    if not state.past:
        raise Refusal("nothing_to_undo")
    return Draft(Kind.UNDONE, {"undoes": state.desk})
