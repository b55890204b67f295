"""Programmes written in the manners of real papers: a programme and a manner give a text, a table or a page."""

import datetime as dt
import textwrap
from dataclasses import dataclass, field

from hypothesis import strategies as st

PEOPLE = [
    ("Ms.", "Anna Bergström", "Director, Institute for Mobility Studies"),
    ("Mr.", "Luis Ortega Ruiz", "Mayor of Villa Nueva"),
    ("H.E. Mr.", "Kofi Mensah", "Permanent Representative of Ghana to the United Nations"),
    ("Dr.", "Mei-Ling Chen", "Senior Economist, Centre for Labour Research"),
    ("Ms.", "Fatima El Amrani", "Coordinator, Network of Women Workers"),
    ("Prof.", "Jean-Claude Mbeki", "University of the Lakes"),
    ("Mr.", "Peter van der Linden", "Head of Policy, European Federation of Carriers"),
    ("Ms.", "Olga Petrova", "Legal Adviser, House of Migrants"),
    ("Mr.", "João da Silva", "Secretary-General, Union of Ports"),
    ("H.E. Ms.", "María José Núñez", "Minister of Labour of Costa Rica"),
    ("Mr.", "Ahmed Hassan", "Deputy Director, Office of Border Services"),
    ("Ms.", "Ingrid Halvorsen", "Ombudsman for Children of Norway"),
    ("Mr.", "Thomas O'Brien", "Chair, Forum of Municipalities"),
    ("Ms.", "Priya Sharma", "Editor, The Daily Ledger"),
    ("Ms.", "Zinhle Mkhabela", "Spokesperson, Alliance of Domestic Workers"),
    ("Mr.", "Bjarte Ødegård", "Professor of Law, Northern University"),
    ("Ms.", "Xochitl Quiroga Paz", "Commissioner, National Human Rights Institution of Peru"),
]
TITLES = {
    "en": {
        "opening": ["Opening of the meeting", "Opening remarks", "Welcome and introduction"],
        "panel": [
            "Panel {n}: Skills across borders",
            "Session {n}: Data for better decisions",
            "Panel {n}: Cities that receive",
            "Round table {n}: Remittances and families",
        ],
        "discussion": ["Interactive discussion", "Questions and answers"],
        "break": ["Coffee break", "Lunch"],
        "closing": ["Closing of the meeting", "Closing remarks"],
    },
    "fr": {
        "opening": ["Ouverture de la réunion", "Accueil et bienvenue"],
        "panel": ["Table ronde {n} : Les villes qui accueillent", "Session {n} : Des données pour décider"],
        "discussion": ["Débat avec la salle", "Échanges"],
        "break": ["Pause café", "Déjeuner"],
        "closing": ["Clôture", "Conclusions"],
    },
    "es": {
        "opening": ["Inauguración", "Apertura de la reunión"],
        "panel": ["Mesa redonda {n}: Ciudades que acogen", "Panel {n}: Datos para decidir"],
        "discussion": ["Debate", "Coloquio"],
        "break": ["Pausa café", "Almuerzo"],
        "closing": ["Clausura", "Cierre"],
    },
}
MONTHS = {
    "en": [
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
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
LABELS = {
    "en": {"moderator": "Moderator", "speakers": "Panellists", "questions": "Guiding questions"},
    "fr": {"moderator": "Modérateur", "speakers": "Intervenants", "questions": "Questions directrices"},
    "es": {"moderator": "Moderador", "speakers": "Ponentes", "questions": "Preguntas orientadoras"},
}
HEADS = {
    "en": ("Fourth informal hearing on fair mobility", "Conference Room 3, Harbour Centre, Geneva"),
    "fr": ("Quatrième audition sur la mobilité équitable", "Salle des Nations, Palais du Lac, Genève"),
    "es": ("Cuarta audiencia sobre movilidad justa", "Sala de las Naciones, Palacio del Lago, Ginebra"),
}
QUESTIONS = [
    "How can skills be recognized before people move?",
    "Which data do cities need, and who collects them?",
    "What has worked, and why?",
]


@dataclass(frozen=True)
class Person:
    honorific: str
    name: str
    affiliation: str


@dataclass(frozen=True)
class Slot:
    day: dt.date
    start: dt.time
    end: dt.time | None
    title: str
    moderators: tuple[Person, ...] = ()
    speakers: tuple[Person, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manner:
    language: str = "en"
    clock: str = "colon"
    dash: str = " - "
    layout: str = "line"  # line, own line, tab, pipes, title first, run on
    people: str = "bullets"  # bullets, lines, semicolons
    bullet: str = "• "
    honorifics: bool = True
    capitals: bool = False
    brackets: bool = False
    date: str = "day first"
    starts_only: bool = False
    gap: bool = True
    roles: str = "label"  # label, brackets
    width: int = 0  # lines broken at so many characters; 0: not at all
    damaged: bool = False  # bullets as a scanner gives them
    furniture: bool = False


@dataclass
class Written:
    lines: list[str] = field(default_factory=list)

    @property
    def text(self):
        return "\n".join(self.lines)


def clock(time, manner):
    h, m = time.hour, time.minute
    hour12, half = (h % 12 or 12), "a.m." if h < 12 else "p.m."
    return {
        "colon": f"{h:02}:{m:02}",
        "short colon": f"{h}:{m:02}",
        "dot": f"{h}.{m:02}",
        "h": f"{h}h{m:02}",
        "h spaced": f"{h} h {m:02}",
        "horas": f"{h}.{m:02} horas",
        "am": f"{hour12}:{m:02} {half}",
        "am short": f"{hour12} {half}" if m == 0 else f"{hour12}:{m:02} {half}",
        "AM": f"{hour12}:{m:02} {half.replace('.', '').upper()}",
        "colon h": f"{h}:{m:02} h.",
    }[manner.clock]


def times(slot, manner):
    if slot.end is None:
        return clock(slot.start, manner)
    return f"{clock(slot.start, manner)}{manner.dash}{clock(slot.end, manner)}"


def date(day, manner):
    month, weekday = MONTHS[manner.language][day.month - 1], WEEKDAYS[manner.language][day.weekday()]
    of = " de" if manner.language == "es" else ""
    plain = f"{day.day}{of} {month}{of} {day.year}"
    if manner.date == "month first" and manner.language == "en":
        plain = f"{month} {day.day}, {day.year}"
    return {"weekday": f"{weekday} {plain}", "loud": f"{weekday} {plain}".upper()}.get(manner.date, plain)


def person(one, manner):
    name = one.name
    if manner.capitals:
        first, *rest = name.split(" ")
        name = " ".join([first, *(part if part.islower() else part.upper() for part in rest)])
    if manner.honorifics:
        name = f"{one.honorific} {name}"
    return f"{name} ({one.affiliation})" if manner.brackets else f"{name}, {one.affiliation}"


def body(slot, manner):
    """The lines under a title."""
    label = LABELS[manner.language]
    space = " " if manner.language == "fr" else ""
    found = []
    if slot.questions:
        found.append(f"{label['questions']}{space}:")
        found += [f"{manner.bullet}{question}" for question in slot.questions]
    if slot.speakers:
        if manner.people == "semicolons":
            found.append(
                f"{label['speakers']}{space}: " + "; ".join(person(one, manner) for one in slot.speakers)
            )
        elif manner.people == "and":
            *most, last = [person(one, manner) for one in slot.speakers]
            joined = f"{', '.join(most)}{AND[manner.language]}{last}" if most else last
            found.append(f"{label['speakers']}{space}: {joined}")
        else:
            found.append(f"{label['speakers']}{space}:")
            bullet = manner.bullet if manner.people == "bullets" else ""
            found += [f"{bullet}{person(one, manner)}" for one in slot.speakers]
    if manner.roles == "brackets":
        return [*found, *(bracketed(one, manner) for one in slot.moderators)]
    found += [f"{label['moderator']}{space}: {person(one, manner)}" for one in slot.moderators]
    return found


AND = {"en": " and ", "fr": " et ", "es": " y "}


def bracketed(one, manner):
    """A moderator with the role behind the name, in the list of all."""
    role = LABELS[manner.language]["moderator"]
    given, _, rest = person(one, manner).partition(one.name.split(" ")[-1])
    last = one.name.split(" ")[-1]
    if not rest and not _:
        last = last.upper()
        given, _, rest = person(one, manner).partition(last)
    bullet = manner.bullet if manner.people == "bullets" else ""
    return f"{bullet}{given}{last} ({role}){rest}"


def write(slots, manner):
    """The whole paper as text."""
    title, venue = HEADS[manner.language]
    days = sorted({slot.day for slot in slots})
    head = date(days[0], manner) if len(days) == 1 else ""
    lines = [title, f"{head}, {venue}" if head else venue, ""]
    if manner.layout == "columns":
        lines.append(
            {
                "en": "Time\tTopic\tSpeakers",
                "fr": "Horaire\tThème\tIntervenants",
                "es": "Hora\tTema\tPonentes",
            }[manner.language]
        )
    day = None
    for slot in slots:
        if slot.day != day and len(days) > 1:
            day = slot.day
            lines += ["", date(day, manner), ""]
        lines += written_slot(slot, manner)
        if manner.gap:
            lines.append("")
    if manner.width:
        lines = [part for line in lines for part in broken(line, manner.width)]
    return "\n".join(lines)


def broken(line, width):
    """A line as a mail or a scanner breaks it; rows of tables are left."""
    if len(line) <= width or "\t" in line or line.startswith("|"):
        return [line]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


def written_slot(slot, manner):  # noqa: PLR0911 - each manner is one way to write it
    when, under = times(slot, manner), body(slot, manner)
    if manner.layout == "own line":
        return [when, slot.title, *under]
    if manner.layout == "title first":
        return [slot.title, when, *under]
    if manner.layout == "tab":
        return [f"{when}\t{slot.title}", *(f"\t{line}" for line in under)]
    if manner.layout == "pipes":
        return [f"| {when} | {slot.title} |", *(f"| | {line} |" for line in under)]
    if manner.layout == "columns":
        named = "; ".join(person(one, manner) for one in slot.speakers)
        chaired = (
            f"{LABELS[manner.language]['moderator']}: {person(slot.moderators[0], manner)}"
            if slot.moderators
            else ""
        )
        return [f"{when}\t{slot.title}\t{named}", *([f"\t\t{chaired}"] if chaired else [])]
    if manner.layout == "brackets":
        return [f"{slot.title} ({when})", *under]
    return [f"{when} {slot.title}", *under]


manners = st.builds(
    Manner,
    language=st.sampled_from(["en", "fr", "es"]),
    clock=st.sampled_from(["colon", "short colon", "dot", "h", "h spaced", "horas", "am", "am short", "AM", "colon h"]),
    dash=st.sampled_from([" - ", "-", " – ", "–", " — "]),
    layout=st.sampled_from(["line", "own line", "title first", "tab", "pipes", "brackets", "columns"]),
    people=st.sampled_from(["bullets", "lines", "semicolons", "and"]),
    bullet=st.sampled_from(["• ", "- ", "– ", "* ", "▪ ", "1) "]),
    honorifics=st.booleans(),
    capitals=st.booleans(),
    brackets=st.booleans(),
    date=st.sampled_from(["day first", "month first", "weekday", "loud"]),
    gap=st.booleans(),
    roles=st.sampled_from(["label", "label", "brackets"]),
    width=st.sampled_from([0, 0, 72, 90]),
)  # fmt: skip


@st.composite
def programmes(draw, language="en", *, questions=True):
    """One or two days of slots that follow each other, with people who speak once."""
    slots = []
    numbers = iter(range(1, 20))
    for day_number in range(draw(st.integers(1, 2))):
        day = dt.date(2018, 5, 21) + dt.timedelta(days=day_number)
        minute = draw(st.sampled_from([9 * 60, 9 * 60 + 30, 10 * 60]))
        kinds = ["opening", *draw(st.lists(st.sampled_from(["panel", "panel", "discussion", "break"]), min_size=1, max_size=4)), "closing"]  # fmt: skip
        for kind in kinds:
            length = draw(st.sampled_from([10, 15, 30, 45, 75, 90]))
            crowd = draw(st.permutations(PEOPLE))
            few = draw(st.integers(1, 4))
            asked = draw(st.integers(0, 3)) if questions else 0
            title = draw(st.sampled_from(TITLES[language][kind])).format(n=next(numbers))
            named = [Person(*one) for one in crowd]
            slots.append(
                Slot(
                    day,
                    dt.time(minute // 60, minute % 60),
                    dt.time((minute + length) // 60, (minute + length) % 60),
                    title,
                    moderators=tuple(named[:1]) if kind == "panel" else (),
                    speakers=tuple(named[1 : 1 + few]) if kind == "panel" else (),
                    questions=tuple(QUESTIONS[:asked]) if kind == "panel" else (),
                )
            )
            minute += length + draw(st.sampled_from([0, 0, 5, 15]))
    return slots


@st.composite
def papers(draw):
    """(slots, manner): what a paper says, and how."""
    manner = draw(manners)
    return draw(programmes(language=manner.language, questions=manner.layout != "columns")), manner
