"""The rules of the floor: who goes first, for how long, and how one asks.

Rules belong to a meeting's format and may be overridden for a segment.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

MEMBER_STATES = ("member_state",)
OBSERVERS = ("observer_state", "intergovernmental", "un_system")
STAKEHOLDERS = (
    "nhri",
    "parliament",
    "ngo",
    "academia",
    "diaspora",
    "private_sector",
    "local_authority",
    "media",
)
CATEGORIES = MEMBER_STATES + OBSERVERS + STAKEHOLDERS


class Intake(StrEnum):
    """How requests for the floor come in."""

    FLOOR = "floor"
    INTEREST = "interest"
    INSCRIBED = "inscribed"


class Mixing(StrEnum):
    """How the priority classes follow each other."""

    STRICT = "strict"
    ALTERNATE = "alternate"


class BadRules(ValueError):  # noqa: N818 - the officers' word
    """Rules that cannot be: ``field`` names the value, ``code`` the fault."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class PriorityClass:
    """A set of categories that wait in one queue.

    ``seconds`` is the limit of one intervention; ``share`` is how many follow each other before the next
    class has its turn, and counts only when classes alternate.
    """

    name: str
    categories: tuple[str, ...]
    seconds: int = 180
    share: int = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force; all durations in seconds unless the name says minutes."""

    classes: tuple[PriorityClass, ...]
    intake: Intake = Intake.FLOOR
    mixing: Mixing = Mixing.STRICT
    group_seconds: int = 300
    amber_seconds: int = 30
    cuts: bool = False
    one_before_second: bool = True
    reply_minutes: int = 0
    interest_minutes: int = 30
    right_of_reply: bool = False
    changeover_seconds: int = 15

    def class_of(self, category: str) -> int:
        """Return the place of the class that holds the category; those in none come last."""
        for place, one in enumerate(self.classes):
            if category in one.categories:
                return place
        return len(self.classes)

    def limit(self, category: str, *, for_group: bool) -> int:
        """Return the seconds that one intervention may last."""
        if for_group:
            return self.group_seconds
        place = self.class_of(category)
        return self.classes[min(place, len(self.classes) - 1)].seconds

    def with_limit(self, seconds: int) -> "Rules":
        """Return the same rules with one limit for every class; statements for a group keep theirs."""
        return replace(self, classes=tuple(replace(one, seconds=seconds) for one in self.classes))


THEMATIC = Rules(
    classes=(
        PriorityClass("member_states", MEMBER_STATES),
        PriorityClass("observers", OBSERVERS),
        PriorityClass("stakeholders", STAKEHOLDERS),
    )
)
HEARING = Rules(
    classes=(
        PriorityClass("stakeholders", STAKEHOLDERS, share=2),
        PriorityClass("states_and_observers", MEMBER_STATES + OBSERVERS, share=1),
    ),
    intake=Intake.INTEREST,
    mixing=Mixing.ALTERNATE,
    cuts=True,
)
DIALOGUE = Rules(classes=(PriorityClass("everybody", CATEGORIES),), one_before_second=True)
BRIEFING = Rules(
    classes=(
        PriorityClass("member_states", MEMBER_STATES, 120),
        PriorityClass("others", OBSERVERS + STAKEHOLDERS, 120),
    ),
)
READY = {
    "hearing": HEARING,
    "thematic": THEMATIC,
    "dialogue": DIALOGUE,
    "briefing": BRIEFING,
    "stocktaking": THEMATIC,
    "conference": THEMATIC,
}

BOUNDS = {
    "group_seconds": (30, 3600),
    "amber_seconds": (0, 300),
    "reply_minutes": (0, 120),
    "interest_minutes": (0, 24 * 60),
    "changeover_seconds": (0, 120),
}
SECONDS = (15, 3600)
SHARE = (1, 20)


def to_json(rules: Rules) -> dict[str, Any]:
    """Return the rules as plain JSON values."""
    return asdict(rules)


def _whole(value: Any, field: str, bounds: tuple[int, int]) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRules(field, "not_a_number")
    if not bounds[0] <= value <= bounds[1]:
        raise BadRules(field, "out_of_bounds")
    return value


def _class_from(data: Any, place: int) -> PriorityClass:
    field = f"classes.{place}"
    if not isinstance(data, Mapping):
        raise BadRules(field, "not_a_class")
    categories = data.get("categories")
    if not isinstance(categories, list | tuple) or not categories:
        raise BadRules(f"{field}.categories", "empty")
    if any(category not in CATEGORIES for category in categories):
        raise BadRules(f"{field}.categories", "unknown_category")
    return PriorityClass(
        name=str(data.get("name", ""))[:60],
        categories=tuple(categories),
        seconds=_whole(data.get("seconds", 180), f"{field}.seconds", SECONDS),
        share=_whole(data.get("share", 1), f"{field}.share", SHARE),
    )


def _one_of(kind: type[StrEnum], value: Any, field: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise BadRules(field, "unknown_choice") from None


def from_json(data: Mapping[str, Any]) -> Rules:
    """Return rules from plain values; raises ``BadRules`` that names the field."""
    classes = data.get("classes")
    if not isinstance(classes, list | tuple) or not classes:
        raise BadRules("classes", "empty")
    read = tuple(_class_from(one, place) for place, one in enumerate(classes))
    seen: list[str] = [category for one in read for category in one.categories]
    if len(seen) != len(set(seen)):
        raise BadRules("classes", "category_twice")
    numbers = {field: _whole(data[field], field, bounds) for field, bounds in BOUNDS.items() if field in data}
    return Rules(
        classes=read,
        intake=_one_of(Intake, data.get("intake", Intake.FLOOR), "intake"),
        mixing=_one_of(Mixing, data.get("mixing", Mixing.STRICT), "mixing"),
        cuts=bool(data.get("cuts", False)),
        one_before_second=bool(data.get("one_before_second", True)),
        right_of_reply=bool(data.get("right_of_reply", False)),
        **numbers,
    )
