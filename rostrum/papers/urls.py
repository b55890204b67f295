"""The pages of this folder."""

from django.urls import include, path

app_name = "papers"

urlpatterns = [
    path("", include("rostrum.papers.urls_circulation")),
    path("", include("rostrum.papers.urls_lists")),
]
