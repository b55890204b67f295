"""How Django knows this folder."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.live"
    label = "live"
