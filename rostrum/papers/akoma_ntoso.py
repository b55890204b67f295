"""A published programme as Akoma Ntoso 3.0, in the profile of the United Nations (AKN4UN).

The profile makes an agenda a ``debateReport`` of the subtype ``agenda``; so is a programme. Described for
readers in docs/reference/akoma-ntoso.md. Nothing is read here: a programme, its frame and the facts of its
meeting go in, bytes come out, the same for the same values.
"""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree
from lxml.builder import ElementMaker

from rostrum.papers.people import printable
from rostrum.programme import wording
from rostrum.programme.core.times import moment
from rostrum.programme.core.values import Frame, Programme, Segment, Speaker
from rostrum.programme.models import QUESTIONS_AS, VersionKind

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE: Final = "application/akn+xml"
# ISO 639-2, as the naming convention wants it, and BCP 47 for xml:lang.
LANGUAGES: Final = {
    "ar": ("ara", "ar"),
    "en": ("eng", "en"),
    "es": ("spa", "es"),
    "fr": ("fra", "fr"),
    "ru": ("rus", "ru"),
    "zh": ("zho", "zh-Hans"),
}
# The organ under whose mandate a meeting stands, by the first letter of the symbol of its resolution.
ORGANS: Final = {
    "A": ("un-ga", "General Assembly"),
    "E": ("un-ecosoc", "Economic and Social Council"),
    "S": ("un-sc", "Security Council"),
}
NO_ORGAN: Final = ("un", "United Nations")
# Which word stands for an element in identifiers (Naming Convention, 5.4.2), and what counts afresh within.
_REFERRED: Final = {"section": "sec", "blockList": "list", "listIntroduction": "intro"}
_CONTEXTS: Final = frozenset({"section", "hcontainer", "blockList", "item", "preface"})
_IDENTIFIED: Final = frozenset(
    {*_CONTEXTS, "heading", "subheading", "intro", "content", "p", "listIntroduction"}
)
_ALONE: Final = frozenset({"heading", "subheading", "intro", "content", "preface", "listIntroduction"})

_make: Final[Any] = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published version: its number, its kind (``VersionKind``) and when it came out, aware."""

    number: int
    kind: str
    published_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the document says of its meeting; ``slug`` is the meeting's short name in addresses.

    ``editions`` are the versions up to and including the one at hand, oldest first. ``language`` is the
    one that the programme is written in, as ``en`` or ``zh-hans``.
    """

    slug: str
    title: str
    process: str
    theme: str
    mandate: str
    mandate_paragraph: str
    room: str
    venue: str
    city: str
    language: str
    editions: tuple[Edition, ...]


def akoma_ntoso(programme: Programme, frame: Frame, facts: Facts) -> bytes:
    """Return the programme as an XML document, UTF-8 with its declaration."""
    with override(facts.language):
        names = _Names(facts)
        preface, body = _preface(frame, facts, names), _body(programme, frame, facts, names)
        meta = _meta(frame, facts, names)
    root = _make.akomaNtoso(_make.debateReport(meta, preface, body, name="agendaListing"))
    _identify(preface, "", Counter())
    _identify(body, "", Counter())
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)
    return written


# -- identification ------------------------------------------------------------------------------------


def organ(mandate: str) -> tuple[str, str]:
    """Return the organ that a mandate's symbol belongs to: its name in addresses, and in words."""
    found = re.match(r"([A-Z])/(?:RES|DEC|[A-Z0-9])", mandate.strip())
    return ORGANS.get(found[1], NO_ORGAN) if found else NO_ORGAN


def work_iri(frame: Frame, facts: Facts) -> str:
    """Return the address of the programme whatever its version."""
    first = facts.editions[0].published_at.astimezone(frame.zone).date()
    return f"/akn/un/debateReport/agenda/{organ(facts.mandate)[0]}/{first.isoformat()}/{_number(facts)}"


