"""The programme as Akoma Ntoso: valid, every reference leads somewhere, nothing of the programme is lost."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from rostrum.demo import reading
from rostrum.papers.akoma_ntoso import NAMESPACE, Edition, Facts, akoma_ntoso, organ
from rostrum.programme import operations
from rostrum.programme.core.values import Frame, Kind, Programme, Speaker
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.programme.examples import FRAME, programmes, segment, small

SCHEMA = Path(__file__).parent / "schema/akomantoso30.xsd"
AT = dt.datetime(2017, 6, 1, 9, tzinfo=dt.UTC)
FACTS = Facts(
    slug="hearing-3",
    title="Third hearing",
    process="Global compact",
    theme="Cooperation",
    mandate="A/RES/71/280",
    mandate_paragraph="5",
    room="Room XIX",
    venue="Palais des Nations",
    city="Geneva",
    language="en",
    editions=(Edition(number=1, kind="provisional", published_at=AT),),
)
WORK = "/akn/un/debateReport/agenda/un-ga/2017-06-01/hearing-3-programme"
XPATH = {"a": NAMESPACE}


@cache
def schema():
    if not SCHEMA.exists():
        pytest.skip("the OASIS schema is not here: well-formed, not validated")
    return etree.XMLSchema(etree.parse(SCHEMA))


def read(programme, facts=FACTS, frame=FRAME):
    tree = etree.fromstring(akoma_ntoso(programme, frame, facts))
    valid = schema()
    assert valid.validate(tree), valid.error_log
    return tree


def found(tree, path):
    return tree.xpath(path, namespaces=XPATH)


def texts(tree, path):
    return ["".join(one.itertext()) for one in found(tree, path)]


def check_references(tree):
    known = [one.get("eId") for one in tree.iter() if one.get("eId")]
    assert len(known) == len(set(known))
    for name in ("refersTo", "as", "source"):
        for value in found(tree, f"//@{name}"):
            assert value.removeprefix("#") in known
    for author in found(tree, "//a:FRBRauthor/@href"):
        assert author.removeprefix("#") in known
    for eid in known:
        assert "__" not in eid or eid.rsplit("__", 1)[0] in known, "each begins with that of its context"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_any_programme_is_valid_and_every_reference_leads_somewhere(programme):
    tree = read(programme)
    check_references(tree)
    assert found(tree, "//a:hcontainer/@name") == [str(one.kind) for one in programme]
    assert found(tree, "//a:hcontainer/@GUID") == [one.key for one in programme]
    assert len(found(tree, "//a:mainBody//a:time")) == sum(2 if one.end else 1 for one in programme)
    named = sum(not one.is_placeholder for each in programme for one in (*each.moderators, *each.speakers))
    assert len(found(tree, "//a:person")) == named


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["en", "fr", "ar", "zh-hans", "ru", "es", "xx"]))
def test_whatever_was_typed_the_document_stands(text, language):
    one = segment("a", "10:00-11:00", title=text, description=text, questions=(text,), room=text)
    one = replace(one, speakers=(Speaker(name=text, function=text, affiliation=text, on_behalf_of=text),))
    facts = replace(FACTS, title=text, theme=text, mandate=text, process=text, language=language)
    check_references(read(Programme((one,)), facts))


def test_identification_follows_the_naming_of_the_united_nations():
    later = Edition(number=2, kind="updated", published_at=AT + dt.timedelta(hours=8))
    last = Edition(number=3, kind="final", published_at=AT + dt.timedelta(days=9))
    facts = replace(FACTS, editions=(*FACTS.editions, later, last))
    tree = read(small(), facts)
    assert found(tree, "//a:FRBRuri/@value") == [
        WORK,
        f"{WORK}/eng@2017-06-10",
        f"{WORK}/eng@2017-06-10/.xml",
    ]
    assert found(tree, "//a:FRBRthis/@value")[2] == f"{WORK}/eng@2017-06-10/!main.xml"
    assert found(tree, "//a:original/@href") == [f"{WORK}/eng@2017-06-01"]
    assert found(tree, "//a:passiveRef/@href") == [f"{WORK}/eng@2017-06-01;ver_2", f"{WORK}/eng@2017-06-10"]
    assert found(tree, "//a:eventRef/@type") == ["generation", "amendment", "amendment"]
    assert found(tree, "//a:FRBRcountry/@value | //a:FRBRsubtype/@value") == ["un", "agenda"]
    assert texts(tree, "//a:docStatus") == ["Final"]


def test_the_day_is_that_of_the_venue():
    late = Edition(number=1, kind="provisional", published_at=dt.datetime(2017, 6, 1, 23, tzinfo=dt.UTC))
    tree = read(small(), replace(FACTS, editions=(late,)))
    assert found(tree, "//a:FRBRExpression/a:FRBRdate/@date") == ["2017-06-02"]


@pytest.mark.parametrize(
    ("mandate", "expected"),
    [
        ("A/RES/71/280", "un-ga"),
        ("E/RES/2017/1", "un-ecosoc"),
        ("S/2017/1", "un-sc"),
        ("", "un"),
        ("AB", "un"),
    ],
)
def test_the_organ_follows_from_the_symbol_of_the_mandate(mandate, expected):
    assert organ(mandate)[0] == expected


def test_a_panel_keeps_times_places_questions_and_people():
    panel = segment(
        "p1",
        "10:15-13:00",
        title="Panel 1",
        room="Room XX",
        description="First line\nSecond line",
        questions=("What works?", "What does not?"),
        moderators=(Speaker(honorific="H.E. Mr.", name="Jürg Lauber", function="Permanent Representative"),),
        speakers=(
            Speaker(honorific="Ms.", name="Louise Arbour", affiliation="United Nations", by_video=True),
            Speaker(to_be_confirmed=True, affiliation="United Nations"),
        ),
    )
    africa = segment("s1", "11:00-12:00", Kind.SUB_PANEL, title="Africa", parent="p1")
    tree = read(Programme((panel, africa)))
    assert found(tree, "//a:time/@time")[:2] == ["2017-06-19T10:15:00+02:00", "2017-06-19T13:00:00+02:00"]
    assert found(tree, "//a:hcontainer/@eId") == [
        "sec_1__hcontainer_1",
        "sec_1__hcontainer_1__hcontainer_1",
    ]
    assert texts(tree, "//a:subheading")[0] == "10.15–13.00, Room XX"
    assert texts(tree, "//a:intro/a:p") == ["First line", "Second line"]
    assert texts(tree, "//a:listIntroduction") == ["Guiding questions", "Moderator", "Speakers"]
    assert texts(tree, "//a:item") == [
        "What works?",
        "What does not?",
        "H.E. Mr. Jürg Lauber, Permanent Representative",
        "Ms. Louise Arbour, United Nations, by video",
        "To be confirmed, United Nations",
    ]
    assert found(tree, "//a:person/@as") == ["#moderator", "#speaker"]
    assert found(tree, "//a:TLCPerson/@showAs") == ["Jürg Lauber", "Louise Arbour"]
    assert len(found(tree, "//a:TLCOrganization[@showAs='United Nations']")) == 1
    assert found(tree, "//a:inline[@name='toBeConfirmed']/@refersTo") == ["#speaker"]


def test_names_that_differ_by_an_accent_stay_two_persons():
    one = segment(
        "a", "10:00-11:00", speakers=(Speaker(name="Miroslav Lajčák"), Speaker(name="Miroslav Lajcak"))
    )
    people = found(read(Programme((one,))), "//a:TLCPerson")
    assert [one.get("eId") for one in people] == ["person-miroslav-lajcak", "person-miroslav-lajcak-2"]
    assert len({one.get("href") for one in people}) == 2


@pytest.mark.parametrize(("language", "code", "word"), [("fr", "fra", "lundi"), ("en", "eng", "Monday")])
def test_words_and_codes_are_of_the_language_of_the_programme(language, code, word):
    tree = read(small(), replace(FACTS, language=language))
    assert found(tree, "//a:FRBRlanguage/@language") == [code]
    assert word in texts(tree, "//a:section/a:heading")[0]
    assert tree.find(".//{*}mainBody").get("{http://www.w3.org/XML/1998/namespace}lang") == language


@pytest.mark.parametrize(
    "paper", ["second-hearing", "third-hearing", "third-thematic-session", "fifth-hearing"]
)
def test_the_programmes_of_the_real_papers_are_valid(paper):
    for _kind, _at, programme in reading.versions(paper):
        frame = Frame(zone=FRAME.zone, days=tuple(sorted({one.day for one in programme})))
        check_references(read(programme, frame=frame))


@pytest.mark.django_db
def test_each_published_version_has_its_address_and_the_page_links_to_it(client):
    meeting = MeetingFactory(slug="hearing-3", mandate="A/RES/71/280")
    officer = RoleHoldingFactory(meeting=meeting).account
    operations.begin_draft(meeting, by=officer, at=AT)
    draft = operations.fill_draft(meeting, programme=small(), by=officer, at=AT).draft
    address = reverse("papers:akoma_ntoso", args=["hearing-3", 1])
    assert client.get(address).status_code == 404, "a draft is not published"

    operations.publish(meeting, kind="provisional", seen=draft.edits, by=officer, at=AT)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/akn+xml"
    tree = etree.fromstring(answer.content)
    assert found(tree, "//a:FRBRWork/a:FRBRuri/@value") == [WORK]
    assert schema().validate(tree)
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    page = client.get(reverse("programme:latest", args=["hearing-3"])).content.decode()
    assert f'<link rel="alternate" type="application/akn+xml" href="{address}">' in page
    assert f'<a href="{address}">' in page
    assert client.get(reverse("papers:akoma_ntoso", args=["hearing-3", 2**40])).status_code == 404
