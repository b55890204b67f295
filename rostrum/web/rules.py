"""Decisions of the shell: plain values in, plain values out."""

import hmac
import re
import secrets
from collections.abc import Container, Iterable
from ipaddress import ip_address
from typing import Final

REQUEST_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def request_id(given: str | None) -> str:
    """Return the id under which a request is logged: the one that was ``given`` if it is well formed.

    A proxy in front may have made one. Eight to sixty-four letters, digits, dots, dashes and underscores
    pass; anything else could forge lines of the log, and a new one is made instead.
    """
    if given and REQUEST_ID.fullmatch(given):
        return given
    return secrets.token_hex(8)


def language(wanted: Iterable[str], offered: Container[str], default: str) -> str:
    """Return the first of the ``wanted`` languages that is on offer, the ``default`` if none is.

    A language of which only the libraries' words are translated is not on offer: its pages would speak two.
    ``fr-ca`` is served by ``fr``.
    """
    for code in wanted:
        for candidate in (code, code.split("-")[0]):
            if candidate in offered:
                return candidate
    return default


def may_read_metrics(*, remote: str, forwarded: bool, given: str, expected: str) -> bool:
    """Say whether somebody may read the metrics.

    Who sends the ``expected`` token may. So may machines on this one or on its private network, unless the
    request was ``forwarded``: behind a proxy everybody comes from the same address.
    """
    if expected and hmac.compare_digest(given.encode(), expected.encode()):
        return True
    if forwarded:
        return False
    try:
        address = ip_address(remote)
    except ValueError:
        return False
    return address.is_loopback or (address.is_private and not address.is_unspecified)
