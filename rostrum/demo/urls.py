"""Addresses of the demonstration."""

from django.urls import path

from rostrum.demo import views

app_name = "demo"
urlpatterns = [path("enter/<str:token>/", views.enter, name="enter")]
