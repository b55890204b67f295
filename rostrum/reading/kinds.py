"""What a segment is, by the words of its title."""

from rostrum.reading import words
from rostrum.reading.paper import Kind


def kind_of(title: str) -> Kind:
    """Return what a segment is, by the words of its title; the first that says something decides."""
    first: tuple[int, int, Kind] | None = None
    order = (
        ("side_event", Kind.SIDE_EVENT), ("break", Kind.BREAK), ("keynote", Kind.KEYNOTE), ("opening", Kind.OPENING),
        ("closing", Kind.CLOSING), ("panel", Kind.PANEL), ("discussion", Kind.DISCUSSION), ("other", Kind.OTHER),
    )  # fmt: skip
    for rank, (name, kind) in enumerate(order):
        found = words.word("kinds", name).search(title[:160])
        if found and (first is None or (found.start() // 12, rank) < (first[0], first[1])):
            first = (found.start() // 12, rank, kind)
    if first is None or first[0] > 5:
        return Kind.PANEL if first and first[2] is Kind.PANEL else Kind.OTHER
    return first[2]
