"""The frames to measure with: of the size that a public live page gets, and with a mark to know them by."""

from typing import Final

CHANNEL: Final = "bench/board/public"
# What a screen shows of somebody who waits; so many make a frame of some 8 KB, as the live page's.
ROW: Final = (
    '<li class="order__row"><span class="order__place">{0}.</span>'
    " <strong>Speaker number {0}</strong> on behalf of an organization</li>"
)
ROWS: Final = 60
# The first frame's number. Five digits, so that all frames of a measurement are of one length.
FIRST: Final = 10_000


def html(number: int) -> bytes:
    """Return the frame of this number; it ends with a mark that followers look for."""
    rows = "\n".join(ROW.format(place) for place in range(ROWS))
    board = f'<ol id="board" data-live data-number="{number}">\n{rows}\n</ol>'
    return f"{board}\n{mark(number).decode()}".encode()


def mark(number: int) -> bytes:
    """Return what the frame of this number ends with."""
    return b"<!-- act %d -->" % number
