"""What is read for lists, name plates and the programme as Akoma Ntoso."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from rostrum.meetings.models import Meeting, Participant
from rostrum.meetings.permissions import Who, require
from rostrum.meetings.wording import days as days_in_words
from rostrum.papers import people
from rostrum.papers.akoma_ntoso import Edition, Facts
from rostrum.papers.people import Group, Line, Listing, One, Party, Plate
from rostrum.papers.permissions import PRINT_LISTS
from rostrum.people.categories import SEVERAL, Category
from rostrum.people.models import Organization, State
from rostrum.programme import queries as programmes
from rostrum.programme import wording
from rostrum.programme.core.values import Segment
from rostrum.programme.queries import Published

HIGHEST = 2**15  # what the database keeps as a version's number


def published_programme(meeting: Meeting, number: int) -> tuple[Published, Facts] | None:
    """Return a published version of the programme, and what is said of its meeting; all of it is public."""
    found = programmes.versions(meeting) if number < HIGHEST else ()
    upto = [one for one in reversed(found) if one.number <= number]
    if not upto or upto[-1].number != number:
        return None
    venue = meeting.room.venue
    facts = Facts(
        slug=meeting.slug,
        title=meeting.title,
        process=meeting.process.name,
        theme=meeting.theme,
        mandate=meeting.mandate,
        mandate_paragraph=meeting.mandate_paragraph,
        room=meeting.room.name,
        venue=venue.name,
        city=venue.city,
        language=meeting.language,
        editions=tuple(
            Edition(number=one.number, kind=one.kind, published_at=one.published_at) for one in upto
        ),
    )
    return upto[-1], facts


class Plates(StrEnum):
    """For whom name plates are printed."""

    STATES = "states"
    ALL_STATES = "all_states"
    ORGANIZATIONS = "organizations"
    PANELS = "panels"


def plates(meeting: Meeting, reader: Who, *, of: str, names: str, second: str = "") -> tuple[Plate, ...]:
    """Return the name plates that the secretariat asked for, in order; raises Denied.

    ``names`` is the language of the names of States; ``second`` another one, in which they stand below.
    """
    require(reader, PRINT_LISTS, meeting)
    return plates_of(meeting, of=of, names=names, second=second)


def plates_of(meeting: Meeting, *, of: str, names: str, second: str = "") -> tuple[Plate, ...]:
    """Return the same; whoever asks has checked that they may."""
    if of == Plates.PANELS:
        return tuple(people.once(_of_panels(meeting)))
    if of == Plates.ORGANIZATIONS:
        found = Organization.objects.filter(participant__meeting=meeting, participant__admitted=True)
        rows = sorted(found.distinct(), key=lambda one: people.collated(one.name))
        return tuple(
            Plate(main=people.line(one.name, names), note=people.line(one.acronym, names)) for one in rows
        )
    states = State.objects.all()
    if of == Plates.STATES:
        states = states.filter(participant__meeting=meeting, participant__admitted=True).distinct()
    return tuple(
        Plate(
            main=Line(state.name(names), names),
            second=Line(state.name(second), second) if second and second != names else people.NOTHING,
        )
        for state in _alphabetical(states, names)
    )


def _alphabetical(states: Iterable[State], language: str) -> list[State]:
    """Return States in the alphabetical order of a language; Chinese has none, so there the English one."""
    if language in {"en", "zh"}:
        return sorted(states, key=lambda state: state.order_en)
    return sorted(states, key=lambda state: people.collated(state.name(language)))


def _of_panels(meeting: Meeting) -> Iterator[Plate]:
    latest = programmes.latest_published(meeting)
    for segment in latest.programme if latest else ():
        for one in (*segment.moderators, *segment.speakers):
            if one.name:
                note = ", ".join(filter(None, (one.function, one.affiliation)))
                name = f"{one.honorific} {one.name}".strip()
                yield Plate(main=people.line(name), note=people.line(note))


def participants(meeting: Meeting, reader: Who, *, language: str, names: str) -> Listing:
    """Return everybody admitted, by category, then State or organization; raises Denied.

    Words are in ``language``, the names of States in ``names``, in whose order they stand.
    """
    require(reader, PRINT_LISTS, meeting)
    with override(language):
        return Listing(
            title=_("List of participants"),
            meeting=meeting.title,
            lines=_when_and_where(meeting),
            language=language,
            groups=participants_by_category(meeting, names=names),
            empty=_("Nobody has been admitted yet."),
        )


def participants_by_category(meeting: Meeting, *, names: str) -> tuple[Group, ...]:
    """Return everybody admitted, in the words of the page; whoever asks has checked that they may."""
    found = Participant.objects.filter(meeting=meeting, admitted=True)
    sitting: dict[str, dict[State | Organization, list[One]]] = defaultdict(lambda: defaultdict(list))
    for one in found.select_related("person", "state", "organization"):
        sitting[one.category][one.party].append(_one(one))
    return tuple(
        Group(
            key=category,
            title=str(SEVERAL[category]),
            parties=tuple(_parties(sitting[category], names)),
        )
        for category in Category.values
        if category in sitting
    )


def _one(participant: Participant) -> One:
    person = participant.person
    return One(
        name=f"{person.honorific} {person.name}".strip(),
        surname=person.surname,
        script=people.line(person.name_in_own_script),
        about=person.function,
    )


def _parties(sitting: Mapping[State | Organization, list[One]], names: str) -> Iterator[Party]:
    states = _alphabetical((party for party in sitting if isinstance(party, State)), names)
    others = [party for party in sitting if isinstance(party, Organization)]
    for state in states:
        yield Party(name=Line(state.name(names), names), people=people.in_order(sitting[state]))
    for party in sorted(others, key=lambda one: people.collated(one.name)):
        acronym = f" ({party.acronym})" if party.acronym else ""
        yield Party(name=people.line(f"{party.name}{acronym}"), people=people.in_order(sitting[party]))


def speakers(meeting: Meeting, reader: Who, *, language: str) -> Listing:
    """Return who moderates and speaks by the programme that holds, by day and segment; raises Denied."""
    require(reader, PRINT_LISTS, meeting)
    latest = programmes.latest_published(meeting)
    with override(language):
        days: dict[str, list[Party]] = defaultdict(list)
        for segment in latest.programme if latest else ():
            if named := tuple(_named(segment)):
                slot = people.line(f"{wording.slot(segment)}  {segment.title}", language)
                days[date_format(segment.day)].append(Party(name=slot, people=named))
        lines = _when_and_where(meeting)
        if latest:
            number = _("version %(number)s") % {"number": latest.number}
            lines += (f"{_('Programme')}: {latest.kind_label}, {number}",)
        return Listing(
            title=_("List of speakers"),
            meeting=meeting.title,
            lines=lines,
            language=language,
            groups=tuple(Group(title=day, parties=tuple(parties)) for day, parties in days.items()),
            empty=_("The programme names nobody yet."),
        )


def _named(segment: Segment) -> Iterator[One]:
    for role, found in ((_("Moderator"), segment.moderators), (_("Speaker"), segment.speakers)):
        for one in found:
            name = f"{one.honorific} {one.name}".strip() if one.name else _("To be confirmed")
            behalf = _("on behalf of %(group)s") % {"group": one.on_behalf_of} if one.on_behalf_of else ""
            video = _("by video") if one.by_video else ""
            about = (role, one.contribution, one.function, one.affiliation, behalf, video)
            yield One(name=name, about=", ".join(filter(None, about)))


def _when_and_where(meeting: Meeting) -> tuple[str, ...]:
    days = days_in_words([day.date for day in meeting.days.all()])
    return tuple(filter(None, (str(meeting.room), days)))
