"""An office's own Word templates: download, replace, go back to the built-in one."""

from http import HTTPStatus

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rostrum.meetings.form_pages import put_refusal
from rostrum.meetings.models import Meeting
from rostrum.meetings.permissions import require
from rostrum.meetings.views import meeting_or_404
from rostrum.papers import kinds, operations, queries
from rostrum.papers.kinds import LANGUAGES, Kind
from rostrum.papers.permissions import REPLACE_TEMPLATE
from rostrum.papers.rendering import built_in
from rostrum.papers.rendering.sandbox import PLACEHOLDERS
from rostrum.papers.template_check import LARGEST
from rostrum.papers.views.common import attachment, by, office_crumbs
from rostrum.refused import Denied, Refused
from rostrum.web import toasts


class TemplateForm(forms.Form):
    """A template to use from now on."""

    template = forms.FileField(
        label=gettext_lazy("Word template"), help_text=gettext_lazy("A .docx file of 5 MB at most.")
    )


def _known(request: HttpRequest, slug: str, kind: str, language: str) -> tuple[Meeting, Kind]:
    meeting = meeting_or_404(slug)
    require(by(request), REPLACE_TEMPLATE, meeting)
    found = kinds.kind(kind)
    if found is None or found.render is not None or language not in LANGUAGES:
        raise Http404
    return meeting, found


@login_required
@never_cache
@require_safe
def templates(request: HttpRequest, slug: str) -> HttpResponse:
    """List the Word templates by kind and language."""
    meeting = meeting_or_404(slug)
    context = {
        "meeting": meeting,
        "rows": [
            (kind, language, LANGUAGES[language], own)
            for kind, language, own in queries.templates(meeting, by(request))
        ],
        "crumbs": office_crumbs(meeting),
    }
    return render(request, "papers/templates.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, slug: str, kind: str, language: str) -> HttpResponse:
    """Show how to replace a template, and replace it."""
    meeting, found = _known(request, slug, kind, language)
    form = TemplateForm(request.POST or None, request.FILES or None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and _replaced(request, meeting, kind, language, form):
            toasts.toast(request, _("Papers use your template from now on."))
            return HttpResponseRedirect(reverse("papers:templates", args=[slug]))
    context = {
        "meeting": meeting,
        "kind": found,
        "language": language,
        "language_label": LANGUAGES[language],
        "own": queries.template(meeting, kind=kind, language=language),
        "placeholders": PLACEHOLDERS,
        "form": form,
        "crumbs": [
            *office_crumbs(meeting),
            (_("Word templates"), reverse("papers:templates", args=[slug])),
        ],
    }
    return render(request, "papers/template.html", context, status=status)


def _replaced(request: HttpRequest, meeting: Meeting, kind: str, language: str, form: TemplateForm) -> bool:
    content = form.cleaned_data["template"].read(LARGEST + 1)
    try:
        operations.replace_template(
            meeting, kind=kind, language=language, content=content, by=by(request), at=timezone.now()
        )
    except Denied:
        raise
    except Refused as refused:
        put_refusal(form, refused)
        return False
    return True


@login_required
@never_cache
@require_safe
def template_file(request: HttpRequest, slug: str, kind: str, language: str) -> HttpResponse:
    """Give the template that is in use now, to be changed in Word."""
    meeting, _found = _known(request, slug, kind, language)
    own = queries.template(meeting, kind=kind, language=language)
    content = bytes(own.content) if own else built_in.template()
    return attachment(content, format="docx", name=f"template-{kind}-{language}")


@login_required
@require_POST
def reset_template(request: HttpRequest, slug: str, kind: str, language: str) -> HttpResponse:
    """Go back to the built-in template."""
    meeting, _found = _known(request, slug, kind, language)
    operations.reset_template(meeting, kind=kind, language=language, by=by(request), at=timezone.now())
    toasts.toast(request, _("Papers use the built-in template again."))
    return HttpResponseRedirect(reverse("papers:templates", args=[slug]))
