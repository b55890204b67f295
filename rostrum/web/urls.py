"""Addresses of the shell."""

from django.urls import path
from django.views.i18n import set_language

from rostrum.web import views

app_name = "web"
urlpatterns = [
    path("design/", views.design, name="design"),
    path("design/try", views.design_try, name="design_try"),
    path("display/", views.display, name="display"),
    path("language/", set_language, name="language"),
    path("session/", views.session, name="session"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.favicon, name="favicon"),
]
