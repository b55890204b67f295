"""What a page needs to follow a channel."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def live_stream(channel: str) -> SafeString:
    """Follow ``channel``: its frames take the places of the page's elements with the same ids."""
    return mark_safe(render_to_string("live/stream.html", {"channel": channel}).strip())  # noqa: S308 - escaped there
