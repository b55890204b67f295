"""Addresses of the floor, under ``/meetings/<slug>/floor/``."""

from django.urls import path

from rostrum.floor.urls_records import urlpatterns as records
from rostrum.floor.views import console, room, rules

app_name = "floor"
urlpatterns = [
    path("", console.console, name="console"),
    path("moderator/", console.moderator, name="moderator"),
    path("interpreters/", console.interpreters, name="interpreters"),
    path("board/<slug:view>/", console.board, name="board"),
    path("act/", console.act, name="act"),
    path("find/", console.find, name="find"),
    path("rules/", rules.rules, name="rules"),
    path("rules/preview/", rules.preview, name="preview"),
    path("hall/<slug:key>/", room.hall, name="hall"),
    path("live/", room.live, name="live"),
    path("seat/", room.own_seat, name="own_seat"),
    path("seat/<slug:key>/", room.seat, name="seat"),
    path("seat/<slug:key>/ask/", room.ask, name="ask"),
    path("seat/<slug:key>/withdraw/", room.withdraw, name="withdraw"),
    *records,
]
