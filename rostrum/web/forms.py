"""How every form of the product is drawn, django-allauth's included."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class DesignRenderer(TemplatesSetting):
    """Draws forms with the design system's components; named in ``FORM_RENDERER``."""

    form_template_name = "components/form_fields.html"
    field_template_name = "components/form_field.html"


class TimeInput(forms.TimeInput):
    """A time of day in the browser's own control, which wants 10:15 whatever the language."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateInput(forms.DateInput):
    """A day in the browser's own control, which wants 2017-06-19 whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """A day and time in the browser's own control; the label says in which zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
