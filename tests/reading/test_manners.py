"""A programme that was written in any manner is read back as the same programme."""

from hypothesis import given, note, settings

from rostrum.reading.read import read_text
from tests.reading import manners


def folded(name):
    return name.casefold()


def told(slots):
    return [
        (
            slot.day,
            slot.start,
            slot.end,
            slot.title.replace(" :", ":"),
            [folded(one.name) for one in slot.moderators],
            [folded(one.name) for one in slot.speakers],
            list(slot.questions),
        )
        for slot in slots
    ]


def read_back(paper):
    return [
        (
            one.day,
            one.start,
            one.end,
            one.title.replace(" :", ":"),
            [folded(person.name) for person in one.moderators],
            [folded(person.name) for person in one.speakers],
            [question.text for question in one.questions],
        )
        for one in paper.segments
    ]


# The same papers on every run: names that no list knows can always be put where nobody could tell.
@settings(max_examples=200, deadline=None, derandomize=True)
@given(manners.papers())
def test_any_manner_reads_back_as_the_same_programme(paper):
    slots, manner = paper
    text = manners.write(slots, manner)
    note(text)
    assert read_back(read_text(text)) == told(slots)
