"""What a circulation would do: who is on the chosen lists, who has the paper, and what the e-mail says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rostrum.meetings import wording
from rostrum.meetings.models import Meeting
from rostrum.outbox import operations as outbox
from rostrum.outbox import queries as sent
from rostrum.outbox.addresses import normalised
from rostrum.outbox.markup import as_html
from rostrum.outbox.models import Letter
from rostrum.papers.mailing_lists import Addressee, MailingList, mailing_lists
from rostrum.papers.models import Rendition, Revision

TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The paper that most offices print on; the other size is on the site.
ENCLOSED: Final = (("pdf", "a4"), ("pdf", ""), ("docx", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom a list, or several together, would reach. Everybody is counted once."""

    people: tuple[Addressee, ...]
    new: int
    already: int
    without: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A list on the page."""

    list: MailingList
    chosen: bool
    reach: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A circulation before it is sent; ``letter`` is what was sent of this revision before, if anything."""

    choices: tuple[Choice, ...]
    together: Reach
    letter: Letter | None


def key_of(revision: Revision) -> str:
    """Return the key under which the outbox knows a revision: nobody gets two letters with one key."""
    return f"papers.revision:{revision.pk}"


def reach(people: Iterable[Addressee], held: set[str]) -> Reach:
    """Count whom these people are: one for each address, and those who have none that can be used."""
    found: dict[str, Addressee] = {}
    without = []
    for one in people:
        try:
            address = normalised(one.address)
        except ValueError:
            without.append(one)
        else:
            found.setdefault(address, one)
    already = len(held & found.keys())
    return Reach(
        people=tuple(found.values()), new=len(found) - already, already=already, without=tuple(without)
    )


def plan(revision: Revision, chosen: Sequence[str]) -> Plan:
    """Return what sending a revision to the lists of these names would do now."""
    meeting, held = revision.paper.meeting, sent.held_by(key_of(revision))
    lists = [(one, tuple(one.people(meeting))) for one in mailing_lists()]
    return Plan(
        choices=tuple(
            Choice(list=one, chosen=one.name in chosen, reach=reach(people, held)) for one, people in lists
        ),
        together=reach((who for one, people in lists if one.name in chosen for who in people), held),
        letter=sent.letter_of(key_of(revision)),
    )


def mail(revision: Revision, *, reply_to: str = "", sender_name: str = "") -> outbox.Draft:
    """Write the e-mail that brings an issued revision, in its language, without what is enclosed."""
    meeting, language = revision.paper.meeting, revision.paper.language
    with translation.override(language):
        text = "\n\n".join(_paragraphs(revision, meeting, sender_name)) + "\n"
        subject = f"{revision.title}: {meeting.title} ({revision.symbol})"
    return outbox.Draft(
        key=key_of(revision),
        scope=meeting.scope,
        subject=subject,
        text=text,
        html=as_html(text, language),
        language=language,
        reply_to=reply_to,
        sender_name=sender_name,
    )


def _paragraphs(revision: Revision, meeting: Meeting, sender_name: str) -> Iterable[str]:
    if revision.date is None:
        raise ValueError("only what was issued has a date, and is sent")
    values = {"title": revision.title, "symbol": revision.symbol, "date": wording.day(revision.date)}
    yield _("Please find enclosed “%(title)s”, %(symbol)s, of %(date)s.") % values
    if revision.corrects is not None:
        yield _("It replaces %(symbol)s. What changed: %(change)s") % {
            "symbol": revision.corrects.symbol,
            "change": revision.what_changed,
        }
    days = wording.days([one.date for one in meeting.days.all()])
    yield "\n".join(line for line in (meeting.title, days, str(meeting.room)) if line)
    url = settings.SITE_URL + reverse("papers:public", args=[meeting.slug])
    yield _("All papers of this meeting: %(url)s") % {"url": url}
    if sender_name:
        yield _("Sent for the secretariat by %(name)s.") % {"name": sender_name}


def enclosures(revision: Revision) -> tuple[outbox.File, ...]:
    """Return the files of a revision that go with the letter: PDF and Word."""
    rows = {(one.format, one.page_size): one for one in Rendition.objects.filter(revision=revision)}
    return tuple(
        outbox.File(name=file_name(revision, kind), type=TYPES[kind], data=bytes(rows[kind, size].content))
        for kind, size in ENCLOSED
        if (kind, size) in rows
    )


def file_names(revision: Revision) -> tuple[tuple[str, int], ...]:
    """Return name and size in bytes of what will be enclosed."""
    rows = Rendition.objects.filter(revision=revision).values_list("format", "page_size", "size")
    sizes = {(kind, page): size for kind, page, size in rows}
    return tuple((file_name(revision, one[0]), sizes[one]) for one in ENCLOSED if one in sizes)


def file_name(revision: Revision, kind: str) -> str:
    """Name a file of a revision by its symbol and language."""
    stem = slugify(revision.symbol.replace("/", "-")) or f"paper-{revision.pk}"
    return f"{stem}-{revision.paper.language}.{kind}"
