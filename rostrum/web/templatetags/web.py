"""What templates ask of the design system: icons, marks, times with their zone, components with slots."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from rostrum.web import icons, moments, toasts

if TYPE_CHECKING:
    from django.core.paginator import Page

register = template.Library()

# Written with underscores in a template, because a tag's names know no hyphen: hx_post becomes hx-post.
PASSED_ON = ("hx_", "data_", "aria_")
# A component sees only what it is given, and these: a page's own "title" must not slip into its cards.
CARRIED = ("csrf_token", "request", "shell")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw the icon ``name``; hidden from screen readers unless it has a ``label`` of its own."""
    turns = " icon--turns" if name in icons.TURNING else ""
    speech: SafeString = (
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" {}><path d="{}"/></svg>', turns, speech, icons.ICONS[name]
    )


@register.simple_tag
def mark_shape(category: str) -> SafeString:
    """Draw the shape that stands for a category of participants; the word stands beside it."""
    filled, lined = icons.MARKS[category]
    parts = []
    if filled:
        parts.append(format_html('<path d="{}" stroke="none" fill-rule="evenodd"/>', filled))
    if lined:
        parts.append(
            format_html('<path d="{}" fill="none" stroke-width="1.6" stroke-linejoin="round"/>', lined)
        )
    paths = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<svg class="mark__shape" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', paths)


@register.simple_tag
def mark(category: str, label: str) -> SafeString:
    """Show a category of participants by shape, word and colour."""
    return _inline("mark", {"category": category, "label": label})


@register.simple_tag
def moment(
    value: datetime, zone: str, place: str = "", show: str = "time", end: datetime | None = None
) -> SafeString:
    """Show a moment with its zone; ``show`` is ``time``, ``day`` or ``both``; ``place`` names the zone."""
    return _inline("time", {"words": moments.words(value, zone, place=place, show=show, end=end)})


def _inline(name: str, values: dict[str, Any]) -> SafeString:
    """Render a component that stands in running text: a line's end in its file must not become a space."""
    return mark_safe(render_to_string(f"components/{name}.html", values).strip())  # noqa: S308 - escaped there


@register.simple_tag
def page_numbers(page: "Page[Any]") -> Iterable[int | str]:
    """List the numbers to offer around a page of Django's paginator, with gaps."""
    return page.paginator.get_elided_page_range(page.number)


@register.simple_tag(takes_context=True)
def page_notices(context: Context) -> list[toasts.Word]:
    """Take the messages that stand at the top of a page."""
    return [word for word in _words(context) if not word.toast]


@register.simple_tag(takes_context=True)
def page_toasts(context: Context) -> list[toasts.Word]:
    """Take the messages that are shown as toasts."""
    request = context.get("request")
    if request is not None:
        request.web_toasts_shown = True
    return [word for word in _words(context) if word.toast]


def _words(context: Context) -> list[toasts.Word]:
    request = context.get("request")
    return toasts.words(request) if request is not None else []


class SlotNode(Node):
    """A named part of a component; it is rendered where it stands and handed to the component."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """Keep the content for the component around; print nothing here."""
        slots = context.render_context.get("web_slots")
        if slots is None:
            raise template.TemplateSyntaxError(f"slot {self.name!r} stands outside a component")
        slots[-1][self.name] = self.nodelist.render(context)
        return ""


class ComponentNode(Node):
    """Render ``components/<name>.html`` with values, its content, and its named slots."""

    def __init__(self, name: str, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.values = values
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """Render the content, then the component around it."""
        # Before the content, which may use the same names for parts of its own.
        values = {name: value.resolve(context) for name, value in self.values.items()}
        stack = cast("list[dict[str, str]]", context.render_context.setdefault("web_slots", []))
        stack.append({})
        try:
            content = self.nodelist.render(context)
        finally:
            slots = stack.pop()
        attributes = [
            (name.replace("_", "-"), value)
            for name, value in values.items()
            if name.startswith(PASSED_ON) and value not in (None, False)
        ]
        values["attributes"] = format_html_join("", ' {}="{}"', attributes)
        values["content"] = mark_safe(content.strip())  # noqa: S308 - rendered by this very template
        values["slots"] = slots
        engine = context.template.engine  # type: ignore[union-attr]
        inner = engine.get_template(f"components/{self.name}.html")
        for name in CARRIED:
            if name in context:
                values.setdefault(name, context[name])
        return mark_safe(inner.render(context.new(values)).strip())  # noqa: S308 - escaped there


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """Wrap content in a component: ``{% component "card" title=t %}...{% endcomponent %}``.

    One without content closes itself: ``{% component "badge" text=t / %}``.
    """
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("component needs the name of a component")
    closed = bits[-1] == "/"
    given = bits[1:-1] if closed else bits[1:]
    values = token_kwargs(given, parser)
    if given:
        raise template.TemplateSyntaxError(f"component: {given[0]!r} is no name=value")
    nodelist = NodeList()
    if not closed:
        nodelist = parser.parse(("endcomponent",))
        parser.delete_first_token()
    return ComponentNode(bits[0].strip("\"'"), values, nodelist)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """Fill a named part of the component around it: ``{% slot "actions" %}...{% endslot %}``."""
    name = token.split_contents()[1].strip("\"'")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name, nodelist)
