"""Roles that an account holds in one meeting, and which of them are staff."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in one meeting; rights follow from these and from nothing else."""

    SECRETARIAT = "secretariat", _("Secretariat")
    CHAIR = "chair", _("Chair")
    MODERATOR = "moderator", _("Moderator")
    PODIUM = "podium", _("Podium officer")
    INTERPRETER = "interpreter", _("Interpreter")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    PARTICIPANT = "participant", _("Participant")


# Those who can change what others see sign in with a second factor.
STAFF = frozenset({Role.SECRETARIAT, Role.CHAIR, Role.MODERATOR, Role.PODIUM})
