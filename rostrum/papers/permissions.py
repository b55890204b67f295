"""Who may do what with papers. Anybody reads what is issued."""

from rostrum.meetings.permissions import allow
from rostrum.meetings.roles import Role

READ_DRAFT = allow("papers.read_draft", Role.SECRETARIAT)
COMPOSE = allow("papers.compose", Role.SECRETARIAT)
ISSUE = allow("papers.issue", Role.SECRETARIAT)
REPLACE_TEMPLATE = allow("papers.replace_template", Role.SECRETARIAT)
CHECK = allow("papers.check", Role.SECRETARIAT)
PRINT_LISTS = allow("papers.print_lists", Role.SECRETARIAT)
CIRCULATE = allow("papers.circulate", Role.SECRETARIAT)
