"""What is read of the floor."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from rostrum.floor import replay
from rostrum.floor.board import Board, Person, Slot, board
from rostrum.floor.core.forecast import Change
from rostrum.floor.core.forecast import preview as preview_changes
from rostrum.floor.core.rules import Rules
from rostrum.floor.core.state import Segment, State
from rostrum.floor.models import Floor
from rostrum.floor.operations import floor_of
from rostrum.meetings.models import Meeting, Participant
from rostrum.meetings.permissions import Who
from rostrum.programme.core.values import Kind
from rostrum.programme.queries import FloorSegment, segments_for_floor

MOST_FOUND: Final = 8
MOST_OPENABLE: Final = 6
DISCUSSED: Final = frozenset({Kind.PANEL, Kind.SUB_PANEL, Kind.DISCUSSION, Kind.SUMMARY_PANEL})


def floor_state(meeting: Meeting) -> State:
    """Return the present state of the meeting's floor."""
    return replay.present(floor_of(meeting))


def meeting_of(slug: str) -> Meeting | None:
    """Return the meeting with its venue, or None."""
    return Meeting.objects.select_related("room__venue", "process").filter(slug=slug).first()


def participants(meeting: Meeting) -> list[Participant]:
    """Return everybody admitted to the meeting, with whom they speak for."""
    rows = Participant.objects.filter(meeting=meeting, admitted=True)
    return list(rows.select_related("person", "state", "organization", "meeting__room__venue"))


def participant_of(meeting: Meeting, account: Who) -> Participant | None:
    """Return the participant that the account is in this meeting, or None."""
    if account is None or not account.is_authenticated:
        return None
    rows = Participant.objects.filter(meeting=meeting, person__account_id=account.pk)
    return rows.select_related("person", "state", "organization", "meeting__room__venue").first()


def participant_by_key(meeting: Meeting, key: str) -> Participant | None:
    """Return the participant with this key, or None."""
    rows = Participant.objects.filter(meeting=meeting, key=key)
    return rows.select_related("person", "state", "organization", "meeting__room__venue").first()


def folded(text: str) -> str:
    """Return text as it is searched: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def person_of(participant: Participant, language: str) -> Person:
    """Return a participant as screens in ``language`` name them."""
    who, state, organization = participant.person, participant.state, participant.organization
    party = state.name(language) if state else str(organization)
    terms = [
        who.name,
        party,
        participant.seat,
        organization.acronym if organization else state.iso3 if state else "",
    ]
    return Person(
        key=participant.key,
        name=f"{who.honorific} {who.name}".strip(),
        own_script=who.name_in_own_script,
        function=who.function,
        party=party,
        category=participant.category,
        seat=participant.seat,
        language=participant.language,
        search=folded(" ".join(terms)),
    )


def people(meeting: Meeting, language: str) -> dict[str, Person]:
    """Return everybody in the room by key."""
    return {one.key: person_of(one, language) for one in participants(meeting)}


def people_named(meeting: Meeting, state: State, language: str) -> dict[str, Person]:
    """Return those whom a board names: who waits and who has the floor; one query however many sit there."""
    keys = {request.speaker.participant for request in state.waiting()}
    keys |= {turn.speaker.participant for turn in (state.speaking, state.point) if turn is not None}
    rows = Participant.objects.filter(meeting=meeting, key__in=keys)
    found = rows.select_related("person", "state", "organization")
    return {one.key: person_of(one, language) for one in found}


def board_of(meeting: Meeting, *, at: dt.datetime, language: str = "", state: State | None = None) -> Board:
    """Return the board of the meeting's floor at a moment, in ``language`` or that of the page."""
    state = state if state is not None else floor_state(meeting)
    names = people_named(meeting, state, language or get_language() or "en")
    openable = () if state.segment is not None else segments_to_open(meeting, state, at)
    return board(state, names, at, meeting.zone, openable)


def segments_to_open(meeting: Meeting, state: State, at: dt.datetime) -> tuple[Slot, ...]:
    """Return the segments for which the floor can be opened: those not over first, at most six."""
    found = [one for one in segments(meeting) if one.key not in state.closed_segments]
    ahead = [one for one in found if one.ends > at]
    over = [one for one in found if one.ends <= at]
    return tuple(Slot(one.key, one.title, one.starts, one.ends) for one in (*ahead, *over)[:MOST_OPENABLE])


def search(meeting: Meeting, text: str, language: str) -> list[Person]:
    """Return who is meant by letters of a name, State, organization or seat; a whole seat comes first."""
    wanted = folded(text.strip())
    if not wanted:
        return []
    ranked = []
    for person in people(meeting, language).values():
        if person.seat and folded(person.seat) == wanted:
            ranked.append((0, person.seat, person))
        elif folded(person.party).startswith(wanted):
            ranked.append((1, person.party, person))
        elif any(word.startswith(wanted) for word in person.search.split()):
            ranked.append((2, person.party, person))
        elif wanted in person.search:
            ranked.append((3, person.party, person))
    ranked.sort(key=lambda found: (found[0], found[1], len(found[2].seat), found[2].seat))
    return [person for _rank, _party, person in ranked[:MOST_FOUND]]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What other rules would do to somebody who waits; places from 1."""

    person: Person
    change: Change

    @property
    def moves(self) -> int:
        """Places won (positive) or lost."""
        return self.change.before - self.change.after


def preview(meeting: Meeting, rules: Rules, *, at: dt.datetime) -> tuple[PreviewLine, ...]:
    """Return what ``rules`` would change for everybody who waits, in the order they would give."""
    state = floor_state(meeting)
    names = people_named(meeting, state, get_language() or "en")
    lines = [
        PreviewLine(names[state.requests[one.request].speaker.participant], one)
        for one in preview_changes(state, rules, at)
        if state.requests[one.request].speaker.participant in names
    ]
    return tuple(sorted(lines, key=lambda line: line.change.after))


def waiting_parties(meeting: Meeting) -> frozenset[str]:
    """Return the keys of participants who wait or have the floor."""
    state = floor_state(meeting)
    speaking = {state.speaking.speaker.participant} if state.speaking else set()
    return frozenset({request.speaker.participant for request in state.waiting()} | speaking)


def segments(meeting: Meeting) -> tuple[FloorSegment, ...]:
    """Return the segments of the published programme for which the floor can be opened; no breaks."""
    return tuple(one for one in segments_for_floor(meeting) if one.kind != Kind.BREAK)


def segment_for(meeting: Meeting, key: str) -> Segment | None:
    """Return a segment of the programme as the core knows it, or None."""
    for one in segments(meeting):
        if one.key == key:
            return as_segment(one)
    return None


def as_segment(one: FloorSegment) -> Segment:
    """Return a segment of the programme as the core knows it."""
    return Segment(one.key, one.title, one.kind, one.starts, one.ends)


def segment_ahead(meeting: Meeting, state: State, at: dt.datetime) -> Segment | None:
    """Return the next segment with a discussion that has not been opened and is not over.

    Nobody asks for the floor in an opening or a closing: an expression of interest that came before the
    meeting is for its first panel (S002:262).
    """
    for one in segments(meeting):
        if one.kind not in DISCUSSED:
            continue
        closed = one.key in state.closed_segments
        open_now = state.segment is not None and state.segment.key == one.key
        if not closed and not open_now and one.ends > at:
            return as_segment(one)
    return None


def floor_by_hall_key(slug: str, key: str) -> Floor | None:
    """Return the floor whose hall screen has this key, or None."""
    return (
        Floor.objects.select_related("meeting__room__venue").filter(meeting__slug=slug, hall_key=key).first()
    )
