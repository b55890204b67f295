"""What the floor's pages share."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rostrum.floor import live, queries
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.people.models import Account


def meeting_or_404(slug: str) -> Meeting:
    """Return the meeting or answer that there is none."""
    meeting = queries.meeting_of(slug)
    if meeting is None:
        raise Http404
    return meeting


def account_of(request: HttpRequest) -> Account | None:
    """Return who is signed in."""
    return request.user if isinstance(request.user, Account) else None


def screen(
    request: HttpRequest, meeting: Meeting, view: str, *, at: dt.datetime, **more: Any
) -> HttpResponse:
    """Answer with a screen whole: its fixed part around the present frame, and the channel to follow.

    Raises Denied for somebody who may not see it.
    """
    if live.VIEWS[view].permission:
        require(account_of(request), live.VIEWS[view].permission, meeting)
    audience = more.pop("audience", get_language() or "en")
    board = more.pop("board", None)
    context = live.context(meeting, view, at=at, board=board)
    context["channel"] = live.channel(meeting, view, audience)
    return render(request, f"floor/{view}.html", {**context, **more})
