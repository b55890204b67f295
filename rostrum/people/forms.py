"""What people say of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from rostrum.people.models import Account


def languages() -> list[tuple[str, Any]]:
    """Return the languages on offer, each in its own words."""
    offered = [(code, get_language_info(code)["name_local"]) for code in settings.ROSTRUM_LANGUAGES_OFFERED]
    return [("", _("As the browser asks")), *offered]


class AccountForm(forms.Form):
    """One's own name and language."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As others see it on your acts, such as in the audit trail."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=languages)


class SignupForm(forms.Form):
    """What an account is asked for besides an address and a password."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: Account) -> None:  # noqa: ARG002 - as django-allauth asks it
        """Keep the name; called by django-allauth before the account is saved for good."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
