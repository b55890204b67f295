"""One account for each role, for the demonstration only."""

from typing import Final

from rostrum.meetings.models import Meeting, Participant, RoleHolding
from rostrum.meetings.roles import Role
from rostrum.people.models import Account

NAMES: Final = {
    Role.SECRETARIAT: "Nadia Secretariat",
    Role.CHAIR: "Charles Chair",
    Role.MODERATOR: "Mona Moderator",
    Role.PODIUM: "Pablo Podium",
    Role.INTERPRETER: "Irène Interpreter",
    Role.RAPPORTEUR: "Rosa Rapporteur",
    Role.PARTICIPANT: "Paul Participant",
}


def address_of(role: str) -> str:
    """Return the e-mail address of the account that holds a role."""
    return f"{role}@rostrum.example"


def account_of(role: str) -> Account:
    """Return the account that holds a role, made on first use; nobody knows a password of it."""
    address = address_of(role)
    found = Account.objects.filter(email=address).first()
    return found or Account.objects.create_user(address, name=NAMES[Role(role)])


def give_roles(meeting: Meeting) -> None:
    """Give each account its role in the meeting."""
    for role in NAMES:
        RoleHolding.objects.get_or_create(meeting=meeting, account=account_of(role), role=role)


def seat_of_participant(meeting: Meeting) -> Participant | None:
    """Return the seat of the participant's account in the meeting."""
    return Participant.objects.filter(meeting=meeting, person__account=account_of(Role.PARTICIPANT)).first()
