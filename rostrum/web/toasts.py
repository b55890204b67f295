"""Words about what was just done, with the way back: undo beats "are you sure?"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

UNDO: Final = "undo:"
TOAST: Final = "toast"
TONES: Final = {"success": "good", "info": "info", "warning": "warn", "error": "bad", "debug": "info"}


@dataclass(frozen=True, slots=True)
class Word:
    """Something to say once: where it may be undone, and its tone."""

    text: str
    tone: str
    undo_url: str
    toast: bool


def toast(request: HttpRequest, text: str, *, undo_url: str = "", bad: bool = False) -> None:
    """Show ``text`` as a toast on the page or fragment that is sent next; undo posts to ``undo_url``."""
    level = messages.ERROR if bad else messages.SUCCESS
    tags = f"{TOAST} {UNDO}{undo_url}" if undo_url else TOAST
    messages.add_message(request, level, text, extra_tags=tags)


def words(request: HttpRequest) -> list[Word]:
    """Take what is waiting to be said; a second call in the same request returns the same."""
    kept: list[Word] | None = getattr(request, "web_words", None)
    if kept is None:
        kept = list(_taken(request))
        request.web_words = kept  # type: ignore[attr-defined]
    return kept


def _taken(request: HttpRequest) -> Iterator[Word]:
    for message in messages.get_messages(request):
        yield word(message)


def word(message: Message) -> Word:
    """Read one of Django's messages: its tone, whether it is a toast, and how it is undone."""
    tags = (message.extra_tags or "").split()
    undo = next((tag.removeprefix(UNDO) for tag in tags if tag.startswith(UNDO)), "")
    return Word(
        text=str(message.message),
        tone=TONES.get(message.level_tag, "info"),
        undo_url=undo,
        toast=TOAST in tags,
    )


def refusal(request: HttpRequest, text: str, *, status: int = 409) -> HttpResponse:
    """Answer htmx with a toast and no change to the page; for an act that was refused as a whole."""
    body = render_to_string("components/toast.html", {"text": text, "tone": "bad"}, request)
    response = HttpResponse(body, status=status)
    response["HX-Retarget"] = "#toasts"
    response["HX-Reswap"] = "beforeend"
    return response
