"""What is read for lists, name plates and the programme as Akoma Ntoso."""

from rostrum.meetings.models import Meeting
from rostrum.papers.akoma_ntoso import Edition, Facts
from rostrum.programme import queries as programmes
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
