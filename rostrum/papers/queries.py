"""What is read of papers. What is issued is everybody's; drafts are asked for with their reader."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import Who, may, require
from rostrum.papers import drafts, kinds
from rostrum.papers.core import comparing, document
from rostrum.papers.core.comparing import Difference
from rostrum.papers.core.document import Document
from rostrum.papers.kinds import FAMILIES, LANGUAGE_NAMES, LANGUAGES, Family, Kind
from rostrum.papers.models import Paper, Rendition, Revision, Template
from rostrum.papers.permissions import ISSUE, READ_DRAFT

ISSUED = Revision.Status.ISSUED
DRAFT = Revision.Status.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A paper of the public page: its issued revisions, newest first, and its other languages."""

    paper: Paper
    revisions: tuple[Revision, ...]

    @property
    def latest(self) -> Revision:
        """The revision that holds now."""
        return self.revisions[0]

    @property
    def kind_label(self) -> str | Promise:
        """The kind in words."""
        return kinds.label(self.paper.kind)

    @property
    def language_label(self) -> str:
        """The language in its own words."""
        return LANGUAGES.get(self.paper.language, self.paper.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A language in which a paper can be begun: as another language of ``of``, or once more (``again``)."""

    language: str
    of: Revision | None = None
    again: bool = False

    @property
    def language_label(self) -> str | Promise:
        """The language in the reader's."""
        return LANGUAGE_NAMES[self.language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A kind of paper in the secretariat's list: its draft, or what was issued of it, in each language."""

    kind: Kind
    family: str | Promise
    drafts: tuple[Revision, ...]
    issued: tuple[Published, ...]

    @property
    def offers(self) -> list[Offer]:
        """What can be begun: another language of what is there, a first one, or one more letter."""
        found = (self._offer(code) for code in LANGUAGES)
        return [one for one in found if one is not None]

    def _offer(self, code: str) -> Offer | None:
        own = [one for one in self.issued if one.paper.language == code]
        if any(one.paper.language == code for one in self.drafts):
            return None
        numbers = {one.paper.number for one in own}
        others = [one.latest for one in self.issued if one.paper.number not in numbers]
        # What is still a draft in the other language will get the same number.
        others += [] if own else list(self.drafts)
        if not own or others:
            return Offer(language=code, of=others[0] if others else None)
        return Offer(language=code, again=True) if self.kind.family == Family.LETTERS else None


def issued_revisions(meeting: Meeting) -> QuerySet[Revision]:
    """Return all issued revisions of a meeting's papers, newest first, with their papers."""
    return (
        Revision.objects.filter(paper__meeting=meeting, status=ISSUED)
        .select_related("paper__meeting")
        .order_by("-issued_at", "-pk")
    )


def issued_revision(meeting: Meeting, pk: int) -> Revision | None:
    """Return one issued revision of the meeting's papers, with its paper and renditions."""
    files = Prefetch("renditions", Rendition.objects.defer("content"))
    return issued_revisions(meeting).prefetch_related(files).filter(pk=pk).first()


def document_of(revision: Revision) -> Document:
    """Return what an issued revision says."""
    return document.read(revision.document)


def rendition(meeting: Meeting, pk: int, *, format: str, page_size: str) -> Rendition | None:  # noqa: A002
    """Return a file of an issued revision."""
    return (
        Rendition.objects.filter(
            revision__paper__meeting=meeting,
            revision__status=ISSUED,
            revision_id=pk,
            format=format,
            page_size=page_size,
        )
        .select_related("revision__paper")
        .first()
    )


def published(meeting: Meeting) -> tuple[Published, ...]:
    """Return every issued paper with all its revisions and their files, the newest paper first."""
    held: dict[int, list[Revision]] = {}
    files = Prefetch("renditions", Rendition.objects.defer("content"))
    # Lists show what stands beside the documents; a list of participants is large.
    for one in issued_revisions(meeting).prefetch_related(files).defer("document", "edits"):
        held.setdefault(one.paper_id, []).append(one)
    return tuple(Published(paper=many[0].paper, revisions=tuple(many)) for many in held.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A paper of the meeting's series: the same number in all its languages."""

    number: int
    languages: tuple[Published, ...]

    @property
    def title(self) -> str:
        """The title in the first of its languages."""
        return self.languages[0].latest.title

    @property
    def kind_label(self) -> str | Promise:
        """The kind in words."""
        return self.languages[0].kind_label


def series(meeting: Meeting) -> tuple[Series, ...]:
    """Return every issued paper, all languages of a number together, the highest number first."""
    held: dict[int, list[Published]] = {}
    for one in published(meeting):
        held.setdefault(one.paper.number or 0, []).append(one)
    order = list(LANGUAGES)
    return tuple(
        Series(
            number=number,
            languages=tuple(sorted(held[number], key=lambda one: order.index(one.paper.language))),
        )
        for number in sorted(held, reverse=True)
    )


def published_paper(revision: Revision) -> Published:
    """Return all issued revisions of the paper to which one belongs."""
    files = Prefetch("renditions", Rendition.objects.defer("content"))
    found = revision.paper.revisions.filter(status=ISSUED).order_by("-number").prefetch_related(files)
    found = found.select_related("paper__meeting").defer("document", "edits")
    return Published(paper=revision.paper, revisions=tuple(found))


def draft(meeting: Meeting, pk: int, reader: Who) -> Revision | None:
    """Return a draft for somebody who may read it; raises Denied for others."""
    require(reader, READ_DRAFT, meeting)
    found = Revision.objects.filter(paper__meeting=meeting, status=DRAFT, pk=pk)
    return found.select_related("paper__meeting__process", "corrects").first()


def any_revision(meeting: Meeting, pk: int, reader: Who) -> Revision | None:
    """Return a revision in whatever state, for somebody who may read drafts; raises Denied for others."""
    require(reader, READ_DRAFT, meeting)
    found = Revision.objects.filter(paper__meeting=meeting, pk=pk)
    return found.select_related("paper__meeting__process", "corrects").first()


def standing(meeting: Meeting, reader: Who) -> tuple[Standing, ...]:
    """Return all kinds with their drafts and issued papers, for somebody who may read drafts."""
    require(reader, READ_DRAFT, meeting)
    every = published(meeting)
    drafted = Revision.objects.filter(paper__meeting=meeting, status=DRAFT).select_related("paper")
    rows = tuple(drafted.order_by("begun_at"))
    return tuple(
        Standing(
            kind=one,
            family=FAMILIES[one.family],
            drafts=tuple(row for row in rows if row.paper.kind == one.name),
            issued=tuple(paper for paper in every if paper.paper.kind == one.name),
        )
        for one in kinds.kinds()
    )


def families(meeting: Meeting, reader: Who) -> list[tuple[str | Promise, list[Standing]]]:
    """Return the same by family, in the order of the page."""
    every = standing(meeting, reader)
    order = list(FAMILIES)
    found = {str(one.kind.family): one.family for one in every}
    return [
        (found[family], [one for one in every if one.kind.family == family])
        for family in order
        if family in found
    ]


def may_issue(reader: Who, meeting: Meeting) -> bool:
    """Say whether the reader may issue papers of the meeting."""
    return may(reader, ISSUE, meeting)


def changes(revision: Revision, *, at: dt.datetime) -> tuple[Difference, ...]:
    """Return what a revision says differently from the one that it corrects, by block and by word."""
    if revision.corrects is None:
        return ()
    new = document_of(revision) if revision.issued else drafts.read(revision, at=at).document
    old = document_of(revision.corrects)
    return comparing.compare(old.blocks, new.blocks)


def template(meeting: Meeting, *, kind: str, language: str) -> Template | None:
    """Return the office's own Word template for a kind and language, if it has one."""
    return Template.objects.filter(process=meeting.process_id, kind=kind, language=language).first()


def templates(meeting: Meeting, reader: Who) -> Iterator[tuple[Kind, str, Template | None]]:
    """Return each kind and language with the office's own template, for somebody who may read drafts."""
    require(reader, READ_DRAFT, meeting)
    rows = Template.objects.filter(process=meeting.process_id).defer("content")
    own = {(row.kind, row.language): row for row in rows}
    for one in kinds.kinds():
        if one.render is None:
            for language in LANGUAGES:
                yield one, language, own.get((one.name, language))
