"""What officers type about segments of a programme, read and checked."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.programme import wording
from rostrum.programme.core.changes import TIME, aspects
from rostrum.programme.core.checks import LONGEST, MOST_SPEAKERS
from rostrum.programme.core.document import composed
from rostrum.programme.core.times import read_time
from rostrum.programme.core.tree import Where
from rostrum.programme.core.values import Impossible, Kind, Problem, Programme, QuestionsAs, Segment, Speaker
from rostrum.programme.models import KINDS, QUESTIONS_AS
from rostrum.refused import Refused

PEOPLE: Final = ("moderators", "speakers")


WHITE: Final = re.compile(r"\s+")


# Titles and names may be written in another direction than the page is read.
BY_ITSELF: Final = {"dir": "auto"}


class Line(forms.CharField):
    """A text in one line, as a programme keeps it: composed letters, single spaces."""

    widget = forms.TextInput(attrs=BY_ITSELF)

    def to_python(self, value: Any) -> str:
        """Return the text; tabs and new lines in it were pasted."""
        return WHITE.sub(" ", composed(super().to_python(value) or ""))


class Lines(forms.CharField):
    """A text of several lines, which browsers end in another way than a programme does."""

    widget = forms.Textarea(attrs=BY_ITSELF)

    def to_python(self, value: Any) -> str:
        """Return the text with plain new lines and composed letters."""
        return composed(super().to_python(value) or "")


class Clock(forms.CharField):
    """A wall-clock time as officers write it: 10.15, 10:15, 1015."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-clock-field": ""})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a time as the papers of this language do, and what was typed as it was typed."""
        return wording.clock(value) if isinstance(value, dt.time) else value

    def clean(self, value: Any) -> Any:
        """Return the time, None for none; raises ValidationError with what to write instead."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_time(text, field="start")
        except Impossible as impossible:
            raise forms.ValidationError(wording.problem(impossible.problems[0])) from impossible


