"""Starting from a paper: what was read is corrected, then accepted into the draft of the programme."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from rostrum.audit.operations import record
from rostrum.meetings.models import Meeting
from rostrum.meetings.operations import edit_meeting
from rostrum.meetings.operations.meetings import MEETING
from rostrum.meetings.permissions import require
from rostrum.papers import sentences, start_reading, start_words
from rostrum.papers.core import correcting, sketch, starting
from rostrum.papers.core.recognizing import recognized
from rostrum.papers.core.sketch import Sketch, Sketches
from rostrum.papers.models import StartingPaper
from rostrum.people.models import Account
from rostrum.programme.core.values import Impossible
from rostrum.programme.operations import Outcome, begin_draft, fill_draft
from rostrum.programme.permissions import EDIT
from rostrum.programme.queries import frame_of, standing_draft
from rostrum.reading.cannot import CannotOpen
from rostrum.reading.paper import Holds
from rostrum.refused import Refused

assert sentences.SENTENCES  # noqa: S101 - recording needs them known
WAYS_BACK: Final = 50
YEARS: Final = range(1945, 2101)


def begin_from_paper(
    meeting: Meeting, *, content: bytes, name: str = "", year: int = 0, by: Account, at: datetime
) -> StartingPaper:
    """Keep a file to start from; one that is here already is returned. Raises Refused for what is no paper.

    ``year`` completes dates without one; 0 leaves that to the paper.
    """
    require(by, EDIT, meeting)
    if year and year not in YEARS:
        told = {"first": YEARS[0], "last": YEARS[-1]}
        raise Refused(_("Give a year from %(first)s to %(last)s.") % told, field="year", code="year")
    try:
        # Outside the transaction: reading takes a moment, in which the floor must be able to write.
        paper = start_reading.read_content(content, year)
    except CannotOpen as reason:
        raise Refused(start_words.cannot(reason), field="file", code=reason.code) from reason
    if paper.holds is not Holds.PROGRAMME:
        raise Refused(
            _("No programme was found in this paper: it has no times. Choose the one with the agenda."),
            field="file",
            code="no_programme",
        )
    mark = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        here = StartingPaper.objects.filter(meeting=meeting, sha256=mark, withdrawn_at=None).first()
        if here is not None:
            if here.year != year and here.programme is None:
                here.year = year
                here.save(update_fields=["year"])
            return here
        row = StartingPaper.objects.create(
            meeting=meeting,
            name=_bare(name),
            form=start_reading.form_of(content),
            content=content,
            size=len(content),
            sha256=mark,
            year=year,
            title=starting.line(paper.title)[:300],
            uploaded_at=at,
            uploaded_by=by.get_full_name(),
        )
        _record("begin_from_paper", row, by=by, at=at, after={"sha256": mark, "bytes": len(content)})
    return row


def correct_reading(
    paper: StartingPaper,
    *,
    key: str,
    seen: str,
    parent: str,
    values: Mapping[str, Any],
    by: Account,
    at: datetime,
) -> int:
    """Give a segment other values; ``seen`` is its mark as the officer saw it.

    Returns the number of the correction. Raises Refused at a field, and ``stale`` when somebody was faster.
    """

    def make(now: Sketches) -> Sketches:
        if mark_of(correcting.present(now, key)) != seen:
            raise Refused(
                _(
                    "Somebody corrected this segment while you were typing. What you typed is still here; "
                    "save again to put it in place of theirs."
                ),
                code="stale",
            )
        return correcting.corrected(now, key, parent=parent, values=values)

    return _correct(paper, make, by=by, at=at)


def add_to_reading(
    paper: StartingPaper, *, key: str, parent: str, values: Mapping[str, Any], by: Account, at: datetime
) -> int:
    """Add a segment that was not read, under a new key. Raises Refused."""
    new = Sketch(key=key, parent=parent, **values)
    return _correct(paper, lambda now: correcting.added(now, new), by=by, at=at)


def remove_from_reading(paper: StartingPaper, *, key: str, by: Account, at: datetime) -> int:
    """Take a segment out, with what it holds. Raises Refused where it is gone."""
    return _correct(paper, lambda now: correcting.removed(now, key), by=by, at=at)


def move_text(paper: StartingPaper, *, key: str, index: int, to: str, by: Account, at: datetime) -> int:
    """Move a line of a description to another segment, among the questions, or out. Raises Refused."""
    return _correct(paper, lambda now: correcting.text_moved(now, key, index, to), by=by, at=at)


def take_day(paper: StartingPaper, *, day: date | None, to: date, by: Account, at: datetime) -> int:
    """Put what stands on a day of the paper on a day of the meeting. Raises Refused for another day."""
    require(by, EDIT, paper.meeting)
    if to not in frame_of(paper.meeting).days:
        raise Refused(_("Choose a day of the meeting."), field="to", code="other_day")
    return _correct(paper, lambda now: correcting.day_taken(now, day, to), by=by, at=at)


def add_day(paper: StartingPaper, *, day: date, by: Account, at: datetime) -> None:
    """Let the meeting sit on a day of the paper too; who may edit the meeting may."""
    with transaction.atomic():
        row = _locked(paper, by=by)
        meeting = row.meeting
        days = frame_of(meeting).days
        if day not in {one.day for one in start_reading.sketches_of(row)}:
            raise Refused(_("The paper does not name this day."), code="other_day")
        offices = [one.office for one in meeting.convening_set.order_by("position")]
        values = {name: getattr(meeting, name) for name in MEETING}
        edit_meeting(meeting, by=by, at=at, days=sorted({*days, day}), conveners=offices, **values)


def undo_reading(paper: StartingPaper, *, number: int | None = None, by: Account, at: datetime) -> None:
    """Take the last correction back; ``number`` names it, where a word about it asks. Raises Refused."""
    with transaction.atomic():
        row = _locked(paper, by=by)
        if not row.earlier or row.programme is None:
            raise Refused(_("There is nothing to undo."), code="nothing")
        if number is not None and number != row.edits:
            raise Refused(_("Something was corrected after this. Undo that first."), code="stale")
        before = correcting.taken_back(start_reading.sketches_of(row), row.earlier[-1])
        row.programme = [sketch.plain(one) for one in before]
        row.earlier = row.earlier[:-1]
        row.edits += 1
        row.save(update_fields=["programme", "earlier", "edits"])
        _record("undo_reading", row, by=by, at=at)


def accept_reading(paper: StartingPaper, *, seen: int, by: Account, at: datetime) -> Outcome:
    """Put the programme into the draft, which is begun where there is none; undone there like any edit.

    Segments that the draft has already keep their keys, so that versions can be compared.

    ``seen`` is the number of corrections that the officer looked at. Raises Refused with every problem, as
    (key, field, sentence), in its fact ``problems``.
    """
    with transaction.atomic():
        row = _locked(paper, by=by)
        if row.edits != seen:
            raise Refused(
                _("Somebody corrected this paper after you opened the page. Look again, then accept it."),
                code="stale",
            )
        sketches = start_reading.sketches_of(row)
        if found := sketch.problems(sketches, frame_of(row.meeting)):
            said = [(one.key, one.field, start_words.problem(one)) for one in found]
            raise Refused(
                _("Correct what is marked first."), field=found[0].field, code="problems", problems=said
            )
        draft = begin_draft(row.meeting, by=by, at=at)
        standing = standing_draft(row.meeting)
        programme = sketch.programme(sketches)
        if standing is not None:
            programme = recognized(programme, standing.programme)
        outcome = fill_draft(row.meeting, programme=programme, by=by, at=at)
        row.accepted_at, row.version = at, draft
        row.save(update_fields=["accepted_at", "version"])
        _record(
            "accept_reading", row, by=by, at=at, after={"version": draft.number, "segments": len(sketches)}
        )
    return outcome


def withdraw_start(paper: StartingPaper, *, by: Account, at: datetime) -> None:
    """Put a paper away. What was accepted from it stays."""
    with transaction.atomic():
        row = _locked(paper, by=by)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        _record("withdraw_start", row, by=by, at=at)


def bring_back_start(paper: StartingPaper, *, by: Account, at: datetime) -> None:
    """Bring a withdrawn paper back. Raises Refused where it was uploaded again meanwhile."""
    require(by, EDIT, paper.meeting)
    with transaction.atomic():
        row = StartingPaper.objects.select_for_update().get(pk=paper.pk)
        if row.withdrawn_at is None:
            return
        if StartingPaper.objects.filter(
            meeting=row.meeting_id, sha256=row.sha256, withdrawn_at=None
        ).exists():
            raise Refused(_("This paper was uploaded again meanwhile. Go on with that one."), code="here")
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])
        _record("bring_back_start", row, by=by, at=at)


def mark_of(one: Sketch) -> str:
    """Return the mark of a segment as an officer sees it."""
    return hashlib.sha256(json.dumps(sketch.plain(one), sort_keys=True).encode()).hexdigest()[:16]


def _correct(paper: StartingPaper, make: Callable[[Sketches], Sketches], *, by: Account, at: datetime) -> int:
    with transaction.atomic():
        row = _locked(paper, by=by)
        before = start_reading.sketches_of(row)
        try:
            after = make(before)
        except Impossible as impossible:
            first = impossible.problems[0]
            raise Refused(start_words.problem(first), field=first.field, code=first.code) from impossible
        if after == before:
            return row.edits
        row.programme = [sketch.plain(one) for one in after]
        row.earlier = [*row.earlier, correcting.way_back(before, after)][-WAYS_BACK:]
        row.edits += 1
        row.save(update_fields=["programme", "earlier", "edits"])
        _record("correct_reading", row, by=by, at=at)
        return row.edits


def _locked(paper: StartingPaper, *, by: Account) -> StartingPaper:
    require(by, EDIT, paper.meeting)
    row = StartingPaper.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=paper.pk)
    if row.withdrawn_at is not None:
        raise Refused(_("This paper was withdrawn. Bring it back first."), code="withdrawn")
    return row


def _bare(name: str) -> str:
    """Return a file's name without folders and what cannot be printed."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[-200:]


def _record(verb: str, row: StartingPaper, *, by: Account, at: datetime, after: object = None) -> None:
    record(f"papers.{verb}", by=by, at=at, subject=str(row)[:200], scope=row.meeting.scope, after=after)
