"""Addresses of what is left of the floor: the list as held, the figures, and the list on paper."""

from django.urls import path

from rostrum.floor.views import records

urlpatterns = [
    path("held/", records.held, name="held"),
    path("held.csv", records.held_csv, name="held_csv"),
    path("held.xlsx", records.held_xlsx, name="held_xlsx"),
    path("held.pdf", records.held_pdf, name="held_pdf"),
    path("statistics/", records.statistics, name="statistics"),
    path("print/", records.printed, name="printed"),
]
