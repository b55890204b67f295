"""How an operation says no."""

from typing import Any


class Refused(Exception):  # noqa: N818 - the officers' word
    """An operation was refused and changed nothing.

    ``reason`` is a translated sentence fit to show, which says what to do. ``field`` names the input it
    concerns, empty when it concerns the whole. ``code`` is stable, for tests and for other systems;
    ``facts`` holds what a page may need to show, such as the fresh state after a stale act.
    """

    def __init__(self, reason: str, *, field: str = "", code: str = "refused", **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return str(self.reason)


class Denied(Refused):
    """The person may not do this at all; pages answer 403."""

    def __init__(self, reason: str, *, code: str = "denied", **facts: Any) -> None:
        super().__init__(reason, code=code, **facts)
