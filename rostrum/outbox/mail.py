"""A delivery as an e-mail: one message to one person, with no list of the others."""

from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from rostrum.outbox.models import Delivery, Enclosure, Letter


def message(delivery: Delivery, letter: Letter, enclosures: list[Enclosure]) -> EmailMultiAlternatives:
    """Compose the e-mail; the same delivery always gives the same head and the same message id."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((delivery.name, delivery.address))],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": delivery.message_id,
            "Date": format_datetime(delivery.queued_at),
            "Content-Language": letter.language,
            # So that no absence notice answers (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for one in enclosures:
        mail.attach(one.name, bytes(one.data), one.type)
    return mail
