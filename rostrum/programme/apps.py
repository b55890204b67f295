"""How Django knows this folder."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.programme"
    label = "programme"

    def ready(self) -> None:
        """Make this folder's permissions, audit sentences and pages known."""
        from rostrum.live.topics import register  # noqa: PLC0415
        from rostrum.programme import permissions, sentences, shown  # noqa: F401, PLC0415 - after the models
        from rostrum.programme.live import DRAFTS  # noqa: PLC0415

        register(DRAFTS)
