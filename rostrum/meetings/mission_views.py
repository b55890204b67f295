"""The page where the secretariat keeps the e-mail addresses of missions."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rostrum.meetings import operations, queries
from rostrum.meetings.form_pages import FormPage
from rostrum.meetings.operations.missions import require_keeper
from rostrum.meetings.planning_views import by, either, saved
from rostrum.meetings.views import start_crumb
from rostrum.people.models import State


class MissionsForm(forms.Form):
    """One address for each mission."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for one in queries.missions():
            if isinstance(one, State):
                key, label, address = f"state_{one.pk}", one.name(get_language() or "en"), one.mission_email
            else:
                key, label, address = f"organization_{one.pk}", one.name, one.email
            self.fields[key] = forms.EmailField(
                label=label,
                required=False,
                max_length=254,
                initial=address,
                error_messages={"invalid": _("This is not an e-mail address.")},
            )

    def changed(self) -> dict[str, str]:
        """Return what was typed differently: what another officer enters meanwhile stays."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


@login_required
@either
def missions(request: HttpRequest) -> HttpResponse:
    """Show the addresses of all missions, and change them."""
    require_keeper(by(request))
    page = FormPage(
        title=_("Addresses of missions"),
        submit=_("Save the addresses"),
        crumbs=[start_crumb()],
        back="",
        lead=_("Letters to all Permanent Representatives and Permanent Observers go to these addresses."),
        template="meetings/missions.html",
    )

    def save(form: Any) -> str:
        count = operations.edit_addresses(form.changed(), by=by(request), at=timezone.now())
        said = ngettext("%(count)d address was changed.", "%(count)d addresses were changed.", count)
        return saved(request, reverse("meetings:missions"), said % {"count": count})

    return page.answer(request, MissionsForm(request.POST or None), save)
