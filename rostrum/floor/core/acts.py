"""What people do on the floor, as plain values."""

from dataclasses import dataclass

from rostrum.floor.core.rules import Rules
from rostrum.floor.core.state import Segment, Speaker


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for the floor. ``origin`` is ``seat`` or ``desk``; ``segment`` names one that has not begun yet."""

    request: str
    speaker: Speaker
    origin: str
    language: str = ""
    on_behalf: str = ""
    reply: bool = False
    segment: Segment | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a request back; ``by_seat`` when the participant does it."""

    request: str
    by_seat: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Put a request at a place, counted from 1, for a reason."""

    request: str
    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Decline:
    """Do not give the floor, for a reason."""

    request: str
    reason: str


@dataclass(frozen=True, slots=True)
class Call:
    """Give the floor; ends the present intervention. ``as_next`` when it was chosen as the next in line."""

    request: str
    as_next: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Start the clock."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock for a while."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock go on."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Give more seconds, for a reason."""

    seconds: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """End the intervention."""


@dataclass(frozen=True, slots=True)
class NotInRoom:
    """Whoever was called, or waits, is not in the room."""

    request: str


@dataclass(frozen=True, slots=True)
class CloseList:
    """Take no more requests."""


@dataclass(frozen=True, slots=True)
class ReopenList:
    """Take requests again."""


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """Open the floor for a segment; ``rules`` override the meeting's for it."""

    segment: Segment
    rules: Rules | None = None
    meeting_rules: Rules | None = None


@dataclass(frozen=True, slots=True)
class CloseSegment:
    """Close the floor for the segment at hand."""


@dataclass(frozen=True, slots=True)
class RaisePoint:
    """Raise a point of order; the present clock waits."""

    speaker: Speaker


@dataclass(frozen=True, slots=True)
class EndPoint:
    """End the point of order."""


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """Change the rules for the segment at hand, or for the whole meeting."""

    rules: Rules
    whole_meeting: bool = False


@dataclass(frozen=True, slots=True)
class MarkText:
    """Say whether the interpreters have the text of a statement."""

    request: str
    text_in: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """Undo the last operator's act."""


Act = (
    Ask
    | Withdraw
    | Move
    | Decline
    | Call
    | Start
    | Pause
    | Resume
    | Extend
    | End
    | NotInRoom
    | CloseList
    | ReopenList
    | OpenSegment
    | CloseSegment
    | RaisePoint
    | EndPoint
    | ChangeRules
    | MarkText
    | Undo
)
