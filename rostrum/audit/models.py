"""What the audit trail stores."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One decision: who took it, what and when (UTC), and the values before and after.

    No foreign keys: an entry outlives the account and the thing it speaks of, and this folder is left
    of those it records. ``scope`` names the thing whose secretariat may read the entry (``meeting:12``).
    """

    at = models.DateTimeField(_("when"), db_index=True)
    actor = models.CharField(_("actor key"), max_length=40)
    actor_name = models.CharField(_("who"), max_length=200)
    action = models.CharField(_("action"), max_length=80)
    scope = models.CharField(_("scope"), max_length=80, blank=True)
    subject = models.CharField(_("about"), max_length=300)
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["scope", "-at"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_entry_has_action"),
            models.CheckConstraint(condition=~models.Q(actor=""), name="audit_entry_has_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%SZ} {self.actor_name}: {self.action}"
