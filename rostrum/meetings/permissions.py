"""Who may do what in a meeting: what a role held in that meeting allows, and nothing by default.

Each folder lists its operations in its own ``permissions.py`` with ``allow("floor.call", Role.CHAIR, ...)``;
operations call ``require`` first. Views may ask ``may`` to leave out what would be refused.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from rules.permissions import add_perm, has_perm, perm_exists
from rules.predicates import predicate

from rostrum.meetings.models import Meeting, Process, RoleHolding, Venue
from rostrum.meetings.roles import STAFF, Role
from rostrum.people import second_factor
from rostrum.people.models import Account
from rostrum.refused import Denied

Who = Account | AnonymousUser | None


def roles_of(account: Who, meeting: Meeting) -> frozenset[str]:
    """Return the roles that count for the account in the meeting.

    Where the site requires a second factor of staff, their roles count only once they have one.
    """
    held = _held(account, meeting)
    if second_factor.required():
        return frozenset(role for role, has_factor in held if has_factor or role not in STAFF)
    return frozenset(role for role, _has_factor in held)


def awaits_second_factor(account: Who, meeting: Meeting) -> bool:
    """Say whether the account holds a role here that does not count until it has a second factor."""
    held = _held(account, meeting)
    return second_factor.required() and any(role in STAFF and not has_factor for role, has_factor in held)


def _held(account: Who, meeting: Meeting) -> tuple[tuple[str, bool], ...]:
    if account is None or not account.is_authenticated or not account.is_active:
        return ()
    holdings = RoleHolding.objects.filter(meeting=meeting, account_id=account.pk)
    if not second_factor.required():
        return tuple((role, True) for role in holdings.values_list("role", flat=True))
    return tuple(
        holdings.annotate(has_factor=second_factor.exists("account_id")).values_list("role", "has_factor")
    )


def allow(permission: str, *roles: Role) -> str:
    """Add a permission to the catalogue: held by whoever has one of ``roles`` in the meeting."""

    def holds_role(account: Any, meeting: Any) -> bool:
        return not roles_of(account, meeting).isdisjoint(roles)

    add_perm(permission, predicate(holds_role, name=f"{permission} by role"))
    return permission


def may(account: Who, permission: str, meeting: Meeting) -> bool:
    """Say whether the account may do this in the meeting; raises KeyError for an unknown permission."""
    if not perm_exists(permission):
        raise KeyError(permission)
    return bool(has_perm(permission, account, meeting))


def require(account: Who, permission: str, meeting: Meeting) -> None:
    """Raise ``Denied`` unless the account may do this in the meeting."""
    if not may(account, permission, meeting):
        if awaits_second_factor(account, meeting):
            raise lacks_second_factor()
        raise Denied(_("Your role in this meeting does not allow this. Ask the secretariat if it should."))


def lacks_second_factor() -> Denied:
    """Return the refusal that says how to set up a second factor."""
    return Denied(
        _(
            "Your role can change what others see, so this site asks you for a second factor when you sign "
            "in: a passkey on your phone or computer, or an authenticator app. Set one up, then come back."
        ),
        code="second_factor",
        ways=((_("Set up a second factor"), reverse("mfa_index")),),
    )


EDIT = allow("meetings.edit", Role.SECRETARIAT)
GIVE_ROLES = allow("meetings.give_roles", Role.SECRETARIAT)
READ_AUDIT = allow("meetings.read_audit", Role.SECRETARIAT)


def _keeps_site(account: Who) -> bool:
    if not isinstance(account, Account) or not (account.is_active and account.is_superuser):
        return False
    return not second_factor.required() or second_factor.has(account)


def _serves(account: Who, meetings: Iterable[Meeting]) -> bool:
    return any(Role.SECRETARIAT in roles_of(account, meeting) for meeting in meetings)


def _own(account: Who) -> QuerySet[Meeting]:
    """Meetings in which the account may be of the secretariat."""
    if account is None or not account.is_authenticated:
        return Meeting.objects.none()
    held = {"role_holdings__account_id": account.pk, "role_holdings__role": Role.SECRETARIAT}
    return Meeting.objects.filter(**held)


def may_begin(account: Who) -> bool:
    """Say whether the account may enter a new process: who keeps the site may."""
    return _keeps_site(account)


def may_plan(account: Who, process: Process) -> bool:
    """Say whether the account may plan the process: the secretariat of one of its meetings, or the site's."""
    return _keeps_site(account) or _serves(account, _own(account).filter(process=process))


def may_keep_venues(account: Who) -> bool:
    """Say whether the account may enter venues: the secretariat of any meeting, or who keeps the site."""
    return _keeps_site(account) or _serves(account, _own(account))


def may_change_venue(account: Who, venue: Venue) -> bool:
    """Say whether the account may change a venue: who may plan every process that meets there."""
    if not may_keep_venues(account):
        return False
    processes = Process.objects.filter(meetings__room__venue=venue).distinct()
    return all(may_plan(account, process) for process in processes)


def require_that(allowed: bool, account: Who, reason: str) -> None:  # noqa: FBT001 - an answer of the above
    """Raise ``Denied`` with a sentence unless one of the decisions above said yes."""
    if allowed:
        return
    if staff_without_second_factor(account):
        raise lacks_second_factor()
    raise Denied(reason)


def staff_without_second_factor(account: Who) -> bool:
    """Say whether the account has work on this site that waits until it has a second factor."""
    if not isinstance(account, Account) or not second_factor.required() or second_factor.has(account):
        return False
    return account.is_superuser or account.role_holdings.filter(role__in=STAFF).exists()


def scopes_served(account: Who) -> dict[str, str]:
    """Return the scopes of the meetings whose secretariat the account is, with the meetings' titles."""
    return {one.scope: str(one) for one in _own(account) if Role.SECRETARIAT in roles_of(account, one)}
