"""Where the secretariat prepares papers: the list, a draft with its preview, its texts and files."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rostrum.meetings.models import Meeting
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.papers import drafts, kinds, operations, queries, rendering, steps
from rostrum.papers.compose import words
from rostrum.papers.core.blocks import Agenda, Heading, KeyValues, Listing, People, Title, is_text, type_of
from rostrum.papers.core.edits import Laid
from rostrum.papers.models import Revision
from rostrum.papers.views.common import (
    FORMS,
    HIGHEST,
    LONGEST_KEY,
    attachment,
    by,
    draft_or_404,
    issued_or_404,
    office_crumbs,
)
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A block in the column of texts: ``typed`` stands in the field, ``seen`` is what it was begun from."""

    laid: Laid
    label: str
    is_text: bool
    typed: str
    seen: str
    rows: int
    takes_more: bool
    error: str = ""
    now: str = ""
    saved: bool = False


@login_required
@never_cache
@require_safe
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can be composed, what is drafted, what was issued, and the one next thing to do."""
    meeting = meeting_or_404(slug)
    context = {
        "meeting": meeting,
        "families": queries.families(meeting, by(request)),
        "next": steps.next_step(meeting, at=timezone.now()),
        "crumbs": crumbs_of(meeting),
    }
    return render(request, "papers/office.html", context)


@login_required
@require_POST
def compose(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft and go there."""
    meeting = meeting_or_404(slug)
    translates = None
    given = request.POST.get("of", "")
    if given.isascii() and given.isdigit() and len(given) <= LONGEST_KEY:
        other = queries.any_revision(meeting, int(given), by(request))
        translates = other.paper if other is not None else None
    draft = operations.compose(
        meeting,
        kind=request.POST.get("kind", ""),
        language=request.POST.get("language", ""),
        translates=translates,
        by=by(request),
        at=timezone.now(),
    )
    return HttpResponseRedirect(_address(draft))


@login_required
@require_POST
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin a correction of an issued paper and go there."""
    issued = issued_or_404(meeting_or_404(slug), pk)
    return HttpResponseRedirect(_address(operations.correct(issued, by=by(request), at=timezone.now())))


@login_required
@never_cache
@require_safe
def draft(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a draft: its texts, and beside them how it reads now."""
    meeting = meeting_or_404(slug)
    return _page(request, meeting, draft_or_404(request, meeting, pk))


