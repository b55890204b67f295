"""Letters that the site itself writes at once, such as codes that sign in, where there is no mail server."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Printing
from django.utils import timezone
from django.utils.translation import get_language

from rostrum.outbox.operations import Draft, Recipient, enqueue
from rostrum.outbox.permissions import SITE


class EmailBackend(Printing):
    """For the demonstration only: prints each letter in the terminal and shows it at ``/outbox/`` as well.

    Elsewhere a code that signs in must not stand on any page.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> Any:
        """Print and show the letters."""
        for mail in email_messages:
            draft = Draft(
                key=f"{SITE}:{uuid.uuid4()}",
                scope=SITE,
                subject=str(mail.subject),
                text=str(mail.body),
                language=get_language() or "en",
            )
            enqueue(draft, [Recipient(address) for address in mail.recipients()], at=timezone.now())
        return super().send_messages(email_messages)
