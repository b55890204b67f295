"""Why a file cannot be opened as a paper."""

from typing import Final

# Plain English for the terminal; pages translate them by their code.
REASONS: Final = {
    "missing": "There is no such file.",
    "folder": "This is a folder; name a file in it.",
    "unreadable": "The file cannot be read; look at its rights.",
    "empty": "The file is empty.",
    "too_large": "The file is larger than {most} MB.",
    "too_many_pages": "The file has more than {most} pages.",
    "expands": "The file would expand to far more than a paper holds; it was not opened.",
    "damaged": "The file is damaged and cannot be opened.",
    "not_word": "This packed file is not a Word document (.docx).",
    "old_word": "This is an old Word or Office file (.doc); save it as .docx and try again.",
    "rtf": "This is an RTF file; save it as .docx and try again.",
    "locked": "The file is protected by a password; save it without one and try again.",
    "scanned": "This is a scanned paper: it has pictures of pages and no text. Use text recognition first.",
    "not_text": "The file is neither a text, nor Word, PDF or a web page.",
}


class CannotOpen(Exception):  # noqa: N818 - reads as what it is where it is raised
    """The file cannot be read as a paper; ``code`` names the reason."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(REASONS[code].format(**facts))
        self.code = code
        self.facts = facts
