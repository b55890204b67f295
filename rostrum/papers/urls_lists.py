"""Addresses of lists, name plates and the programme as Akoma Ntoso, under ``/meetings/<slug>/papers/``."""

from django.urls import path
from django.views.decorators.http import conditional_page

from rostrum.papers import list_views

urlpatterns = [
    path("programme-<int:number>.akn.xml", conditional_page(list_views.programme), name="akoma_ntoso"),
    path("lists/", list_views.lists, name="lists"),
    path("lists/name-plates/", list_views.name_plates, name="name_plates"),
    path("lists/participants/", list_views.list_of_participants, name="participants"),
    path("lists/speakers/", list_views.list_of_speakers, name="speakers"),
]
