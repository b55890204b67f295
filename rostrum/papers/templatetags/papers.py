"""What templates of papers ask for."""

from typing import Any

from django.template import Library
from django.utils.functional import Promise

from rostrum.papers.core.blocks import type_of
from rostrum.papers.kinds import LANGUAGE_NAMES

register = Library()


@register.filter
def language_name(code: str) -> str | Promise:
    """Name a language in the reader's."""
    return LANGUAGE_NAMES.get(code, code)


@register.filter
def block_type(block: Any) -> str:
    """Return the name of a block's type."""
    return type_of(block)
