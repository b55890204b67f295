"""Processes, phases, meetings, venues, offices, and who is what in a meeting."""

import secrets
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rostrum.meetings.roles import Role
from rostrum.people.categories import Category
from rostrum.people.models import Organization, Person, State


def check_time_zone(name: str) -> None:
    """Refuse what is not an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone; write it as Europe/Vienna."), params={"name": name}
        )


def new_key() -> str:
    """Return a key that cannot be guessed, short enough for a link."""
    return secrets.token_urlsafe(9)


class Process(models.Model):
    """A process that meetings prepare, such as a global compact."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=80)
    mandate = models.CharField(_("mandate"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the public page of the process."""
        return reverse("meetings:process", args=[self.slug])


class Phase(models.Model):
    """A part of a process with its own purpose, such as consultations or stocktaking."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        ordering = ["process", "position"]
        constraints = [
            models.UniqueConstraint(fields=["process", "position"], name="meetings_phase_position"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="meetings_phase_days"),
        ]

    def __str__(self) -> str:
        return self.name


class Venue(models.Model):
    """Where meetings take place; its time zone is the meeting's."""

    name = models.CharField(_("name"), max_length=150)
    city = models.CharField(_("city"), max_length=80)
    time_zone = models.CharField(_("time zone"), max_length=50, validators=[check_time_zone])

    class Meta:
        ordering = ["city", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "city"], name="meetings_venue_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"


class Room(models.Model):
    """A room of a venue."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["venue", "name"]
        constraints = [models.UniqueConstraint(fields=["venue", "name"], name="meetings_room_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.venue}"


class Office(models.Model):
    """An office that outlives its holders, such as President of the General Assembly."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="offices")
    slug = models.SlugField(_("address"))
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["process", "title"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="meetings_office_once")]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """Who held an office from when to when; no end means: still."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["office", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="meetings_holding_days"
            ),
            models.UniqueConstraint(fields=["office", "person", "starts_on"], name="meetings_holding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"


class Format(models.TextChoices):
    """The formats that ship ready; the rules of the floor follow from the format."""

    HEARING = "hearing", _("Informal interactive multi-stakeholder hearing")
    THEMATIC = "thematic", _("Informal thematic session")
    DIALOGUE = "dialogue", _("Informal dialogue")
    BRIEFING = "briefing", _("Briefing")
    STOCKTAKING = "stocktaking", _("Stocktaking meeting")
    CONFERENCE = "conference", _("Conference")


class Meeting(models.Model):
    """One meeting of a process. Its days and times are those of its venue's time zone."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="meetings")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="meetings")
    slug = models.SlugField(_("address"), unique=True)
    format = models.CharField(_("format"), max_length=20, choices=Format.choices)
    ordinal = models.PositiveSmallIntegerField(_("number among its format"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=250)
    theme = models.TextField(_("theme"), blank=True)
    mandate = models.CharField(_("mandate"), max_length=120, blank=True)
    mandate_paragraph = models.CharField(_("paragraph"), max_length=20, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, related_name="meetings")
    language = models.CharField(_("language of the hall screen"), max_length=10, default="en")
    interpretation = models.BooleanField(_("interpretation"), default=True)
    webcast = models.URLField(_("webcast"), blank=True)
    conveners = models.ManyToManyField(Office, through="Convening", related_name="meetings")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "format", "ordinal"],
                condition=Q(ordinal__isnull=False),
                name="meetings_meeting_ordinal",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the public page of the meeting."""
        return reverse("meetings:meeting", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the venue."""
        return ZoneInfo(self.room.venue.time_zone)

    @property
    def scope(self) -> str:
        """The name under which the audit trail files what concerns this meeting."""
        return f"meeting:{self.pk}"


class Day(models.Model):
    """A day on which the meeting sits, in the venue's time zone."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="days")
    date = models.DateField(_("date"))

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["meeting", "date"], name="meetings_day_once")]

    def __str__(self) -> str:
        return f"{self.date}"


class Convening(models.Model):
    """An office that convenes a meeting; who signs is whoever held it that day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    office = models.ForeignKey(Office, models.PROTECT)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "office"], name="meetings_convening_once")]

    def __str__(self) -> str:
        return f"{self.office}"


class RoleHolding(models.Model):
    """A role that an account holds in one meeting; several are possible."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="role_holdings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_holdings")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "account", "role"], name="meetings_role_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="meetings_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()}"


class Participant(models.Model):
    """Somebody admitted to a meeting, with the seat from which they ask for the floor.

    ``key`` stands for the participant on the floor and in links; it says nothing about the person.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    key = models.CharField(_("key"), max_length=16, unique=True, default=new_key)
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True)
    seat = models.CharField(_("seat"), max_length=12, blank=True)
    language = models.CharField(_("speaks in"), max_length=10, default="en")
    admitted = models.BooleanField(_("admitted"), default=True)

    class Meta:
        ordering = ["meeting", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_participant_once"),
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=~Q(seat=""), name="meetings_one_to_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(state__isnull=False, organization__isnull=True)
                | Q(state__isnull=True, organization__isnull=False),
                name="meetings_participant_speaks_for_one",
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="meetings_participant_category"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.party})"

    @property
    def party(self) -> State | Organization:
        """The delegation or organization for which this participant speaks."""
        return self.state or self.organization  # type: ignore[return-value]

    @property
    def party_key(self) -> str:
        """Key of the party: one intervention each is counted by it."""
        return f"state:{self.state_id}" if self.state_id else f"organization:{self.organization_id}"
