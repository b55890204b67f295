"""What templates of papers ask for."""

from typing import Any

from django.template import Library

from rostrum.papers.core.blocks import type_of

register = Library()


@register.filter
def block_type(block: Any) -> str:
    """Return the name of a block's type."""
    return type_of(block)
