"""What the check finds in the draft of a meeting's programme, and in everything published for the meeting."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rostrum.checking.check import check, check_together
from rostrum.checking.context import Context, Session
from rostrum.checking.findings import Finding
from rostrum.checking.rules import Severity
from rostrum.meetings.models import Meeting
from rostrum.papers import finding_words, kinds, queries
from rostrum.papers.checked import Checked, document_as_paper, programme_as_paper
from rostrum.papers.models import Dismissal
from rostrum.programme import queries as programmes
from rostrum.programme.models import VersionKind
from rostrum.programme.queries import Draft
from rostrum.reading.paper import Paper

NOTES = frozenset({"information_note", "procedural_note", "concept_note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in words. ``key`` is the segment that it is about, ``where`` its title or the paper's.

    ``mark`` stays the same while what was found stays; ``fix`` says what mending it would do, empty where
    nothing can be done with one click.
    """

    mark: str
    finding: Finding
    text: str
    fix: str
    key: str
    where: str
    dismissed: Dismissal | None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.finding.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChecked:
    """A draft with its findings; ``edits`` is the number of the edit that they were found after."""

    draft: Draft
    checked: Checked
    findings: tuple[Told, ...]


def mark_of(finding: Finding, key: str, source: str) -> str:
    """Return what tells a finding from others: its rule, what it says and where, but not the line.

    ``source`` is the paper's number and language, nothing for the programme: what may stand in a draft may
    stand once it is published.
    """
    told = repr((finding.rule, finding.text, source, key))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def draft_findings(meeting: Meeting) -> DraftChecked | None:
    """Return what the check finds in the draft, None without one; whoever asks has checked who may."""
    draft = programmes.standing_draft(meeting)
    if draft is None:
        return None
    checked = programme_as_paper(draft.programme, meeting)
    found = check(checked.paper, _context(meeting, published=False))
    return DraftChecked(draft=draft, checked=checked, findings=_told(meeting, found, {"": checked}))


def published_findings(meeting: Meeting) -> tuple[Told, ...]:
    """Return what the check finds in what holds now: the last programme, the last revision of each paper."""
    checked: dict[str, Checked] = {}
    latest = programmes.latest_published(meeting)
    if latest is not None:
        status = str(VersionKind(latest.kind).label)
        checked[_name(status, latest.number)] = programme_as_paper(latest.programme, meeting, status=status)
    issued = queries.published(meeting)
    for paper in issued:
        document = queries.document_of(paper.latest)
        name = paper.latest.symbol or document.title
        checked[name] = document_as_paper(document, meeting)
    context = _context(meeting, published=True, issued=_issued(latest is not None, issued))
    found = check_together([(name, one.paper) for name, one in checked.items()], context)
    return _told(meeting, found, checked)


def paper_findings(meeting: Meeting, paper: Paper) -> tuple[Finding, ...]:
    """Return what the check finds in a paper that was read from a file, with what is known of the meeting."""
    return tuple(check(paper, replace(_context(meeting, published=False), complete=False)))


def count(meeting: Meeting) -> int:
    """Return how many errors and warnings of the draft nobody has mended or let stand."""
    found = draft_findings(meeting)
    if found is None:
        return 0
    return sum(one.dismissed is None and one.severity is not Severity.INFO for one in found.findings)


def _name(status: str, number: int) -> str:
    return f"{kinds.label('programme')} {number} ({status})"


def _issued(programme: bool, papers: Iterable[queries.Published]) -> frozenset[str]:  # noqa: FBT001 - one fact
    names = {paper.paper.kind for paper in papers}
    found = {"programme"} if programme else set()
    found |= {"note"} if names & NOTES else set()
    return frozenset(found | ({"list"} if "speakers" in names else set()))


def _context(meeting: Meeting, *, published: bool, issued: frozenset[str] | None = None) -> Context:
    others = Meeting.objects.filter(process=meeting.process_id).exclude(pk=meeting.pk)
    return Context(
        days=tuple(day.date for day in meeting.days.all()),
        ordinal=meeting.ordinal,
        others=tuple(
            Session(title=one.title, days=tuple(day.date for day in one.days.all()))
            for one in others.prefetch_related("days")
        ),
        published=published,
        interpretation=meeting.interpretation,
        issued=issued,
        complete=True,
    )


def _namer(finding: Finding, checked: dict[str, Checked]) -> Callable[[int], str]:
    """Return how another place is named: by the segment there, or by the paper where there is none."""
    other = checked.get(finding.facts.get("other_paper", finding.paper), checked[finding.paper])
    return lambda number: f"“{other.title_at(number) or other.paper.title}”"


def _told(meeting: Meeting, found: Iterable[Finding], checked: dict[str, Checked]) -> tuple[Told, ...]:
    kept = {one.mark: one for one in Dismissal.objects.filter(meeting=meeting)}
    told: dict[str, Told] = {}
    for finding in found:
        source = checked[finding.paper]
        key = source.spot(finding.place.first).key
        mark = mark_of(finding, key, source.source)
        told.setdefault(
            mark,
            Told(
                mark=mark,
                finding=finding,
                text=finding_words.say(finding, place=_namer(finding, checked)),
                fix=finding_words.say_fix(finding),
                key=key,
                where=source.title_at(finding.place.first),
                dismissed=kept.get(mark),
            ),
        )
    return tuple(sorted(told.values(), key=lambda one: (one.severity.rank, one.finding.place)))
