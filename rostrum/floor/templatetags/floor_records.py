"""What the pages about the past of a floor ask for."""

import datetime as dt

from django import template
from django.utils.dateformat import format as date_words
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rostrum.floor.board import minutes
from rostrum.floor.records import HeldList

register = template.Library()


@register.simple_tag
def held_moment(held: HeldList, moment: dt.datetime | None) -> SafeString | str:
    """Show a time to the second, with its day unless all are of one day; the page says once which zone."""
    if moment is None:
        return ""
    machine = moment.isoformat(timespec="seconds")
    day, time = date_words(moment, "j M"), date_words(moment, "H.i.s")
    if held.day is not None:
        return format_html('<time datetime="{}">{}</time>', machine, time)
    return format_html('<time datetime="{}"><span class="held__day">{}</span> {}</time>', machine, day, time)


@register.filter
def as_minutes(seconds: int | None) -> str:
    """Return seconds as 2:10, and nothing for none."""
    return "" if seconds is None else minutes(seconds)
