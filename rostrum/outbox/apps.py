"""How Django knows this folder."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Make this folder's audit sentences and its work beside a server known."""
        from rostrum.outbox import loop, sentences  # noqa: F401, PLC0415 - after the models

        loop.register()
