"""What a frame looks like on the wire, and which of two frames is the newer one. Pure functions."""

import re
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

CHANNEL: Final = re.compile(r"[a-z0-9][a-z0-9._~-]*(?:/[A-Za-z0-9][A-Za-z0-9._~-]*){1,7}")
LONGEST_CHANNEL: Final = 200
# An event and not a comment, which no script would see: a page that hears none knows that its line is dead.
HEARTBEAT: Final = b"event: beat\ndata: .\n\n"
# A browser that follows by its own EventSource comes back after this many milliseconds.
RETRY: Final = b"retry: 1000\n\n"
EVENT: Final = "frame"


@dataclass(frozen=True, slots=True)
class Frame:
    """A view as it stands: ``html`` in UTF-8, made of top-level elements with ``id`` and ``data-live``.

    ``number`` orders the frames of one channel: it never falls, and of two frames with the same number the
    one that was rendered later counts. The sequence number of a log is a good one if it runs through the
    channel's whole life.
    """

    number: int
    html: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """A frame made ready for the wire, once for everybody: ``id`` names it, ``stream`` is the whole event."""

    number: int
    id: str
    body: bytes
    stream: bytes


def message(frame: Frame) -> Message:
    """Write a frame as a server-sent event.

    The id is the number and a checksum of the content, so that a change without a new number is seen too. It
    stands in the event's first data line as well: nginx with nchan puts ids of its own in place of ours.
    """
    html = frame.html.replace(b"\r\n", b"\n").replace(b"\r", b"\n").strip(b"\n")
    name = f"{frame.number}.{zlib.crc32(html):08x}"
    body = name.encode() + b"\n" + html
    stream = b"id: %s\nevent: %s\ndata: %s\n\n" % (
        name.encode(),
        EVENT.encode(),
        body.replace(b"\n", b"\ndata: "),
    )
    return Message(number=frame.number, id=name, body=body, stream=stream)


def replaces(new: Message, current: Message | None) -> bool:
    """Say whether ``new``, rendered after ``current``, should be shown in its place."""
    return current is None or (new.number >= current.number and new.id != current.id)


def is_channel(name: str) -> bool:
    """Say whether ``name`` can be a channel's: ``family/part/...``, as it stands in a URL."""
    return len(name) <= LONGEST_CHANNEL and CHANNEL.fullmatch(name) is not None


def first_two_parts(channel: str) -> str:
    """Return the topic of a channel unless its family says otherwise: ``floor/x`` of ``floor/x/hall/en``."""
    return "/".join(channel.split("/", 2)[:2])


def last_seen(headers: list[tuple[bytes, bytes]], query: bytes) -> str:
    """Return the id of the last event that the follower saw, from its header or its address; else nothing."""
    for name, value in headers:
        if name == b"last-event-id":
            return value.decode("latin-1")
    if not query:
        return ""
    return parse_qs(query.decode("latin-1")).get("last_event_id", [""])[-1]


def pause_before(attempt: int, *, longest: float = 15.0) -> float:
    """Return the seconds to wait before the ``attempt``-th try (from 1) after a failure: 0.5, 1, 2, 4 ..."""
    return min(longest, 0.5 * 2.0 ** min(attempt - 1, 10))