def expression_iri(frame: Frame, facts: Facts, edition: Edition) -> str:
    """Return the address of one version: its language and day; of several on a day, the later add which."""
    day = edition.published_at.astimezone(frame.zone).date()
    earlier = [one for one in facts.editions if one.number < edition.number]
    again = any(one.published_at.astimezone(frame.zone).date() == day for one in earlier)
    which = f"{day.isoformat()};ver_{edition.number}" if again else day.isoformat()
    return f"{work_iri(frame, facts)}/{_languages(facts)[0]}@{which}"


def _number(facts: Facts) -> str:
    return f"{facts.slug}-programme"


def _languages(facts: Facts) -> tuple[str, str]:
    return LANGUAGES.get(facts.language[:2], ("und", facts.language))


def _meta(frame: Frame, facts: Facts, names: "_Names") -> Any:
    last = facts.editions[-1]
    day = last.published_at.astimezone(frame.zone).date().isoformat()
    work, expression = work_iri(frame, facts), expression_iri(frame, facts, last)
    first = facts.editions[0].published_at.astimezone(frame.zone).date().isoformat()
    author = f"#{organ(facts.mandate)[0]}"
    secretariat = "#un-secretariat"
    identification = _make.identification(
        _make.FRBRWork(
            *_core(f"{work}/!main", work, first, author, "author"),
            _make.FRBRcountry(value="un"),
            _make.FRBRsubtype(value="agenda"),
            _make.FRBRnumber(value=_number(facts), showAs=_line(facts.title)),
            _make.FRBRname(value="programme", showAs=_("Programme")),
        ),
        _make.FRBRExpression(
            *_core(f"{expression}/!main", expression, day, secretariat, "editor"),
            _make.FRBRversionNumber(value=str(last.number), showAs=str(VersionKind(last.kind).label)),
            _make.FRBRlanguage(language=_languages(facts)[0]),
        ),
        _make.FRBRManifestation(
            *_core(f"{expression}/!main.xml", f"{expression}/.xml", day, secretariat, "editor"),
            _make.FRBRformat(value=MEDIA_TYPE),
        ),
        source=secretariat,
    )
    lifecycle = _make.lifecycle(*_events(frame, facts), source=secretariat)
    references = _make.references(*_versions(frame, facts), *names.references(), source=secretariat)
    return _make.meta(identification, lifecycle, references)


def _core(this: str, uri: str, day: str, author: str, role: str) -> Iterator[Any]:
    yield _make.FRBRthis(value=this)
    yield _make.FRBRuri(value=uri)
    yield _make.FRBRdate(date=day, name="publication")
    yield _make.FRBRauthor(href=author, **{"as": f"#{role}"})


def _events(frame: Frame, facts: Facts) -> Iterator[Any]:
    for one in facts.editions:
        yield _make.eventRef(
            eId=f"eref_{one.number}",
            date=_iso(one.published_at.astimezone(frame.zone)),
            type="generation" if one is facts.editions[0] else "amendment",
            source=f"#version-{one.number}",
            refersTo=f"#status-{one.kind}",
        )


def _versions(frame: Frame, facts: Facts) -> Iterator[Any]:
    for one in facts.editions:
        make = _make.original if one is facts.editions[0] else _make.passiveRef
        label = str(VersionKind(one.kind).label)
        yield make(eId=f"version-{one.number}", href=expression_iri(frame, facts, one), showAs=label)


