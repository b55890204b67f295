"""What templates of the floor ask for."""

import datetime as dt
import hashlib

from django import template
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from rostrum.floor import words
from rostrum.floor.board import minutes as in_minutes

register = template.Library()


@register.simple_tag
def clock_at(when: dt.datetime | None, zone: dt.tzinfo) -> str:
    """Return a time of day in the venue's zone; the page says once which zone that is."""
    return words.clock_time(when, zone) if when is not None else ""


@register.filter
def minutes(seconds: float) -> str:
    """Return seconds as 2:10."""
    return in_minutes(seconds)


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in the language of the page."""
    found = LANG_INFO.get(code)
    return _(found["name"]) if found and "name" in found else code


@register.filter
def stands_for(participant: str) -> str:
    """Return what a shared page may say instead of a participant's key, which opens their seat page."""
    return hashlib.sha256(f"seat:{participant}".encode()).hexdigest()[:16]
