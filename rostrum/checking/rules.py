"""Every rule with its severity: errors cannot be right, warnings seldom are, infos are style."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for what comes first."""
        return list(Severity).index(self)


RULES: Final[Mapping[str, Severity]] = MappingProxyType(
    {
        # dates.py
        "date_outside_meeting": Severity.ERROR,
        "date_of_other_session": Severity.ERROR,
        "weekday_and_date": Severity.ERROR,
        "deadline_without_year": Severity.INFO,
        "deadline_on_day_of_issue": Severity.WARN,
        "deadline_before_issue": Severity.WARN,
        "deadline_after_meeting": Severity.WARN,
        # times.py
        "end_before_start": Severity.ERROR,
        "overlap": Severity.ERROR,
        "noon_as_midnight": Severity.ERROR,
        "break_inside_session": Severity.WARN,
        "odd_length": Severity.INFO,
        "no_time_to_turn_round": Severity.INFO,
        "beyond_three_hours": Severity.WARN,
        "past_closing_hour": Severity.WARN,
        "start_without_end": Severity.INFO,
        "mixed_notation": Severity.INFO,
        # names.py
        "person_two_names": Severity.WARN,
        "organization_two_names": Severity.WARN,
        "room_two_names": Severity.WARN,
        "process_two_names": Severity.WARN,
        "person_twice": Severity.WARN,
        "person_in_two_places": Severity.ERROR,
        "one_gender": Severity.INFO,
        "one_region": Severity.INFO,
        # words.py
        "damaged": Severity.INFO,
        "doubled_word": Severity.WARN,
        "numbering": Severity.WARN,
        "tags": Severity.WARN,
        "draft_mark": Severity.ERROR,
        "broken_address": Severity.WARN,
        "broken_symbol": Severity.WARN,
        "mixed_spelling": Severity.INFO,
        # programme.py
        "to_be_confirmed": Severity.WARN,
        "panel_without_moderator": Severity.WARN,
        "panel_without_speakers": Severity.WARN,
        "ordinal_of_other_session": Severity.WARN,
        "promise": Severity.INFO,
        "updated_and_preliminary": Severity.WARN,
        "access_contradicts": Severity.WARN,
        # across.py
        "versions_differ": Severity.WARN,
        "fact_differs": Severity.WARN,
        "name_differs": Severity.WARN,
    }
)
