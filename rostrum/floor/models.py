"""The log of the floor: events that are only ever added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rostrum.floor.core import events
from rostrum.meetings.models import Meeting


class Floor(models.Model):
    """The floor of one meeting; its row is locked while an act is decided."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="floor", verbose_name=_("meeting"))
    hall_key = models.CharField(_("key of the hall screen"), max_length=40)

    def __str__(self) -> str:
        return str(self.meeting)


class Event(models.Model):
    """One event; the database refuses to change it, to number two alike, or to take one act twice."""

    floor = models.ForeignKey(Floor, models.CASCADE, related_name="events", verbose_name=_("floor"))
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("kind"), max_length=20)
    data = models.JSONField(_("data"))
    actor = models.CharField(_("actor key"), max_length=40)
    actor_name = models.CharField(_("who"), max_length=200)
    key = models.CharField(_("key of the act"), max_length=64, blank=True)
    seat = models.BooleanField(_("from a seat"), default=False)

    class Meta:
        ordering = ["floor", "number"]
        constraints = [
            models.UniqueConstraint(fields=["floor", "number"], name="floor_event_number"),
            models.UniqueConstraint(fields=["floor", "key"], condition=~Q(key=""), name="floor_act_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="floor_event_counts_from_one"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in events.Kind]), name="floor_event_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.kind}"

    def as_event(self) -> events.Event:
        """Return the event as the core knows it."""
        return events.Event(
            self.number, self.at, events.Kind(self.kind), self.data, self.actor, self.key, self.seat
        )
