"""The list of participants and name plates as papers that are drafted, issued and corrected like others."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from rostrum.meetings.models import Meeting
from rostrum.papers import participants, plates, plates_word, queries_lists
from rostrum.papers.compose import parts
from rostrum.papers.core import blocks
from rostrum.papers.core.blocks import Block, Heading, Paragraph, People, Person, text_of
from rostrum.papers.core.document import Document
from rostrum.papers.core.facts import Facts
from rostrum.papers.kinds import Family, File, Kind, register
from rostrum.papers.people import Group, Listing, One, Party, Plate, line
from rostrum.papers.queries_lists import Plates


def _gathered(meeting: Meeting, facts: Facts) -> Mapping[str, Any]:
    return {"participants": queries_lists.participants_by_category(meeting, names=facts.language)}


def _nobody(facts: Facts) -> str:
    return "" if facts.more.get("participants") else _("Nobody has been admitted yet.")


def _compose(facts: Facts) -> Iterator[Block]:
    yield parts.title(facts, _("List of participants"))
    labels = (_("Name"), _("Role"), _("Function"))
    for group in facts.more.get("participants", ()):
        yield Heading(key=f"category-{group.key}", text=parts.plain(group.title))
        people = tuple(
            blocks.Group(title=party.name.text, people=tuple(map(_person, party.people)))
            for party in group.parties
        )
        yield People(key=f"people-{group.key}", groups=people, labels=labels)


def _person(one: One) -> Person:
    return Person(name=one.name, about=one.about, own_script=one.script.text)


def listing(document: Document) -> Listing:
    """Read the list back from a paper: what an officer wrote counts, and stands under the title."""
    head = next((one for one in document.blocks if isinstance(one, blocks.Title)), None)
    written = [text_of(one) for one in document.blocks if isinstance(one, Paragraph | blocks.Listing)]
    with override(document.language):
        mark = _("DRAFT") if document.is_draft else ""
        changed = f"{_('What this revision changes')}: {document.what_changed}"
    lines = [one for one in (head.lines if head else ()) if one != document.meeting]
    lines += [one for text in written for one in text.splitlines() if one.strip()]
    return Listing(
        title=document.title,
        meeting=document.meeting,
        lines=(*lines, changed) if document.what_changed else tuple(lines),
        language=document.language,
        groups=tuple(_groups(document)),
        empty="",
        symbol=document.symbol,
        mark=mark,
    )


def _groups(document: Document) -> Iterator[Group]:
    """Return the people under their headings; an officer may have taken one out."""
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, People):
            parties = (
                Party(
                    name=line(group.title, document.language),
                    people=tuple(
                        One(name=one.name, script=line(one.own_script), about=one.about)
                        for one in group.people
                    ),
                )
                for group in block.groups
            )
            yield Group(title=title, parties=tuple(parties))
            title = ""


def _files(document: Document) -> Iterator[File]:
    found = listing(document)
    for size in ("a4", "letter"):
        yield File(format="pdf", page_size=size, content=participants.pdf(found, page_size=size))
    yield File(format="docx", page_size="", content=participants.docx(found, page_size="a4"))


SORTS: Final = {
    Plates.STATES: gettext_lazy("States"),
    Plates.ORGANIZATIONS: gettext_lazy("Organizations"),
    Plates.PANELS: gettext_lazy("Moderators and speakers"),
}


def _gathered_plates(meeting: Meeting, facts: Facts) -> Mapping[str, Any]:
    found = {sort: queries_lists.plates_of(meeting, of=sort, names=facts.language) for sort in SORTS}
    return {"plates": {sort: made for sort, made in found.items() if made}}


def _no_plates(facts: Facts) -> str:
    return "" if facts.more.get("plates") else _("There is no name plate to print.")


def _compose_plates(facts: Facts) -> Iterator[Block]:
    yield parts.title(facts, _("Name plates"))
    labels = (_("Name"), _("Role"), _("Function"))
    for sort, made in facts.more.get("plates", {}).items():
        people = tuple(Person(name=one.main.text, about=one.note.text) for one in made)
        group = blocks.Group(title=str(SORTS[sort]), people=people)
        yield People(key=f"plates-{sort}", groups=(group,), labels=labels)


def _plates_files(document: Document) -> Iterator[File]:
    found = tuple(
        Plate(main=line(one.name, document.language), note=line(one.about, document.language))
        for block in document.blocks
        if isinstance(block, People)
        for group in block.groups
        for one in group.people
    )
    with override(document.language):
        for size in ("a4", "letter"):
            content = plates.pdf(found, meeting=document.meeting, page_size=size)
            yield File(format="pdf", page_size=size, content=content)
        word = plates_word.docx(found, meeting=document.meeting, page_size="a4")
        yield File(format="docx", page_size="", content=word)


register(
    Kind(
        name="participants",
        label=gettext_lazy("List of participants"),
        summary=gettext_lazy("Everybody admitted, by category, then by State or organization."),
        family=Family.LISTS,
        compose=_compose,
        obstacle=_nobody,
        more=_gathered,
        render=_files,
        position=55,
    )
)
register(
    Kind(
        name="name_plates",
        label=gettext_lazy("Name plates"),
        summary=gettext_lazy("For States and organizations that take part, moderators and speakers."),
        family=Family.LISTS,
        compose=_compose_plates,
        obstacle=_no_plates,
        more=_gathered_plates,
        render=_plates_files,
        position=57,
    )
)
