"""Parts that several papers share: the head of an enclosure, the programme, what is known of the place."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostrum.meetings import wording
from rostrum.papers.compose import words
from rostrum.papers.core.blocks import (
    Address,
    Agenda,
    Block,
    DateLine,
    Day,
    Heading,
    KeyValues,
    Letterhead,
    Named,
    Paragraph,
    Signatory,
    Signature,
    Slot,
    Title,
)
from rostrum.papers.core.facts import Convener, Facts
from rostrum.programme import wording as programme_wording
from rostrum.programme.core.values import Kind, Programme, Segment, Speaker
from rostrum.programme.models import QUESTIONS_AS


def text(key: str, said: str) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(key=key, text=said)


def heading(key: str, said: str) -> Heading:
    """Return a heading."""
    return Heading(key=key, text=said)


def plain(said: str) -> str:
    """Keep a brace that somebody typed into the programme from being read as a word to fill."""
    return said.replace("{", "(").replace("}", ")")


def head_of_letter(facts: Facts) -> Iterator[Block]:
    """Begin a letter: whose it is, its date, the salutation."""
    if facts.conveners:
        yield Letterhead(key="letterhead", lines=tuple(one.title for one in facts.conveners))
    yield DateLine(key="date", text=wording.day(facts.date))
    yield text("salutation", _("Excellency,"))


def foot_of_letter(facts: Facts) -> Iterator[Block]:
    """End a letter as all three models do: assurances, signatures, addressees (S000:15-19, S003:11-15)."""
    yield text(
        "assurances",
        _("Please accept, Excellency, the assurances of our highest consideration.")
        if several(facts)
        else _("Please accept, Excellency, the assurances of my highest consideration."),
    )
    if facts.conveners:
        yield Signature(key="signature", people=tuple(map(signatory, facts.conveners)))
    yield Address(
        key="addressees",
        lines=(
            _("All Permanent Representatives and Permanent Observers"),
            _("to the United Nations"),
            _("New York"),
        ),
    )


def several(facts: Facts) -> bool:
    """Say whether several sign, so that the letter says "we"."""
    return len(facts.conveners) > 1


def signatory(convener: Convener) -> Signatory:
    """Return who signs for an office: the name without honorific, the office, and what else they are."""
    lines = tuple(line for line in (convener.title, convener.function) if line)
    return Signatory(name=convener.name or _("(nobody holds this office on this date)"), lines=lines)


def title(facts: Facts, said: str, key: str = "title") -> Title:
    """Head a paper or an enclosure: what it is, then the meeting, its process, days and place."""
    lines = (facts.title, facts.process, f"{words.days(facts)}, {words.place(facts)}")
    return Title(key=key, title=said, lines=tuple(line for line in lines if line != said))


def theme(facts: Facts) -> Iterator[Block]:
    """Say what the meeting is about."""
    if facts.theme:
        yield text("theme", _("The theme of the meeting is {theme}."))


def practical(facts: Facts) -> KeyValues:
    """Return where and when, as facts."""
    rows = [
        (_("Days"), words.weekdays(facts)),
        (_("Place"), words.place(facts)),
        (_("Interpretation"), _("In the six official languages") if facts.interpretation else _("None")),
    ]
    if facts.webcast:
        rows.append((_("Webcast"), facts.webcast))
    return KeyValues(key="practical", rows=tuple(rows))


def agenda(facts: Facts, key: str = "programme") -> Iterator[Block]:
    """Show the version of the programme that holds."""
    if facts.version is None:
        return
    programme = facts.version.programme
    by_day = groupby(programme.children(), key=lambda segment: segment.day)
    yield Agenda(
        key=key,
        time_label=_("Time"),
        what_label=_("Programme"),
        days=tuple(
            Day(date=day.isoformat(), label=words.day(day), slots=tuple(_slots(programme, segments, 0)))
            for day, segments in by_day
        ),
    )


def _slots(programme: Programme, segments: Iterator[Segment], level: int) -> Iterator[Slot]:
    for segment in segments:
        notes = (segment.room, _("Space for side events") if segment.side_events else "")
        yield Slot(
            times=programme_wording.slot(segment),
            title=segment.title,
            level=level,
            note=", ".join(note for note in notes if note),
            description=segment.description,
            questions_label=str(QUESTIONS_AS[segment.questions_as]) if segment.questions else "",
            questions=segment.questions,
            people=tuple(people(segment)),
        )
        yield from _slots(programme, iter(programme.children(segment.key)), level + 1)


def people(segment: Segment) -> Iterator[Named]:
    """Return moderators and speakers of a segment, each under their word."""
    if segment.moderators:
        label = _("Moderator") if len(segment.moderators) == 1 else _("Moderators")
        yield Named(label=label, lines=tuple(map(line_of, segment.moderators)))
    if segment.speakers:
        # Who is still to be confirmed may be several (S000:36).
        unknown = any(one.is_placeholder for one in segment.speakers)
        label = speakers_label(segment, count=len(segment.speakers) + unknown)
        yield Named(label=label, lines=tuple(map(line_of, segment.speakers)))


PANELS: Final = frozenset({Kind.PANEL, Kind.SUB_PANEL, Kind.SUMMARY_PANEL})


def speakers_label(segment: Segment, *, count: int) -> str:
    """Name those who speak as the papers do: panellists of a panel, speakers elsewhere."""
    if segment.kind in PANELS:
        return ngettext("Panellist", "Panellists", count)
    return _("Speaker") if count == 1 else _("Speakers")


def name_of(speaker: Speaker) -> str:
    """Write somebody's name with honorific, or that it is to be confirmed (S000:37)."""
    return f"{speaker.honorific} {speaker.name}".strip() or _("To be confirmed")


def about(speaker: Speaker) -> str:
    """Write function and affiliation, and for whom somebody speaks."""
    behalf = _("on behalf of %(group)s") % {"group": speaker.on_behalf_of} if speaker.on_behalf_of else ""
    video = _("by video") if speaker.by_video else ""
    return ", ".join(part for part in (speaker.function, speaker.affiliation, behalf, video) if part)


def line_of(speaker: Speaker) -> str:
    """Write somebody in one line: ``Opening remarks: H.E. Mr. Miroslav Lajčák, President of …``."""
    said = ", ".join(part for part in (name_of(speaker), about(speaker)) if part)
    if speaker.contribution:
        said = f"{speaker.contribution}: {said}"
    return f"{said} ({_('to be confirmed')})" if speaker.to_be_confirmed and speaker.name else said
