"""Giving and taking roles in a meeting."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.live.operations import reauthorise
from rostrum.meetings.models import Meeting, RoleHolding
from rostrum.meetings.permissions import GIVE_ROLES, require
from rostrum.meetings.roles import Role
from rostrum.people.models import Account
from rostrum.people.operations import account_for
from rostrum.refused import Refused

MOST: Final = 200


@transaction.atomic
def give_role(
    meeting: Meeting, *, email: str, role: str, by: Account, at: dt.datetime, name: str = ""
) -> tuple[RoleHolding, bool]:
    """Give a role to whoever signs in with ``email``; makes the account, called ``name``, if there is none.

    Returns the holding and whether the account is new. Raises Refused when the role is held already.
    """
    require(by, GIVE_ROLES, meeting)
    role = Role(role)
    account, made = account_for(email, name=name)
    if not account.is_active:
        raise Refused(_("This account is closed."), field="email", code="closed")
    if meeting.role_holdings.count() >= MOST:
        raise Refused(_("A meeting has room for 200 roles."), code="too_many")
    holding, new = RoleHolding.objects.get_or_create(meeting=meeting, account=account, role=role)
    if not new:
        raise Refused(_("%(name)s holds this role already.") % {"name": account}, field="email", code="held")
    record(
        "meetings.give_role",
        by=by,
        at=at,
        subject=_subject(holding),
        scope=meeting.scope,
        after=_values(holding),
    )
    reauthorise(account=account)
    return holding, made


@transaction.atomic
def take_role(holding: RoleHolding, *, by: Account, at: dt.datetime) -> None:
    """Take a role away. Nobody can take the last secretariat role: no one could give another."""
    meeting = holding.meeting
    require(by, GIVE_ROLES, meeting)
    # Under a lock, so that two officers cannot take each other's role at once.
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not RoleHolding.objects.filter(pk=holding.pk).exists():
        raise Refused(_("Somebody took this role away already."), code="gone")
    others = meeting.role_holdings.filter(role=Role.SECRETARIAT, account__is_active=True)
    if holding.role == Role.SECRETARIAT and not others.exclude(pk=holding.pk).exists():
        raise Refused(
            _("This is the last officer of the secretariat. Give the role to somebody else first."),
            code="last",
        )
    record(
        "meetings.take_role",
        by=by,
        at=at,
        subject=_subject(holding),
        scope=meeting.scope,
        before=_values(holding),
    )
    holding.delete()
    reauthorise(account=holding.account_id)


def _subject(holding: RoleHolding) -> str:
    return f"{holding.account} ({Role(holding.role).value})"


def _values(holding: RoleHolding) -> dict[str, str]:
    return {"account": holding.account.email, "role": Role(holding.role).value}
