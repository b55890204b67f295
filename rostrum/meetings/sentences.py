"""How what is done to processes, meetings and roles reads in the audit trail."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostrum.audit.sentences import register

SENTENCES: Final[dict[str, str | Promise]] = {
    "begin_process": _("{actor} entered the process {subject}."),
    "edit_process": _("{actor} changed what is said of the process {subject}."),
    "add_phase": _("{actor} added the phase {subject}."),
    "edit_phase": _("{actor} changed the phase {subject}."),
    "remove_phase": _("{actor} removed the phase {subject}."),
    "edit_addresses": _("{actor} changed e-mail addresses of missions: {subject}."),
    "add_venue": _("{actor} entered the venue {subject}."),
    "edit_venue": _("{actor} changed the venue {subject}."),
    "add_room": _("{actor} added the room {subject}."),
    "rename_room": _("{actor} renamed the room {subject}."),
    "remove_room": _("{actor} removed the room {subject}."),
    "add_office": _("{actor} added the office {subject}."),
    "edit_office": _("{actor} corrected the title of the office {subject}."),
    "remove_office": _("{actor} removed the office {subject}."),
    "add_holding": _("{actor} entered who holds an office: {subject}."),
    "edit_holding": _("{actor} corrected who holds an office: {subject}."),
    "remove_holding": _("{actor} removed an entry of who holds an office: {subject}."),
    "convene_meeting": _("{actor} entered the meeting {subject}."),
    "edit_meeting": _("{actor} changed what is said of the meeting {subject}."),
    "give_role": _("{actor} gave a role to {subject}."),
    "take_role": _("{actor} took a role from {subject}."),
}

for verb, sentence in SENTENCES.items():
    register(f"meetings.{verb}", sentence)
