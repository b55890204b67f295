"""Who may open or use each address: the whole table, in which no address may be missing."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from rostrum.floor import operations
from rostrum.floor.core.state import Segment
from rostrum.meetings.models import Holding, Office, Phase
from rostrum.meetings.roles import Role
from rostrum.papers import drafts
from rostrum.papers import operations as papers
from tests import addresses
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory
from tests.people.factories import AccountFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOBODY, STRANGER, OTHER = "nobody", "signed in", "secretariat of another meeting"
READERS = (NOBODY, STRANGER, OTHER, *Role)
EVERYBODY = frozenset(READERS)
SIGNED_IN = EVERYBODY - {NOBODY}
SECRETARIAT = frozenset({Role.SECRETARIAT})
PODIUM = frozenset({Role.SECRETARIAT, Role.CHAIR, Role.PODIUM})
GIVING = PODIUM | {Role.MODERATOR}
DESK = frozenset({Role.SECRETARIAT, Role.PODIUM, Role.INTERPRETER})
RECORD = GIVING | {Role.RAPPORTEUR}
# django-allauth decides on these, and tests them.
ACCOUNTS = ("account_", "mfa_", "socialaccount_", "social/", "openid_connect_", "usersessions_")

# The method, the kinds of argument, and who is let in. ``found`` names what the fixture made.
TABLE = {
    "web:design": ("get", (), EVERYBODY),
    "web:design_try": ("post", (), EVERYBODY),
    "web:display": ("post", (), EVERYBODY),
    "web:language": ("post", (), EVERYBODY),
    "web:session": ("get", (), EVERYBODY),
    "web:healthz": ("get", (), EVERYBODY),
    "web:readyz": ("get", (), EVERYBODY),
    "web:metrics": ("get", (), EVERYBODY),  # by network address and token, not by role
    "web:robots": ("get", (), EVERYBODY),
    "web:manifest": ("get", (), EVERYBODY),
    "web:favicon": ("get", (), EVERYBODY),
    "meetings:home": ("get", (), EVERYBODY),
    "meetings:process": ("get", ("process",), EVERYBODY),
    "meetings:process_calendar": ("get", ("process",), EVERYBODY),
    "meetings:process_feed": ("get", ("process",), EVERYBODY),
    "meetings:meeting": ("get", ("meeting",), EVERYBODY),
    "meetings:meeting_calendar": ("get", ("meeting",), EVERYBODY),
    "meetings:meeting_feed": ("get", ("meeting",), EVERYBODY),
    "meetings:edit_meeting": ("get", ("meeting",), SECRETARIAT),
    "meetings:roles": ("get", ("meeting",), SECRETARIAT),
    "meetings:take_role": ("post", ("meeting", "holding_of_role"), SECRETARIAT),
    "meetings:audit": ("get", ("meeting",), SECRETARIAT),
    "meetings:audit_csv": ("get", ("meeting",), SECRETARIAT),
    "people:account": ("get", (), SIGNED_IN),
    "meetings:plan": ("get", ("process",), SECRETARIAT),
    "meetings:edit_process": ("get", ("process",), SECRETARIAT),
    "meetings:convene_meeting": ("get", ("process",), SECRETARIAT),
    "meetings:add_phase": ("get", ("process",), SECRETARIAT),
    "meetings:edit_phase": ("get", ("process", "phase"), SECRETARIAT),
    "meetings:remove_phase": ("post", ("process", "phase"), SECRETARIAT),
    "meetings:add_office": ("get", ("process",), SECRETARIAT),
    "meetings:edit_office": ("get", ("process", "office"), SECRETARIAT),
    "meetings:remove_office": ("post", ("process", "office"), SECRETARIAT),
    "meetings:add_holding": ("get", ("process", "office"), SECRETARIAT),
    "meetings:edit_holding": ("get", ("process", "office_holding"), SECRETARIAT),
    "meetings:remove_holding": ("post", ("process", "office_holding"), SECRETARIAT),
    "programme:latest": ("get", ("meeting",), EVERYBODY),
    "programme:version": ("get", ("meeting", "version"), EVERYBODY),
    "programme:edit": ("get", ("meeting",), GIVING),
    "programme:begin": ("post", ("meeting",), SECRETARIAT),
    "programme:add": ("get", ("meeting",), SECRETARIAT),
    "programme:undo": ("post", ("meeting",), SECRETARIAT),
    "programme:redo": ("post", ("meeting",), SECRETARIAT),
    "programme:shift": ("post", ("meeting",), SECRETARIAT),
    "programme:compare_draft": ("get", ("meeting",), GIVING),
    "programme:publish": ("get", ("meeting",), SECRETARIAT),
    "programme:segment": ("get", ("meeting", "segment"), SECRETARIAT),
    "programme:step": ("post", ("meeting", "segment"), SECRETARIAT),
    "programme:move": ("post", ("meeting", "segment"), SECRETARIAT),
    "programme:remove": ("post", ("meeting", "segment"), SECRETARIAT),
    "programme:json": ("get", ("meeting",), EVERYBODY),
    "programme:version_json": ("get", ("meeting", "version"), EVERYBODY),
    "programme:choose": ("get", ("meeting",), EVERYBODY),
    "programme:compare": ("get", ("meeting", "version", "version"), EVERYBODY),
    "papers:check": ("get", ("meeting",), SECRETARIAT),
    "papers:mend": ("post", ("meeting", "mark"), SECRETARIAT),
    "papers:dismiss_finding": ("post", ("meeting", "mark"), SECRETARIAT),
    "papers:take_up": ("post", ("meeting", "mark"), SECRETARIAT),
    "papers:unmend": ("post", ("meeting", "version"), SECRETARIAT),
    "papers:start": ("get", ("meeting",), SECRETARIAT),
    "papers:start_paper": ("get", ("meeting", "begun"), SECRETARIAT),
    "papers:start_file": ("get", ("meeting", "begun"), SECRETARIAT),
    "papers:start_accept": ("post", ("meeting", "begun"), SECRETARIAT),
    "papers:start_undo": ("post", ("meeting", "begun"), SECRETARIAT),
    "papers:start_day": ("post", ("meeting", "begun"), SECRETARIAT),
    "papers:start_add_day": ("post", ("meeting", "begun"), SECRETARIAT),
    "papers:start_add": ("get", ("meeting", "begun"), SECRETARIAT),
    "papers:start_segment": ("get", ("meeting", "begun", "segment"), SECRETARIAT),
    "papers:start_remove": ("post", ("meeting", "begun", "segment"), SECRETARIAT),
    "papers:start_set": ("post", ("meeting", "begun", "segment"), SECRETARIAT),
    "papers:start_text": ("get", ("meeting", "begun", "segment"), SECRETARIAT),
    "papers:start_withdraw": ("post", ("meeting", "withdrawn"), SECRETARIAT),
    "papers:start_bring_back": ("post", ("meeting", "withdrawn"), SECRETARIAT),
    "papers:akoma_ntoso": ("get", ("meeting", "version"), EVERYBODY),
    "papers:lists": ("get", ("meeting",), SECRETARIAT),
    "papers:name_plates": ("get", ("meeting",), SECRETARIAT),
    "papers:participants": ("get", ("meeting",), SECRETARIAT),
    "papers:speakers": ("get", ("meeting",), SECRETARIAT),
    "papers:public": ("get", ("meeting",), EVERYBODY),
    "papers:feed": ("get", ("meeting",), EVERYBODY),
    "papers:paper": ("get", ("meeting", "issued"), EVERYBODY),
    "papers:file": ("get", ("meeting", "issued", "file"), EVERYBODY),
    "papers:office": ("get", ("meeting",), SECRETARIAT),
    "papers:compose": ("post", ("meeting",), SECRETARIAT),
    "papers:correct": ("post", ("meeting", "issued"), SECRETARIAT),
    "papers:draft": ("get", ("meeting", "draft"), SECRETARIAT),
    "papers:draft_file": ("get", ("meeting", "draft", "file"), SECRETARIAT),
    "papers:text": ("post", ("meeting", "draft", "text"), SECRETARIAT),
    "papers:undo": ("post", ("meeting", "draft", "text"), SECRETARIAT),
    "papers:add": ("post", ("meeting", "draft"), SECRETARIAT),
    "papers:issue": ("get", ("meeting", "draft"), SECRETARIAT),
    "papers:discard": ("post", ("meeting", "draft"), SECRETARIAT),
    "papers:restore": ("post", ("meeting", "draft"), SECRETARIAT),
    "papers:templates": ("get", ("meeting",), SECRETARIAT),
    "papers:template": ("get", ("meeting", "kind", "language"), SECRETARIAT),
    "papers:template_file": ("get", ("meeting", "kind", "language"), SECRETARIAT),
    "papers:reset_template": ("post", ("meeting", "kind", "language"), SECRETARIAT),
    "floor:console": ("get", ("meeting",), PODIUM),
    "floor:moderator": ("get", ("meeting",), GIVING),
    "floor:interpreters": ("get", ("meeting",), DESK),
    "floor:board": ("get", ("meeting", "view"), PODIUM),
    "floor:act": ("post", ("meeting",), GIVING | DESK),  # each act is then checked by itself
    "floor:find": ("get", ("meeting",), PODIUM),
    "floor:rules": ("get", ("meeting",), PODIUM),
    "floor:preview": ("post", ("meeting",), PODIUM),
    "floor:hall": ("get", ("meeting", "hall"), EVERYBODY),  # whoever has its key
    "floor:live": ("get", ("meeting",), EVERYBODY),
    "floor:seat": ("get", ("meeting", "seat"), EVERYBODY),  # whoever has its key
    "floor:ask": ("post", ("meeting", "seat"), EVERYBODY),
    "floor:withdraw": ("post", ("meeting", "seat"), EVERYBODY),
    "floor:held": ("get", ("meeting",), RECORD),
    "floor:held_csv": ("get", ("meeting",), RECORD),
    "floor:held_xlsx": ("get", ("meeting",), RECORD),
    "floor:held_pdf": ("get", ("meeting",), RECORD),
    "floor:statistics": ("get", ("meeting",), RECORD),
    "floor:printed": ("get", ("meeting",), PODIUM),
}
# Looked at by tests of their own, for the reason given.
ELSEWHERE = {
    "floor:own_seat": "finds one's own seat, and is not found by others: tests/floor/test_views.py",
    "demo:enter": "a signed token lets in, in the demonstration only: tests/demo",
    "meetings:undo": "a signed token of one's own act: tests/meetings",
    "meetings:begin_process": "the site's own officers: tests/meetings",
    "papers:circulate": "needs an issued paper: tests/papers/test_circulation.py",
    "outbox:letters": "any secretariat, of its own letters: tests/outbox",
    "outbox:letter": "404 for another secretariat: tests/outbox",
    "outbox:try_again": "404 for another secretariat: tests/outbox",
    "outbox:withdraw": "404 for another secretariat: tests/outbox",
    "outbox:enclosure": "who may see the letter: tests/outbox",
    "meetings:venues": "any secretariat: tests/meetings",
    "meetings:missions": "any secretariat: tests/meetings",
    "meetings:add_venue": "any secretariat: tests/meetings",
    "meetings:edit_venue": "any secretariat: tests/meetings",
    "meetings:add_room": "any secretariat: tests/meetings",
    "meetings:rename_room": "any secretariat: tests/meetings",
    "meetings:remove_room": "any secretariat: tests/meetings",
}


def test_no_address_is_missing_and_none_is_invented():
    known = {name for name in addresses.names() if not name.startswith(ACCOUNTS)}
    assert known == set(TABLE) | set(ELSEWHERE)


@pytest.fixture
def found():
    """Make one of everything that addresses name."""
    meeting = MeetingFactory()
    holding = RoleHoldingFactory(meeting=meeting, role=Role.RAPPORTEUR)
    # Two, so that neither is the last one.
    RoleHoldingFactory(meeting=meeting, role=Role.SECRETARIAT)
    office = Office.objects.create(process=meeting.process, slug="pga", title="President")
    phase = Phase.objects.create(
        process=meeting.process,
        position=1,
        name="Phase I",
        starts_on=dt.date(2017, 4, 1),
        ends_on=dt.date(2017, 11, 30),
    )
    held = Holding.objects.create(office=office, person=PersonFactory(), starts_on=dt.date(2017, 1, 1))
    podium = RoleHoldingFactory(meeting=meeting, role=Role.PODIUM).account
    now = timezone.now()
    segment = Segment("p1", "Panel 1", "panel", now, now + dt.timedelta(hours=1))
    operations.open_segment(meeting, segment, by=podium, at=now)
    issued, draft = papers_of(meeting, now)
    return {
        "meeting": meeting.slug,
        "process": meeting.process.slug,
        "phase": phase.pk,
        "office": office.slug,
        "office_holding": held.pk,
        "holding_of_role": holding.pk,
        "hall": operations.floor_of(meeting).hall_key,
        "seat": DelegateFactory(meeting=meeting).key,
        "view": "console",
        "version": 1,
        "segment": "none",
        "mark": "none",
        "begun": begun_paper(meeting, "Panel 1", now).pk,
        "withdrawn": begun_paper(meeting, "Panel 2", now).pk,
        "issued": issued.pk,
        "draft": draft.pk,
        "file": "pdf-a4",
        "text": "salutation",
        "kind": "invitation",
        "language": "en",
        "_meeting": meeting,
    }


def begun_paper(meeting, title, at):
    """Begin with a paper."""
    officer = RoleHoldingFactory(meeting=meeting, role=Role.SECRETARIAT).account
    content = f"Hearing, 19 June 2017\n10:00-11:00 {title}\n".encode()
    return papers.begin_from_paper(meeting, content=content, by=officer, at=at)


def papers_of(meeting, at):
    """Issue a paper of the meeting, and begin another."""
    officer = RoleHoldingFactory(meeting=meeting, role=Role.SECRETARIAT).account
    note = papers.compose(meeting, kind="concept_note", language="en", by=officer, at=at)
    issued = papers.issue(note, seen=drafts.read(note, at=at).seen, by=officer, at=at)
    return issued, papers.compose(meeting, kind="invitation", language="en", by=officer, at=at)


def enter(client, reader, found):
    if reader == NOBODY:
        return
    if reader == STRANGER:
        client.force_login(AccountFactory())
    elif reader == OTHER:
        client.force_login(RoleHoldingFactory(meeting=MeetingFactory(), role=Role.SECRETARIAT).account)
    else:
        client.force_login(RoleHoldingFactory(meeting=found["_meeting"], role=reader).account)


def let_in(answer):
    to_sign_in = answer.status_code == 302 and reverse("account_login") in answer.url
    return answer.status_code not in {401, 403} and not to_sign_in


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_who_is_let_in(client, settings, reader, found):
    settings.ROSTRUM_STAFF_SECOND_FACTOR = "optional"
    enter(client, reader, found)
    wrong = []
    # What removes something comes last: the others look at it.
    for name, (method, kinds, allowed) in sorted(TABLE.items(), key=lambda row: "remove" in row[0]):
        address = reverse(name, args=[found[kind] for kind in kinds])
        answer = getattr(client, method)(address)
        assert answer.status_code != 500, name
        if let_in(answer) != (reader in allowed):
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


def test_pages_of_accounts_do_not_fail_for_nobody(client):
    for name in addresses.names():
        if name.startswith(ACCOUNTS) and "/" not in name:
            try:
                address = reverse(name)
            except Exception:  # noqa: BLE001, S112 - it takes an argument
                continue
            assert client.get(address).status_code < 500, name
