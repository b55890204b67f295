"""Which page answers at which address."""

from django.urls import include, path

handler400 = "rostrum.web.errors.bad_request"
handler403 = "rostrum.web.errors.denied"
handler404 = "rostrum.web.errors.not_found"
handler500 = "rostrum.web.errors.server_error"

urlpatterns = [
    path("", include("rostrum.web.urls")),
    path("", include("rostrum.people.urls")),
    path("", include("rostrum.meetings.urls")),
    path("meetings/<slug:slug>/programme/", include("rostrum.programme.urls")),
    path("meetings/<slug:slug>/papers/", include("rostrum.papers.urls")),
    path("meetings/<slug:slug>/floor/", include("rostrum.floor.urls")),
    path("outbox/", include("rostrum.outbox.urls")),
    path("demo/", include("rostrum.demo.urls")),
    path("accounts/", include("allauth.urls")),
]
