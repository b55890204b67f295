"""The only Jinja that a template may hold: words in double braces, and showing a part if a word is not empty.

Whatever else Jinja knows (attributes, calls, filters, loops) is refused when the template is read, before
anything of it runs; what runs is sandboxed besides.
"""

from typing import Any, Final

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

# What a template may say; docs/how-to/replace-a-template.md describes each.
PLACEHOLDERS: Final = (
    "body",
    "letterhead",
    "title",
    "symbol",
    "date",
    "number",
    "revision",
    "draft",
    "meeting",
)
_ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If)


class NotAllowed(Exception):  # noqa: N818 - reads as what it is where it is raised
    """A template holds something else than known words; ``what`` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Environment(ImmutableSandboxedEnvironment):
    """Reads templates that hold known words only; raises NotAllowed."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if isinstance(node, nodes.Name) and node.name not in PLACEHOLDERS:
                raise NotAllowed(node.name)
            if not isinstance(node, _ALLOWED):
                raise NotAllowed(type(node).__name__)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - as Jinja asks it
        """Let no attribute be read."""
        return False


def environment() -> Environment:
    """Return the environment in which templates are read and filled."""
    return Environment(autoescape=True)
