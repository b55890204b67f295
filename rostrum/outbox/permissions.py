"""Whose letters somebody may see, try again and withdraw.

A letter has a scope (``meeting:3``). The folders to the right know who answers for which scope and register
it here, once, from ``AppConfig.ready``; this folder knows only who keeps the site.
"""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from rostrum.people import second_factor
from rostrum.people.models import Account
from rostrum.refused import Denied

Who = Account | AnonymousUser | None
# What the site itself writes, such as codes that sign in.
SITE: Final = "site"
# The scopes for which an account answers, each with its name to show.
Scopes = Callable[[Who], Mapping[str, str]]
_answering: Final[dict[str, Scopes]] = {}


def register(folder: str, scopes: Scopes) -> None:
    """Make known how a folder says for which scopes an account answers."""
    _answering[folder] = scopes


def scopes_of(account: Who) -> dict[str, str]:
    """Return the scopes whose letters the account may see, with their names; not those of who sees all."""
    found: dict[str, str] = {}
    for scopes in _answering.values():
        found.update(scopes(account))
    if found and settings.ROSTRUM_DEMO:
        found[SITE] = _("This site")
    return found


def sees_all(account: Who) -> bool:
    """Say whether the account keeps the site, with a second factor where the site asks for one."""
    if not isinstance(account, Account) or not (account.is_active and account.is_superuser):
        return False
    return not second_factor.required() or second_factor.has(account)


def readable(account: Who) -> Q:
    """Return the condition on letters that the account may see; raises ``Denied`` when there are none."""
    if sees_all(account):
        return Q()
    scopes = scopes_of(account)
    if not scopes:
        raise Denied(_("The outbox is for the secretariat of a meeting."))
    return Q(scope__in=scopes)


def require(account: Who, scope: str) -> None:
    """Raise ``Denied`` unless the account answers for letters of this scope."""
    if not sees_all(account) and scope not in scopes_of(account):
        raise Denied(_("Only the secretariat that sent this letter may change what becomes of it."))
