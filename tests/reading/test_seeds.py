"""The papers that every rule comes from, where they are on this machine, against what is known to be in them."""

import json
import unicodedata
from pathlib import Path

import pytest

from rostrum.reading.as_json import as_json
from rostrum.reading.read import read

SHARED = Path(__file__).parents[3] / "shared"
PAPERS = sorted((SHARED / "seeds").glob("*.txt"))
TRUTHS = sorted((SHARED / "truth").glob("*.json"))

pytestmark = pytest.mark.skipif(not PAPERS, reason="the papers are not on this machine")


def paper(number):
    return read(next(path for path in PAPERS if path.name.startswith(number)))


def plain(text):
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem[:3])
def test_everything_that_is_known_is_read(truth):
    known = json.loads(truth.read_text())
    told = as_json(read(SHARED / "seeds" / f"{truth.stem}.txt"))
    for name in ("title", "venue", "dates", "letter_date", "mandate"):
        assert told[name] == known[name]
    assert len(told["segments"]) == len(known["segments"])
    for found, wanted in zip(told["segments"], known["segments"], strict=True):
        for name in ("day", "start", "end", "kind", "title", "moderators"):
            assert found[name] == wanted[name]
        assert [(one["name"], one["affiliation"]) for one in found["speakers"]] == [
            (one["name"], one["affiliation"]) for one in wanted["speakers"]
        ]
        assert [question[:60] for question in found["questions"]] == [q[:60] for q in wanted["questions"]]


def test_the_arrangements_of_the_second_hearing():
    told = as_json(paper("002"))["logistics"]
    assert told["speaking_limit_minutes"] == 3
    assert told["speakers_list"] is False
    assert told["registration_deadline"] == "2017-09-04"
    assert told["pass"] == "special event pass"
    assert told["pass_pickup"] == "Pregny Gates, 8 AM to 5PM"
    assert told["id"] == "national identification card or passport"
    assert told["side_event_requests"] == "gcmigration@un.org"
    assert told["member_state_contact"] == "lemmetty@un.org"
    assert told["pass_also_valid_for"] == ["2017-10-12", "2017-10-13"]


def test_the_arrangements_of_the_third_thematic_session():
    told = as_json(paper("003"))["logistics"]
    assert told["speaking_priority"] == "Member States"
    assert told["seats"] == {
        "member_states": "one seat at the table (plus one)",
        "at_table": 30,
        "reserved": 2,
        "gallery": 190,
    }
    assert told["registration_deadline"] == "2017-05-30"
    assert told["statements"] == "gcmigration@un.org"


def test_the_third_thematic_session_slot_by_slot():
    told = [(str(one.day), f"{one.start:%H:%M}-{one.end:%H:%M}") for one in paper("003").segments]
    assert told == [
        ("2017-06-19", "10:00-10:15"), ("2017-06-19", "10:15-13:00"), ("2017-06-19", "13:00-15:00"),
        ("2017-06-19", "15:00-17:50"), ("2017-06-19", "17:50-18:00"), ("2017-05-23", "10:00-10:05"),
        ("2017-05-23", "10:05-13:00"), ("2017-05-23", "13:00-15:00"), ("2017-05-23", "15:00-17:50"),
        ("2017-05-23", "17:50-18:00"),
    ]  # fmt: skip


def test_damaged_lines_are_marked_and_not_guessed():
    found = paper("003")
    assert {41, 42, 47} <= {damage.place.first for damage in found.damage}
    panel = found.segments[3]
    assert [(one.name, one.affiliation) for one in panel.speakers] == [
        ("Raquel Ayora", ""),
        ("Marla Conrad", ""),
    ]


def test_people_who_run_on_in_one_cell_are_told_apart():
    first, panel = paper("003").segments[:2]
    assert [one.name for one in first.speakers] == ["Juan José Gómez Camacho", "Jürg Lauber", "Louise Arbour"]
    assert [one.name for one in panel.speakers] == ["Gregory Maniatis", "Margareta Wahlström"]
    assert [one.name for one in panel.moderators] == ["Ola Henrikson"]


def test_tags_and_placeholders_of_a_draft():
    opening, panel, closing = paper("004").segments
    assert [plain(one.name) for one in opening.speakers] == [
        "miroslav lajcak",
        "louise arbour",
        "william lacy swing",
    ]
    assert {placeholder.of for placeholder in panel.placeholders} == {"speakers", "moderators"}
    assert [plain(one.name) for one in closing.speakers] == ["juan jose gomez camacho", "jurg lauber"]


def test_a_summary_holds_no_programme():
    assert paper("001").holds == "none"
