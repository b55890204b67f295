"""Letters, and to whom each goes. The table of deliveries is the queue."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """What is sent: one text with its enclosures, the same for everybody.

    ``key`` names the thing sent (``papers.revision:12``). Whoever once has a delivery of the letter with this
    key never gets another. ``scope`` says whose letter it is, as in the audit trail (``meeting:3``).
    """

    key = models.CharField(_("key"), max_length=120, unique=True)
    scope = models.CharField(_("scope"), max_length=80, blank=True, db_index=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("text with markup"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    reply_to = models.CharField(_("answers go to"), max_length=254, blank=True)
    sender_name = models.CharField(_("who sent it"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written"), db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(subject=""), name="outbox_letter_is_named")
        ]

    def __str__(self) -> str:
        return self.subject


class Enclosure(models.Model):
    """A file that goes with a letter."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="enclosures")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("file name"), max_length=150)
    type = models.CharField(_("type"), max_length=100)
    data = models.BinaryField(_("content"))

    class Meta:
        ordering = ["letter", "position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="outbox_enclosure_position")
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One letter to one address. ``address`` is normalised (``addresses.py``); times are aware (UTC).

    ``message_id`` and ``queued_at`` go into the head of the mail and never change: should a letter be handed
    over twice, after a crash, both are the same mail to the recipient's program.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        DELIVERED = "delivered", _("Delivered")
        REFUSED = "refused", _("Refused")
        GIVEN_UP = "given_up", _("Given up")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Way(models.TextChoices):
        SMTP = "smtp", _("mail server")
        PAGE = "page", _("this page only")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="deliveries")
    address = models.CharField(_("address"), max_length=254)
    name = models.CharField(_("name"), max_length=200, blank=True)
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    way = models.CharField(_("by way of"), max_length=5, choices=Way.choices, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    answer = models.CharField(_("last answer"), max_length=500, blank=True)
    queued_at = models.DateTimeField(_("put in the outbox"))
    first_tried_at = models.DateTimeField(_("first tried"), null=True, blank=True)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    # When a waiting delivery is due; when the lease of one that is being sent ends. Others have none.
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)

    class Meta:
        ordering = ["letter", "name", "address"]
        indexes = [
            # What is done with has no due_at: the queue stays small however many letters are kept.
            models.Index(
                fields=["due_at", "id"], condition=Q(due_at__isnull=False), name="outbox_delivery_queue"
            ),
            models.Index(fields=["letter", "state"], name="outbox_delivery_of_letter"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["letter", "address"], name="outbox_delivery_once"),
            models.CheckConstraint(
                condition=Q(address__contains="@") & Q(address=Lower("address")),
                name="outbox_delivery_address",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "sending", "delivered", "refused", "given_up", "withdrawn"]
                ),
                name="outbox_delivery_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending"], due_at__isnull=False)
                | (~Q(state__in=["waiting", "sending"]) & Q(due_at__isnull=True)),
                name="outbox_delivery_due_while_under_way",
            ),
            models.CheckConstraint(
                condition=(Q(state="delivered", delivered_at__isnull=False) & ~Q(way=""))
                | (~Q(state="delivered") & Q(delivered_at__isnull=True, way="")),
                name="outbox_delivery_delivered_whole",
            ),
            models.CheckConstraint(
                condition=Q(attempts=0, tried_at__isnull=True)
                | Q(attempts__gt=0, tried_at__isnull=False, tried_at__gte=F("first_tried_at")),
                name="outbox_delivery_attempts_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address
