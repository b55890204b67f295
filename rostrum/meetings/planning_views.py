"""Pages where officers enter processes, phases, offices, venues and meetings."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rostrum.meetings import forms, operations, queries
from rostrum.meetings.form_pages import FormPage
from rostrum.meetings.models import Holding, Meeting, Office, Phase, Process, Room, Venue
from rostrum.meetings.operations import meetings as meeting_operations
from rostrum.meetings.operations import offices as office_operations
from rostrum.meetings.operations import processes as process_operations
from rostrum.meetings.operations import venues as venue_operations
from rostrum.meetings.operations.rows import plain
from rostrum.meetings.permissions import (
    EDIT,
    may_begin,
    may_change_venue,
    may_keep_venues,
    require,
    require_that,
)
from rostrum.meetings.views import crumbs_of, meeting_or_404, process_or_404, start_crumb
from rostrum.people.models import Account
from rostrum.refused import Refused
from rostrum.web import toasts

either = require_http_methods(["GET", "HEAD", "POST"])
UNDO_SALT: Final = "rostrum.meetings.undo"
UNDO_SECONDS: Final = 3600


def by(request: HttpRequest) -> Account:
    """Return who asks; only behind ``login_required``."""
    if not isinstance(request.user, Account):
        raise TypeError("this view is open to readers who are not signed in")
    return request.user


def plan_url(process: Process) -> str:
    """Return the address where a process is planned."""
    return reverse("meetings:plan", args=[process.slug])


def planned(request: HttpRequest, slug: str) -> Process:
    """Find a process that the reader may plan; 404 and Denied otherwise."""
    process = process_or_404(slug)
    process_operations.require_planner(by(request), process)
    return process


def plan_crumbs(process: Process) -> list[tuple[str, str]]:
    """Return the breadcrumbs above a form that belongs to a process."""
    return [
        start_crumb(),
        (process.short_name, process.get_absolute_url()),
        (_("Planning"), plan_url(process)),
    ]


def saved(request: HttpRequest, url: str, said: str) -> str:
    """Say that something was saved, and where to go."""
    toasts.toast(request, said)
    return url


# -- processes and phases ----------------------------------------------------------------------------
@login_required
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all that is planned of a process, with the way to change it."""
    process = planned(request, slug)
    at = timezone.now()
    context = {
        "process": process,
        "parts": queries.parts(process, at),
        "offices": queries.offices(process, at),
        "crumbs": plan_crumbs(process)[:-1],
    }
    return render(request, "meetings/plan.html", context)


@login_required
@either
def begin_process(request: HttpRequest) -> HttpResponse:
    """Enter a new process."""
    require_that(may_begin(by(request)), by(request), _("Only who keeps the site may enter a new process."))
    page = FormPage(
        title=_("Enter a process"),
        submit=_("Enter the process"),
        crumbs=[start_crumb()],
        back=reverse("meetings:home"),
        lead=_("A process holds the meetings that prepare something, such as a global compact."),
    )

    def save(form: Form) -> str:
        values = form.cleaned_data
        values.pop("seen")
        process = operations.begin_process(by=by(request), at=timezone.now(), **values)
        return saved(request, plan_url(process), _("The process was entered; now add its phases."))

    return page.answer(request, forms.NewProcessForm(request.POST or None), save)


