"""Text for the cells of a spreadsheet."""

from typing import Final

# OWASP, "CSV Injection": a spreadsheet runs text that begins with one of these.
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
