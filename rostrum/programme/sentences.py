"""How what is done to programmes reads in the audit trail."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.audit.sentences import register

SENTENCES: Final[dict[str, str | Promise]] = {
    "begin_draft": _("{actor} began a new version of the programme of {subject}."),
    "add_segment": _("{actor} added “{subject}” to the programme."),
    "edit_segment": _("{actor} edited “{subject}” in the programme."),
    "move_segment": _("{actor} moved “{subject}” in the programme."),
    "shift_segments": _("{actor} changed the times around “{subject}” in the programme."),
    "remove_segment": _("{actor} removed “{subject}” from the programme."),
    "undo": _("{actor} undid the last edit of the programme, “{subject}”."),
    "redo": _("{actor} did an edit of the programme again, “{subject}”."),
    "restore": _("{actor} put the draft of the programme of {subject} back to an earlier version."),
    "publish": _("{actor} published the programme of {subject}."),
}

for verb, sentence in SENTENCES.items():
    register(f"programme.{verb}", sentence)
