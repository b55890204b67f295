"""What the secretariat chooses for name plates and lists."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from rostrum.papers.queries_lists import Plates

# Languages in which the words of a list can be set.
WORDS: Final = ("en", "fr")
SIZES: Final = (("a4", "A4"), ("letter", "Letter"))
FORMATS: Final = (("pdf", "PDF"), ("docx", "DOCX"))


def named(code: str) -> Any:
    """Return the language of a code in its own words."""
    return get_language_info(code)["name_local"].capitalize()


def of_lists() -> list[tuple[str, Any]]:
    """Return the languages of lists."""
    return [(code, named(code)) for code in WORDS]


def of_states() -> list[tuple[str, Any]]:
    """Return the six languages in which we know the names of States."""
    return [(code[:2], named(code)) for code, _name in settings.LANGUAGES]


def or_none() -> list[tuple[str, Any]]:
    """Return them, and none."""
    return [("", _("None")), *of_states()]


class ListForm(forms.Form):
    """What every list is asked: nothing that was left out is an error, the first choice stands for it."""

    # So that several forms of a page have fields of their own.
    name = ""

    def __init__(self, data: Any = None) -> None:
        code = (get_language() or "en")[:2]
        here = {"language": code if code in WORDS else "en", "names": code}
        first = {name: here.get(name) or self.first(name) for name in self.base_fields}
        if data is not None:
            data = {**first, **data.dict()}
        super().__init__(data, initial=first, auto_id=f"{self.name}-%s")

    def first(self, name: str) -> str:
        """Return the first choice of a field."""
        field: Any = self.base_fields[name]
        return str(next(iter(field.choices))[0])


class PlatesForm(ListForm):
    """Name plates."""

    name = "plates"
    of = forms.ChoiceField(
        label=_("Name plates for"),
        choices=[
            (Plates.STATES, _("States that take part")),
            (Plates.ALL_STATES, _("All Member and observer States")),
            (Plates.ORGANIZATIONS, _("Organizations that take part")),
            (Plates.PANELS, _("Moderators and speakers of the programme")),
        ],
        widget=forms.RadioSelect,
    )
    names = forms.ChoiceField(label=_("Names of States in"), choices=of_states)
    second = forms.ChoiceField(label=_("Second language below"), choices=or_none, required=False)
    page_size = forms.ChoiceField(label=_("Page size"), choices=SIZES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)


class ParticipantsForm(ListForm):
    """The list of participants."""

    name = "participants"
    language = forms.ChoiceField(label=_("Language"), choices=of_lists)
    names = forms.ChoiceField(
        label=_("Names of States in"),
        choices=of_states,
        help_text=_("They stand in the alphabetical order of this language; in Chinese, of English."),
    )
    page_size = forms.ChoiceField(label=_("Page size"), choices=SIZES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)


class SpeakersForm(ListForm):
    """The list of speakers."""

    name = "speakers"
    language = forms.ChoiceField(label=_("Language"), choices=of_lists)
    page_size = forms.ChoiceField(label=_("Page size"), choices=SIZES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)
