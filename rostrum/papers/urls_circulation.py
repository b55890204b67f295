"""The page that sends an issued paper, under ``/meetings/<slug>/papers/``."""

from django.urls import path

from rostrum.papers import circulation_views

urlpatterns = [
    path("circulate/<int:pk>/", circulation_views.circulate, name="circulate"),
]
