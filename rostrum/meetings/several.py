"""A field that takes several values of one kind: the days of a meeting, the offices that convene it.

Without a script the form offers two empty places more than are filled; with one, a button adds another.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SPARE: Final = 2
MOST: Final = 60


class SeveralWidget(forms.Widget):
    """Shows the same control once for each value, and ``SPARE`` empty ones."""

    template_name = "meetings/several.html"
    use_fieldset = True

    def __init__(self, one: forms.Field) -> None:
        super().__init__()
        self.one = one

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the contexts of all controls."""
        context = super().get_context(name, value, attrs)
        values = [*(value or []), *[None] * SPARE]
        described = {key: text for key, text in (attrs or {}).items() if key.startswith("aria-")}
        parts = []
        for number, single in enumerate(values[: MOST + SPARE], start=1):
            own = {"id": f"id_{name}_{number}", "aria-label": f"{self.one.label} {number}", **described}
            parts.append(self.one.widget.get_context(name, single, own)["widget"])
        context["widget"].update({"parts": parts, "label": str(self.one.label)})
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 - Django's
        """Return what stands in all controls that are not empty."""
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [value for value in given if value]

    def id_for_label(self, id_: str) -> str:
        """Have the group's label lead to the first control."""
        return f"{id_}_1" if id_ else id_


class SeveralField(forms.Field):
    """Several values, each read by the field ``one``; what is wrong names the value."""

    def __init__(self, one: forms.Field, **named: Any) -> None:
        super().__init__(widget=SeveralWidget(one), **named)
        self.one = one

    def __deepcopy__(self, memo: dict[int, Any]) -> "SeveralField":
        """Give each form its own inner field: it may narrow what can be chosen."""
        copy: SeveralField = super().__deepcopy__(memo)
        copy.one = self.one.__deepcopy__(memo)
        copy.widget = SeveralWidget(copy.one)
        copy.widget.is_required = self.required
        return copy

    def clean(self, value: Any) -> list[Any]:
        """Read all values, each once, in the order in which they stand."""
        if self.required and not value:
            raise ValidationError(_("Enter at least one."), code="required")
        if len(value or []) > MOST:
            raise ValidationError(_("These are too many."), code="too_many")
        read = []
        for single in value or []:
            try:
                read.append(self.one.clean(single))
            except ValidationError as error:
                raise ValidationError(
                    _("%(value)s: %(reason)s"),
                    code="invalid",
                    params={"value": str(single)[:40], "reason": " ".join(error.messages)},
                ) from error
        return list(dict.fromkeys(read))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether anything differs."""
        return [str(one) for one in initial or []] != [str(one) for one in data or []]
