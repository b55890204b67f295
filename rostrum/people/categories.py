"""Categories of participants and regional groups, as the papers name them (S000:9, S002:238-246, S003:77)."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """In what capacity somebody takes part; the priority classes of the floor are sets of these."""

    MEMBER_STATE = "member_state", _("Member State")
    OBSERVER_STATE = "observer_state", _("Observer State")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    UN_SYSTEM = "un_system", _("United Nations system")
    NHRI = "nhri", _("National human rights institution")
    PARLIAMENT = "parliament", _("Parliament")
    NGO = "ngo", _("Non-governmental organization")
    ACADEMIA = "academia", _("Academic institution")
    DIASPORA = "diaspora", _("Diaspora or migrant organization")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    MEDIA = "media", _("Media")


# The categories as headings of lists and charts.
SEVERAL: Final[Mapping[str, str | Promise]] = {
    "member_state": _("Member States"),
    "observer_state": _("Observer States"),
    "intergovernmental": _("Intergovernmental organizations"),
    "un_system": _("The United Nations system"),
    "nhri": _("National human rights institutions"),
    "parliament": _("Parliaments"),
    "ngo": _("Non-governmental organizations"),
    "academia": _("Academic institutions"),
    "diaspora": _("Diaspora and migrant organizations"),
    "private_sector": _("The private sector"),
    "local_authority": _("Local authorities"),
    "media": _("The media"),
}


class RegionalGroup(TextChoices):
    """The five regional groups of the General Assembly."""

    AFRICAN = "African", _("African States")
    ASIA_PACIFIC = "Asia-Pacific", _("Asia-Pacific States")
    EASTERN_EUROPEAN = "Eastern European", _("Eastern European States")
    GRULAC = "GRULAC", _("Latin American and Caribbean States")
    WEOG = "WEOG", _("Western European and other States")


class Gender(TextChoices):
    """As a person states it; never guessed from a name."""

    FEMALE = "f", _("Female")
    MALE = "m", _("Male")
    OTHER = "x", _("Other")
