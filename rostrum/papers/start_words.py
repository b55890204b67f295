"""Sentences of the page that starts from a paper: why a file cannot be opened, what is to be corrected."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostrum.programme import wording
from rostrum.programme.core.values import Problem
from rostrum.reading.cannot import CannotOpen

REASONS: Final[dict[str, str | Promise]] = {
    "missing": gettext_lazy("There is no such file."),
    "folder": gettext_lazy("This is a folder. Choose a file in it."),
    "unreadable": gettext_lazy("The file cannot be read. Save it again, and choose that one."),
    "empty": gettext_lazy("The file is empty."),
    "too_large": gettext_lazy("The file is larger than %(most)s MB. Save it without pictures."),
    "too_many_pages": gettext_lazy(
        "The file has more than %(most)s pages. Save the pages of the programme alone."
    ),
    "expands": gettext_lazy(
        "Unpacked, the file would be far larger than a paper. It was not opened; save it anew from Word."
    ),
    "damaged": gettext_lazy("The file is damaged and cannot be opened. Save it again, or paste its text."),
    "not_word": gettext_lazy("This packed file is not a Word document (.docx)."),
    "old_word": gettext_lazy("This is an old Word file (.doc). Save it as .docx and choose that one."),
    "rtf": gettext_lazy("This is an RTF file. Save it as .docx and choose that one."),
    "locked": gettext_lazy("The file is protected by a password. Save it without one and choose that one."),
    "scanned": gettext_lazy(
        "This is a scanned paper: pictures of pages without text. Run text recognition, or paste the text."
    ),
    "not_text": gettext_lazy("The file is neither Word, PDF, a web page nor text."),
}


def cannot(reason: CannotOpen) -> str:
    """Say why a file cannot be opened, and what to do."""
    # Without a sentence here, the reader's own in English is better than none.
    return str(REASONS[reason.code]) % reason.facts if reason.code in REASONS else str(reason)


def problem(found: Problem) -> str:
    """Say what is to be corrected before the programme can become a draft."""
    if found.code == "needs_day":
        return _("Choose the day.")
    if found.code == "needs_time":
        return _("It needs a time: say when it begins.")
    if found.code == "no_title":
        return _("Give the segment a title.")
    return wording.problem(found)