class _Names:
    """Persons, organizations, roles, places and events that the text refers to, each once."""

    def __init__(self, facts: Facts) -> None:
        self._slug = facts.slug
        self._found: dict[tuple[str, str], tuple[str, str, str]] = {}
        self._taken: set[str] = {f"version-{one.number}" for one in facts.editions}
        identifier, label = organ(facts.mandate)
        self._fixed("Organization", identifier, label)
        self._fixed("Organization", "un-secretariat", "United Nations Secretariat")
        for role, word in (("author", _("Author")), ("editor", _("Editor"))):
            self._fixed("Role", role, word)
        self._fixed("Role", "moderator", _("Moderator"))
        self._fixed("Role", "speaker", _("Speaker"))
        for one in facts.editions:
            self._fixed("Concept", f"status-{one.kind}", str(VersionKind(one.kind).label), one.kind)
        self._fixed("Event", "meeting", facts.title, facts.slug)

    def _fixed(self, what: str, identifier: str, label: str, address: str = "") -> None:
        if identifier not in self._taken:
            self._keep((what, identifier), identifier, address or identifier, _line(label))

    def _keep(self, key: tuple[str, str], identifier: str, address: str, label: str) -> None:
        self._taken.add(identifier)
        self._found[key] = (identifier, address, label)

    def named(self, what: str, label: str) -> str:
        """Return the reference to somebody or something known by its name alone; named alike is the same."""
        label = _line(label)
        key = (what, f"name {label.casefold()}")
        if key not in self._found:
            address = quote(".".join(label.casefold().split()), safe=".")
            self._keep(key, self._free(f"{what.lower()}-{_ascii(label)}".rstrip("-")), address, label)
        return f"#{self._found[key][0]}"

    def segment(self, segment: Segment) -> str:
        """Return the reference to a segment as an event; its key is the same in all versions."""
        key = ("Event", f"segment {segment.key}")
        if key not in self._found:
            address = f"{self._slug}.{quote(segment.key, safe='')}"
            self._keep(key, self._free(f"segment-{_ascii(segment.key)}"), address, _line(segment.title))
        return f"#{self._found[key][0]}"

    def _free(self, wanted: str) -> str:
        number, free = 1, wanted
        while free in self._taken:
            number += 1
            free = f"{wanted}-{number}"
        return free

    def references(self) -> Iterator[Any]:
        """Write everything that was referred to."""
        for (what, _key), (identifier, address, label) in self._found.items():
            href = f"/akn/ontology/{what.lower()}/un/{address}"
            yield _make(f"TLC{what}", eId=identifier, href=href, showAs=label or identifier)


# -- text ----------------------------------------------------------------------------------------------


def _preface(frame: Frame, facts: Facts, names: _Names) -> Any:
    last = facts.editions[-1]
    published = last.published_at.astimezone(frame.zone)
    rows = [
        _p(_make.docType(_("Programme"))),
        _p(_make.docTitle(_line(facts.title), refersTo="#meeting")),
        _p(_make.docStatus(str(VersionKind(last.kind).label), refersTo=f"#status-{last.kind}")),
        _p(_make.docDate(date_format(published.date()), date=published.date().isoformat())),
    ]
    if facts.theme:
        rows.append(_p(_make.docPurpose(_line(facts.theme))))
    if facts.mandate:
        paragraph = f", {_('paragraph')} {facts.mandate_paragraph}" if facts.mandate_paragraph else ""
        rows.append(_p(_make.inline(_line(f"{facts.mandate}{paragraph}"), name="mandate")))
    rows.append(_p(_make.process(_line(facts.process), refersTo=names.named("Process", facts.process))))
    rows.append(_p(*_place(facts, names)))
    return _make.preface(*rows, **_lang(facts))


def _place(facts: Facts, names: _Names) -> Iterator[Any]:
    whole = [facts.room, f"{facts.venue}, {facts.city}"]
    for at, place in enumerate(whole):
        if at:
            yield ", "
        yield _make.location(_line(place), refersTo=names.named("Location", place))


def _body(programme: Programme, frame: Frame, facts: Facts, names: _Names) -> Any:
    days = groupby(programme.children(), key=lambda segment: segment.day)
    sections = [
        _make.section(
            _make.heading(_make.date(date_format(day), date=day.isoformat())),
            *(_segment(programme, one, frame, names) for one in segments),
        )
        for day, segments in days
    ]
    return _make.mainBody(*(sections or [_p(_("The programme holds no segment."))]), **_lang(facts))


def _lang(facts: Facts) -> dict[str, str]:
    return {"{http://www.w3.org/XML/1998/namespace}lang": _languages(facts)[1]}


def _segment(programme: Programme, segment: Segment, frame: Frame, names: _Names) -> Any:
    reference, blocks = names.segment(segment), list(_blocks(segment, names))
    held = [_segment(programme, one, frame, names) for one in programme.children(segment.key)]
    around = _make.intro if held else _make.content
    return _make.hcontainer(
        _make.heading(_line(segment.title)),
        _make.subheading(*_when(segment, frame), *_where(segment, names)),
        *([around(*blocks)] if blocks else []),
        *held,
        name=segment.kind.value,
        refersTo=reference,
        **({"GUID": segment.key} if re.fullmatch(r"\S+", segment.key) else {}),
    )