@login_required
@never_cache
@require_safe
def draft_file(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Give a draft as a file, with the mark that it is one."""
    meeting = meeting_or_404(slug)
    found = draft_or_404(request, meeting, pk)
    if form not in FORMS:
        raise Http404
    document = drafts.read(found, at=timezone.now()).document
    format_, page_size = FORMS[form]
    own = queries.template(meeting, kind=document.kind, language=document.language)
    template = bytes(own.content) if own else None
    content = rendering.file(document, format=format_, page_size=page_size, template=template)
    if content is None:
        raise Http404
    name = "-".join(filter(None, ("draft", meeting.slug, document.kind, document.language, page_size)))
    return attachment(content, format=format_, name=name)


@login_required
@require_POST
def text(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Keep what was written into a text; a refusal shows it again with the reason and what was typed."""
    meeting = meeting_or_404(slug)
    found = draft_or_404(request, meeting, pk)
    typed, seen = request.POST.get("text", ""), request.POST.get("seen")
    try:
        operations.edit_text(found, key=key, text=typed, seen=seen, by=by(request), at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        return _refused(request, found, key, typed, refused)
    return _after(request, found, key)


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Take back the last edit of a text."""
    found = draft_or_404(request, meeting_or_404(slug), pk)
    operations.undo_text(found, key=key, by=by(request), at=timezone.now())
    return _after(request, found, key)


@login_required
@require_POST
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a paragraph under a block."""
    found = draft_or_404(request, meeting_or_404(slug), pk)
    typed, after = request.POST.get("text", ""), request.POST.get("after", "")
    try:
        key = operations.edit_text(found, key="", text=typed, after=after, by=by(request), at=timezone.now())
    except Denied:
        raise
    except Refused as refused:
        return _page(request, found.paper.meeting, found, adding=(after, typed, refused.reason))
    return HttpResponseRedirect(f"{_address(found)}#text-{key}")


@login_required
@require_POST
def discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a draft away, with the way back."""
    found = draft_or_404(request, meeting_or_404(slug), pk)
    operations.discard(found, by=by(request), at=timezone.now())
    undo_url = reverse("papers:restore", args=[slug, found.pk])
    toasts.toast(request, _("The draft was discarded."), undo_url=undo_url)
    return HttpResponseRedirect(reverse("papers:office", args=[slug]))


@login_required
@require_POST
def restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Bring a discarded draft back."""
    found = queries.any_revision(meeting_or_404(slug), min(pk, HIGHEST), by(request))
    if found is None:
        raise Http404
    operations.restore(found, by=by(request), at=timezone.now())
    return HttpResponseRedirect(_address(found))


def _address(found: Revision) -> str:
    return reverse("papers:draft", args=[found.paper.meeting.slug, found.pk])


def _page(
    request: HttpRequest,
    meeting: Meeting,
    found: Revision,
    *,
    changed: Text | None = None,
    adding: tuple[str, str, str] = ("", "", ""),
) -> HttpResponse:
    at = timezone.now()
    read = drafts.read(found, at=at)
    texts = [_text(at_, one) for at_, one in enumerate(read.laid, 1)]
    if changed is not None:
        texts = [changed if one.laid.block.key == changed.laid.block.key else one for one in texts]
    context = {
        "meeting": meeting,
        "draft": found,
        "read": read,
        "document": read.document,
        "kind": read.kind,
        "language": kinds.LANGUAGE_NAMES.get(found.paper.language, found.paper.language),
        "texts": texts,
        "adding_after": adding[0],
        "adding_text": adding[1],
        "adding_error": adding[2],
        "words": words.about(),
        "may_issue": queries.may_issue(request.user, meeting),
        "crumbs": office_crumbs(meeting),
    }
    wrong = (changed is not None and changed.error) or adding[2]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "papers/draft.html", context, status=status)


def _text(number: int, laid: Laid, **changed: Any) -> Text:
    typed = changed.get("typed", laid.template)
    lines = sum(1 + len(line) // 70 for line in typed.split("\n"))
    return Text(
        **{
            "laid": laid,
            "label": f"{number}. {_label(laid)}",
            "is_text": is_text(laid.block),
            "typed": laid.template,
            "seen": laid.template,
            "takes_more": is_text(laid.block) or isinstance(laid.block, KeyValues | Agenda | People | Title),
            "rows": max(2, min(lines, 12)) if not isinstance(laid.block, Heading) else 1,
            **changed,
        }
    )


def _label(laid: Laid) -> str:
    if isinstance(laid.block, Listing):
        return _("List, one item a line")
    named = {
        "heading": _("Heading"),
        "paragraph": _("Paragraph"),
        "letterhead": _("Letterhead: the offices that convene"),
        "date": _("Date: the day of issue"),
        "title": _("Title, days and place"),
        "facts": _("Days, place and interpretation"),
        "programme": _("Programme: the version that holds"),
        "people": _("People"),
        "signature": _("Signature: who holds the office on the day of issue"),
        "address": _("Addressees"),
        "new_page": _("A new page begins"),
    }
    return named.get(type_of(laid.block), "")


def _one(found: Revision, key: str, **changed: Any) -> tuple[drafts.Read, Text | None]:
    fresh = Revision.objects.select_related("paper__meeting__process").get(pk=found.pk)
    read = drafts.read(fresh, at=timezone.now())
    for number, laid in enumerate(read.laid, 1):
        if laid.block.key == key:
            return read, _text(number, laid, **changed)
    return read, None


def _after(request: HttpRequest, found: Revision, key: str) -> HttpResponse:
    """Answer htmx with the text and the preview, and a browser without scripts with the page."""
    read, one = _one(found, key, saved=True)
    if not getattr(request, "htmx", False) or one is None:
        return HttpResponseRedirect(f"{_address(found)}#text-{key}")
    return _fragment(request, found, read, one, HTTPStatus.OK)


def _refused(request: HttpRequest, found: Revision, key: str, typed: str, refused: Refused) -> HttpResponse:
    read, one = _one(found, key, typed=typed, error=refused.reason, now=refused.facts.get("now", ""))
    if one is None:
        raise refused
    if getattr(request, "htmx", False):
        return _fragment(request, found, read, one, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, found.paper.meeting, found, changed=one)


def _fragment(
    request: HttpRequest, found: Revision, read: drafts.Read, one: Text, status: HTTPStatus
) -> HttpResponse:
    context = {
        "meeting": found.paper.meeting,
        "draft": found,
        "read": read,
        "document": read.document,
        "one": one,
    }
    return render(request, "papers/text_answer.html", context, status=status)
