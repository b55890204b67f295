"""Floors of the demonstration: one prepared to be run now, one that was held."""

import datetime as dt
import random
from typing import Final

from rostrum.demo.accounts import account_of, seat_of_participant
from rostrum.demo.people import SEED
from rostrum.floor import operations, queries
from rostrum.floor.core import acts
from rostrum.floor.core.order import order
from rostrum.floor.core.state import Segment
from rostrum.floor.models import Event
from rostrum.meetings.models import Meeting, Participant
from rostrum.meetings.roles import Role
from rostrum.people.categories import Category
from rostrum.people.models import Account
from rostrum.programme.core.values import Kind
from rostrum.programme.queries import FloorSegment

# The panel speaks first; then there is time to try everything, and not enough for all who asked.
BEGUN: Final = dt.timedelta(minutes=20)
AHEAD: Final = dt.timedelta(hours=2)
PANELS: Final = (Kind.PANEL, Kind.SUMMARY_PANEL)
ASKING: Final = (27, 4, 11)
ASKED_THEN: Final = (18, 4, 38)
BODIES: Final = frozenset({Category.INTERGOVERNMENTAL, Category.UN_SYSTEM})
GROUP: Final = ("African", "the African Group")


def _drawn(meeting: Meeting, chance: random.Random, counts: tuple[int, int, int]) -> list[Participant]:
    """Draw who asks, one of a delegation at most: so many States, organizations like the EU, and others.

    The delegation of the demonstration's own participant is left out: it is there to be tried by hand.
    """
    rows = Participant.objects.filter(meeting=meeting, admitted=True).exclude(seat="")
    rows = rows.select_related("person", "state", "organization", "meeting__room__venue").order_by("pk")
    own = seat_of_participant(meeting)
    parties: dict[str, Participant] = {}
    for one in rows:
        if own is None or one.party_key != own.party_key:
            parties.setdefault(one.party_key, one)
    sorts: tuple[list[Participant], ...] = ([], [], [])
    for one in parties.values():
        sorts[0 if one.state_id else 1 if one.category in BODIES else 2].append(one)
    found = [one for sort, count in zip(sorts, counts, strict=True) for one in chance.sample(sort, count)]
    chance.shuffle(found)
    return found


def prepare(meeting: Meeting, *, at: dt.datetime) -> None:
    """Open the first panel around ``at``, with requests on the list and nobody called yet."""
    panel = next(one for one in queries.segments(meeting) if one.kind == Kind.PANEL)
    _open_around(meeting, panel, since=at - BEGUN, at=at)


def is_over(meeting: Meeting, *, at: dt.datetime) -> bool:
    """Say whether the floor is open for a segment that is past its end."""
    state = queries.floor_state(meeting)
    return state.segment is not None and state.segment.ends_at <= at


def prepare_next(meeting: Meeting, *, at: dt.datetime) -> bool:
    """Close the segment that is over and open the next panel around ``at``.

    Returns False and leaves the floor alone when somebody has it, or when no panel is left.
    """
    state = queries.floor_state(meeting)
    used = state.closed_segments | ({state.segment.key} if state.segment else frozenset())
    panels = [one for one in queries.segments(meeting) if one.kind in PANELS and one.key not in used]
    if not panels or state.speaking is not None or state.point is not None:
        return False
    last = Event.objects.filter(floor__meeting=meeting).latest("number").at
    since = min(max(last, at - BEGUN), at)
    operations.act(meeting, acts.CloseSegment(), by=account_of(Role.PODIUM), at=since)
    _open_around(meeting, panels[0], since=since, at=at)
    return True


def _open_around(meeting: Meeting, panel: FloorSegment, *, since: dt.datetime, at: dt.datetime) -> None:
    segment = Segment(panel.key, panel.title, panel.kind, since, at + AHEAD)
    operations.open_segment(meeting, segment, by=account_of(Role.PODIUM), at=since)
    chance = random.Random(f"{SEED}{panel.key}")  # noqa: S311 - people, not secrets
    drawn = _drawn(meeting, chance, ASKING)
    moments = sorted(since + (at - since) * chance.random() for _ in drawn)
    _ask(drawn, moments)


def _ask(speakers: list[Participant], moments: list[dt.datetime]) -> None:
    """Let everybody ask from the seat; the first State of a group speaks for it."""
    region, group = GROUP
    first = next((one for one in speakers if one.state and one.state.regional_group == region), None)
    for one, moment in zip(speakers, moments, strict=True):
        operations.ask_from_seat(one, at=moment, on_behalf=group if one is first else "")


def not_held(meeting: Meeting) -> list[FloorSegment]:
    """Return the panels of a meeting of the past for which no floor was held yet."""
    closed = queries.floor_state(meeting).closed_segments
    return [one for one in queries.segments(meeting) if one.kind == Kind.PANEL and one.key not in closed]


def hold(meeting: Meeting, panel: FloorSegment) -> None:
    """Run a panel of a meeting of the past as it might have been run, through the same operations."""
    panels = [one.key for one in queries.segments(meeting) if one.kind == Kind.PANEL]
    speakers = _drawn(meeting, random.Random(f"{SEED}{meeting.slug}"), ASKED_THEN)  # noqa: S311
    chance = random.Random(f"{SEED}{meeting.slug}{panel.key}")  # noqa: S311
    mine = speakers[panels.index(panel.key) :: len(panels)]
    _hold_panel(meeting, queries.as_segment(panel), mine, account_of(Role.PODIUM), chance)


def _hold_panel(
    meeting: Meeting, panel: Segment, speakers: list[Participant], podium: Account, chance: random.Random
) -> None:
    now = panel.starts_at
    operations.open_segment(meeting, panel, by=podium, at=now)
    moments = sorted(now + dt.timedelta(seconds=chance.randrange(5, 600)) for _ in speakers)
    _ask(speakers, moments)
    now = moments[-1]
    line = order(queries.floor_state(meeting))
    operations.act(meeting, acts.Withdraw(line[-1].request.key), by=podium, at=now)
    moved = acts.Move(line[-3].request.key, 2, "Has to leave for another meeting")
    operations.act(meeting, moved, by=podium, at=now + dt.timedelta(seconds=20))
    # The panel itself speaks first.
    now = panel.starts_at + dt.timedelta(minutes=14)
    while (line := order(queries.floor_state(meeting))) and now < panel.ends_at - dt.timedelta(minutes=3):
        now = _hold_turn(meeting, line[0].request.key, podium, chance, now)
    operations.act(meeting, acts.CloseSegment(), by=podium, at=max(now, panel.ends_at))


def _hold_turn(
    meeting: Meeting, request: str, podium: Account, chance: random.Random, now: dt.datetime
) -> dt.datetime:
    def did(what: acts.Act, after: int = 0) -> None:
        nonlocal now
        now += dt.timedelta(seconds=after)
        operations.act(meeting, what, by=podium, at=now)

    did(acts.Call(request, as_next=True))
    if chance.random() < 1 / 20:
        did(acts.NotInRoom(request), after=15)
        return now + dt.timedelta(seconds=5)
    did(acts.Start(), after=chance.randrange(3, 10))
    if chance.random() < 1 / 12:
        # The interpreters ask the speaker to begin again.
        did(acts.Pause(), after=12)
        did(acts.Resume(), after=8)
    spoken = chance.randrange(75, 196)
    if spoken > 180:  # noqa: PLR2004 - the limit of three minutes
        did(acts.Extend(30, "Asked to conclude"), after=165)
        spoken -= 165
    did(acts.End(), after=spoken)
    return now + dt.timedelta(seconds=chance.randrange(5, 12))
