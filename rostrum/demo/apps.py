"""How Django knows this folder."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.demo"
    label = "demo"
