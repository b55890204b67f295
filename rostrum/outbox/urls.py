"""The pages of this folder."""

from django.urls import path

from rostrum.outbox import views

app_name = "outbox"

urlpatterns = [
    path("", views.letters, name="letters"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/again/", views.try_again, name="try_again"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/enclosures/<int:enclosure>/", views.enclosure, name="enclosure"),
]
