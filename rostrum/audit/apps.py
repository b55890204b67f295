"""How Django knows this folder."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the folder under its own name."""

    name = "rostrum.audit"
    label = "audit"
