"""Addresses of the check of a meeting, under ``/meetings/<slug>/papers/check/``."""

from django.urls import path

from rostrum.papers import check_views

urlpatterns = [
    path("", check_views.check, name="check"),
    path("<slug:mark>/mend/", check_views.mend, name="mend"),
    path("<slug:mark>/let-stand/", check_views.dismiss, name="dismiss_finding"),
    path("<slug:mark>/take-up/", check_views.take_up, name="take_up"),
    path("unmend/<int:number>/", check_views.unmend, name="unmend"),
]
