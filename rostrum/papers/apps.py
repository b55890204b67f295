"""How Django knows this folder."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.papers"
    label = "papers"

    def ready(self) -> None:
        """Make this folder's permissions, audit sentences, kinds of papers, formats and pages known."""
        from rostrum.papers import (  # noqa: F401, PLC0415 - after the models
            check_shown,
            formats,
            kinds,
            list_kinds,
            lists_shown,
            permissions,
            sentences,
            shown,
            start_links,
        )
