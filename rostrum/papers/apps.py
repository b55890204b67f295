"""How Django knows this folder."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.papers"
    label = "papers"
