"""How Django knows this folder."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.floor"
    label = "floor"

    def ready(self) -> None:
        """Make this folder's permissions, audit sentences, live screens and links known."""
        from rostrum.floor import permissions, sentences, shown  # noqa: F401, PLC0415 - after the models
        from rostrum.floor.figures_live import FIGURES  # noqa: PLC0415
        from rostrum.floor.live import FLOOR  # noqa: PLC0415
        from rostrum.live.topics import register  # noqa: PLC0415

        register(FLOOR)
        register(FIGURES)
