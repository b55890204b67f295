"""Who may do what with a programme. Anybody reads what is published."""

from rostrum.meetings.permissions import allow
from rostrum.meetings.roles import Role

READ_DRAFT = allow("programme.read_draft", Role.SECRETARIAT, Role.CHAIR, Role.MODERATOR, Role.PODIUM)
EDIT = allow("programme.edit", Role.SECRETARIAT)
PUBLISH = allow("programme.publish", Role.SECRETARIAT)
