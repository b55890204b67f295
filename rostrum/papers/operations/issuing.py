"""Issuing freezes a draft for good; what was wrong in it is put right by a new revision."""

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.papers import drafts, rendering, sentences
from rostrum.papers.core import document
from rostrum.papers.core.document import Document
from rostrum.papers.kinds import File
from rostrum.papers.models import Paper, Rendition, Revision, Template
from rostrum.papers.operations.drafting import DRAFT, locked, record_draft
from rostrum.papers.permissions import COMPOSE, ISSUE
from rostrum.people.models import Account
from rostrum.refused import Refused

assert sentences.SENTENCES  # noqa: S101 - recording needs them known
SYMBOL: Final = re.compile(r"[A-Z0-9][A-Za-z0-9./()-]{0,58}[A-Za-z0-9)]")
LONGEST_CHANGE: Final = 1000


def issue(
    draft: Revision,
    *,
    seen: str,
    symbol: str = "",
    what_changed: str = "",
    by: Account,
    at: datetime,
) -> Revision:
    """Freeze a draft with number, date, revision, symbol and fingerprint, and make its files.

    ``seen`` is the mark (``drafts.Read.seen``) of what the officer looked at. Without a ``symbol`` one is
    made from process, meeting and number. Raises Refused when data or text changed since, something is
    missing, a correction does not say what it changes, or a file cannot be made; then nothing is changed.
    """
    require(by, ISSUE, draft.paper.meeting)
    prepared = _prepared(draft, seen=seen, symbol=symbol, what_changed=what_changed, at=at)
    # Outside the transaction: setting takes a second, in which the floor must be able to write.
    made = _files(prepared, draft)
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=draft.paper.meeting_id)
        row = locked(draft, by=by)
        if prepared != _prepared(row, seen=seen, symbol=symbol, what_changed=what_changed, at=at):
            raise _stale()
        paper = row.paper
        if paper.number is None:
            paper.number, paper.title = prepared.number, prepared.title
            paper.save()
        _store(row, made)
        _freeze(row, prepared, by=by, at=at)
        record(
            "papers.issue",
            by=by,
            at=at,
            subject=f"{prepared.title}, {prepared.symbol}",
            scope=meeting.scope,
            after={"symbol": row.symbol, "revision": row.number, "sha256": row.sha256},
            reason=row.what_changed,
        )
    return row


def correct(issued: Revision, *, by: Account, at: datetime) -> Revision:
    """Begin a correction: a new draft from the latest revision, with today's data. Raises Refused."""
    require(by, COMPOSE, issued.paper.meeting)
    with transaction.atomic():
        paper = Paper.objects.select_for_update().select_related("meeting").get(pk=issued.paper_id)
        if (standing := paper.revisions.filter(status=DRAFT).first()) is not None:
            return standing
        last = paper.revisions.filter(status=Revision.Status.ISSUED).order_by("-number").first()
        if last is None or last.number is None:
            raise Refused(_("Only what was issued can be corrected."), code="not_issued")
        draft = Revision.objects.create(
            paper=paper,
            number=last.number + 1,
            edits=last.edits,
            corrects=last,
            begun_at=at,
            begun_by=by.get_full_name(),
        )
        record_draft("correct", draft, by=by, at=at)
    return draft


def default_symbol(draft: Revision) -> str:
    """Make a symbol in the manner of A/RES/71/280.

    That of the first revision or of another language, if there is one; else process, meeting and number.
    """
    paper, revision = draft.paper, draft.number or 1
    numbered = Paper.objects.filter(meeting=paper.meeting_id, number=next_number(paper))
    firsts = Revision.objects.filter(paper__in=numbered, number=1, status=Revision.Status.ISSUED)
    first = firsts.filter(paper=paper).first() or firsts.first()
    slugs = (paper.meeting.process.slug[:20], paper.meeting.slug[:24])
    parts = [slug.upper().replace("_", "-").strip("-") for slug in slugs]
    base = first.symbol if first else "/".join(filter(None, [*parts, str(next_number(paper))]))
    return f"{base}/Rev.{revision - 1}" if revision > 1 else base


def next_number(paper: Paper) -> int:
    """Return the number that a paper has or would get: that of its other languages, else the next one."""
    if paper.number is not None:
        return paper.number
    kin = [paper.translates, *paper.translations.all()]
    if paper.translates is not None:
        kin += paper.translates.translations.exclude(pk=paper.pk)
    for one in kin:
        if one is not None and one.number is not None:
            return one.number
    last = Paper.objects.filter(meeting=paper.meeting_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _prepared(draft: Revision, *, seen: str, symbol: str, what_changed: str, at: datetime) -> Document:
    """Return the document as it would be issued now; raises Refused."""
    read = drafts.read(draft, at=at)
    if read.seen != seen:
        raise _stale()
    if read.obstacle:
        raise Refused(read.obstacle, code="obstacle")
    return replace(
        read.document,
        number=next_number(draft.paper),
        symbol=_symbol(symbol.strip() or default_symbol(draft), draft),
        what_changed=_change(what_changed, draft),
    )


def _stale() -> Refused:
    return Refused(
        _(
            "The draft or the meeting's data changed after you opened this page. Look at it again, then "
            "issue it."
        ),
        code="stale",
    )


def _symbol(symbol: str, draft: Revision) -> str:
    if not SYMBOL.fullmatch(symbol):
        raise Refused(
            _("“%(symbol)s” is no document symbol. Write it as A/RES/71/280, without spaces.")
            % {"symbol": symbol[:60]},
            field="symbol",
            code="symbol",
        )
    others = Revision.objects.filter(symbol=symbol, paper__language=draft.paper.language)
    if others.exists():
        raise Refused(_("Another paper was issued under this symbol."), field="symbol", code="symbol_taken")
    return symbol


def _change(what_changed: str, draft: Revision) -> str:
    if draft.corrects_id is None:
        return ""
    said = " ".join(what_changed.split())
    if not said:
        raise Refused(
            _("Say what this revision changes; readers of the first one look for it."),
            field="what_changed",
            code="what_changed",
        )
    if len(said) > LONGEST_CHANGE or not said.isprintable():
        raise Refused(_("Say it in fewer and plain words."), field="what_changed", code="what_changed")
    return said


def _files(prepared: Document, draft: Revision) -> tuple[File, ...]:
    own = Template.objects.filter(
        process=draft.paper.meeting.process_id, kind=prepared.kind, language=prepared.language
    ).first()
    return rendering.files(prepared, template=bytes(own.content) if own else None)


def _store(row: Revision, made: tuple[File, ...]) -> None:
    Rendition.objects.bulk_create(
        Rendition(
            revision=row,
            format=one.format,
            page_size=one.page_size,
            content=one.content,
            size=len(one.content),
            sha256=hashlib.sha256(one.content).hexdigest(),
        )
        for one in made
    )


def _freeze(row: Revision, prepared: Document, *, by: Account, at: datetime) -> None:
    text = document.canonical(prepared)
    row.status = Revision.Status.ISSUED
    row.title = prepared.title
    row.document = text
    row.sha256 = document.sha256(text)
    row.symbol = prepared.symbol
    row.date = prepared.date
    row.issued_at = at
    row.issued_by = by.get_full_name()
    row.what_changed = prepared.what_changed
    row.save()
