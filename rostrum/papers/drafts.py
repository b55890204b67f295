"""A draft as it reads now: composed from the meeting's data, with what officers wrote laid over it."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.utils import translation

from rostrum.meetings.models import Meeting
from rostrum.papers import gathering
from rostrum.papers.compose import words
from rostrum.papers.core import document, edits
from rostrum.papers.core.document import Document
from rostrum.papers.core.edits import Laid
from rostrum.papers.core.facts import Facts
from rostrum.papers.kinds import Kind, kind
from rostrum.papers.models import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A draft read at a moment. ``seen`` marks what it says, ``obstacle`` why it cannot be issued yet."""

    kind: Kind
    facts: Facts
    laid: tuple[Laid, ...]
    document: Document
    words: dict[str, str]
    obstacle: str

    @property
    def seen(self) -> str:
        """A short mark of all that the draft says, to notice that it has changed since."""
        return hashlib.sha256(document.canonical(self.document).encode()).hexdigest()[:16]


def read(revision: Revision, *, at: dt.datetime) -> Read:
    """Compose a draft as it reads at ``at`` (aware), which decides date, signatory and programme."""
    paper = revision.paper
    found = known(paper.kind)
    facts = gathering.facts_of(paper.meeting, kind=found, language=paper.language, at=at)
    with translation.override(paper.language):
        filling = words.values(facts)
        laid = edits.lay(found.compose(facts), edits.read(revision.edits))
        title = found.title(facts) if found.title else str(found.label)
    obstacle = found.obstacle(facts)  # in the language of the officer
    filled = tuple(edits.filled(laid, filling))
    return Read(
        kind=found,
        facts=facts,
        laid=filled,
        words=filling,
        obstacle=obstacle,
        document=Document(
            kind=paper.kind,
            language=paper.language,
            title=title,
            meeting=facts.title,
            date=facts.date,
            blocks=edits.standing(filled),
            revision=revision.number or 1,
        ),
    )


def known(name: str) -> Kind:
    """Return a kind that the registry knows; raises KeyError."""
    found = kind(name)
    if found is None:
        raise KeyError(name)
    return found


def title_of(kind_of: Kind, meeting: Meeting, *, language: str, at: dt.datetime) -> str:
    """Name a paper of this kind in its own language."""
    facts = gathering.facts_of(meeting, kind=kind_of, language=language, at=at)
    with translation.override(language):
        return kind_of.title(facts) if kind_of.title else str(kind_of.label)
