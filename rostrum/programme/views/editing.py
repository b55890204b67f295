"""The editor: a draft as a tree, every edit in place, and what others do to it meanwhile."""

import json
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.meetings.shown import contributions
from rostrum.meetings.views import crumbs_of, meeting_or_404
from rostrum.people.models import Account
from rostrum.programme import comparing, drafts, live, operations, queries, wording
from rostrum.programme.core.shifts import Offer, Slot
from rostrum.programme.core.times import read_time
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Impossible
from rostrum.programme.forms import MoveForm, Typed, merged
from rostrum.programme.operations import Outcome
from rostrum.programme.permissions import EDIT, READ_DRAFT
from rostrum.programme.queries import Draft
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


def _officer(request: HttpRequest, meeting: Meeting, permission: str = EDIT) -> Account:
    account = request.user if isinstance(request.user, Account) else None
    require(account, permission, meeting)
    if account is None:
        raise Denied(_("Sign in first."))
    return account


def _draft(request: HttpRequest, meeting: Meeting) -> Draft:
    found = queries.draft(meeting, _officer(request, meeting, READ_DRAFT))
    if found is None:
        raise Refused(
            _("There is no draft to edit: this version has been published. Begin the next one."),
            code="no_draft",
        )
    return found


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1  # noqa: PLR2004 - fits the database


