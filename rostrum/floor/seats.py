"""What a participant sees of the floor from the seat."""

import datetime as dt
from dataclasses import dataclass

from rostrum.floor import queries
from rostrum.floor.board import Board, Waiting
from rostrum.floor.core.rules import Intake
from rostrum.floor.core.state import Segment, State, Status
from rostrum.meetings.models import Meeting, Participant


@dataclass(frozen=True, slots=True)
class Seat:
    """How things stand for one participant.

    ``stands`` is ``speaking``, ``next``, ``waiting``, ``ahead`` (an expression of interest for a segment to
    come), ``spoken``, ``free`` (may ask), ``early`` (``opens_at`` says when), ``closed``, ``nothing`` (no
    floor) or ``shut_out`` (not admitted). ``withdrawable`` is the request that may be taken back.
    """

    board: Board
    stands: str
    waiting: Waiting | None = None
    withdrawable: str = ""
    opens_at: dt.datetime | None = None
    segment: str = ""


def segment_to_ask_for(meeting: Meeting, *, at: dt.datetime) -> Segment | None:
    """Return the segment that a request from a seat is for when none is open now, else None."""
    state = queries.floor_state(meeting)
    return None if state.segment is not None else queries.segment_ahead(meeting, state, at)


def seat_of(meeting: Meeting, participant: Participant, *, at: dt.datetime) -> Seat:
    """Return how things stand for the participant at a moment."""
    state = queries.floor_state(meeting)
    board = queries.board_of(meeting, at=at, state=state)
    if not participant.admitted:
        return Seat(board, "shut_out")
    if state.speaking is not None and state.speaking.speaker.participant == participant.key:
        return Seat(board, "speaking", segment=board.segment)
    mine = next((one for one in board.line if one.person.key == participant.key), None)
    if mine is not None:
        stands = "next" if mine.place == 1 else "waiting"
        return Seat(board, stands, mine, withdrawable=mine.request, segment=board.segment)
    if state.segment is not None:
        stands = "free" if state.list_open else "closed"
        if stands == "free" and any(
            turn.speaker.participant == participant.key for turn in state.turns_of_segment()
        ):
            stands = "spoken"
        return Seat(board, stands, segment=board.segment)
    return _before(meeting, participant, state, board, at=at)


def _before(
    meeting: Meeting, participant: Participant, state: State, board: Board, *, at: dt.datetime
) -> Seat:
    ahead = queries.segment_ahead(meeting, state, at)
    if ahead is None:
        return Seat(board, "nothing")
    for request in state.requests.values():
        same = request.speaker.participant == participant.key and request.segment == ahead.key
        if same and request.status is Status.WAITING:
            return Seat(board, "ahead", withdrawable=request.key, segment=ahead.title)
    rules = state.meeting_rules
    opens_at = ahead.starts_at
    if rules.intake is not Intake.FLOOR:
        opens_at -= dt.timedelta(minutes=rules.interest_minutes)
        if at >= opens_at:
            return Seat(board, "free", segment=ahead.title)
    return Seat(board, "early", opens_at=opens_at, segment=ahead.title)
