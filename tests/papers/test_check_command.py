"""``rostrum check`` on papers and on a meeting: what it prints and how it ends."""

import json

import pytest

from rostrum.papers import check_command
from rostrum.programme import operations as programme_operations
from rostrum.programme.core.tree import arranged
from tests.meetings.factories import MeetingFactory, RoleHoldingFactory
from tests.papers.test_check import AT
from tests.programme.examples import segment

CLEAN = """Third hearing on migration
19 June 2017, Room XIX, UN Office in Geneva

10.00-10.15 Opening
10.15-13.00 Panel 1: Cities
Moderator: Ms. Ana Ruiz, Director, Institute of Migration
"""


@pytest.fixture
def said():
    return []


def run(said, *files, **options):
    return check_command.files(files, **{"year": None, "as_json": False, "report": said.append, **options})


def test_a_clean_paper_is_passed_over_in_silence(tmp_path, said):
    (tmp_path / "clean.txt").write_text(CLEAN)
    assert run(said, tmp_path / "clean.txt") == 0
    assert said == ["Nothing to mend."]


def test_findings_name_file_line_and_rule(tmp_path, said):
    file = tmp_path / "paper.txt"
    file.write_text(CLEAN.replace("Opening", "Opening of the the hearing"))
    assert run(said, file) == 1
    assert said == [
        f"{file}:4: warn: “the” stands there twice. Take out one. [doubled_word]",
        "    10.00-10.15 Opening of the the hearing",
    ]


def test_style_alone_is_no_reason_to_fail(tmp_path, said):
    (tmp_path / "paper.txt").write_text(CLEAN.replace("10.15-13.00", "10:15-13:00"))
    assert run(said, tmp_path / "paper.txt") == 0
    assert "mixed_notation" in said[0]


def test_what_cannot_be_opened_is_said_and_the_rest_is_checked(tmp_path, said):
    (tmp_path / "paper.txt").write_text(CLEAN.replace("Cities", "Cities of of the world"))
    (tmp_path / "empty.txt").write_text("")
    assert run(said, tmp_path / "paper.txt", tmp_path / "empty.txt", tmp_path / "none.txt", as_json=True) == 2
    told = json.loads(said[0])
    assert [one["rule"] for one in told["findings"]] == ["doubled_word"]
    assert set(told["findings"][0]) == {"rule", "severity", "line", "text", "message"}
    assert [one["message"] for one in told["refused"]] == ["The file is empty.", "There is no such file."]


def test_several_papers_are_compared(tmp_path, said):
    (tmp_path / "a.txt").write_text(CLEAN.replace("Ana Ruiz", "Ana Ruíz"))
    (tmp_path / "b.txt").write_text(CLEAN)
    assert run(said, tmp_path / "a.txt", tmp_path / "b.txt", as_json=True) == 1
    (one,) = json.loads(said[0])["findings"]
    assert (one["rule"], one["paper"], one["text"]) == ("name_differs", str(tmp_path / "b.txt"), "Ana Ruiz")


@pytest.mark.django_db
def test_a_meeting_is_checked_by_its_slug(said):
    meeting = MeetingFactory()
    officer = RoleHoldingFactory(meeting=meeting).account
    day = meeting.days.order_by("date").first().date
    assert check_command.meeting(meeting.slug, as_json=False, report=said.append) == 0
    programme_operations.begin_draft(meeting, by=officer, at=AT)
    opening = segment("opening", "10:00-10:15", "opening", day=day, title="Opening of the the hearing")
    programme_operations.fill_draft(meeting, programme=arranged((opening,)), by=officer, at=AT)
    assert check_command.meeting(meeting.slug, as_json=False, report=said.append) == 1
    assert check_command.meeting(meeting.slug, as_json=True, report=said.append) == 1
    assert check_command.meeting("no-such", as_json=False, report=said.append) == 2
    assert said[0] == "Nothing to mend."
    assert (
        said[1]
        == "draft · Opening of the the hearing: warn: “the” stands there twice. Take out one. [doubled_word]"
    )
    assert json.loads(said[3])["findings"][0]["rule"] == "doubled_word"
    assert said[4] == "no-such: There is no such meeting."
