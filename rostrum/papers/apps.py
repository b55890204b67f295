"""How Django knows this folder."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.papers"
    label = "papers"

    def ready(self) -> None:
        """Make the formats of this folder known."""
        from rostrum.papers import formats  # noqa: F401, PLC0415 - after the models
