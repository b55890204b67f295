"""Plain text as the simple markup that goes beside it in a letter."""

from django.utils.html import escape, linebreaks, urlize
from django.utils.translation import get_language_info


def as_html(text: str, language: str) -> str:
    """Return paragraphs with links, in the language and direction of the text; everything else is escaped."""
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    body = linebreaks(urlize(escape(text)))
    return f'<!doctype html><html lang="{language}" dir="{direction}"><body>{body}</body></html>'
