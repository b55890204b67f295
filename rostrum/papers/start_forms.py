"""What officers type to start from a paper: the file or its text, and corrections of what was read."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rostrum.papers.core.sketch import PEOPLE, Sketch, Sketches
from rostrum.programme.forms import BY_ITSELF, Clock, Lines, SegmentForm, SpeakerForm, Speakers, Typed
from rostrum.reading.from_pdf import MOST_PAGES
from rostrum.reading.opening import LARGEST

KINDS_OF_FILES = ".docx,.pdf,.html,.htm,.txt,.md"
LONGEST_PASTED = 500_000


class StartForm(forms.Form):
    """A paper to start from."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Word (.docx), PDF with text, a saved web page, or text; %(size)s MB and %(pages)s pages at most."
        )
        % {"size": LARGEST // 1_000_000, "pages": MOST_PAGES},
        widget=forms.FileInput(attrs={"accept": KINDS_OF_FILES, "data-drop-file": ""}),
    )
    text = Lines(
        label=_("Or paste its text"),
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 6, **BY_ITSELF}),
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1945,
        max_value=2100,
        help_text=_("Only where the paper gives days without a year."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("file") and not typed.get("text"):
            self.add_error("file", _("Choose a file, or paste the text of the paper."))
        return typed

    def content(self) -> bytes:
        """Return the bytes of the file, one more than are read at most, else those of the text."""
        file = self.cleaned_data["file"]
        if file:
            return bytes(file.read(LARGEST + 1))
        return str(self.cleaned_data["text"]).encode("utf-8", "replace")


class SketchForm(SegmentForm):
    """A segment that was read: its day and time may be missing yet, and it may stand in another one."""

    day = forms.TypedChoiceField(
        label=_("Day"), coerce=dt.date.fromisoformat, empty_value=None, required=False
    )
    start = Clock(label=_("Begins"), required=False)
    parent = forms.ChoiceField(label=_("Stands in"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        days: Iterable[dt.date],
        holders: Iterable[Sketch],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, days=days, initial=initial)
        for name, choices in (
            ("day", [("", "–"), *self.fields["day"].choices]),  # type: ignore[attr-defined]
            ("parent", [("", _("nothing: by itself")), *((one.key, one.title or "–") for one in holders)]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class Correcting(Typed):
    """A segment that was read as it stands in the page: its fields and the rows of the people in it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        days: Iterable[dt.date],
        holders: Iterable[Sketch],
        sketch: Sketch | None = None,
    ) -> None:
        own = {sketch.day} if sketch and sketch.day else set()
        initial = _initial(sketch) if sketch else {"kind": "panel"}
        self.form: SketchForm = SketchForm(data, days=sorted({*days, *own}), holders=holders, initial=initial)
        self.people = {name: Speakers(data, prefix=name, initial=_people(sketch, name)) for name in PEOPLE}

    def values(self) -> dict[str, Any]:
        """Return what was typed as a sketch keeps it, but for where it stands."""
        return {name: value for name, value in super().values().items() if name != "parent"}

    @property
    def parent(self) -> str:
        """The key of the segment in which it is to stand."""
        return str(self.form.cleaned_data["parent"])


class MoveTextForm(forms.Form):
    """Where a line of a description goes."""

    index = forms.IntegerField(min_value=0, max_value=10_000)
    to = forms.CharField(max_length=40)


class SetForm(forms.Form):
    """A time or day that mends a finding; ``seen`` is the mark of the segment."""

    seen = forms.CharField(max_length=40)
    field = forms.ChoiceField(choices=[(name, name) for name in ("start", "end", "day")])
    value = forms.CharField(max_length=10)

    def clean(self) -> dict[str, Any]:
        """Read the value as what the field holds."""
        typed = super().clean() or {}
        read = dt.date.fromisoformat if typed.get("field") == "day" else dt.time.fromisoformat
        try:
            typed["value"] = read(typed.get("value", ""))
        except ValueError:
            self.add_error("value", _("Reload the page."))
        return typed


class DayForm(forms.Form):
    """On which day of the meeting a day of the paper is held."""

    day = forms.DateField(required=False)
    to = forms.DateField()


def day_choices(days: Iterable[dt.date]) -> list[tuple[str, str]]:
    """Return days to choose from."""
    return [(day.isoformat(), date_format(day, "DATE_FORMAT")) for day in days]


def _initial(sketch: Sketch) -> dict[str, Any]:
    return {
        "title": sketch.title,
        "kind": sketch.kind.value,
        "day": sketch.day.isoformat() if sketch.day else "",
        "start": sketch.start,
        "end": sketch.end,
        "room": sketch.room,
        "description": sketch.description,
        "questions_as": sketch.questions_as.value,
        "questions": "\n".join(sketch.questions),
        "side_events": sketch.side_events,
        "parent": sketch.parent,
    }


def _people(sketch: Sketch | None, name: str) -> list[dict[str, Any]]:
    found = getattr(sketch, name) if sketch else ()
    return [{field: getattr(one, field) for field in SpeakerForm.base_fields} for one in found]


def possible_holders(sketches: Sketches, held: Iterable[str]) -> list[Sketch]:
    """Return the segments in which one can stand that holds ``held``, itself among them."""
    without = set(held)
    return [one for one in sketches if one.key not in without]
