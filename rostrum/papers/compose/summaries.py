"""The summary of a meeting (S001): who spoke in which part; the rapporteur writes what was said."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostrum.papers.compose import parts, words
from rostrum.papers.compose.notes import panels
from rostrum.papers.compose.parts import heading, plain, text
from rostrum.papers.core.blocks import Block
from rostrum.papers.core.facts import Facts
from rostrum.programme.core.values import Kind, Segment, Speaker


def summary(facts: Facts) -> Iterator[Block]:
    """Compose the frame of a summary: who convened, where and when, who spoke in which part."""
    yield parts.title(facts, _("Summary"))
    said = _("{meeting} took place {when} in {place}, as part of the {process}.")
    if facts.mandate:
        said = _("{mandate}, {meeting} took place {when} in {place}, as part of the {process}.")
    yield text("held", said)
    yield text("convened", _("It was convened by {conveners}."))
    yield from parts.theme(facts)
    segments = facts.version.programme.children() if facts.version else ()
    shown = {one.key for one in panels(facts)} | {
        one.key for one in segments if one.kind in {Kind.OPENING, Kind.KEYNOTE, Kind.CLOSING}
    }
    for segment in segments:
        if segment.key in shown:
            yield heading(f"part-{segment.key}", plain(segment.title))
            yield from _part(facts, segment)


def _part(facts: Facts, segment: Segment) -> Iterator[Block]:
    inner = facts.version.programme.within(segment.key)[1:] if facts.version else ()
    everybody = (*segment.speakers, *(one for held in inner for one in held.speakers))
    moderators = (*segment.moderators, *(one for held in inner for one in held.moderators))
    if named := _named(moderators):
        said = ngettext("The moderator was %(names)s.", "The moderators were %(names)s.", len(named))
        yield text(f"moderated-{segment.key}", said % {"names": words.joined(named)})
    if named := _named(everybody):
        if segment.kind in parts.PANELS:
            said = ngettext("The panellist was %(names)s.", "The panellists were %(names)s.", len(named))
        else:
            said = ngettext("Remarks were made by %(names)s.", "Remarks were made by %(names)s.", len(named))
        yield text(f"spoke-{segment.key}", said % {"names": words.joined(named)})


def _named(people: tuple[Speaker, ...]) -> list[str]:
    return [
        plain(
            " ".join(filter(None, (parts.name_of(one), f"({parts.about(one)})" if parts.about(one) else "")))
        )
        for one in dict.fromkeys(people)
        if not one.is_placeholder
    ]
