"""What the design page shows: samples, and what the stylesheets and templates say of themselves."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.web import charts, icons, tokens
from rostrum.web.forms import TimeInput

COMPONENTS: Final = Path(__file__).resolve().parent / "templates/components"
HEADER: Final = re.compile(r"{% comment %}\n?(.*?)\n?{% endcomment %}", re.DOTALL)


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("As it stands in the programme, without a full stop."),
        max_length=120,
    )
    begins = forms.TimeField(label=gettext_lazy("Begins"), widget=TimeInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of segment"),
        choices=[
            ("panel", gettext_lazy("Panel")),
            ("discussion", gettext_lazy("Interactive discussion")),
            ("break", gettext_lazy("Break")),
        ],
    )
    questions = forms.CharField(
        label=gettext_lazy("Guiding questions"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("One a line."),
    )
    mixing = forms.ChoiceField(
        label=gettext_lazy("How requests are ordered"),
        widget=forms.RadioSelect,
        choices=[
            ("strict", gettext_lazy("Member States first, others time permitting")),
            ("alternate", gettext_lazy("Two stakeholders, then one Member State")),
        ],
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Interpretation"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("en", gettext_lazy("English")),
            ("fr", gettext_lazy("French")),
            ("ar", gettext_lazy("Arabic")),
        ],
    )
    paper = forms.FileField(
        label=gettext_lazy("Concept note"),
        required=False,
        help_text=gettext_lazy("PDF or Word, up to 10 MB."),
    )
    webcast = forms.BooleanField(label=gettext_lazy("Webcast and record this segment"), required=False)


def sample_form(data: Any = None, files: Any = None) -> SampleForm:
    """Return the form as it is first shown, or as it was sent."""
    initial = {"begins": time(10, 15), "mixing": "alternate", "languages": ["en", "fr"], "webcast": True}
    return SampleForm(data, files, prefix="fresh", initial=initial)


def refused_form() -> SampleForm:
    """Return the form as it comes back when something in it was wrong."""
    typed = {"wrong-begins": "", "wrong-kind": "panel", "wrong-questions": _("Who is not in the room?")}
    return SampleForm(typed, prefix="wrong")


@dataclass(frozen=True, slots=True)
class Documented:
    """A component with what its template says of itself."""

    name: str
    text: str


@cache
def documented() -> dict[str, Documented]:
    """Read the header of every component."""
    found = {}
    for file in sorted(COMPONENTS.glob("*.html")):
        header = HEADER.search(file.read_text(encoding="utf-8"))
        found[file.stem] = Documented(file.stem, header.group(1) if header else "")
    return found


def swatches() -> list[dict[str, Any]]:
    """Group the colours as the page shows them, each with its contrast on the paper in both themes."""
    groups = {
        _("Grounds"): ("sunken", "paper", "surface", "raised"),
        _("Ink and lines"): ("ink", "ink-soft", "ink-faint", "rule", "line-strong", "line"),
        _("Serpentine and brass"): (
            "accent", "accent-strong", "accent-line", "accent-wash", "brass", "brass-bright", "brass-wash",
        ),
        _("Meaning"): ("good", "good-wash", "warn", "warn-wash", "bad", "bad-wash", "info", "info-wash"),
        _("The clock"): ("clock-run", "clock-amber", "clock-over"),
        _("Charts"): tuple(f"chart-{number}" for number in range(1, 7)),
    }  # fmt: skip
    known = tokens.colours()
    paper = known["paper"]
    return [
        {
            "title": title,
            "colours": [
                {
                    "token": known[name],
                    "on_light": round(tokens.contrast(known[name].light, paper.light), 1),
                    "on_dark": round(tokens.contrast(known[name].dark, paper.dark), 1),
                }
                for name in names
            ],
        }
        for title, names in groups.items()
    ]


def categories() -> list[tuple[str, str]]:
    """List the categories that have a mark, with their words."""
    words = {
        "member_state": _("Member State"),
        "observer_state": _("Observer State"),
        "intergovernmental": _("Intergovernmental organization"),
        "un_system": _("United Nations system"),
        "nhri": _("National human rights institution"),
        "parliament": _("Parliament"),
        "ngo": _("Non-governmental organization"),
        "academia": _("Academic institution"),
        "diaspora": _("Diaspora or migrant organization"),
        "private_sector": _("Private sector"),
        "local_authority": _("Local authority"),
        "media": _("Media"),
    }
    return [(category, words[category]) for category in icons.MARKS]


def page() -> "Page[int]":
    """Return the middle of a long list."""
    return Paginator(range(412), 25).page(7)


def programme() -> list[dict[str, Any]]:
    """Return a small tree of segments."""
    return [
        {"label": _("Opening"), "note": "10.00–10.15"},
        {
            "label": _("Panel 1"),
            "note": "10.15–13.00",
            "children": [
                {"label": _("Sub-panel A"), "note": "10.15–11.30"},
                {"label": _("Interactive discussion"), "note": "11.30–13.00"},
            ],
        },
        {"label": _("Break"), "note": "13.00–15.00"},
    ]


def switches(options: dict[str, tuple[str, ...]], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Lay out the switches of the page; each option keeps what the others say."""
    words = {
        "theme": _("Theme"), "device": _("As this device"), "light": _("Light"), "dark": _("Dark"),
        "direction": _("Direction"), "ltr": _("Left to right"), "rtl": _("Right to left"),
        "density": _("Density"), "wide": _("For readers"), "dense": _("For officers"),
    }  # fmt: skip
    return [
        {
            "label": words[name],
            "options": [
                {
                    "label": words[one],
                    "query": urlencode({**chosen, name: one}),
                    "current": chosen[name] == one,
                }
                for one in known
            ],
        }
        for name, known in options.items()
    ]


def contents() -> list[tuple[str, str]]:
    """List the sections of the page."""
    return [
        ("colour", _("Colour")),
        ("type", _("Type")),
        ("heads", _("Page head and sections")),
        ("buttons", _("Buttons")),
        ("marks", _("Categories of participants")),
        ("notices-sample", _("Notices and toasts")),
        ("forms", _("Forms")),
        ("tables", _("Tables and figures")),
        ("cards", _("Cards, facts, times")),
        ("ways", _("Ways through")),
        ("dialogs", _("Dialogs and progress")),
        ("icons", _("Icons")),
    ]


def context() -> dict[str, Any]:
    """Collect everything the design page shows."""
    minutes = [(_("Member States"), 96.0), (_("Stakeholders"), 71.0), (_("Observers"), 18.0)]
    rows = [(label, amount, _("%(minutes)d min") % {"minutes": amount}) for label, amount in minutes]
    return {
        "icons": sorted(icons.ICONS),
        "swatches": swatches(),
        "categories": categories(),
        "docs": documented(),
        "sample_form": sample_form(),
        "refused_form": refused_form(),
        "pages": page(),
        "programme": programme(),
        "bars": charts.bars(rows),
        "minutes": rows,
        "contents": contents(),
        "crumbs": [(_("Start"), "/")],
        "tabs": [
            {"label": _("Programme"), "url": "#ways", "current": True, "count": None},
            {"label": _("Papers"), "url": "#ways", "current": False, "count": 7},
            {"label": _("Side events"), "url": "#ways", "current": False, "count": 0},
        ],
        "begins": datetime(2017, 6, 19, 8, 0, tzinfo=UTC),
        "ends": datetime(2017, 6, 19, 8, 15, tzinfo=UTC),
    }
