"""Telling somebody that they were given a role."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from rostrum.meetings.models import RoleHolding
from rostrum.meetings.roles import STAFF


def send(holding: RoleHolding, *, made: bool) -> bool:
    """Write to whoever was given a role, in their language; say whether the mail went out.

    No code or link that signs in stands in it: a mail that waits for days must not open anything. Who has
    no password asks for a code on the sign-in page, which proves that the address is theirs.
    """
    account = holding.account
    with translation.override(account.language or translation.get_language()):
        context = {
            "holding": holding,
            "meeting": holding.meeting,
            "made": made,
            "staff": holding.role in STAFF,
            "sign_in": settings.SITE_URL + reverse("account_request_login_code"),
            "page": settings.SITE_URL + holding.meeting.get_absolute_url(),
        }
        subject = _("Your role in %(meeting)s") % {"meeting": holding.meeting}
        text = render_to_string("meetings/mail/role.txt", context)
    try:
        send_mail(" ".join(subject.split()), text, None, [account.email])
    except (OSError, SMTPException):
        return False
    return True