@never_cache
@require_safe
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the draft as a tree, or the way to begin one."""
    meeting = meeting_or_404(slug)
    account = _officer(request, meeting, READ_DRAFT)
    draft = queries.draft(meeting, account)
    context = {
        "meeting": meeting,
        "draft": draft,
        **(drafts.shown(draft) if draft else {}),
        "versions": queries.versions(meeting),
        "beside": [link for one in contributions() for link in one.beside_editor(request, meeting)],
        "crumbs": [*crumbs_of(meeting), (_("Programme"), reverse("programme:latest", args=[slug]))],
        "channel": live.channel(meeting, get_language() or "en"),
    }
    return render(request, "programme/edit/page.html", context)


@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the next version."""
    meeting = meeting_or_404(slug)
    operations.begin_draft(meeting, by=_officer(request, meeting), at=timezone.now())
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(_tree(request, _draft(request, meeting)))
    return HttpResponseRedirect(reverse("programme:edit", args=[slug]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an empty segment, and add it."""
    meeting = meeting_or_404(slug)
    account, draft = _officer(request, meeting), _draft(request, meeting)
    parent = (request.POST if request.method == "POST" else request.GET).get("parent", "")[:40]
    if request.method != "POST":
        first = drafts.suggestion(draft, parent=parent, day=parse_date_of(request.GET.get("day", "")))
        return _form(request, draft, Typed(days=draft.frame.days, initial=first), parent=parent)
    typed = Typed(request.POST, days=draft.frame.days)
    if not typed.is_valid():
        return _form(request, draft, typed, parent=parent, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        outcome = operations.add_segment(
            meeting, values=typed.values(), parent=parent, by=account, at=timezone.now()
        )
    except Denied:
        raise
    except Refused as refused:
        typed.refuse(refused)
        return _form(request, draft, typed, parent=parent, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _saved(request, meeting, outcome, _("The segment is added."))


def parse_date_of(text: str) -> Any:
    """Read a day of an address, None for anything else."""
    try:
        return parse_date(text)
    except ValueError:
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def segment(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a segment to be edited, and keep what was typed."""
    meeting = meeting_or_404(slug)
    account, draft = _officer(request, meeting), _draft(request, meeting)
    if request.method != "POST":
        if key not in draft.programme:
            raise Refused(_("This segment is no longer in the programme."), code="gone")
        typed = Typed(days=draft.frame.days, segment=draft.programme.get(key))
        return _form(request, draft, typed, key=key)
    typed = Typed(request.POST, days=draft.frame.days)
    if not typed.is_valid():
        revision = _number(request, "revision")
        return _form(
            request, draft, typed, key=key, revision=revision, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    try:
        outcome = operations.edit_segment(
            meeting,
            key=key,
            revision=_number(request, "revision"),
            values=typed.values(),
            by=account,
            at=timezone.now(),
        )
    except Denied:
        raise
    except Refused as refused:
        return _refused(request, draft, typed, refused, key=key)
    return _saved(request, meeting, outcome, _("Saved."))


def _refused(request: HttpRequest, draft: Draft, typed: Typed, refused: Refused, *, key: str) -> HttpResponse:
    """Show the form again: with both texts when somebody was faster, else with what is wrong."""
    if refused.code == "stale":
        return _both(request, draft.meeting, typed, refused, key=key)
    if key not in draft.programme or refused.code == "gone":
        # What was typed can be added anew; the form now does that.
        return _form(request, draft, typed, reason=refused.reason, status=HTTPStatus.CONFLICT)
    typed.refuse(refused)
    revision = _number(request, "revision")
    return _form(request, draft, typed, key=key, revision=revision, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _both(
    request: HttpRequest, meeting: Meeting, typed: Typed, refused: Refused, *, key: str
) -> HttpResponse:
    """Show both texts. The form now stands on what is there: saving it puts this text in the other's place.

    What only the other officer changed is taken over into the form, so that saving keeps it.
    """
    draft, values = _draft(request, meeting), typed.values()
    seen = queries.segment_at(draft, key, _number(request, "revision"))
    if seen is None:
        raise refused
    both = drafts.both_texts(draft.programme.get(key), values, refused.facts["aspects"])
    mine = Typed(days=draft.frame.days, segment=merged(draft.programme.get(key), seen, values))
    return _form(request, draft, mine, key=key, both=both, reason=refused.reason, status=HTTPStatus.CONFLICT)


def _form(
    request: HttpRequest,
    draft: Draft,
    typed: Typed,
    *,
    key: str = "",
    parent: str = "",
    revision: int | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    context = {
        "meeting": draft.meeting,
        "typed": typed,
        "key": key,
        "parent": parent,
        "holder": draft.programme.get(parent) if parent in draft.programme else None,
        "revision": draft.revisions.get(key, 0) if revision is None else revision,
        **more,
    }
    return render(request, "programme/edit/form.html", context, status=status)


def _saved(request: HttpRequest, meeting: Meeting, outcome: Outcome, word: str) -> HttpResponse:
    if outcome.number is not None:
        undo_url = f"{reverse('programme:undo', args=[meeting.slug])}?number={outcome.number}"
        toasts.toast(request, word, undo_url=undo_url)
    draft = _draft(request, meeting)
    context = {**_offered(draft, outcome.offer), "focus": outcome.key}
    panel = render_to_string("programme/edit/after.html", context, request)
    return HttpResponse(panel + _tree(request, draft, out_of_band=True))


def _offered(draft: Draft, offer: Offer | None) -> dict[str, Any]:
    if offer is None:
        return {"meeting": draft.meeting, "draft": draft, "offer": None}
    slots = [
        {
            "key": slot.key,
            "start": f"{slot.start:%H:%M}",
            "end": f"{slot.end:%H:%M}" if slot.end else "",
            "revision": draft.revisions.get(slot.key, 0),
        }
        for slot in offer.slots
    ]
    return {
        "meeting": draft.meeting,
        "draft": draft,
        "offer": offer,
        "lines": drafts.offered_lines(draft.programme, offer),
        "collisions": [wording.collision(one, draft.programme) for one in offer.collisions],
        "slots": json.dumps(slots),
    }


def _tree(request: HttpRequest, draft: Draft, *, out_of_band: bool = False) -> str:
    context = {**drafts.shown(draft), "out_of_band": out_of_band}
    return render_to_string("programme/edit/tree.html", context, request)


def _act(
    request: HttpRequest, slug: str, word: str, make: Callable[[Meeting, Account], Outcome]
) -> HttpResponse:
    """Do something to the tree and answer with the tree as it is now, refused or not."""
    meeting = meeting_or_404(slug)
    account = _officer(request, meeting)
    offer = None
    try:
        outcome = make(meeting, account)
    except Denied:
        raise
    except Refused as refused:
        toasts.toast(request, refused.reason, bad=True)
        draft = queries.draft(meeting, account)
        if draft is None:
            return toasts.refusal(request, refused.reason)
        return HttpResponse(_tree(request, draft), status=HTTPStatus.CONFLICT)
    offer = outcome.offer
    if outcome.number is not None and word:
        undo_url = f"{reverse('programme:undo', args=[slug])}?number={outcome.number}"
        toasts.toast(request, word, undo_url=undo_url)
    draft = _draft(request, meeting)
    html = _tree(request, draft)
    if offer is not None:
        context = {**_offered(draft, offer), "focus": outcome.key}
        panel = render_to_string("programme/edit/after.html", context, request)
        html += f'<div id="panel" hx-swap-oob="innerHTML">{panel}</div>'
    return HttpResponse(html)


@require_POST
def step(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Move a segment one step up, down, in or out."""

    def make(meeting: Meeting, by: Account) -> Outcome:
        revision, way = _number(request, "revision"), request.POST.get("step", "")
        return operations.step_segment(
            meeting, key=key, revision=revision, step=way, by=by, at=timezone.now()
        )

    return _act(request, slug, _("Moved."), make)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Move a segment to where it was dropped, or to where the form in words says."""
    if request.method != "POST" or "in_words" in request.POST:
        return _move_in_words(request, slug, key)
    return _act(request, slug, _("Moved."), partial(_moved, request, key))


def _moved(request: HttpRequest, key: str, meeting: Meeting, by: Account) -> Outcome:
    try:
        where = Where(request.POST.get("where", ""))
    except ValueError:
        raise Refused(_("Drop the segment before, after or into another.")) from None
    return operations.move_segment(
        meeting,
        key=key,
        revision=_number(request, "revision"),
        where=where,
        target=request.POST.get("target", "")[:40],
        day=parse_date_of(request.POST.get("day", "")),
        by=by,
        at=timezone.now(),
    )


def _move_in_words(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    meeting = meeting_or_404(slug)
    account, draft = _officer(request, meeting), _draft(request, meeting)
    if key not in draft.programme:
        raise Refused(_("This segment is no longer in the programme."), code="gone")
    segment, data = draft.programme.get(key), request.POST if request.method == "POST" else None
    form = MoveForm(data, segment=segment, programme=draft.programme)
    context = {"meeting": meeting, "form": form, "segment": segment, "revision": draft.revisions[key]}
    if data is not None and form.is_valid():
        try:
            return _saved(request, meeting, _moved(request, key, meeting, account), _("Moved."))
        except Denied:
            raise
        except Refused as refused:
            form.refuse(refused)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if data is not None else HTTPStatus.OK
    return render(request, "programme/edit/move.html", context, status=status)


@require_POST
def remove(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Remove a segment with all that it holds."""

    def make(meeting: Meeting, by: Account) -> Outcome:
        revision = _number(request, "revision")
        return operations.remove_segment(meeting, key=key, revision=revision, by=by, at=timezone.now())

    return _act(request, slug, _("Removed."), make)


@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back one's last edit, or the one that a toast names."""
    text = request.GET.get("number", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None  # noqa: PLR2004

    def make(meeting: Meeting, by: Account) -> Outcome:
        return operations.undo(meeting, number=number, by=by, at=timezone.now())

    response = _act(request, slug, "", make)
    if number is not None:
        # A toast asks for nothing to be swapped: the tree finds its own place.
        response["HX-Retarget"] = "#tree"
        response["HX-Reswap"] = "outerHTML"
    return response


@require_POST
def redo(request: HttpRequest, slug: str) -> HttpResponse:
    """Do again what one undid last."""
    return _act(request, slug, "", lambda meeting, by: operations.redo(meeting, by=by, at=timezone.now()))


@require_POST
def shift(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept the times that were offered."""

    def make(meeting: Meeting, by: Account) -> Outcome:
        return operations.shift_segments(meeting, slots=_slots(request), by=by, at=timezone.now())

    return _act(request, slug, _("The times are changed."), make)


def _slots(request: HttpRequest) -> list[tuple[Slot, int]]:
    try:
        given = json.loads(request.POST.get("slots", ""))
        return [
            (
                Slot(
                    key=str(one["key"]),
                    start=read_time(str(one["start"]), field="start"),
                    end=read_time(str(one["end"]), field="end") if one["end"] else None,
                ),
                int(one["revision"]),
            )
            for one in given
        ]
    except (ValueError, TypeError, KeyError, Impossible):
        raise Refused(_("This offer no longer stands. Change the time again.")) from None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what stands against publishing, and publish."""
    meeting = meeting_or_404(slug)
    account, draft = _officer(request, meeting), _draft(request, meeting)
    refused, wanted = "", request.POST.get("kind", "")[:12]
    if request.method == "POST":
        try:
            version = operations.publish(
                meeting,
                kind=wanted,
                seen=_number(request, "seen"),
                by=account,
                at=timezone.now(),
            )
        except Denied:
            raise
        except Refused as found:
            refused = found.reason
        else:
            toasts.toast(request, _("Published: everybody can read it now."))
            return HttpResponseRedirect(reverse("programme:version", args=[slug, version.number]))
    context = {
        "meeting": meeting,
        "draft": draft,
        "refused": refused,
        "kinds": drafts.kinds_to_publish(draft, wanted),
        "latest": queries.latest_published(meeting),
        "problems": drafts.problems(draft),
        "notices": drafts.notices(draft),
        "crumbs": [*crumbs_of(meeting), (_("Edit"), reverse("programme:edit", args=[slug]))],
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return render(request, "programme/edit/publish.html", context, status=status)


@never_cache
@require_safe
def compare_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the draft beside the version that holds."""
    meeting = meeting_or_404(slug)
    draft, latest = _draft(request, meeting), queries.latest_published(meeting)
    if latest is None:
        return HttpResponseRedirect(reverse("programme:edit", args=[slug]))
    every = comparing.pairs(latest, draft)
    context = {
        "meeting": meeting,
        "draft": draft,
        "old": latest,
        "pairs": [pair for pair in every if not pair.same],
        "same": sum(pair.same for pair in every),
        "crumbs": [*crumbs_of(meeting), (_("Edit"), reverse("programme:edit", args=[slug]))],
    }
    return render(request, "programme/edit/compare.html", context)