@login_required
@either
def edit_process(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of a process."""
    process = planned(request, slug)
    page = FormPage(
        title=_("What is said of the process"),
        submit=_("Save"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
    )
    initial = {name: getattr(process, name) for name in process_operations.PROCESS}
    initial["seen"] = process_operations.seen(process)

    def save(form: Form) -> str:
        operations.edit_process(process, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, plan_url(process), _("Saved."))

    return page.answer(request, forms.ProcessForm(request.POST or None, initial=initial), save)


@login_required
@either
def add_phase(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a phase to a process."""
    process = planned(request, slug)
    page = FormPage(
        title=_("Add a phase"),
        submit=_("Add the phase"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
    )

    def save(form: Any) -> str:
        operations.add_phase(process, by=by(request), at=timezone.now(), **form.values())
        return saved(request, plan_url(process), _("The phase was added."))

    return page.answer(request, forms.PhaseForm(request.POST or None), save)


def phase_or_404(process: Process, pk: int) -> Phase:
    """Find a phase of the process or answer 404."""
    return get_object_or_404(process.phases, pk=pk)


@login_required
@either
def edit_phase(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a phase."""
    process = planned(request, slug)
    phase = phase_or_404(process, pk)
    page = FormPage(
        title=phase.name,
        submit=_("Save"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
        eyebrow=_("Phase"),
    )
    initial = {name: getattr(phase, name) for name in process_operations.PHASE}
    initial["seen"] = process_operations.seen(phase)

    def save(form: Form) -> str:
        operations.edit_phase(phase, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, plan_url(process), _("Saved."))

    return page.answer(request, forms.PhaseForm(request.POST or None, initial=initial), save)


@login_required
@require_POST
def remove_phase(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a phase without meetings."""
    process = planned(request, slug)
    phase = phase_or_404(process, pk)

    def remove() -> dict[str, Any]:
        values = operations.remove_phase(phase, by=by(request), at=timezone.now())
        return {"what": "phase", "values": values}

    return _removed(request, process, remove, _("The phase was removed."))


# -- offices -----------------------------------------------------------------------------------------
@login_required
@either
def add_office(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an office to a process."""
    process = planned(request, slug)
    page = FormPage(
        title=_("Add an office"),
        submit=_("Add the office"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
        lead=_("Offices convene meetings and sign papers; who holds them may change."),
    )

    def save(form: Form) -> str:
        operations.add_office(process, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(
            request, plan_url(process) + "#offices", _("The office was added; now enter who holds it.")
        )

    return page.answer(request, forms.OfficeForm(request.POST or None), save)


def office_or_404(process: Process, slug: str) -> Office:
    """Find an office of the process or answer 404."""
    return get_object_or_404(process.offices, slug=slug)


@login_required
@either
def edit_office(request: HttpRequest, slug: str, office: str) -> HttpResponse:
    """Correct the title of an office."""
    process = planned(request, slug)
    found = office_or_404(process, office)
    page = FormPage(
        title=found.title,
        submit=_("Save"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
        eyebrow=_("Office"),
    )

    def save(form: Form) -> str:
        operations.edit_office(found, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, plan_url(process) + "#offices", _("Saved."))

    return page.answer(request, forms.OfficeForm(request.POST or None, initial={"title": found.title}), save)


@login_required
@require_POST
def remove_office(request: HttpRequest, slug: str, office: str) -> HttpResponse:
    """Remove an office that was never used."""
    process = planned(request, slug)
    found = office_or_404(process, office)

    def remove() -> dict[str, Any]:
        operations.remove_office(found, by=by(request), at=timezone.now())
        return {"what": "office", "values": {"title": found.title}}

    return _removed(request, process, remove, _("The office was removed."))


@login_required
@either
def add_holding(request: HttpRequest, slug: str, office: str) -> HttpResponse:
    """Enter who holds an office."""
    process = planned(request, slug)
    found = office_or_404(process, office)
    page = FormPage(
        title=_("Enter who holds this office"),
        submit=_("Enter"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
        eyebrow=found.title,
    )

    def save(form: Any) -> str:
        operations.add_holding(found, by=by(request), at=timezone.now(), **form.values())
        return saved(request, plan_url(process) + "#offices", _("Entered."))

    return page.answer(request, forms.HoldingForm(request.POST or None), save)


def holding_or_404(process: Process, pk: int) -> Holding:
    """Find a holding of one of the process's offices or answer 404."""
    return get_object_or_404(
        Holding.objects.select_related("person", "office"), office__process=process, pk=pk
    )


@login_required
@either
def edit_holding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct who held an office or when."""
    process = planned(request, slug)
    holding = holding_or_404(process, pk)
    page = FormPage(
        title=str(holding.person),
        submit=_("Save"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
        eyebrow=holding.office.title,
    )
    initial = forms.HoldingForm.of(holding) | {"seen": office_operations.seen(holding)}

    def save(form: Form) -> str:
        operations.edit_holding(holding, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, plan_url(process) + "#offices", _("Saved."))

    return page.answer(request, forms.HoldingForm(request.POST or None, initial=initial), save)


@login_required
@require_POST
def remove_holding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove an entry of who held an office."""
    process = planned(request, slug)
    holding = holding_or_404(process, pk)

    def remove() -> dict[str, Any]:
        values = operations.remove_holding(holding, by=by(request), at=timezone.now())
        return {"what": "holding", "office": holding.office.slug, "values": values}

    return _removed(request, process, remove, _("The entry was removed."))


# -- removing, and taking it back --------------------------------------------------------------------
def _removed(
    request: HttpRequest, process: Process, remove: Callable[[], dict[str, Any]], said: str
) -> HttpResponse:
    """Remove something and offer to add it again; what cannot be removed says why."""
    try:
        kept = remove()
    except Refused as refused:
        toasts.toast(request, str(refused), bad=True)
    else:
        kept["values"] = {name: plain(value) for name, value in kept["values"].items()}
        token = signing.dumps(kept, salt=UNDO_SALT, compress=True)
        toasts.toast(request, said, undo_url=reverse("meetings:undo", args=[process.slug, token]))
    return HttpResponseRedirect(plan_url(process))


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Add again what was just removed."""
    process = planned(request, slug)
    try:
        kept = signing.loads(token, salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    values = kept["values"]
    for name in ("starts_on", "ends_on"):
        if values.get(name):
            values[name] = parse_date(values[name])
    named = {"by": by(request), "at": timezone.now(), **values}
    if kept["what"] == "phase":
        # Undo that is pressed twice on a slow network adds one.
        if not process.phases.filter(**values).exists():
            operations.add_phase(process, **named)
    elif kept["what"] == "office":
        operations.add_office(process, **named)
    else:
        operations.add_holding(office_or_404(process, kept["office"]), **named)
    toasts.toast(request, _("It is there again."))
    return HttpResponseRedirect(plan_url(process))


# -- venues ------------------------------------------------------------------------------------------
def _require_venues(request: HttpRequest) -> None:
    require_that(
        may_keep_venues(by(request)), by(request), _("Only the secretariat of a meeting may enter venues.")
    )


def venue_crumbs() -> list[tuple[str, str]]:
    """Return the breadcrumbs above a page about a venue."""
    return [start_crumb(), (_("Venues"), reverse("meetings:venues"))]


@login_required
@require_safe
def venues(request: HttpRequest) -> HttpResponse:
    """Show all venues with their rooms."""
    _require_venues(request)
    found = [
        (venue, may_change_venue(by(request), venue)) for venue in Venue.objects.prefetch_related("rooms")
    ]
    context = {"venues": found, "crumbs": venue_crumbs()[:-1]}
    return render(request, "meetings/venues.html", context)


@login_required
@either
def add_venue(request: HttpRequest) -> HttpResponse:
    """Enter a venue."""
    _require_venues(request)
    page = FormPage(
        title=_("Enter a venue"),
        submit=_("Enter the venue"),
        crumbs=venue_crumbs(),
        back=reverse("meetings:venues"),
    )

    def save(form: Any) -> str:
        operations.add_venue(by=by(request), at=timezone.now(), **form.values())
        return saved(request, reverse("meetings:venues"), _("The venue was entered; now add its rooms."))

    return page.answer(request, forms.VenueForm(request.POST or None), save)


@login_required
@either
def edit_venue(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a venue."""
    venue = get_object_or_404(Venue, pk=pk)
    venue_operations.require_change(by(request), venue)
    page = FormPage(
        title=str(venue),
        submit=_("Save"),
        crumbs=venue_crumbs(),
        back=reverse("meetings:venues"),
        eyebrow=_("Venue"),
        lead=_("A new time zone moves the hours of all meetings here."),
    )
    initial = {name: getattr(venue, name) for name in venue_operations.VENUE}
    initial["seen"] = venue_operations.seen(venue)

    def save(form: Form) -> str:
        operations.edit_venue(venue, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, reverse("meetings:venues"), _("Saved."))

    return page.answer(request, forms.VenueForm(request.POST or None, initial=initial), save)


@login_required
@either
def add_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a room to a venue."""
    _require_venues(request)
    venue = get_object_or_404(Venue, pk=pk)
    page = FormPage(
        title=_("Add a room"),
        submit=_("Add the room"),
        crumbs=venue_crumbs(),
        back=reverse("meetings:venues"),
        eyebrow=str(venue),
    )

    def save(form: Form) -> str:
        operations.add_room(venue, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, reverse("meetings:venues"), _("The room was added."))

    return page.answer(request, forms.RoomForm(request.POST or None), save)


@login_required
@either
def rename_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a room another name."""
    room = get_object_or_404(Room.objects.select_related("venue"), pk=pk)
    venue_operations.require_change(by(request), room.venue)
    page = FormPage(
        title=room.name,
        submit=_("Save"),
        crumbs=venue_crumbs(),
        back=reverse("meetings:venues"),
        eyebrow=str(room.venue),
    )

    def save(form: Form) -> str:
        operations.rename_room(room, by=by(request), at=timezone.now(), **form.cleaned_data)
        return saved(request, reverse("meetings:venues"), _("Saved."))

    return page.answer(request, forms.RoomForm(request.POST or None, initial={"name": room.name}), save)


@login_required
@require_POST
def remove_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a room that no meeting uses."""
    room = get_object_or_404(Room.objects.select_related("venue"), pk=pk)
    venue_operations.require_change(by(request), room.venue)
    try:
        operations.remove_room(room, by=by(request), at=timezone.now())
    except Refused as refused:
        toasts.toast(request, str(refused), bad=True)
    else:
        toasts.toast(request, _("The room was removed."))
    return HttpResponseRedirect(reverse("meetings:venues"))


# -- meetings ----------------------------------------------------------------------------------------
@login_required
@either
def convene_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a meeting of a process."""
    process = planned(request, slug)
    page = FormPage(
        title=_("Enter a meeting"),
        submit=_("Enter the meeting"),
        crumbs=plan_crumbs(process),
        back=plan_url(process),
        lead=_("You will be its secretariat, and give the other roles."),
        columns=True,
    )
    initial = {"mandate": process.mandate, "interpretation": True, "language": "en"}
    form = forms.NewMeetingForm(request.POST or None, process=process, initial=initial)

    def save(form: Any) -> str:
        meeting = operations.convene_meeting(process, by=by(request), at=timezone.now(), **form.values())
        return saved(request, meeting.get_absolute_url(), _("The meeting was entered."))

    return page.answer(request, form, save)


@login_required
@either
def edit_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of a meeting."""
    meeting = meeting_or_404(slug)
    require(by(request), EDIT, meeting)
    page = FormPage(
        title=_("Facts of the meeting"),
        submit=_("Save"),
        crumbs=crumbs_of(meeting),
        back=meeting.get_absolute_url(),
        eyebrow=str(meeting),
        columns=True,
    )
    return page.answer(request, _meeting_form(request, meeting), lambda form: _save(request, meeting, form))


def _meeting_form(request: HttpRequest, meeting: Meeting) -> Form:
    initial = forms.MeetingForm.of(meeting) | {"seen": meeting_operations.seen(meeting)}
    return forms.MeetingForm(request.POST or None, process=meeting.process, initial=initial)


def _save(request: HttpRequest, meeting: Meeting, form: Form) -> str:
    operations.edit_meeting(meeting, by=by(request), at=timezone.now(), **form.cleaned_data)
    return saved(request, meeting.get_absolute_url(), _("Saved."))
