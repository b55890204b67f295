"""Every address of the site, for tests that must forget none."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def names() -> Iterator[str]:
    """Yield the full name (``floor:console``) of each address; a nameless one by its pattern."""
    yield from _walk(get_resolver().url_patterns, ())


def _walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, (*spaces, one.namespace) if one.namespace else spaces)
        else:
            yield ":".join((*spaces, one.name or str(one.pattern)))
