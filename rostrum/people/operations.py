"""What is done to accounts."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.people.models import Account
from rostrum.refused import Refused


@transaction.atomic
def account_for(email: str, *, name: str = "") -> tuple[Account, bool]:
    """Return the account that signs in with ``email``, made if there is none, and whether it is new.

    A new account has no password: its owner signs in by a code that is sent to this address, which proves
    that the address is theirs.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("This is not an e-mail address."), field="email", code="invalid") from error
    known = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    if known is not None:
        return known.user, False
    found = Account.objects.filter(email__iexact=email).first()
    if found is not None:
        # Nobody has shown that this address is theirs: whoever once typed it with a password of their own
        # must not come in by that password together with its owner.
        found.set_unusable_password()
        found.save(update_fields=["password"])
        return found, False
    account = Account.objects.create_user(email, name=name.strip()[:200])
    EmailAddress.objects.create(user=account, email=email, primary=True, verified=False)
    return account, True


@transaction.atomic
def edit_account(account: Account, *, name: str, language: str) -> None:
    """Change one's own name and language; an empty language follows the browser."""
    row = Account.objects.select_for_update().get(pk=account.pk)
    row.name, row.language = name.strip()[:200], language
    row.save(update_fields=["name", "language"])
