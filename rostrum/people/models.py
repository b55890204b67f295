"""States, organizations, persons and accounts."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rostrum.people.categories import Category, Gender, RegionalGroup


class AccountManager(BaseUserManager["Account"]):
    """What Django asks of an account model."""

    def create_user(self, email: str, password: str | None = None, **values: object) -> "Account":
        """Make an account that signs in with ``email``; without a password only codes and passkeys do."""
        account = self.model(email=self.normalize_email(email).lower(), **values)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **values: object) -> "Account":
        """Make the account of who keeps the site, for Django's command ``createsuperuser``."""
        values.pop("is_staff", None)
        return self.create_user(email, password, **values, is_superuser=True)


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. What an account may do follows from its roles in meetings, not from here."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_account_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name as it is shown in the audit trail."""
        return str(self)


class State(models.Model):
    """A Member State or an observer State, with its names in the six official languages."""

    class Status(models.TextChoices):
        MEMBER = "member", _("Member State")
        OBSERVER = "observer", _("Observer State")

    iso3 = models.CharField(_("code"), max_length=3, primary_key=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    regional_group = models.CharField(
        _("regional group"), max_length=20, choices=RegionalGroup.choices, blank=True
    )
    order_en = models.PositiveSmallIntegerField(_("place in English alphabetical order"))
    name_en = models.CharField(_("name in English"), max_length=100)
    name_fr = models.CharField(_("name in French"), max_length=100)
    name_es = models.CharField(_("name in Spanish"), max_length=100)
    name_ru = models.CharField(_("name in Russian"), max_length=100)
    name_ar = models.CharField(_("name in Arabic"), max_length=100)
    name_zh = models.CharField(_("name in Chinese"), max_length=100)
    formal_en = models.CharField(_("formal name in English"), max_length=150)
    mission_email = models.EmailField(_("e-mail address of its mission"), blank=True)

    class Meta:
        ordering = ["order_en"]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        """Return the short name in ``language`` (``fr``, ``zh-hans``), in English if there is none."""
        return str(getattr(self, f"name_{language[:2]}", self.name_en))


class Organization(models.Model):
    """Any body other than a State that takes part or sends somebody who speaks."""

    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, verbose_name=_("country of its seat")
    )
    email = models.EmailField(_("e-mail address"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "category", name="people_organization_once"),
            models.CheckConstraint(
                condition=~models.Q(category__in=["member_state", "observer_state"]),
                name="people_organization_is_no_state",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who holds an office, speaks, or sits in the room; with or without an account."""

    honorific = models.CharField(_("honorific"), max_length=30, blank=True)
    given_names = models.CharField(_("given names"), max_length=100, blank=True)
    surname = models.CharField(_("surname"), max_length=100)
    name_in_own_script = models.CharField(_("name in own script"), max_length=150, blank=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender.choices, blank=True)
    function = models.CharField(_("function"), max_length=200, blank=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    class Meta:
        ordering = ["surname", "given_names"]
        constraints = [models.CheckConstraint(condition=~models.Q(surname=""), name="people_person_has_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Name without honorific, in the order in which papers print it."""
        return f"{self.given_names} {self.surname}".strip()
