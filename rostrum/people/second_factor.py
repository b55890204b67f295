"""The second factor: who must have one, who has, and how its secrets are kept."""

import base64
import hashlib
from functools import cache
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.db.models import Exists, OuterRef

from rostrum.live.operations import reauthorise
from rostrum.people.models import Account

# Recovery codes alone are the way back, not a factor.
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def required() -> bool:
    """Say whether roles that can change what others see need a second factor on this site."""
    return bool(settings.ROSTRUM_STAFF_SECOND_FACTOR == "required")


def exists(account: str) -> Exists:
    """Return the condition that the account in the column of this name has a second factor."""
    return Exists(Authenticator.objects.filter(user_id=OuterRef(account), type__in=FACTORS))


def has(account: Account) -> bool:
    """Say whether the account has an authenticator app, a passkey or a security key."""
    return bool(Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS).exists())


@cache
def _cipher(secret: str) -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(hashlib.sha256(b"rostrum.second_factor" + secret.encode()).digest())
    )


class Adapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """django-allauth's second factors, kept so that a copy of the database alone opens nothing."""

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key made from ``SECRET_KEY``, which is not in the database."""
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret; raises InvalidToken when ``SECRET_KEY`` is another."""
        return _cipher(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, template_prefix: str, user: Account, *rest: Any, **named: Any) -> None:
        """Tell the owner that a factor came or went, and have their open live views asked again."""
        super().send_notification_mail(template_prefix, user, *rest, **named)
        reauthorise(account=user)