class SegmentForm(forms.Form):
    """A segment but for the people in it. Day and times are those of the venue."""

    title = Line(
        label=_("Title"),
        max_length=LONGEST["title"],
        widget=forms.Textarea(attrs={"rows": 1, "data-one-line": "", **BY_ITSELF}),
        error_messages={"required": _("Give the segment a title.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, label) for kind, label in KINDS.items()])
    day = forms.TypedChoiceField(label=_("Day"), coerce=dt.date.fromisoformat)
    start = Clock(label=_("Begins"), error_messages={"required": _("Say when it begins, such as 10.15.")})
    end = Clock(label=_("Ends"), required=False)
    room = Line(
        label=_("Room"),
        max_length=LONGEST["room"],
        required=False,
        help_text=_("Only if it is not the meeting’s."),
    )
    description = Lines(
        label=_("Description"),
        max_length=LONGEST["description"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **BY_ITSELF}),
    )
    questions_as = forms.ChoiceField(
        label=_("Questions are called"),
        choices=[(name.value, label) for name, label in QUESTIONS_AS.items()],
    )
    questions = Lines(
        label=_("Questions, one on each line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, **BY_ITSELF}),
    )
    side_events = forms.BooleanField(label=_("Space for side events"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        days: Iterable[dt.date],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        choices = [(day.isoformat(), date_format(day, "DATE_FORMAT")) for day in days]
        self.fields["day"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what was typed as a segment keeps it."""
        typed = self.cleaned_data
        lines = (line.strip() for line in typed["questions"].splitlines())
        return {
            **typed,
            "kind": Kind(typed["kind"]),
            "questions_as": QuestionsAs(typed["questions_as"]),
            "questions": tuple(line for line in lines if line),
        }


class SpeakerForm(forms.Form):
    """Somebody named under a segment; a row without a word is nobody."""

    honorific = Line(label=_("Honorific"), max_length=LONGEST["honorific"], required=False)
    name = Line(label=_("Name"), max_length=LONGEST["name"], required=False)
    function = Line(label=_("Function"), max_length=LONGEST["function"], required=False)
    affiliation = Line(label=_("Affiliation"), max_length=LONGEST["affiliation"], required=False)
    on_behalf_of = Line(label=_("On behalf of"), max_length=LONGEST["on_behalf_of"], required=False)
    contribution = Line(label=_("Contribution"), max_length=LONGEST["contribution"], required=False)
    by_video = forms.BooleanField(label=_("By video"), required=False)
    to_be_confirmed = forms.BooleanField(label=_("To be confirmed"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a name, or for the honest word that there is none yet."""
        typed = super().clean() or {}
        nameless = "name" in typed and not typed["name"] and not typed.get("to_be_confirmed")
        if nameless and any(typed.values()):
            self.add_error("name", wording.problem(Problem(code="nameless", field="name")))
        return typed


Speakers = formset_factory(SpeakerForm, extra=0, max_num=MOST_SPEAKERS, absolute_max=MOST_SPEAKERS + 5)


class MoveForm(forms.Form):
    """Where a segment goes, in words: for whoever does not drag, and for far ways."""

    where = forms.ChoiceField(
        label=_("Move it"),
        choices=[
            (Where.AFTER.value, _("after")),
            (Where.BEFORE.value, _("before")),
            (Where.INTO.value, _("into")),
        ],
    )
    target = forms.ChoiceField(label=_("this segment"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, segment: Segment, programme: Programme
    ) -> None:
        super().__init__(data)
        held = {one.key for one in programme.within(segment.key)}
        # What is sent may be older than what is offered: the rules say what is wrong with it.
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (one.key, _in_words(programme, one))
            for one in programme
            if data is not None or one.key not in held
        ]

    def refuse(self, refused: Refused) -> None:
        """Put what the operation refused at the place that was asked for."""
        for field, sentence in refused.facts.get("problems") or [(refused.field, refused.reason)]:
            self.add_error("target" if field else None, sentence)


def _in_words(programme: Programme, segment: Segment) -> str:
    depth = len(programme.path(segment.key)) - 1
    day = date_format(segment.day, "MONTH_DAY_FORMAT")
    return f"{' – ' * depth}{day}, {wording.slot(segment)}: {segment.title}"


class Typed:
    """A segment as it stands in the page: its fields and the rows of the people in it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        days: Iterable[dt.date],
        segment: Segment | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        shown = _initial(segment) if segment is not None else dict(initial or {})
        self.form = SegmentForm(data, days=days, initial=shown)
        self.people: dict[str, BaseFormSet[SpeakerForm]] = {
            name: Speakers(data, prefix=name, initial=_people(getattr(segment, name, ()))) for name in PEOPLE
        }

    @property
    def rows(self) -> "list[tuple[str, str | Promise, BaseFormSet[SpeakerForm]]]":
        """Return name, label and rows of moderators and of speakers."""
        labels = {"moderators": _("Moderators"), "speakers": _("Speakers")}
        return [(name, labels[name], rows) for name, rows in self.people.items()]

    def is_valid(self) -> bool:
        """Check everything, so that all errors show at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.people.values())])

    def values(self) -> dict[str, Any]:
        """Return what was typed as a segment keeps it."""
        return {**self.form.values(), **{name: _speakers(rows) for name, rows in self.people.items()}}

    def refuse(self, refused: Refused) -> None:
        """Put what an operation refused at its fields."""
        for field, sentence in refused.facts.get("problems") or [(refused.field, refused.reason)]:
            self.form.add_error(field if field in self.form.fields else None, sentence)


def _initial(segment: Segment) -> dict[str, Any]:
    return {
        "title": segment.title,
        "kind": segment.kind.value,
        "day": segment.day.isoformat(),
        "start": segment.start,
        "end": segment.end,
        "room": segment.room,
        "description": segment.description,
        "questions_as": segment.questions_as.value,
        "questions": "\n".join(segment.questions),
        "side_events": segment.side_events,
    }


def _people(speakers: Iterable[Speaker]) -> list[dict[str, Any]]:
    names = SpeakerForm.base_fields
    return [{name: getattr(one, name) for name in names} for one in speakers]


def _speakers(rows: "BaseFormSet[SpeakerForm]") -> tuple[Speaker, ...]:
    found = []
    for row in rows.forms:
        typed = {name: row.cleaned_data.get(name, "") for name in row.fields}
        if any(typed.values()):
            flags = {name: bool(typed[name]) for name in ("by_video", "to_be_confirmed")}
            found.append(Speaker(**{**typed, **flags}))
    return tuple(found)


def merged(theirs: Segment, seen: Segment, mine: Mapping[str, Any]) -> Segment:
    """Return ``theirs`` with what an officer changed since ``seen``: saving takes back nothing else."""
    typed = Segment(key=theirs.key, parent=theirs.parent, **mine)
    before, wanted = aspects(seen), aspects(typed)
    changed = {aspect for aspect, value in wanted.items() if value != before[aspect]}
    names = changed - {TIME} | ({"day", "start", "end"} if TIME in changed else set())
    return replace(theirs, **{name: getattr(typed, name) for name in names})
