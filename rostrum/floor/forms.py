"""What operators and seats send, read and checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.floor.board import minutes
from rostrum.floor.core import acts
from rostrum.floor.core import rules as rulebook
from rostrum.floor.core.rules import BadRules, Intake, Mixing, Rules
from rostrum.people.categories import Category
from rostrum.refused import Refused

LONGEST_KEY: Final = 64
LARGEST: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """An act as it was sent. ``number`` is that of the board it was decided on."""

    name: str
    request: str
    participant: str
    segment: str
    on_behalf: str
    reason: str
    seconds: int
    place: int
    number: int | None
    reply: bool
    key: str

    def plain(self) -> acts.Act:
        """Return the act for the core; raises Refused for one that is not known."""
        make = PLAIN.get(self.name)
        if make is None:
            raise Refused(_("This is not something that can be done on the floor."), code="unknown_act")
        return make(self)


PLAIN: Final[dict[str, Callable[[Wanted], acts.Act]]] = {
    "call": lambda w: acts.Call(w.request, as_next=True),
    "call_out_of_order": lambda w: acts.Call(w.request),
    "start": lambda _w: acts.Start(),
    "pause": lambda _w: acts.Pause(),
    "resume": lambda _w: acts.Resume(),
    "end": lambda _w: acts.End(),
    "extend": lambda w: acts.Extend(w.seconds, w.reason),
    "skip": lambda w: acts.NotInRoom(w.request),
    "move": lambda w: acts.Move(w.request, w.place, w.reason),
    "withdraw": lambda w: acts.Withdraw(w.request),
    "decline": lambda w: acts.Decline(w.request, w.reason),
    "close_list": lambda _w: acts.CloseList(),
    "reopen_list": lambda _w: acts.ReopenList(),
    "close": lambda _w: acts.CloseSegment(),
    "end_point": lambda _w: acts.EndPoint(),
    "text_in": lambda w: acts.MarkText(w.request, text_in=True),
    "text_out": lambda w: acts.MarkText(w.request, text_in=False),
    "undo": lambda _w: acts.Undo(),
}


def _text(data: Mapping[str, str], name: str, longest: int) -> str:
    """Read one line of text; NUL would be refused by PostgreSQL with an error of its own."""
    return data.get(name, "").replace("\x00", "").strip()[:longest]


def _whole(data: Mapping[str, str], name: str) -> int | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    try:
        number = int(text)
    except ValueError:
        number = -LARGEST - 1
    if abs(number) > LARGEST:
        raise Refused(_("Write a whole number."), field=name, code="not_a_number")
    return number


def read_act(data: Mapping[str, str]) -> Wanted:
    """Read what a form of an operator sent; raises Refused for a number that is none."""
    return Wanted(
        name=_text(data, "act", 30),
        request=_text(data, "request", 40),
        participant=_text(data, "participant", 40),
        segment=_text(data, "segment", 60),
        on_behalf=_text(data, "on_behalf", 200),
        reason=_text(data, "reason", 2000),
        seconds=_whole(data, "seconds") or 0,
        place=_whole(data, "place") or 0,
        number=_whole(data, "number"),
        reply=data.get("reply") == "yes",
        key=_text(data, "key", LONGEST_KEY),
    )


class Minutes(forms.CharField):
    """A duration typed as 3:00 or as 180, kept in seconds."""

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(max_length=8, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show seconds as 3:00, and what was typed as it was typed."""
        return minutes(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        """Return the seconds; raises ValidationError with what to type instead."""
        text = str(super().clean(value))
        parts = text.replace(".", ":").split(":")
        seconds = -1
        if len(parts) <= 2 and all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004
            numbers = [int(part) for part in parts]
            seconds = numbers[0] * 60 + numbers[1] if len(numbers) == 2 else numbers[0]  # noqa: PLR2004
        if not self.least <= seconds <= self.most:
            raise forms.ValidationError(
                _("Write minutes and seconds between %(least)s and %(most)s, such as 3:00.")
                % {"least": minutes(self.least), "most": minutes(self.most)}
            )
        return seconds


CLASSES: Final = 4
INTAKES: Final[dict[Intake, str | Promise]] = {
    Intake.FLOOR: gettext_lazy("In the room, once the segment is open"),
    Intake.INTEREST: gettext_lazy("In the room, and as an expression of interest shortly before"),
    Intake.INSCRIBED: gettext_lazy("On an inscribed list, opened shortly before"),
}
MIXINGS: Final[dict[Mixing, str | Promise]] = {
    Mixing.STRICT: gettext_lazy("Class after class"),
    Mixing.ALTERNATE: gettext_lazy("Classes alternate"),
}


class RulesForm(forms.Form):
    """The rules of the floor as an officer sets them: four classes at most, each with its categories."""

    mixing = forms.ChoiceField(label=gettext_lazy("Who goes first"), choices=list(MIXINGS.items()))
    one_before_second = forms.BooleanField(
        label=gettext_lazy("Everybody speaks once before anybody speaks twice"), required=False
    )
    group_seconds = Minutes(
        label=gettext_lazy("Statement on behalf of a group"),
        least=rulebook.BOUNDS["group_seconds"][0],
        most=rulebook.BOUNDS["group_seconds"][1],
    )
    amber_seconds = Minutes(
        label=gettext_lazy("Amber shows before the limit"),
        least=rulebook.BOUNDS["amber_seconds"][0],
        most=rulebook.BOUNDS["amber_seconds"][1],
    )
    cuts = forms.BooleanField(label=gettext_lazy("The microphone is cut at the limit"), required=False)
    intake = forms.ChoiceField(label=gettext_lazy("How requests come in"), choices=list(INTAKES.items()))
    interest_minutes = forms.IntegerField(
        label=gettext_lazy("Expressions of interest open before the segment (minutes)"),
        min_value=0,
        max_value=rulebook.BOUNDS["interest_minutes"][1],
    )
    reply_minutes = forms.IntegerField(
        label=gettext_lazy("Kept at the end for the panel’s replies (minutes)"),
        min_value=0,
        max_value=rulebook.BOUNDS["reply_minutes"][1],
    )
    changeover_seconds = Minutes(
        label=gettext_lazy("Between two speakers"),
        least=rulebook.BOUNDS["changeover_seconds"][0],
        most=rulebook.BOUNDS["changeover_seconds"][1],
    )
    right_of_reply = forms.BooleanField(label=gettext_lazy("There is a right of reply"), required=False)
    whole_meeting = forms.BooleanField(
        label=gettext_lazy("For the whole meeting, not only for this segment"), required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, rules: Rules) -> None:
        super().__init__(data, initial=_initial(rules))
        self.present = rules
        places = [(str(place), str(place)) for place in range(1, CLASSES + 1)]
        for category in Category:
            self.fields[f"class_of_{category.value}"] = forms.ChoiceField(
                label=category.label, choices=places
            )
        for place in range(1, CLASSES + 1):
            self.fields[f"seconds_{place}"] = Minutes(
                label=_("Limit of class %(place)s") % {"place": place},
                least=rulebook.SECONDS[0],
                most=rulebook.SECONDS[1],
            )
            self.fields[f"share_{place}"] = forms.IntegerField(
                label=_("In a row, class %(place)s") % {"place": place},
                min_value=rulebook.SHARE[0],
                max_value=rulebook.SHARE[1],
            )

    def category_fields(self) -> list[forms.BoundField]:
        """Return the choice of a class for each category."""
        return [self[f"class_of_{category.value}"] for category in Category]

    def class_fields(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Return limit and share for each class."""
        return [(place, self[f"seconds_{place}"], self[f"share_{place}"]) for place in range(1, CLASSES + 1)]

    def clean(self) -> dict[str, Any]:
        """Build the rules; a class nobody is in is left out."""
        values = super().clean() or {}
        if not self.errors:
            try:
                values["rules"] = rulebook.from_json(self._plain(values))
            except BadRules as bad:
                field = bad.field if bad.field in self.fields else None
                self.add_error(field, _("These rules cannot be. Look at the classes again."))
        return values

    def _plain(self, values: Mapping[str, Any]) -> dict[str, Any]:
        names = {one.categories: one.name for one in self.present.classes}
        classes = []
        for place in range(1, CLASSES + 1):
            inside = tuple(c for c in rulebook.CATEGORIES if values[f"class_of_{c}"] == str(place))
            if inside:
                classes.append(
                    {
                        "name": names.get(inside, f"class_{place}"),
                        "categories": inside,
                        "seconds": values[f"seconds_{place}"],
                        "share": values[f"share_{place}"],
                    }
                )
        return {**values, "classes": classes}


def _initial(rules: Rules) -> dict[str, Any]:
    plain = rulebook.to_json(rules)
    plain.pop("classes")
    for category in rulebook.CATEGORIES:
        place = rules.class_of(category)
        plain[f"class_of_{category}"] = str(min(place + 1, CLASSES))
    for place in range(1, CLASSES + 1):
        one = rules.classes[min(place, len(rules.classes)) - 1]
        plain[f"seconds_{place}"] = one.seconds
        plain[f"share_{place}"] = one.share if place <= len(rules.classes) else 1
    return plain


class SeatForm(forms.Form):
    """What somebody says when asking for the floor."""

    on_behalf = forms.CharField(
        label=gettext_lazy("On behalf of a group"),
        help_text=gettext_lazy("Only if you speak for several States or organizations."),
        max_length=200,
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("I will speak in"), required=False)
    key = forms.CharField(max_length=LONGEST_KEY, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, language: str = "en") -> None:
        super().__init__(data, initial={"language": language})
        self.fields["language"].choices = SPOKEN  # type: ignore[attr-defined]


SPOKEN: Final = [
    ("ar", gettext_lazy("Arabic")),
    ("zh", gettext_lazy("Chinese")),
    ("en", gettext_lazy("English")),
    ("fr", gettext_lazy("French")),
    ("ru", gettext_lazy("Russian")),
    ("es", gettext_lazy("Spanish")),
    ("other", gettext_lazy("Another language, with my own interpreter")),
]
