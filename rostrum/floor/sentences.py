"""How what is done on the floor reads in the audit trail."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.audit.sentences import register
from rostrum.floor.core.events import Kind

SENTENCES: Final[dict[Kind, str | Promise]] = {
    Kind.SEGMENT_OPENED: _("{actor} opened the floor for “{subject}”."),
    Kind.SEGMENT_CLOSED: _("{actor} closed the floor for “{subject}”."),
    Kind.LIST_CLOSED: _("{actor} closed the list of speakers for “{subject}”."),
    Kind.LIST_REOPENED: _("{actor} reopened the list of speakers for “{subject}”."),
    Kind.REQUESTED: _("{actor} put {subject} on the list of speakers."),
    Kind.WITHDRAWN: _("{actor} withdrew the request of {subject}."),
    Kind.MOVED: _("{actor} moved {subject} on the list: {reason}"),
    Kind.DECLINED: _("{actor} declined the request of {subject}: {reason}"),
    Kind.CALLED: _("{actor} gave the floor to {subject}."),
    Kind.STARTED: _("{actor} started the clock for {subject}."),
    Kind.PAUSED: _("{actor} paused the clock of {subject}."),
    Kind.RESUMED: _("{actor} let the clock of {subject} go on."),
    Kind.EXTENDED: _("{actor} gave {subject} more time. {reason}"),
    Kind.ENDED: _("{actor} ended the intervention of {subject}."),
    Kind.ABSENT: _("{actor} noted that {subject} was not in the room."),
    Kind.POINT_RAISED: _("{actor} gave the floor to {subject} on a point of order."),
    Kind.POINT_ENDED: _("{actor} ended the point of order of {subject}."),
    Kind.RULES_CHANGED: _("{actor} changed the rules of the floor for “{subject}”."),
    Kind.TEXT_MARKED: _("{actor} marked whether the text of {subject} is in."),
    Kind.UNDONE: _("{actor} undid the last act on the floor of “{subject}”."),
}

for kind, sentence in SENTENCES.items():
    register(f"floor.{kind}", sentence)
