"""The mail server as one address: ``smtp+starttls://user:password@host:port``."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

# The scheme and the port where the address names none.
PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and how to speak with it."""

    host: str
    port: int
    user: str
    password: str
    tls_from_the_start: bool
    starttls: bool


def server_at(address: str) -> Server | None:
    """Read the address of a mail server; an empty one means that there is none.

    Raises ValueError with a sentence for who runs the site; it never repeats the password.
    """
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in PORTS:
        raise ValueError("ROSTRUM_SMTP begins with smtp://, smtp+starttls:// or smtps://.")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise ValueError("The port in ROSTRUM_SMTP is no number up to 65535.") from None
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("ROSTRUM_SMTP names a host, and nothing behind it.")
    server = Server(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls_from_the_start=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )
    if server.password and parts.scheme == "smtp" and not _is_here(server.host):
        raise ValueError("ROSTRUM_SMTP would send a password unencrypted: use smtp+starttls:// or smtps://.")
    return server


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
