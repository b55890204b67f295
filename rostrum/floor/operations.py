"""What people do on the floor; the only writer of its log.

Each act is decided under a lock on the floor's row, against the state that all earlier events add up to,
and becomes exactly one event. A second act with the same key returns the first one's event.
"""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.floor import replay, words
from rostrum.floor.core import acts, rules
from rostrum.floor.core.decide import Refusal, decide
from rostrum.floor.core.events import Kind
from rostrum.floor.core.state import Segment, Speaker, State
from rostrum.floor.models import Event, Floor
from rostrum.floor.permissions import CHANGE_RULES, GIVE_FLOOR, MARK_TEXT, OPERATE
from rostrum.live.operations import announce
from rostrum.meetings.models import Meeting, Participant
from rostrum.meetings.permissions import require
from rostrum.people.models import Account
from rostrum.refused import Denied, Refused

GIVING = (acts.Call, acts.Start, acts.Pause, acts.Resume, acts.End, acts.Extend, acts.NotInRoom)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act led to; ``again`` when it had been done before and counted once."""

    number: int
    state: State
    again: bool = False


def topic(meeting: Meeting) -> str:
    """Return the live topic of the meeting's floor."""
    return f"floor/{meeting.slug}"


def floor_of(meeting: Meeting) -> Floor:
    """Return the floor of the meeting, made on first use."""
    floor, _made = Floor.objects.get_or_create(meeting=meeting, defaults={"hall_key": secrets.token_hex(12)})
    return floor


def speaker_of(participant: Participant) -> Speaker:
    """Return what the core needs to know of a participant."""
    return Speaker(
        participant=participant.key,
        party=participant.party_key,
        category=participant.category,
        group=participant.state.regional_group if participant.state else "",
        gender=participant.person.gender,
    )


def act(
    meeting: Meeting,
    what: acts.Act,
    *,
    by: Account,
    at: dt.datetime,
    based_on: int | None = None,
    key: str = "",
) -> Done:
    """Do an operator's act that was decided on number ``based_on``.

    Raises ``Denied`` without the role, and ``Refused`` (code as in ``words.REFUSALS``) when it may not
    happen now; ``facts["state"]`` is then the fresh state.
    """
    require(by, _permission(what), meeting)
    return _append(meeting, what, by=by, at=at, based_on=based_on, key=key)


def open_segment(
    meeting: Meeting,
    segment: Segment,
    *,
    by: Account,
    at: dt.datetime,
    based_on: int | None = None,
    key: str = "",
) -> Done:
    """Open the floor for a segment of the programme; the format's rules come with the first one."""
    state = replay.present(floor_of(meeting))
    # The log says by itself which rules the meeting began with.
    opened = state.segment is not None or state.closed_segments
    first = None if opened else state.meeting_rules
    what = acts.OpenSegment(segment, meeting_rules=first)
    return act(meeting, what, by=by, at=at, based_on=based_on, key=key)


def add(
    participant: Participant,
    *,
    by: Account,
    at: dt.datetime,
    on_behalf: str = "",
    reply: bool = False,
    key: str = "",
) -> Done:
    """Put a participant on the list from the podium."""
    require(by, OPERATE, participant.meeting)
    _admitted(participant)
    what = acts.Ask(
        secrets.token_urlsafe(6),
        speaker_of(participant),
        "desk",
        language=participant.language,
        on_behalf=on_behalf,
        reply=reply,
    )
    return _append(participant.meeting, what, by=by, at=at, key=key)


def raise_point(
    participant: Participant, *, by: Account, at: dt.datetime, based_on: int | None = None, key: str = ""
) -> Done:
    """Give the floor on a point of order; the present clock waits."""
    _admitted(participant)
    what = acts.RaisePoint(speaker_of(participant))
    return act(participant.meeting, what, by=by, at=at, based_on=based_on, key=key)


def set_limit(
    meeting: Meeting,
    seconds: int,
    *,
    by: Account,
    at: dt.datetime,
    based_on: int | None = None,
    key: str = "",
) -> Done:
    """Give every class the same limit in the segment at hand; raises ``Refused`` out of bounds."""
    least, most = rules.SECONDS
    if not least <= seconds <= most:
        raise Refused(
            _("Set a limit between %(least)s and %(most)s seconds.") % {"least": least, "most": most},
            field="seconds",
            code="limit_out_of_bounds",
        )
    state = replay.present(floor_of(meeting))
    what = acts.ChangeRules(state.rules.with_limit(seconds))
    return act(meeting, what, by=by, at=at, based_on=based_on, key=key)


