"""Notes: information note (S002:165-275), procedural note (S003:17-65), concept note."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostrum.papers.compose import letters, parts, words
from rostrum.papers.compose.parts import heading, plain, text
from rostrum.papers.core.blocks import Block, Listing
from rostrum.papers.core.facts import Facts
from rostrum.programme.core.values import Kind, Segment


def information(facts: Facts) -> Iterator[Block]:
    """Tell those who may come why, what for, who, how and where."""
    yield parts.title(facts, _("Information note"))
    yield from _background(facts)
    yield heading("objectives-heading", _("Objectives and expected outcome"))
    yield from parts.theme(facts)
    yield text("outcome", _("A summary of the meeting will be issued and made available as an input."))
    if facts.format == "hearing":
        yield heading("participation-heading", _("Participation"))
        yield text("participation", letters.who_may_come())
    yield from _structure(facts)
    yield heading("practical-heading", _("Practical arrangements"))
    yield parts.practical(facts)


def procedural(facts: Facts) -> Iterator[Block]:
    """Say how the work is organized, with the programme."""
    yield parts.title(facts, _("Procedural note"))
    yield from parts.theme(facts)
    yield parts.practical(facts)
    yield from _structure(facts)
    if facts.version is not None:
        yield heading("work-heading", _("Organization of work"))
        yield from parts.agenda(facts)


def concept(facts: Facts) -> Iterator[Block]:
    """Say what the meeting is for, and which questions guide it."""
    yield parts.title(facts, _("Concept note"))
    yield from _background(facts)
    yield heading("theme-heading", _("Theme and questions"))
    yield from parts.theme(facts)
    for segment in panels(facts):
        yield heading(f"panel-{segment.key}", plain(segment.title))
        if segment.description:
            yield text(f"about-{segment.key}", plain(segment.description))
        if segment.questions:
            yield Listing(key=f"questions-{segment.key}", items=tuple(map(plain, segment.questions)))
    yield heading("outcome-heading", _("Expected outcome"))
    yield text("outcome", _("A summary of the meeting will be issued and made available as an input."))


def panels(facts: Facts) -> tuple[Segment, ...]:
    """Return the panels of the programme; sub-panels belong to theirs."""
    segments = facts.version.programme if facts.version else ()
    return tuple(one for one in segments if one.kind in {Kind.PANEL, Kind.SUMMARY_PANEL})


def _background(facts: Facts) -> Iterator[Block]:
    yield heading("background-heading", _("Background"))
    said = _("{meeting} is convened by {conveners} as part of the {process}.")
    if facts.mandate:
        said = _("{mandate}, {conveners} will convene {meeting} as part of the {process}.")
    yield text("background", said)
    for at, sister in enumerate(facts.sisters):
        values = {
            "title": plain(sister.title),
            "when": plain(words.on(sister.days)),
            "place": plain(sister.place),
        }
        yield text(f"earlier-{at}", _("%(title)s took place %(when)s in %(place)s.") % values)


def _structure(facts: Facts) -> Iterator[Block]:
    count = len(panels(facts))
    if not count:
        return
    yield heading("structure-heading", _("Structure"))
    said = ngettext(
        "The meeting consists of an opening, one panel discussion and a closing.",
        "The meeting consists of an opening, %(count)d panel discussions and a closing.",
        count,
    )
    yield text("structure", said % {"count": count})
    yield text("interpretation", letters.interpretation(facts))
    if facts.version is not None and facts.version.kind != "final":
        yield text("enclosure", _("The present note is based on {programme}."))
