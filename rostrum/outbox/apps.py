"""How Django knows this folder."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.outbox"
    label = "outbox"
