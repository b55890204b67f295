"""A page with one form. When its operation says no, what was typed stays, with the reason at its field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from rostrum.meetings.operations.rows import mark
from rostrum.refused import Denied, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """``crumbs`` lead here, ``back`` away without saving; ``columns`` sets a long form in two."""

    title: str
    submit: str
    crumbs: Sequence[tuple[str, str]]
    back: str
    eyebrow: str = ""
    lead: str = ""
    columns: bool = False
    template: str = "meetings/form_page.html"
    more: Callable[[], dict[str, Any]] = dict

    def answer(self, request: HttpRequest, form: Form, save: Callable[[Form], str]) -> HttpResponse:
        """Show the form, or save it and go where ``save`` says; a refusal shows the form again (422)."""
        if request.method != "POST":
            return self.show(request, form)
        if not form.is_valid():
            return self.show(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            return HttpResponseRedirect(save(form))
        except Denied:
            raise
        except Refused as refused:
            put_refusal(form, refused)
            now = refused.facts.get("now")
            if now is None:
                return self.show(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            see(form, now)
            return self.show(request, form, status=HTTPStatus.CONFLICT, now=now)

    def show(
        self,
        request: HttpRequest,
        form: Form,
        *,
        status: int = HTTPStatus.OK,
        now: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Draw the page; ``now`` is what stands in the database when somebody was quicker."""
        context = {"page": self, "form": form, "now": standing(form, now), **self.more()}
        return render(request, self.template, context, status=status)


def put_refusal(form: Form, refused: Refused) -> None:
    """Write why an operation said no into the form, at the field that it names."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.reason)


def standing(form: Form, now: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Return what stands there now, in the words of the form's labels."""
    rows = []
    for name, value in (now or {}).items():
        field = form.fields.get(name)
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        rows.append((str(field.label) if field else name, "–" if shown in (None, "") else str(shown)))
    return rows


def see(form: Form, now: dict[str, Any]) -> None:
    """Mark a form that came too late with what stands there now, so that saving it again replaces that."""
    typed: Any = form.data
    data = typed.copy()
    data["seen"] = mark(now)
    form.data = data
