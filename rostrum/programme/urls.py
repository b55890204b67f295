"""Addresses of the programme, under ``/meetings/<slug>/programme/``."""

from django.urls import path

from rostrum.programme.views import editing, public

app_name = "programme"
urlpatterns = [
    path("", public.latest, name="latest"),
    path("programme.json", public.as_json, name="json"),
    path("edit/", editing.edit, name="edit"),
    path("edit/begin/", editing.begin, name="begin"),
    path("edit/new/", editing.add, name="add"),
    path("edit/undo/", editing.undo, name="undo"),
    path("edit/redo/", editing.redo, name="redo"),
    path("edit/shift/", editing.shift, name="shift"),
    path("edit/compare/", editing.compare_draft, name="compare_draft"),
    path("edit/publish/", editing.publish, name="publish"),
    path("edit/segments/<slug:key>/", editing.segment, name="segment"),
    path("edit/segments/<slug:key>/step/", editing.step, name="step"),
    path("edit/segments/<slug:key>/move/", editing.move, name="move"),
    path("edit/segments/<slug:key>/remove/", editing.remove, name="remove"),
    path("<int:number>/", public.version, name="version"),
    path("<int:number>/programme.json", public.as_json, name="version_json"),
    path("compare/", public.choose, name="choose"),
    path("compare/<int:old>/<int:new>/", public.compare, name="compare"),
]
