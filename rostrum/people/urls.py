"""Addresses of one's own account."""

from django.urls import path

from rostrum.people import views

app_name = "people"
urlpatterns = [path("account/", views.account, name="account")]
