"""Sending an issued paper to lists of people: who gets it, what it says, and that nobody gets it twice."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from rostrum.audit.models import Entry
from rostrum.meetings.models import Participant
from rostrum.meetings.roles import Role
from rostrum.outbox.models import Delivery, Letter
from rostrum.outbox.operations import deliver_due
from rostrum.papers import circulation, drafts, mailing_lists, operations
from rostrum.papers.mailing_lists import Addressee, MailingList
from rostrum.people.models import State
from rostrum.refused import Denied, Refused
from tests.meetings.factories import DelegateFactory, RoleHoldingFactory, StakeholderFactory
from tests.outbox.post_office import post_office
from tests.papers import examples
from tests.papers.examples import ISSUED, LATER
from tests.people.factories import AccountFactory, OrganizationFactory, PersonFactory, StateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return examples.hearing()


@pytest.fixture
def officer(meeting):
    return RoleHoldingFactory(meeting=meeting, account__name="Ana Silva").account


@pytest.fixture
def revision(meeting, officer):
    examples.publish(meeting, by=officer, at=ISSUED)
    return issued(meeting, officer)


@pytest.fixture
def missions():
    return [
        StateFactory(iso3="KEN", name_en="Kenya", mission_email="mission.ken@missions.example"),
        StateFactory(iso3="CHE", name_en="Switzerland", mission_email="Mission.CHE@missions.example"),
        StateFactory(iso3="NRU", name_en="Nauru"),
        OrganizationFactory(
            name="International Organization for Migration",
            category="intergovernmental",
            email="observer.iom@missions.example",
        ),
    ]


def issued(meeting, officer, language="en"):
    draft = operations.compose(meeting, kind="invitation", language=language, by=officer, at=ISSUED)
    return operations.issue(draft, seen=drafts.read(draft, at=ISSUED).seen, by=officer, at=ISSUED)


def corrected(revision, officer):
    draft = operations.correct(revision, by=officer, at=LATER)
    return operations.issue(
        draft,
        seen=drafts.read(draft, at=LATER).seen,
        what_changed="The room is another.",
        by=officer,
        at=LATER,
    )


def send(revision, officer, *lists, at=LATER):
    return operations.circulate(
        revision, lists=lists or ("missions",), reply_to="hearing@un.example", by=officer, at=at
    )


def addresses(revision):
    found = Delivery.objects.filter(letter__key=circulation.key_of(revision))
    return set(found.values_list("address", flat=True))


# -- who is written to -------------------------------------------------------------------------------
def test_a_letter_goes_to_the_missions_of_states_and_observers(revision, officer, missions):
    done = send(revision, officer)
    assert addresses(revision) == {
        "mission.ken@missions.example",
        "mission.che@missions.example",
        "observer.iom@missions.example",
    }
    assert [one.name for one in done.unusable] == ["Nauru"]


def test_participants_are_those_admitted_at_their_own_address_or_their_account(meeting, revision, officer):
    DelegateFactory(meeting=meeting, person=PersonFactory(email="own@example.org", account=AccountFactory()))
    DelegateFactory(
        meeting=meeting, person=PersonFactory(account=AccountFactory(email="account@example.org"))
    )
    StakeholderFactory(meeting=meeting, person=PersonFactory(email="late@example.org"), admitted=False)
    StakeholderFactory(person=PersonFactory(email="elsewhere@example.org"))
    DelegateFactory(meeting=meeting)
    send(revision, officer, "participants")
    assert addresses(revision) == {"own@example.org", "account@example.org"}


def test_a_list_of_a_folder_to_the_right_is_offered(meeting, revision, officer, monkeypatch):
    applicants = MailingList(
        name="applicants",
        label="Applicants",
        summary="All",
        position=20,
        people=lambda _meeting: [Addressee("Ada", "ada@example.org")],
    )
    monkeypatch.setitem(mailing_lists._lists, "applicants", applicants)
    assert [one.name for one in mailing_lists.mailing_lists()] == ["missions", "applicants", "participants"]
    send(revision, officer, "applicants")
    assert addresses(revision) == {"ada@example.org"}


def test_nobody_gets_a_paper_twice_from_two_lists_or_two_circulations(meeting, revision, officer, missions):
    person = PersonFactory(email="MISSION.KEN@missions.example")
    DelegateFactory(meeting=meeting, person=person)
    DelegateFactory(meeting=meeting, person=PersonFactory(email="delegate@example.org"))
    assert send(revision, officer).new == 3

    plan = circulation.plan(revision, ["missions", "participants"])
    assert (plan.together.new, plan.together.already) == (1, 3)
    again = send(revision, officer, "missions", "participants")
    assert (again.new, again.already) == (1, 3)
    with pytest.raises(Refused) as refused:
        send(revision, officer, "missions", "participants")
    assert refused.value.code == "nobody"
    assert Letter.objects.count() == 1
    assert Delivery.objects.count() == 4


def test_a_correction_goes_to_everybody_again_and_says_what_changed(revision, officer, missions):
    send(revision, officer)
    second = corrected(revision, officer)
    assert send(second, officer).new == 3
    letter = Letter.objects.get(key=circulation.key_of(second))
    assert revision.symbol in letter.text
    assert "The room is another." in letter.text
    with pytest.raises(Refused) as refused:
        send(revision, officer)
    assert refused.value.code == "superseded"


def test_a_draft_and_an_unknown_list_are_refused_and_nothing_is_kept(meeting, revision, officer, missions):
    draft = operations.correct(revision, by=officer, at=LATER)
    for paper, lists, code in (
        (draft, ["missions"], "not_issued"),
        (revision, [], "no_list"),
        (revision, ["missions", "everybody"], "no_list"),
    ):
        with pytest.raises(Refused) as refused:
            operations.circulate(paper, lists=lists, by=officer, at=LATER)
        assert refused.value.code == code
    assert not Letter.objects.exists()


def test_only_the_secretariat_of_the_meeting_sends(meeting, revision, missions):
    others = [RoleHoldingFactory(meeting=meeting, role=role).account for role in ("chair", "rapporteur")]
    for account in (*others, RoleHoldingFactory().account, AccountFactory(is_superuser=True)):
        with pytest.raises(Denied):
            send(revision, account)
    assert not Letter.objects.exists()


def test_the_audit_trail_says_who_sent_what_to_whom(meeting, revision, officer, missions):
    send(revision, officer)
    entry = Entry.objects.get(action="papers.circulate")
    assert (entry.scope, entry.at, entry.actor_name) == (meeting.scope, LATER, "Ana Silva")
    assert entry.after == {"lists": ["missions"], "people": 3, "sha256": revision.sha256}


# -- what arrives ------------------------------------------------------------------------------------
def test_the_paper_arrives_with_its_files_as_they_were_issued(revision, officer, missions, settings):
    with post_office() as office:
        settings.ROSTRUM_SMTP = office.url
        send(revision, officer)
        deliver_due(clock=lambda: LATER)
        mail = office.letters[0]
    assert revision.title in mail["Subject"]
    assert revision.symbol in mail["Subject"]
    assert mail["Reply-To"] == "hearing@un.example"
    files = {one.get_filename(): one for one in mail.iter_attachments()}
    kept = {(one.format, one.page_size): bytes(one.content) for one in revision.renditions.all()}
    assert sorted(name.rpartition(".")[2] for name in files) == ["docx", "pdf"]
    for name, enclosed in files.items():
        kind = name.rpartition(".")[2]
        assert enclosed.get_content() in [content for (form, _page), content in kept.items() if form == kind]


def test_the_e_mail_is_written_in_the_language_of_the_paper(meeting, officer, revision):
    french = issued(meeting, officer, language="fr")
    mail = circulation.mail(french)
    assert mail.language == "fr"
    assert 'lang="fr"' in mail.html
    assert "novembre" in mail.text
    assert circulation.mail(revision).language == "en"


def test_five_thousand_are_sent_in_a_few_questions(revision, officer, meeting, django_assert_max_num_queries):
    state = StateFactory()
    people = type(PersonFactory()).objects.bulk_create(
        [PersonFactory.build(email=f"person{n}@participants.example") for n in range(5000)]
    )
    Participant.objects.bulk_create(
        Participant(meeting=meeting, person=one, state=state, category="member_state") for one in people
    )
    with django_assert_max_num_queries(120):
        assert send(revision, officer, "participants").new == 5000


# -- the page ----------------------------------------------------------------------------------------
def page(revision):
    return reverse("papers:circulate", args=[revision.paper.meeting.slug, revision.pk])


def test_an_officer_chooses_looks_and_sends(client, revision, officer, missions):
    client.force_login(officer)
    told = client.get(page(revision), {"lists": "missions"}).content.decode()
    assert "3</strong> get it now" in told
    assert "1 without an address" in told
    assert "Nauru" in told
    assert revision.symbol in told
    assert "Please find enclosed" in told

    answer = client.post(page(revision), {"lists": ["missions"], "reply_to": officer.email}, follow=True)
    letter = Letter.objects.get()
    assert answer.redirect_chain == [(reverse("outbox:letter", args=[letter.pk]), 302)]
    assert "on its way to 3 addresses" in answer.content.decode()
    told = client.get(page(revision)).content.decode()
    assert "This paper was sent before" in told
    assert "3 have it already" in told


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reply_to": "a@un.example"}, "Choose at least one list."),
        ({"lists": ["everybody"], "reply_to": "a@un.example"}, "everybody"),
        ({"lists": ["missions"], "reply_to": "a@\r\nBcc: b@un.example"}, "valid email address"),
        ({"lists": ["missions"], "reply_to": ""}, "required"),
        ({"lists": ["participants"], "reply_to": "a@un.example"}, "Nobody on these lists is left"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_sent(
    client, revision, officer, missions, values, said
):
    client.force_login(officer)
    answer = client.post(page(revision), values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("role", [None, *Role])
def test_the_page_is_for_the_secretariat(client, meeting, revision, role):
    if role is None:
        assert client.get(page(revision)).status_code == 302
        return
    client.force_login(RoleHoldingFactory(meeting=meeting, role=role).account)
    assert client.get(page(revision)).status_code == (200 if role == Role.SECRETARIAT else 403)
    client.force_login(RoleHoldingFactory(role=role).account)
    assert client.get(page(revision)).status_code == 403


def test_a_draft_has_no_such_page(client, revision, officer):
    draft = operations.correct(revision, by=officer, at=LATER)
    client.force_login(officer)
    assert client.get(page(draft)).status_code == 404


def test_a_wrong_address_of_a_mission_is_refused():
    state = State(iso3="KEN", status="member", order_en=1, name_en="Kenya", mission_email="no address")
    with pytest.raises(ValidationError):
        state.full_clean()


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_a_number_that_names_no_paper_is_not_found(client, meeting, officer, number):
    client.force_login(officer)
    assert client.get(reverse("papers:circulate", args=[meeting.slug, number])).status_code == 404
