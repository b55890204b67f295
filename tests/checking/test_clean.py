"""Clean programmes, in many manners, give no finding; each fault planted in one gives exactly its own."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.checking.check import check
from rostrum.checking.context import Context
from rostrum.reading.paper import Date, DateOf, Holds, Kind, Line, Paper, Person, Place, Segment

MANNERS = {
    "colon": lambda t: f"{t:%H:%M}",
    "point": lambda t: f"{t:%H.%M}",
    "h": lambda t: f"{t.hour}h{t:%M}",
    "heures": lambda t: f"{t.hour} h {t:%M}",
    "am": lambda t: f"{(t.hour - 1) % 12 + 1}:{t:%M} {'a.m.' if t.hour < 12 else 'p.m.'}",
    "AM": lambda t: f"{(t.hour - 1) % 12 + 1}.{t:%M} {'AM' if t.hour < 12 else 'PM'}",
}
JOINTS = ("-", " – ", " to ", "—")
WOMEN = [
    "Ana Lucía Pérez",
    "Fatou Diop",
    "Mei Lin Chen",
    "Ingrid Sørensen",
    "Aoife Byrne",
    "Nadia Haddad",
    "Tiina Niinistö",
    "Zofia Łukasz",
]
MEN = [
    "Omar Said",
    "Jean-Pierre Dubois",
    "Kwame Mensah",
    "Juan José Ortiz",
    "Peter McIntyre",
    "Luis O'Higgins",
    "Hans Müller",
    "Boutros Boutros-Ghali",
]
LABELS = {
    "en": ("Opening", "Panel", "Lunch break", "Closing", "Moderator", "Programme"),
    "fr": ("Ouverture", "Table ronde", "Pause déjeuner", "Clôture", "Modératrice", "Programme"),
    "es": ("Apertura", "Mesa", "Almuerzo", "Clausura", "Moderadora", "Programa"),
}
TOPICS = [
    "Local perspectives on migration",
    "The role of cities and of parliaments",
    "Data, evidence and analysis",
    "Labour mobility and the recognition of skills",
    "Return and reintegration",
    "Financing what was promised",
]
MONTHS = [
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Writer:
    """Writes a paper line by line and keeps what it means."""

    def __init__(self, manner, joint, language):
        self.manner, self.joint, self.language = MANNERS[manner], joint, language
        self.lines, self.segments, self.mentions = [], [], []

    def line(self, text):
        self.lines.append(Line(number=len(self.lines) + 1, text=text))
        return len(self.lines)

    def day(self, day):
        written = f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month]} {day.year}"
        number = self.line(written)
        self.mentions.append(
            Date(day=day, place=Place(number, number), written=written, of=DateOf.DAY, weekday=day.weekday())
        )

    def slot(self, day, start, end, kind, title, people=(), moderator=None, parent=None):
        written = f"{self.manner(start)}{self.joint}{self.manner(end)}"
        first = self.line(f"{written}\t{title}")
        speakers = tuple(self.person(*one) for one in people)
        moderators = (self.person(*moderator, label=LABELS[self.language][4]),) if moderator else ()
        self.segments.append(
            Segment(
                day=day,
                start=start,
                end=end,
                kind=kind,
                title=title,
                parent=parent,
                place=Place(first, len(self.lines)),
                times_written=written,
                times_place=Place(first, first),
                speakers=speakers,
                moderators=moderators,
            )
        )

    def person(self, name, honorific, label=""):
        number = self.line(
            f"{label + ': ' if label else '• '}{honorific} {name}, Director, Institute of Migration"
        )
        return Person(
            name=name,
            honorific=honorific,
            place=Place(number, number),
            role=label,
            affiliation="Director, Institute of Migration",
        )


@st.composite
def papers(draw):
    """A clean programme of one or two days."""
    language = draw(st.sampled_from(sorted(LABELS)))
    opening, panel, lunch, closing, _, word = LABELS[language]
    writer = Writer(draw(st.sampled_from(sorted(MANNERS))), draw(st.sampled_from(JOINTS)), language)
    first = draw(st.dates(dt.date(2011, 1, 1), dt.date(2030, 1, 1)))
    days = [first + dt.timedelta(days=n) for n in range(draw(st.integers(1, 2)))]
    writer.line(word)
    writer.line("Third informal thematic session on migration, Room XIX, UN Office in Geneva")
    named = st.permutations(WOMEN), st.permutations(MEN)
    women, men = draw(named[0]), draw(named[1])
    number, gap = 0, draw(st.sampled_from([0, 5]))
    for day in days:
        writer.day(day)
        writer.slot(day, dt.time(10), dt.time(10, 15), Kind.OPENING, f"{opening} {day.day}")
        for start, end in ((dt.time(10, 15), dt.time(11, 35)), (dt.time(11, 35 + gap), dt.time(13))):
            people = [(women[number], "Ms."), (men[number], "Mr."), (women[number + 4], "Ms.")]
            number += 1
            title = f"{panel} {number}: {TOPICS[number]}"
            writer.slot(day, start, end, Kind.PANEL, title, people, (men[number + 3], "Mr."))
        writer.slot(day, dt.time(13), dt.time(15), Kind.BREAK, f"{lunch} {day.day}")
        writer.slot(day, dt.time(15), dt.time(17, 50), Kind.DISCUSSION, f"{TOPICS[5]} {day.day}")
        if draw(st.booleans()):
            parent = len(writer.segments) - 1
            writer.slot(day, dt.time(15), dt.time(16), Kind.SUB_PANEL, f"Asia {day.day}", parent=parent)
            writer.slot(day, dt.time(16), dt.time(17, 50), Kind.SUB_PANEL, f"Africa {day.day}", parent=parent)
        writer.slot(day, dt.time(17, 50), dt.time(18), Kind.CLOSING, f"{closing} {day.day}")
    writer.line("Statements are limited to three minutes. There will be no pre-established list of speakers.")
    writer.line(
        "The first thematic session was held in New York; see https://www.un.org/migration. The text follows A/RES/71/280."
    )
    writer.line("Information on side events will be made available on the website (gcmigration@un.org).")
    return Paper(
        holds=Holds.PROGRAMME,
        language=language,
        title="Third informal thematic session",
        venue="Room XIX, UN Office in Geneva",
        dates=tuple(days),
        segments=tuple(writer.segments),
        lines=tuple(writer.lines),
        mentions=tuple(writer.mentions),
    )


def rules(paper, context=None):
    return [one.rule for one in check(paper, context or Context())]


@given(papers(), st.booleans())
def test_a_clean_programme_gives_no_finding(paper, known):
    context = (
        Context(days=paper.dates, published=True, interpretation=True, ordinal=3, complete=False)
        if known
        else Context()
    )
    assert check(paper, context) == []


def with_segment(paper, at, **changes):
    segments = list(paper.segments)
    segments[at] = dataclasses.replace(segments[at], **changes)
    return dataclasses.replace(paper, segments=tuple(segments))


def with_line(paper, text):
    number = len(paper.lines) + 1
    return dataclasses.replace(paper, lines=(*paper.lines, Line(number=number, text=text)))


def with_mention(paper, text, day, of, **more):
    paper = with_line(paper, f"{text} {day.isoformat()}")
    number = len(paper.lines)
    mention = Date(day=day, place=Place(number, number), written=day.isoformat(), of=of, **more)
    return dataclasses.replace(paper, mentions=(*paper.mentions, mention))


def with_slot(paper):
    number = len(paper.lines) + 1
    last = dataclasses.replace(
        paper.segments[0], start=dt.time(19), end=dt.time(20), title="A concert", kind=Kind.PANEL,
        place=Place(number, number),
    )  # fmt: skip
    return dataclasses.replace(with_line(paper, "A concert"), segments=(*paper.segments, last))


def lone_speaker(paper):
    panels = [at for at, s in enumerate(paper.segments) if s.kind is Kind.PANEL]
    return panels[0]


WEEK = dt.timedelta(days=7)
PLANTED = {
    "date_outside_meeting": lambda p: with_slot(
        with_mention(p, "Day 9", max(p.dates) + 5 * WEEK, DateOf.DAY)
    ),
    "end_before_start": lambda p: with_segment(p, 1, end=dt.time(9)),
    "overlap": lambda p: with_segment(p, 1, end=dt.time(11, 50)),
    "doubled_word": lambda p: with_line(p, "Closing of the the hearing"),
    "tags": lambda p: with_line(p, "<b>Opening</b> of the hearing"),
    "broken_address": lambda p: with_line(p, "See http://refugeesmi grants. un. org/sessions."),
    "broken_symbol": lambda p: with_line(
        p, "In accordance with resolution AlRES171/280, the meeting is held."
    ),
    "to_be_confirmed": lambda p: with_line(p, "Keynote: à confirmer"),
    "draft_mark": lambda p: with_line(p, "DRAFT"),
    "promise": lambda p: with_line(p, "A more detailed programme will be provided in due course."),
    "ordinal_of_other_session": lambda p: with_line(p, "- A procedural note for the first thematic session"),
    "process_two_names": lambda p: with_line(
        with_line(
            with_line(p, "The compact for safe, orderly and regular migration."),
            "The compact for safe, orderly and regular migration.",
        ),
        "The compact for regular, safe and orderly migration.",
    ),
    "room_two_names": lambda p: with_line(
        with_line(p, "It is held in the Trusteeship Council Chamber."), "Trusteeship Chamber"
    ),
    "start_without_end": lambda p: with_segment(p, 0, end=None),
    "weekday_and_date": lambda p: dataclasses.replace(
        p,
        mentions=(
            dataclasses.replace(p.mentions[0], weekday=(p.mentions[0].day.weekday() + 2) % 7),
            *p.mentions[1:],
        ),
    ),
    "deadline_after_meeting": lambda p: with_mention(p, "Register by", max(p.dates) + WEEK, DateOf.DEADLINE),
    "person_twice": lambda p: with_segment(
        p, lone_speaker(p), speakers=(*p.segments[1].speakers, p.segments[1].speakers[0])
    ),
    "break_inside_session": lambda p: dataclasses.replace(
        p,
        segments=(
            *p.segments,
            dataclasses.replace(
                p.segments[0],
                kind=Kind.BREAK,
                start=dt.time(10, 40),
                end=dt.time(10, 55),
                title="Coffee",
                parent=1,
            ),
        ),
    ),
    "access_contradicts": lambda p: with_line(
        with_line(p, "All participants will need a UN grounds pass to attend."),
        "Stakeholders receive a conference badge.",
    ),
}


@pytest.mark.parametrize("rule", PLANTED)
@given(paper=papers())
def test_a_planted_fault_gives_exactly_its_finding(rule, paper):
    assert rules(PLANTED[rule](paper)) == [rule]
