"""Drafts: beginning one, writing its texts differently, discarding it, and taking either back."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.papers import drafts, kinds, sentences
from rostrum.papers.core import edits
from rostrum.papers.core.blocks import is_text
from rostrum.papers.core.edits import Edit, Laid
from rostrum.papers.kinds import LANGUAGES, Kind
from rostrum.papers.models import Paper, Revision
from rostrum.papers.permissions import COMPOSE
from rostrum.people.models import Account
from rostrum.refused import Refused

assert sentences.SENTENCES  # noqa: S101 - recording needs them known
DRAFT = Revision.Status.DRAFT
DISCARDED = Revision.Status.DISCARDED


def compose(
    meeting: Meeting,
    *,
    kind: str,
    language: str,
    translates: Paper | None = None,
    by: Account,
    at: datetime,
) -> Revision:
    """Begin a draft of a kind of paper; with one of this kind and language already there, return that.

    ``translates`` is the paper of which this is another language: both get the same number. Raises Refused.
    """
    require(by, COMPOSE, meeting)
    found = known_kind(kind)
    if language not in LANGUAGES:
        raise Refused(_("Choose a language in which papers are composed."), field="language", code="language")
    with transaction.atomic():
        # Two officers who begin at once meet here.
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        standing = Revision.objects.filter(
            paper__meeting=meeting, paper__kind=kind, paper__language=language, status=DRAFT
        ).select_related("paper__meeting")
        if (draft := standing.first()) is not None:
            return draft
        if translates is not None:
            _require_translatable(meeting, translates, kind=kind, language=language)
        paper = Paper.objects.create(
            meeting=meeting,
            kind=kind,
            language=language,
            title=drafts.title_of(found, meeting, language=language, at=at),
            translates=translates,
        )
        draft = Revision.objects.create(paper=paper, number=1, begun_at=at, begun_by=by.get_full_name())
        record_draft("compose", draft, by=by, at=at)
    return draft


def edit_text(
    draft: Revision,
    *,
    key: str,
    text: str,
    seen: str | None = None,
    after: str = "",
    by: Account,
    at: datetime,
) -> str:
    """Write a text block differently; with ``after`` and no key, add a paragraph under that block.

    ``seen`` is the text that stood there when the officer began; an empty text takes the block out. Returns
    the key of the block. Raises Refused: for a text too long, an unknown word in braces, or a stale page.
    """
    with transaction.atomic():
        row = locked(draft, by=by)
        read = drafts.read(row, at=at)
        text = text.replace("\r\n", "\n").strip()
        _require_writable(text, read)
        own = edits.read(row.edits)
        if not key:
            key = _add(own, read, after=after, text=text)
        else:
            _put(own, _block(read, key), key=key, text=text, seen=seen)
        if edits.plain(own) == row.edits:
            return key
        _keep(row, own)
        record_draft("edit_text", row, by=by, at=at, after={"block": key, "text": text})
    return key


def undo_text(draft: Revision, *, key: str, by: Account, at: datetime) -> None:
    """Take back the last edit of a text block: what stood there before comes back. Raises Refused."""
    with transaction.atomic():
        row = locked(draft, by=by)
        own = edits.read(row.edits)
        edit = own.pop(key, None)
        if edit is None:
            raise Refused(_("There is nothing to undo."), code="nothing_to_undo")
        if edit.before is not None:
            own[key] = Edit(text=edit.before, composed=edit.composed, after=edit.after)
        _keep(row, own)
        record_draft("undo_text", row, by=by, at=at, after={"block": key})


def discard(draft: Revision, *, by: Account, at: datetime) -> None:
    """Put a draft away; ``restore`` brings it back. Raises Refused for what was issued."""
    with transaction.atomic():
        row = locked(draft, by=by)
        record_draft("discard", row, by=by, at=at)
        row.status, row.number = DISCARDED, None
        row.save()


def restore(discarded: Revision, *, by: Account, at: datetime) -> None:
    """Bring a discarded draft back, unless another was begun in its place. Raises Refused."""
    require(by, COMPOSE, discarded.paper.meeting)
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=discarded.paper_id)
        row = Revision.objects.get(pk=discarded.pk)
        drafted = Revision.objects.filter(
            paper__meeting=paper.meeting_id,
            paper__kind=paper.kind,
            paper__language=paper.language,
            status=DRAFT,
        )
        if row.status != DISCARDED or drafted.exists():
            raise Refused(_("Another draft was begun in its place."), code="changed_since")
        last = paper.revisions.exclude(number=None).order_by("-number").first()
        row.status, row.number = DRAFT, last.number + 1 if last and last.number else 1
        row.corrects = last
        row.save()
        record_draft("restore", row, by=by, at=at)


def known_kind(name: str) -> Kind:
    """Return a kind of paper; raises Refused for one that is not known."""
    found = kinds.kind(name)
    if found is None:
        raise Refused(_("Choose a kind of paper."), field="kind", code="kind")
    return found


def _require_translatable(meeting: Meeting, paper: Paper, *, kind: str, language: str) -> None:
    same = Paper.objects.filter(translates=paper, language=language, number__isnull=False)
    if paper.meeting_id != meeting.pk or paper.kind != kind or paper.language == language or same.exists():
        raise Refused(_("This paper exists in that language already."), field="language", code="language")


def locked(draft: Revision, *, by: Account) -> Revision:
    """Lock a draft that the officer may edit; raises Denied and Refused."""
    require(by, COMPOSE, draft.paper.meeting)
    row = Revision.objects.select_for_update().select_related("paper__meeting").get(pk=draft.pk)
    if row.status != DRAFT:
        raise Refused(_("This is no draft any more. Begin a correction instead."), code="no_draft")
    return row


def _block(read: drafts.Read, key: str) -> Laid:
    found = next((one for one in read.laid if one.block.key == key), None)
    if found is None:
        raise Refused(_("This text is no longer part of the paper. Reload the page."), code="stale")
    if not is_text(found.block):
        raise Refused(_("This is shown from the meeting's data. Change it there."), code="data")
    return found


def _require_writable(text: str, read: drafts.Read) -> None:
    if len(text) > edits.LONGEST:
        raise Refused(
            _("This is too long: %(length)d characters of %(longest)d.")
            % {"length": len(text), "longest": edits.LONGEST},
            field="text",
            code="too_long",
        )
    if any(not one.isprintable() and one not in {"\n", "\t"} for one in text):
        raise Refused(
            _("This holds a character that cannot be printed. Type it again, or paste it as plain text."),
            field="text",
            code="unprintable",
        )
    if unknown := edits.unknown_words(text, read.words):
        raise Refused(
            _("“%(word)s” is no word that can be filled. The words in braces are listed below.")
            % {"word": unknown[0]},
            field="text",
            code="unknown_word",
        )


def _add(own: dict[str, Edit], read: drafts.Read, *, after: str, text: str) -> str:
    if after not in {one.block.key for one in read.laid}:
        raise Refused(_("This text is no longer part of the paper. Reload the page."), code="stale")
    if not text:
        raise Refused(_("Write the paragraph first."), field="text", code="empty")
    key = f"{edits.ADDED}-{secrets.token_hex(4)}"
    own[key] = Edit(text=text, after=after)
    return key


def _put(own: dict[str, Edit], laid: Laid, *, key: str, text: str, seen: str | None) -> None:
    stands = laid.template
    if text == stands:
        return  # saved twice, or by two officers alike: no quarrel
    if seen is not None and seen.replace("\r\n", "\n").strip() != stands:
        raise Refused(
            _(
                "Somebody changed this text while you were editing. What you typed is still here; compare it "
                "with what stands there now, and save again to replace it."
            ),
            field="text",
            code="stale",
            now=stands,
        )
    earlier = own.get(key)
    own[key] = Edit(
        text=text,
        composed=laid.composed,
        before=earlier.text if earlier else None,
        after=earlier.after if earlier else "",
    )
    if text == laid.composed and not own[key].after:
        del own[key]


def _keep(row: Revision, own: dict[str, Edit]) -> None:
    row.edits = edits.plain(own)
    row.save(update_fields=["edits"])


def record_draft(verb: str, row: Revision, *, by: Account, at: datetime, after: object = None) -> None:
    """Write what was done to a draft into the audit trail."""
    paper = row.paper
    record(
        f"papers.{verb}",
        by=by,
        at=at,
        subject=f"{paper.title} ({LANGUAGES.get(paper.language, paper.language)})",
        scope=paper.meeting.scope,
        after=after,
    )