def _when(segment: Segment, frame: Frame) -> Iterator[Any]:
    at = partial(moment, segment.day, zone=frame.zone)
    yield _make.time(wording.clock(segment.start), time=_iso(at(segment.start)))
    if segment.end:
        yield "–"
        yield _make.time(wording.clock(segment.end), time=_iso(at(segment.end)))


def _where(segment: Segment, names: _Names) -> Iterator[Any]:
    if segment.room:
        yield ", "
        yield _make.location(_line(segment.room), refersTo=names.named("Location", segment.room))


def _blocks(segment: Segment, names: _Names) -> Iterator[Any]:
    if segment.side_events:
        yield _p(_make.inline(_("Space for side events"), name="sideEvents"))
    yield from (_p(_line(text)) for text in segment.description.splitlines() if _line(text))
    if segment.questions:
        label = str(QUESTIONS_AS[segment.questions_as])
        yield _list(label, [_p(_line(text)) for text in segment.questions], segment.questions_as.value)
    if segment.moderators:
        label = _("Moderator") if len(segment.moderators) == 1 else _("Moderators")
        yield _list(label, _people(segment.moderators, "moderator", names), "moderators")
    if segment.speakers:
        yield _list(_("Speakers"), _people(segment.speakers, "speaker", names), "speakers")


def _people(speakers: Iterable[Speaker], role: str, names: _Names) -> list[Any]:
    return [_p(*_joined(_speaker(one, role, names))) for one in speakers]


def _speaker(one: Speaker, role: str, names: _Names) -> Iterator[Any]:
    if one.contribution:
        yield _make.inline(_line(one.contribution), name="contribution")
    if one.name:
        whole = _line(f"{one.honorific} {one.name}")
        yield _make.person(whole, refersTo=names.named("Person", one.name), **{"as": f"#{role}"})
    else:
        yield _make.inline(_("To be confirmed"), name="toBeConfirmed", refersTo=f"#{role}")
    if one.function:
        yield _make.role(_line(one.function), refersTo=names.named("Role", one.function))
    if one.affiliation:
        reference = names.named("Organization", one.affiliation)
        yield _make.organization(_line(one.affiliation), refersTo=reference)
    if one.on_behalf_of:
        reference = names.named("Organization", one.on_behalf_of)
        whole = _line(_("on behalf of %(group)s") % {"group": one.on_behalf_of})
        yield _make.organization(whole, refersTo=reference)
    if one.by_video:
        yield _make.inline(_("by video"), name="byVideo")
    if one.to_be_confirmed and one.name:
        yield _make.inline(_("to be confirmed"), name="toBeConfirmed")


def _joined(parts: Iterator[Any]) -> Iterator[Any]:
    for at, part in enumerate(parts):
        if at:
            yield ", "
        yield part


def _list(label: str, rows: Iterable[Any], what: str) -> Any:
    items = (_make.item(row) for row in rows)
    return _make.blockList(_make.listIntroduction(label), *items, **{"class": what})


def _p(*parts: Any) -> Any:
    return _make.p(*parts)


def _line(text: str) -> str:
    """Return text as XML can hold it, on one line."""
    return " ".join(printable(text).split())


def _iso(at: dt.datetime) -> str:
    return at.isoformat(timespec="seconds")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _identify(element: Any, prefix: str, counted: Counter[str]) -> None:
    """Give what stands under ``element`` its eId: that of its context, its own word, and its number there."""
    name = etree.QName(element).localname
    own, within = prefix, counted
    if name in _IDENTIFIED:
        word = _REFERRED.get(name, name)
        counted[word] += 1
        mine = word if name in _ALONE else f"{word}_{counted[word]}"
        eid = f"{prefix}__{mine}" if prefix else mine
        element.set("eId", eid)
        if name in _CONTEXTS:
            own, within = eid, Counter()
    for child in element:
        _identify(child, own, within)
