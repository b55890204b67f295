"""How Django knows this folder."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.people"
    label = "people"
