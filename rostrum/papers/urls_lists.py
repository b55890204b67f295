"""Addresses of lists, name plates and the programme as Akoma Ntoso, under ``/meetings/<slug>/papers/``."""

from django.urls import path
from django.views.decorators.http import conditional_page

from rostrum.papers import list_views

urlpatterns = [
    path("programme-<int:number>.akn.xml", conditional_page(list_views.programme), name="akoma_ntoso"),
]
