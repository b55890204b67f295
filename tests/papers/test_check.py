"""The check of a meeting: its findings in words, mending with one click, letting stand with a reason."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from rostrum.audit.models import Entry
from rostrum.checking.findings import Finding
from rostrum.checking.rules import RULES, Severity
from rostrum.meetings.roles import Role
from rostrum.papers import drafts, finding_words, findings, operations
from rostrum.programme import operations as programme_operations
from rostrum.programme import queries
from rostrum.programme.core.values import QuestionsAs, Speaker
from rostrum.reading.paper import Place
from rostrum.refused import Denied, Refused
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.papers import examples
from tests.people.factories import AccountFactory
from tests.programme.examples import MONDAY, segment

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 6, 12, 8, 0, tzinfo=dt.UTC)
LAJCAK = Speaker(honorific="H.E. Mr.", name="Miroslav Lajčák", function="President of the General Assembly")


@pytest.fixture
def meeting():
    return MeetingFactory(title="Third informal thematic session", ordinal=3)


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


def drafted(meeting, officer, *segments):
    from rostrum.programme.core.tree import arranged

    day = meeting.days.order_by("date").first().date
    programme_operations.begin_draft(meeting, by=officer, at=AT)
    programme = arranged(tuple(replace(one, day=day) for one in segments))
    programme_operations.fill_draft(meeting, programme=programme, by=officer, at=AT)


def opening(**values):
    return segment("opening", "10:00-10:15", "opening", **values)


def found(meeting):
    return {one.finding.rule: one for one in findings.draft_findings(meeting).findings}


def title(meeting, key):
    return queries.standing_draft(meeting).programme.get(key)


def test_a_clean_draft_gives_nothing(meeting, officer):
    panel = segment(
        "one", "10:15-13:00", title="Panel 1: Cities", moderators=(replace(LAJCAK, name="Ana Ruiz"),),
        speakers=(replace(LAJCAK, name="Omar Said"), Speaker(name="Nadia Haddad", honorific="Ms.")),
    )  # fmt: skip
    drafted(meeting, officer, opening(speakers=(LAJCAK,)), panel)
    assert found(meeting) == {}
    assert findings.count(meeting) == 0


@pytest.mark.parametrize(
    ("values", "rule", "aspect", "after"),
    [
        ({"title": "Opening of the the hearing"}, "doubled_word", "title", "Opening of the hearing"),
        (
            {"description": "First line.\nSee http://refugeesmi grants. un. org/sessions"},
            "broken_address",
            "description",
            "First line.\nSee http://refugeesmigrants.un.org/sessions",
        ),
        (
            {"questions": ("Why?", "What does AlRES171/280 say?"), "questions_as": QuestionsAs.TOPICS},
            "broken_symbol",
            "questions",
            ("Why?", "What does A/RES/71/280 say?"),
        ),
        (
            {"speakers": (replace(LAJCAK, name="RouIa Hamati"), LAJCAK)},
            "damaged",
            "speakers",
            (replace(LAJCAK, name="Roula Hamati"), LAJCAK),
        ),
        ({"speakers": (LAJCAK, LAJCAK)}, "person_twice", "speakers", (LAJCAK,)),
    ],
)
def test_one_click_mends_the_draft_and_can_be_undone(meeting, officer, values, rule, aspect, after):
    drafted(meeting, officer, opening(**values))
    before = getattr(title(meeting, "opening"), aspect)
    one = found(meeting)[rule]
    assert one.fix
    outcome = operations.mend(meeting, mark=one.mark, by=officer, at=AT)
    assert getattr(title(meeting, "opening"), aspect) == after
    assert rule not in found(meeting)
    assert Entry.objects.filter(action="papers.mend").count() == 1
    programme_operations.undo(meeting, number=outcome.number, by=officer, at=AT)
    assert getattr(title(meeting, "opening"), aspect) == before


def test_another_place_in_the_draft_is_named_by_its_segment(meeting, officer):
    closing = segment(
        "closing", "17:50-18:00", "closing", speakers=(replace(LAJCAK, name="Miroslav Lajcak"),)
    )
    drafted(meeting, officer, opening(title="Welcome", speakers=(LAJCAK,)), closing)
    assert "elsewhere (“Welcome”)" in found(meeting)["person_two_names"].text


def test_times_are_mended_too(meeting, officer):
    drafted(meeting, officer, opening(), segment("late", "17:00-18:20", "discussion"))
    one = found(meeting)["past_closing_hour"]
    operations.mend(meeting, mark=one.mark, by=officer, at=AT)
    assert title(meeting, "late").end == dt.time(18)
    with pytest.raises(Refused, match="no longer found"):
        operations.mend(meeting, mark=one.mark, by=officer, at=AT)


def test_a_finding_may_stand_with_a_reason_and_be_taken_up_again(meeting, officer):
    drafted(meeting, officer, opening(title="Opening of the the hearing"))
    one = found(meeting)["doubled_word"]
    assert findings.count(meeting) == 1
    with pytest.raises(Refused) as refused:
        operations.dismiss_finding(meeting, mark=one.mark, reason="  ", by=officer, at=AT)
    assert refused.value.field == "reason"
    operations.dismiss_finding(meeting, mark=one.mark, reason="A name of a band", by=officer, at=AT)
    assert found(meeting)["doubled_word"].dismissed.reason == "A name of a band"
    assert findings.count(meeting) == 0
    operations.take_up_finding(meeting, mark=one.mark, by=officer, at=AT)
    operations.take_up_finding(meeting, mark=one.mark, by=officer, at=AT)
    assert findings.count(meeting) == 1
    told = list(
        Entry.objects.filter(action__startswith="papers.").order_by("pk").values_list("action", "reason")
    )
    assert told == [("papers.dismiss_finding", "A name of a band"), ("papers.take_up_finding", "")]


def test_what_stands_in_the_draft_stands_when_it_is_published_and_in_any_language(meeting, officer):
    drafted(meeting, officer, opening(title="Opening of the the hearing"))
    mark = found(meeting)["doubled_word"].mark
    operations.dismiss_finding(meeting, mark=mark, reason="A quotation", by=officer, at=AT)
    seen = queries.standing_draft(meeting).edits
    programme_operations.publish(meeting, kind="provisional", seen=seen, by=officer, at=AT)
    with translation.override("fr"):
        (one,) = findings.published_findings(meeting)
    assert one.dismissed.reason == "A quotation"


def issued_letter(meeting, officer, *, key, said):
    draft = operations.compose(meeting, kind="invitation", language="en", by=officer, at=examples.ISSUED)
    operations.edit_text(draft, key=key, text=said, by=officer, at=examples.ISSUED)
    draft.refresh_from_db()
    seen = drafts.read(draft, at=examples.ISSUED).seen
    return operations.issue(draft, seen=seen, by=officer, at=examples.ISSUED)


def test_issued_papers_are_checked_and_compared_with_the_programme():
    meeting = examples.hearing()
    officer = RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account
    examples.publish(meeting, by=officer, at=examples.ISSUED, confirmed=True)
    said = "Come to the Trusteeship Chamber to hear and and meet Déborah Valencia."
    letter = issued_letter(meeting, officer, key="invitation", said=said)
    told = {one.finding.rule: one for one in findings.published_findings(meeting)}
    assert told["doubled_word"].finding.paper == letter.symbol
    assert told["doubled_word"].fix
    assert told["room_two_names"].finding.text == "Trusteeship Chamber"
    assert (told["name_differs"].finding.paper, told["name_differs"].finding.text) == (
        letter.symbol,
        "Déborah Valencia",
    )


def test_a_letter_as_it_is_composed_has_nothing_to_mend():
    meeting = examples.hearing()
    officer = RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account
    examples.publish(meeting, by=officer, at=examples.ISSUED, confirmed=True)
    issued_letter(meeting, officer, key="salutation", said="Excellency,")
    grave = [one.text for one in findings.published_findings(meeting) if one.severity is not Severity.INFO]
    assert grave == []


def test_only_the_secretariat_decides(meeting, officer):
    drafted(meeting, officer, opening(title="Opening of the the hearing"))
    mark = found(meeting)["doubled_word"].mark
    chair = RoleHoldingFactory(meeting=meeting, role=Role.CHAIR).account
    for by in (chair, AccountFactory()):
        for act in (
            lambda by=by: operations.mend(meeting, mark=mark, by=by, at=AT),
            lambda by=by: operations.dismiss_finding(meeting, mark=mark, reason="So", by=by, at=AT),
            lambda by=by: operations.take_up_finding(meeting, mark=mark, by=by, at=AT),
        ):
            with pytest.raises(Denied):
                act()


def test_what_is_published_is_checked_and_has_no_button(client, meeting, officer):
    drafted(meeting, officer, opening(title="Opening of the the hearing"))
    seen = queries.standing_draft(meeting).edits
    programme_operations.publish(meeting, kind="provisional", seen=seen, by=officer, at=AT)
    assert [one.finding.rule for one in findings.published_findings(meeting)] == ["doubled_word"]
    client.force_login(officer)
    page = client.get(reverse("papers:check", args=[meeting.slug])).content.decode()
    assert "stands there twice" in page
    assert "/mend/" not in page


def test_the_page_mends_lets_stand_and_keeps_what_was_typed(client, meeting, officer):
    drafted(meeting, officer, opening(title="Opening of the the hearing", description="Of of nothing"))
    client.force_login(officer)
    address = reverse("papers:check", args=[meeting.slug])
    page = client.get(address).content.decode()
    assert "Write “the”" in page
    assert f"{reverse('programme:edit', args=[meeting.slug])}#branch-opening" in page
    marks = {one.finding.facts["word"]: one.mark for one in findings.draft_findings(meeting).findings}
    long = client.post(
        reverse("papers:dismiss_finding", args=[meeting.slug, marks["Of"]]), {"reason": "So it is " * 60}
    )
    assert long.status_code == 422
    assert "So it is So it is" in long.content.decode()
    done = client.post(reverse("papers:mend", args=[meeting.slug, marks["the"]]), follow=True)
    assert "Mended." in done.content.decode()
    (undo,) = re.findall(r"papers/check/unmend/\d+/", done.content.decode())[:1]
    assert title(meeting, "opening").title == "Opening of the hearing"
    client.post(f"/meetings/{meeting.slug}/{undo}")
    assert title(meeting, "opening").title == "Opening of the the hearing"
    client.post(
        reverse("papers:dismiss_finding", args=[meeting.slug, marks["Of"]]), {"reason": "A quotation"}
    )
    assert "A quotation" in client.get(address).content.decode()


def test_a_meeting_without_draft_has_nothing_to_mend(client, meeting, officer):
    client.force_login(officer)
    assert "Nothing to mend" in client.get(reverse("papers:check", args=[meeting.slug])).content.decode()
    gone = client.post(reverse("papers:mend", args=[meeting.slug, "none"]), follow=True)
    assert "no longer found" in gone.content.decode()


FACTS = {
    "day": MONDAY, "days": (MONDAY,), "session": "Second session", "meant": "A/RES/71/280", "real": 1, "written": 2,
    "issued": MONDAY, "meeting": MONDAY, "start": dt.time(10), "end": dt.time(11), "other": "Panel 1", "minutes": 5,
    "usual": 60, "room": "CR XIX", "hour": dt.time(13), "other_line": 3, "track": "Room 1", "count": 4, "group": "African",
    "read_as": "Roula", "word": "the", "before": 2, "number": 4, "noun": "session", "ordinal": 1, "own": 3,
    "pass_": "badge", "other_paper": "letter", "old_start": dt.time(9), "old_end": None, "gender": "women",
    "lone": True, "known": True, "published": True,
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_sentence(rule, language):
    with translation.override(language):
        for facts in (
            FACTS,
            {**FACTS, **dict.fromkeys(("session", "meant", "read_as"), ""), "lone": False, "known": False},
        ):
            one = Finding(rule=rule, severity=RULES[rule], place=Place(1, 1), text="x", facts=facts)
            assert finding_words.say(one).strip()


def test_there_is_no_sentence_without_rule():
    assert {name.partition(".")[0] for name in finding_words.SENTENCES} == set(RULES)


def test_the_reference_lists_exactly_the_rules():
    page = (Path(__file__).resolve().parents[2] / "docs/reference/checking.md").read_text()
    listed = dict(re.findall(r"^\| `(\w+)` \| (\w+)", page, re.MULTILINE))
    assert listed == {rule: severity.value for rule, severity in RULES.items()}
