"""How the draft lies in rows: reading them as a programme, and writing what an edit changed.

Only operations write; they hold the draft's lock while they do.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from rostrum.programme.core.document import SPEAKER_FLAGS, SPEAKER_TEXTS
from rostrum.programme.core.values import Kind, Programme, QuestionsAs, Segment, Speaker
from rostrum.programme.models import Appearance, Question, Version
from rostrum.programme.models import Segment as Row

# Positions move out of the way by this much before they are set anew: each is unique at every moment.
ASIDE = 1_000_000
OWN = (
    "kind",
    "day",
    "start",
    "end",
    "title",
    "description",
    "room",
    "side_events",
    "questions_as",
)


def load(version: Version) -> Programme:
    """Read the draft as a programme; three queries."""
    rows = version.segments.order_by("position").prefetch_related("questions", "appearances")
    found = list(rows)
    keys = {row.pk: row.key for row in found}
    return Programme(tuple(_segment(row, keys.get(row.parent_id or 0, "")) for row in found))


def revisions(version: Version) -> dict[str, int]:
    """Return the number of the last edit of each segment of the draft."""
    return dict(version.segments.values_list("key", "revision"))


def store(version: Version, before: Programme, after: Programme, *, touched: Iterable[str]) -> None:
    """Write the difference; what is ``touched`` gets the draft's last edit as its revision."""
    rows = {row.key: row for row in version.segments.all()}
    orphans = [s.key for s in after if s.key in before and before.get(s.key).parent != s.parent]
    version.segments.filter(key__in=orphans).update(parent=None)
    version.segments.filter(key__in=[s.key for s in before if s.key not in after]).delete()
    marked = set(touched)
    for place, segment in enumerate(after):
        old = before.by_key.get(segment.key)
        if old is None:
            row = Row(version=version, key=segment.key, position=ASIDE * 2 + place)
        elif old != segment or segment.key in marked:
            row = rows[segment.key]
        else:
            continue
        _write(row, old, segment, parent=rows.get(segment.parent), revision=version.edits)
        rows[segment.key] = row
    _set_positions(version, after)


def _write(row: Row, old: Segment | None, new: Segment, *, parent: Row | None, revision: int) -> None:
    for name in OWN:
        setattr(row, name, getattr(new, name))
    row.parent, row.revision = parent, revision
    if old is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=[*OWN, "parent", "revision"])
    if old is None or old.questions != new.questions:
        row.questions.all().delete()
        Question.objects.bulk_create(
            Question(segment=row, position=place, text=text) for place, text in enumerate(new.questions)
        )
    for role in ("moderators", "speakers"):
        people = getattr(new, role)
        if old is None or getattr(old, role) != people:
            row.appearances.filter(appears_as=role).delete()
            Appearance.objects.bulk_create(
                Appearance(segment=row, appears_as=role, position=place, **_speaker_columns(speaker))
                for place, speaker in enumerate(people)
            )


def _set_positions(version: Version, after: Programme) -> None:
    rows = {row.key: row for row in version.segments.only("key", "position")}
    wanted = {segment.key: place for place, segment in enumerate(after)}
    if all(row.position == wanted[key] for key, row in rows.items()):
        return
    version.segments.update(position=F("position") + ASIDE)
    for key, row in rows.items():
        row.position = wanted[key]
    Row.objects.bulk_update(rows.values(), ["position"])


def _segment(row: Row, parent: str) -> Segment:
    people = list(row.appearances.all())
    return Segment(
        key=row.key,
        parent=parent,
        kind=Kind(row.kind),
        day=row.day,
        start=row.start,
        end=row.end,
        title=row.title,
        description=row.description,
        room=row.room,
        side_events=row.side_events,
        questions_as=QuestionsAs(row.questions_as),
        questions=tuple(question.text for question in row.questions.all()),
        moderators=tuple(_speaker(p) for p in people if p.appears_as == Appearance.As.MODERATOR),
        speakers=tuple(_speaker(p) for p in people if p.appears_as == Appearance.As.SPEAKER),
    )


def _speaker(row: Appearance) -> Speaker:
    return Speaker(**{name: getattr(row, name) for name in (*SPEAKER_TEXTS, *SPEAKER_FLAGS)})


def _speaker_columns(speaker: Speaker) -> dict[str, Any]:
    return {name: getattr(speaker, name) for name in (*SPEAKER_TEXTS, *SPEAKER_FLAGS)}
