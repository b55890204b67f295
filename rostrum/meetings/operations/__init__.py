"""What officers do with processes, venues, offices, meetings and roles."""

from rostrum.meetings.operations.meetings import convene_meeting, edit_meeting
from rostrum.meetings.operations.missions import edit_addresses
from rostrum.meetings.operations.offices import (
    add_holding,
    add_office,
    edit_holding,
    edit_office,
    remove_holding,
    remove_office,
)
from rostrum.meetings.operations.processes import (
    add_phase,
    begin_process,
    edit_phase,
    edit_process,
    remove_phase,
)
from rostrum.meetings.operations.roles import give_role, take_role
from rostrum.meetings.operations.venues import add_room, add_venue, edit_venue, remove_room, rename_room

__all__ = [
    "add_holding",
    "add_office",
    "add_phase",
    "add_room",
    "add_venue",
    "begin_process",
    "convene_meeting",
    "edit_addresses",
    "edit_holding",
    "edit_meeting",
    "edit_office",
    "edit_phase",
    "edit_process",
    "edit_venue",
    "give_role",
    "remove_holding",
    "remove_office",
    "remove_phase",
    "remove_room",
    "rename_room",
    "take_role",
]
