"""How Django knows this folder."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.web"
    label = "web"
