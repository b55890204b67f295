"""The pages of this folder."""

from django.urls import include, path
from django.views.decorators.http import conditional_page, require_safe

from rostrum.papers import feeds
from rostrum.papers.views import drafts, issuing, public, templates

app_name = "papers"

office = [
    path("", drafts.office, name="office"),
    path("compose/", drafts.compose, name="compose"),
    path("correct/<int:pk>/", drafts.correct, name="correct"),
    path("drafts/<int:pk>/", drafts.draft, name="draft"),
    path("drafts/<int:pk>/add/", drafts.add, name="add"),
    path("drafts/<int:pk>/texts/<slug:key>/", drafts.text, name="text"),
    path("drafts/<int:pk>/texts/<slug:key>/undo/", drafts.undo, name="undo"),
    path("drafts/<int:pk>/files/<slug:form>/", drafts.draft_file, name="draft_file"),
    path("drafts/<int:pk>/issue/", issuing.issue, name="issue"),
    path("drafts/<int:pk>/discard/", drafts.discard, name="discard"),
    path("drafts/<int:pk>/restore/", drafts.restore, name="restore"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:kind>/<slug:language>/", templates.template, name="template"),
    path("templates/<slug:kind>/<slug:language>/file/", templates.template_file, name="template_file"),
    path("templates/<slug:kind>/<slug:language>/reset/", templates.reset_template, name="reset_template"),
]
urlpatterns = [
    path("check/", include("rostrum.papers.urls_check")),
    path("start/", include("rostrum.papers.urls_start")),
    path("", include("rostrum.papers.urls_circulation")),
    path("", public.papers, name="public"),
    path("feed.atom", require_safe(conditional_page(feeds.PapersFeed())), name="feed"),
    path("office/", include(office)),
    path("<int:pk>/", public.paper, name="paper"),
    path("<int:pk>/files/<slug:form>/", public.file, name="file"),
    path("", include("rostrum.papers.urls_lists")),
]
