"""The verbs on papers, and the only writers of what this folder stores."""

from rostrum.papers.operations.checking import dismiss_finding, mend, take_up_finding
from rostrum.papers.operations.circulating import circulate
from rostrum.papers.operations.drafting import compose, discard, edit_text, restore, undo_text
from rostrum.papers.operations.issuing import correct, issue
from rostrum.papers.operations.starting import (
    accept_reading,
    add_day,
    add_to_reading,
    begin_from_paper,
    bring_back_start,
    correct_reading,
    move_text,
    remove_from_reading,
    take_day,
    undo_reading,
    withdraw_start,
)
from rostrum.papers.operations.templates import replace_template, reset_template

__all__ = [
    "accept_reading",
    "add_day",
    "add_to_reading",
    "begin_from_paper",
    "bring_back_start",
    "circulate",
    "compose",
    "correct",
    "correct_reading",
    "discard",
    "dismiss_finding",
    "edit_text",
    "issue",
    "mend",
    "move_text",
    "remove_from_reading",
    "replace_template",
    "reset_template",
    "restore",
    "take_day",
    "take_up_finding",
    "undo_reading",
    "undo_text",
    "withdraw_start",
]
