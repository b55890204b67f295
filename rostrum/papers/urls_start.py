"""Addresses of starting from a paper, under ``/meetings/<slug>/papers/start/``."""

from django.urls import path

from rostrum.papers import start_views

urlpatterns = [
    path("", start_views.start, name="start"),
    path("<int:pk>/", start_views.paper, name="start_paper"),
    path("<int:pk>/file/", start_views.file, name="start_file"),
    path("<int:pk>/withdraw/", start_views.withdraw, name="start_withdraw"),
    path("<int:pk>/bring-back/", start_views.bring_back, name="start_bring_back"),
    path("<int:pk>/accept/", start_views.accept, name="start_accept"),
    path("<int:pk>/undo/", start_views.undo, name="start_undo"),
    path("<int:pk>/day/", start_views.day, name="start_day"),
    path("<int:pk>/add-day/", start_views.add_day, name="start_add_day"),
    path("<int:pk>/segments/", start_views.add, name="start_add"),
    path("<int:pk>/segments/<slug:key>/", start_views.segment, name="start_segment"),
    path("<int:pk>/segments/<slug:key>/remove/", start_views.remove, name="start_remove"),
    path("<int:pk>/segments/<slug:key>/set/", start_views.set_value, name="start_set"),
    path("<int:pk>/segments/<slug:key>/text/", start_views.text, name="start_text"),
]
