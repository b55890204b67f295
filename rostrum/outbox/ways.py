"""The two ways a letter can go: to the mail server, or only onto the page ``/outbox/``."""

import smtplib
from contextlib import suppress
from typing import Any, Final, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from rostrum.outbox.core.rules import Answer
from rostrum.outbox.core.servers import Server, server_at
from rostrum.outbox.models import Delivery

# Seconds for each exchange with the server. There are at most ten of them to a letter: see operations.LEASE.
PATIENCE: Final = 60
CLOSING: Final = 421


class Way(Protocol):
    """Somewhere a letter can be handed over. Used in one thread, and closed there."""

    name: Delivery.Way

    def hand_over(self, mail: EmailMultiAlternatives) -> Answer:
        """Hand over one e-mail to one person and return what was answered; never raises for a refusal."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class OntoThePage:
    """Without a mail server: the page shows the letter, and nothing leaves this machine."""

    name = Delivery.Way.PAGE

    def hand_over(self, mail: EmailMultiAlternatives) -> Answer:
        """Accept everything, once it can be written as an e-mail."""
        mail.message()
        return Answer(250, "")

    def close(self) -> None:
        """Nothing is open."""


class BySmtp:
    """To the mail server, over one connection for many letters."""

    name = Delivery.Way.SMTP

    def __init__(self, server: Server) -> None:
        self.server = _Remembering(
            host=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_ssl=server.tls_from_the_start,
            use_tls=server.starttls,
            timeout=PATIENCE,
        )

    def hand_over(self, mail: EmailMultiAlternatives) -> Answer:
        """Send one e-mail; what is wrong with the server itself is an answer ``of_all``."""
        try:
            self.server.open()
        except (OSError, smtplib.SMTPException) as problem:
            self.close()
            return _answer(problem, of_all=True)
        try:
            self.server.send_messages([mail])
        except (OSError, smtplib.SMTPException) as problem:
            answer = _answer(problem)
            if answer.code in {0, CLOSING}:
                self.close()
            return answer
        return self.server.connection.accepted  # type: ignore[union-attr,no-any-return]

    def close(self) -> None:
        """Say goodbye to the server."""
        with suppress(OSError, smtplib.SMTPException):
            self.server.close()
        self.server.connection = None


def chosen() -> Way:
    """Return the way that the settings name."""
    server = server_at(settings.ROSTRUM_SMTP)
    return BySmtp(server) if server is not None else OntoThePage()


def _answer(problem: Exception, *, of_all: bool = False) -> Answer:
    code: int
    words: bytes | str
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, words = problem.smtp_code, problem.smtp_error
    else:
        code, words = 0, str(problem) or type(problem).__name__
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    # smtplib gives -1 for what it could not read.
    return Answer(max(code, 0), " ".join(text.replace("\x00", "").split()), of_all=of_all)


class _Answers:
    """Keeps what the server said when it took a letter, such as its queue's number for it."""

    accepted: Answer

    def data(self, msg: Any) -> Any:
        """Hand over the letter and keep the answer."""
        code, words = super().data(msg)  # type: ignore[misc]
        self.accepted = Answer(code, " ".join(words.decode("utf-8", "replace").replace("\x00", "").split()))
        return code, words


class _Smtp(_Answers, smtplib.SMTP):
    """Unencrypted, or encrypted from STARTTLS on."""


class _SmtpOverTls(_Answers, smtplib.SMTP_SSL):
    """Encrypted from the first byte."""


class _Remembering(EmailBackend):
    """Django's connection, which remembers the last answer."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the class that speaks with the server."""
        return _SmtpOverTls if self.use_ssl else _Smtp