def ask_from_seat(
    participant: Participant,
    *,
    at: dt.datetime,
    segment: Segment | None = None,
    language: str = "",
    on_behalf: str = "",
    key: str = "",
) -> Done:
    """Ask for the floor; whoever holds the participant's key may.

    ``segment`` is the next one of the programme, for an expression of interest before it begins.
    """
    _admitted(participant)
    what = acts.Ask(
        secrets.token_urlsafe(6),
        speaker_of(participant),
        "seat",
        language=language or participant.language,
        on_behalf=on_behalf,
        segment=segment,
    )
    return _append(participant.meeting, what, by=participant, at=at, key=key)


def withdraw_from_seat(participant: Participant, *, request: str, at: dt.datetime, key: str = "") -> Done:
    """Take one's own request back."""
    _admitted(participant)
    state = replay.present(floor_of(participant.meeting))
    found = state.requests.get(request)
    if found is None or found.speaker.participant != participant.key:
        raise Refused(str(words.REFUSALS["no_such_request"]), code="no_such_request")
    return _append(participant.meeting, acts.Withdraw(request, by_seat=True), by=participant, at=at, key=key)


def _permission(what: acts.Act) -> str:
    if isinstance(what, GIVING):
        return GIVE_FLOOR
    if isinstance(what, acts.ChangeRules):
        return CHANGE_RULES
    return MARK_TEXT if isinstance(what, acts.MarkText) else OPERATE


def _admitted(participant: Participant) -> None:
    if not participant.admitted:
        raise Denied(str(words.REFUSALS["not_admitted"]), code="not_admitted")


def _append(
    meeting: Meeting,
    what: acts.Act,
    *,
    by: Account | Participant,
    at: dt.datetime,
    based_on: int | None = None,
    key: str = "",
) -> Done:
    floor = floor_of(meeting)
    with transaction.atomic():
        floor = Floor.objects.select_for_update().get(pk=floor.pk)
        state = replay.present(floor)
        if key:
            earlier = Event.objects.filter(floor=floor, key=key).first()
            if earlier is not None:
                return Done(earlier.number, state, again=True)
        try:
            draft = decide(state, what, at, based_on)
        except Refusal as refusal:
            sentence = words.refusal(refusal.code, refusal.facts, meeting.zone)
            raise Refused(sentence, field=refusal.field, code=refusal.code, state=state) from refusal
        row = Event.objects.create(
            floor=floor,
            number=state.number + 1,
            at=at,
            kind=draft.kind,
            data=dict(draft.data),
            actor=_actor(by),
            actor_name=_name(by),
            key=key,
            seat=draft.seat,
        )
        after = replay.with_event(state, row)
        if isinstance(by, Account):
            _audit(meeting, row, state, by=by)
        announce(topic(meeting))
        transaction.on_commit(lambda: replay.keep(floor, after))
    return Done(row.number, after)


def _actor(by: Account | Participant) -> str:
    return f"account:{by.pk}" if isinstance(by, Account) else f"participant:{by.pk}"


def _name(by: Account | Participant) -> str:
    return by.get_full_name() if isinstance(by, Account) else str(by.person)


def _audit(meeting: Meeting, row: Event, before: State, *, by: Account) -> None:
    record(
        f"floor.{row.kind}",
        by=by,
        at=row.at,
        scope=meeting.scope,
        subject=_subject(meeting, row, before),
        before={"number": before.number},
        after={"number": row.number, **row.data},
        reason=row.data.get("reason", ""),
    )


def _subject(meeting: Meeting, row: Event, before: State) -> str:
    """Name whom or what an event is about."""
    data = row.data
    speaker = None
    if "speaker" in data:
        speaker = data["speaker"]["participant"]
    elif "request" in data and data["request"] in before.requests:
        speaker = before.requests[data["request"]].speaker.participant
    elif row.kind == Kind.POINT_ENDED and before.point is not None:
        speaker = before.point.speaker.participant
    elif row.kind in {Kind.STARTED, Kind.PAUSED, Kind.RESUMED, Kind.EXTENDED, Kind.ENDED} and before.speaking:
        speaker = before.speaking.speaker.participant
    if speaker is not None:
        people = Participant.objects.select_related("person", "state", "organization")
        participant = people.filter(meeting=meeting, key=speaker).first()
        return str(participant) if participant else _("a participant")
    if row.kind == Kind.SEGMENT_OPENED:
        return str(data["title"])
    return before.segment.title if before.segment else meeting.title
