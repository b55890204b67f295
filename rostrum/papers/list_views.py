"""Lists, name plates and the programme as Akoma Ntoso, as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rostrum.meetings.views import meeting_or_404
from rostrum.papers import queries_lists
from rostrum.papers.akoma_ntoso import MEDIA_TYPE, akoma_ntoso


@require_safe
def programme(request: HttpRequest, slug: str, number: int) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """Answer with a published version of the programme as Akoma Ntoso."""
    found = queries_lists.published_programme(meeting_or_404(slug), number)
    if found is None:
        raise Http404
    version, facts = found
    return HttpResponse(akoma_ntoso(version.programme, version.frame, facts), content_type=MEDIA_TYPE)
