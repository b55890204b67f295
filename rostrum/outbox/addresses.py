"""Addresses of people, written in one way so that each is one person."""

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST: Final = 254
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return a text that may stand in the head of a letter: no control characters, single spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


def normalised(address: str) -> str:
    """Return an address as the outbox keeps it: casefolded, its domain as the name system writes it.

    Strictly, the part before the @ may tell capitals apart; no mail server in use does, and writing to one
    person twice is the worse mistake. Raises ValueError for what is no e-mail address.
    """
    text = unicodedata.normalize("NFKC", address).strip().casefold()
    name, _at, domain = text.rpartition("@")
    try:
        text = f"{name}@{domain.encode('idna').decode('ascii')}"
        validate_email(text)
    except (UnicodeError, ValidationError):
        raise ValueError(f"{one_line(address)[:LONGEST]} is no e-mail address") from None
    if len(text) > LONGEST:
        raise ValueError("the address is too long")
    return text
