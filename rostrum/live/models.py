"""What the processes must know of each other, and after a restart, when nginx serves the followers."""

from django.db import models


class Admission(models.Model):
    """Somebody was let in to a channel that nginx serves; see ``crowd``.

    ``at`` is when (UTC), not long before the latest time. ``session`` and ``account`` say as whom; both are
    empty for a public channel, which has one admission for its whole crowd.
    """

    channel = models.CharField(max_length=200)
    session = models.CharField(max_length=40, blank=True)
    account = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "session"], name="live_admission_once"),
            models.CheckConstraint(condition=~models.Q(channel=""), name="live_admission_has_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.account}".strip()
