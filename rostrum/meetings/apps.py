"""How Django knows this folder."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make this folder's permissions, audit sentences and pages of a meeting known."""
        from rostrum.meetings import permissions, sentences  # noqa: F401, PLC0415 - after the models
        from rostrum.meetings.contribution import CONTRIBUTION  # noqa: PLC0415
        from rostrum.meetings.shown import register  # noqa: PLC0415
        from rostrum.outbox import permissions as outbox  # noqa: PLC0415

        register(CONTRIBUTION)
        outbox.register(self.label, permissions.scopes_served)
