"""Who may do what on the floor."""

from rostrum.meetings.permissions import allow
from rostrum.meetings.roles import Role

OPERATE = allow("floor.operate", Role.SECRETARIAT, Role.CHAIR, Role.PODIUM)
GIVE_FLOOR = allow("floor.give_floor", Role.SECRETARIAT, Role.CHAIR, Role.PODIUM, Role.MODERATOR)
CHANGE_RULES = allow("floor.change_rules", Role.SECRETARIAT, Role.CHAIR, Role.PODIUM)
SEE_CONSOLE = allow("floor.see_console", Role.SECRETARIAT, Role.CHAIR, Role.PODIUM)
SEE_MODERATOR = allow("floor.see_moderator", Role.SECRETARIAT, Role.CHAIR, Role.PODIUM, Role.MODERATOR)
SEE_INTERPRETERS = allow("floor.see_interpreters", Role.INTERPRETER, Role.PODIUM, Role.SECRETARIAT)
MARK_TEXT = allow("floor.mark_text", Role.INTERPRETER, Role.PODIUM, Role.SECRETARIAT)
SEE_HELD = allow("floor.see_held", Role.SECRETARIAT, Role.CHAIR, Role.PODIUM, Role.RAPPORTEUR, Role.MODERATOR)
