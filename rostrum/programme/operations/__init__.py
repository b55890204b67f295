"""The verbs on programmes, and the only writers of what this folder stores."""

from rostrum.programme.operations.drafting import Outcome, begin_draft, fill_draft, restore
from rostrum.programme.operations.editing import (
    add_segment,
    edit_segment,
    move_segment,
    remove_segment,
    shift_segments,
    step_segment,
)
from rostrum.programme.operations.publishing import publish
from rostrum.programme.operations.undoing import redo, undo

__all__ = [
    "Outcome",
    "add_segment",
    "begin_draft",
    "edit_segment",
    "fill_draft",
    "move_segment",
    "publish",
    "redo",
    "remove_segment",
    "restore",
    "shift_segments",
    "step_segment",
    "undo",
]
