"""How what is done to papers reads in the audit trail."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.audit.sentences import register

SENTENCES: Final[dict[str, str | Promise]] = {
    "compose": _("{actor} began a draft: {subject}."),
    "edit_text": _("{actor} edited a text of the draft {subject}."),
    "undo_text": _("{actor} undid an edit of the draft {subject}."),
    "discard": _("{actor} discarded the draft {subject}."),
    "restore": _("{actor} took back the discarding of the draft {subject}."),
    "issue": _("{actor} issued {subject}."),
    "circulate": _("{actor} sent {subject} by e-mail."),
    "correct": _("{actor} began a correction of {subject}."),
    "replace_template": _("{actor} replaced the Word template for {subject}."),
    "mend": _("{actor} mended what the check had found: {subject}."),
    "dismiss_finding": _("{actor} let stand what the check had found: {subject}. Reason: {reason}"),
    "take_up_finding": _("{actor} took up again what the check had found: {subject}."),
    "reset_template": _("{actor} went back to the built-in Word template for {subject}."),
    "begin_from_paper": _("{actor} began with a paper: {subject}."),
    "correct_reading": _("{actor} corrected what was read from {subject}."),
    "undo_reading": _("{actor} undid a correction of what was read from {subject}."),
    "accept_reading": _("{actor} put the programme of {subject} into the draft."),
    "withdraw_start": _("{actor} withdrew the paper {subject}."),
    "bring_back_start": _("{actor} took back the withdrawing of the paper {subject}."),
}

for verb, sentence in SENTENCES.items():
    register(f"papers.{verb}", sentence)
