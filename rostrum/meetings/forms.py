"""What officers type: read, checked for shape, and handed to the operations."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from rostrum.meetings.models import Format, Holding, Meeting, Office, Phase, Process, Room, Venue
from rostrum.meetings.roles import Role
from rostrum.meetings.several import SeveralField
from rostrum.web.forms import DateInput

# Outside these years a day is a slip of the keyboard.
FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2200


class Seen(forms.Form):
    """A form that remembers what the officer saw, so that nobody replaces what they never read."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=16)

    def values(self) -> dict[str, Any]:
        """Return what was typed, without the mark."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def check_year(day: dt.date | None) -> None:
    """Refuse a day that cannot be meant."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("Look at the year of this day."), code="year")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for one day."""
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=DateInput, validators=[check_year]
    )


def text_field(
    model: type[Any], name: str, label: Any, *, help_text: Any = "", rows: int = 0
) -> forms.CharField:
    """Return a field for a text of a model, as long as the model takes it."""
    column = model._meta.get_field(name)  # noqa: SLF001 - Django's documented way to ask a model
    return forms.CharField(
        label=label,
        required=not column.blank,
        max_length=column.max_length or 10_000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput,
    )


ADDRESS_HELP: Final = _(
    "What stands in the link: small Latin letters, digits and hyphens. Leave it empty and one is made of the "
    "name. It cannot be changed later."
)


class ProcessForm(Seen):
    """What is said of a process."""

    name = text_field(Process, "name", _("Name"), help_text=_("In full, as in the resolution."))
    short_name = text_field(Process, "short_name", _("Short name"), help_text=_("For lists and headings."))
    mandate = text_field(Process, "mandate", _("Mandate"), help_text=_("Such as A/RES/71/280."))
    summary = text_field(Process, "summary", _("Summary"), help_text=_("One or two sentences."), rows=3)


class NewProcessForm(ProcessForm):
    """A new process, with its address."""

    slug = forms.SlugField(label=_("Address"), required=False, max_length=50, help_text=ADDRESS_HELP)


class PhaseForm(Seen):
    """A phase of a process."""

    name = text_field(Phase, "name", _("Name"), help_text=_("Such as consultations, or stocktaking."))
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    summary = text_field(Phase, "summary", _("Summary"), rows=3)

    def clean(self) -> dict[str, Any]:
        """Refuse a phase that ends before it begins."""
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        return given


class OfficeForm(forms.Form):
    """An office that outlives its holders."""

    title = text_field(Office, "title", _("Title"), help_text=_("Such as President of the General Assembly."))


class HoldingForm(Seen):
    """Who held an office, and when."""

    honorific = forms.CharField(
        label=_("Honorific"), required=False, max_length=30, help_text=_("Such as H.E. Ms.")
    )
    given_names = forms.CharField(label=_("Given names"), required=False, max_length=100)
    surname = forms.CharField(label=_("Surname"), max_length=100)
    function = forms.CharField(label=_("Function"), required=False, max_length=200)
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), required=False, help_text=_("Empty while the office is held."))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        return given

    @staticmethod
    def of(holding: Holding) -> dict[str, Any]:
        """Return what the form shows of a holding."""
        person = holding.person
        return {
            "honorific": person.honorific,
            "given_names": person.given_names,
            "surname": person.surname,
            "function": person.function,
            "starts_on": holding.starts_on,
            "ends_on": holding.ends_on,
        }


def zone_choices() -> list[tuple[str, str]]:
    """Return all time zones that name a place, in order."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]


class VenueForm(Seen):
    """A venue; its time zone is that of all meetings there."""

    name = text_field(Venue, "name", _("Name"), help_text=_("Such as Palais des Nations."))
    city = text_field(Venue, "city", _("City"), help_text=_("Times are named after it: Geneva time."))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("All times of meetings here are in this zone; it knows when clocks change."),
    )


class RoomForm(forms.Form):
    """A room of a venue."""

    name = text_field(Room, "name", _("Name of the room"))


class MeetingForm(Seen):
    """What is said of a meeting."""

    format = forms.ChoiceField(
        label=_("Format"),
        choices=Format.choices,
        help_text=_("The rules of the floor follow from it."),
    )
    ordinal = forms.IntegerField(
        label=_("Number among its format"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("3 for the third informal thematic session."),
    )
    title = text_field(Meeting, "title", _("Title"), help_text=_("As papers print it."))
    theme = text_field(Meeting, "theme", _("Theme"), rows=3)
    mandate = text_field(Meeting, "mandate", _("Mandate"), help_text=_("Such as A/RES/71/280."))
    mandate_paragraph = text_field(Meeting, "mandate_paragraph", _("Paragraph"))
    phase = forms.ModelChoiceField(
        Phase.objects.none(), label=_("Phase"), required=False, empty_label=_("None")
    )
    room = forms.ModelChoiceField(
        Room.objects.select_related("venue").order_by("venue__city", "venue__name", "name"),
        label=_("Room"),
        empty_label=_("Choose a room"),
        help_text=_("Its venue gives the time zone."),
    )
    days = SeveralField(
        day_field(_("Day")),
        label=_("Days"),
        help_text=_("The days on which the meeting sits, by the calendar of the venue."),
    )
    conveners = SeveralField(
        forms.ModelChoiceField(Office.objects.none(), label=_("Office"), empty_label=_("Nobody further")),
        label=_("Convened by"),
        required=False,
        help_text=_("The offices that sign, in order. Who held them that day follows by itself."),
    )
    language = forms.ChoiceField(label=_("Language of the hall screen"), choices=settings.LANGUAGES)
    interpretation = forms.BooleanField(
        label=_("Interpretation in the six official languages"), required=False
    )
    webcast = forms.URLField(
        label=_("Webcast"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
    )

    def __init__(self, *given: Any, process: Process, **named: Any) -> None:
        super().__init__(*given, **named)
        phases: Any = self.fields["phase"]
        phases.queryset = process.phases.all()
        offices: Any = self.fields["conveners"]
        offices.one.queryset = process.offices.all()

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """Return what the form shows of a meeting."""
        return {
            **{name: getattr(meeting, name) for name in MeetingForm.base_fields if hasattr(Meeting, name)},
            "phase": meeting.phase_id,
            "room": meeting.room_id,
            "days": [day.date for day in meeting.days.order_by("date")],
            "conveners": list(meeting.convening_set.order_by("position").values_list("office_id", flat=True)),
        }


class NewMeetingForm(MeetingForm):
    """A new meeting, with its address."""

    slug = forms.SlugField(label=_("Address"), required=False, max_length=50, help_text=ADDRESS_HELP)


class RoleForm(forms.Form):
    """Who is given which role."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        help_text=_("For somebody who has no account yet; they can change it."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class AuditForm(forms.Form):
    """What is looked for in the audit trail."""

    text = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    action = forms.ChoiceField(label=_("What"), required=False)
    actor = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(
        self, *given: Any, actions: Sequence[tuple[str, str]], actors: Sequence[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        choices: Any = self.fields
        choices["action"].choices = [("", _("Everything")), *actions]
        choices["actor"].choices = [("", _("Everybody")), *actors]

    def wanted(self) -> dict[str, str]:
        """Return what was understood; the rest asks for everything."""
        return {name: self.cleaned_data.get(name, "") for name in ("text", "action", "actor")}
