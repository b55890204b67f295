"""The verbs on papers, and the only writers of what this folder stores."""

from rostrum.papers.operations.checking import dismiss_finding, mend, take_up_finding
from rostrum.papers.operations.circulating import circulate
from rostrum.papers.operations.drafting import compose, discard, edit_text, restore, undo_text
from rostrum.papers.operations.issuing import correct, issue
from rostrum.papers.operations.templates import replace_template, reset_template

__all__ = [
    "circulate",
    "compose",
    "correct",
    "discard",
    "dismiss_finding",
    "edit_text",
    "issue",
    "mend",
    "replace_template",
    "reset_template",
    "restore",
    "take_up_finding",
    "undo_text",
]
