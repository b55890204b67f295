"""The programme as a paper of its own, and the list of those who speak in it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rostrum.papers.compose import parts, words
from rostrum.papers.core.blocks import Block, Group, People, Person
from rostrum.papers.core.facts import Facts
from rostrum.programme import wording
from rostrum.programme.core.values import Segment


def programme(facts: Facts) -> Iterator[Block]:
    """Print the version of the programme that holds (S000:21-57, S004)."""
    yield parts.title(facts, words.programme_title(facts))
    yield from parts.theme(facts)
    yield from parts.agenda(facts)


def speakers_list(facts: Facts) -> Iterator[Block]:
    """List all moderators and panellists of the programme, segment by segment."""
    yield parts.title(facts, _("List of speakers"))
    segments = facts.version.programme if facts.version else ()
    groups = tuple(_group(one) for one in segments if one.moderators or one.speakers)
    labels = (_("Name"), _("Role"), _("Function"))
    if groups:
        yield People(key="speakers", groups=groups, labels=labels)


def _group(segment: Segment) -> Group:
    moderator = _("Moderator")
    role = parts.speakers_label(segment, count=1)
    people = [
        Person(name=parts.name_of(one), role=moderator, about=parts.about(one)) for one in segment.moderators
    ]
    people += [
        Person(name=parts.name_of(one), role=one.contribution or role, about=parts.about(one))
        for one in segment.speakers
    ]
    title = f"{words.day(segment.day)}, {wording.slot(segment)}: {segment.title}"
    return Group(title=title, people=tuple(people))
