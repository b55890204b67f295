import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.programme.core import document
from rostrum.programme.core.values import Impossible, Programme, Speaker
from tests.programme.examples import FRAME, programmes, segment, small

ONE = Programme(
    (
        segment(
            "one",
            "10:15-13:00",
            title="Panel 1",
            questions=("What works?",),
            speakers=(Speaker(honorific="Ms.", name="Louise Arbour", by_video=True),),
        ),
    )
)


def test_the_shape_that_others_rely_on():
    assert document.to_document(ONE, FRAME) == {
        "form": "rostrum.programme/1",
        "time_zone": "Europe/Zurich",
        "days": ["2017-06-19", "2017-06-20"],
        "segments": [
            {
                "key": "one",
                "kind": "panel",
                "day": "2017-06-19",
                "start": "10:15",
                "end": "13:00",
                "title": "Panel 1",
                "description": "",
                "room": "",
                "side_events": False,
                "questions_as": "questions",
                "questions": ["What works?"],
                "moderators": [],
                "speakers": [
                    {
                        "honorific": "Ms.",
                        "name": "Louise Arbour",
                        "function": "",
                        "affiliation": "",
                        "on_behalf_of": "",
                        "contribution": "",
                        "by_video": True,
                        "to_be_confirmed": False,
                    }
                ],
                "segments": [],
            }
        ],
    }


def test_a_hash_is_of_the_meaning_not_of_the_typing():
    one = document.to_document(ONE, FRAME)
    other = dict(reversed(json.loads(json.dumps(one, indent=4)).items()))
    assert document.sha256(one) == document.sha256(other)
    retitled = Programme((replace(ONE.segments[0], title="Panel 2"),))
    assert document.sha256(document.to_document(retitled, FRAME)) != document.sha256(one)
    composed, decomposed = ({"title": "L\u00e9"}, {"title": "Le\u0301"})
    assert document.canonical(composed) == document.canonical(decomposed) == '{"title":"Lé"}'.encode()


def wrong(change):
    written = document.to_document(small(), FRAME)
    change(written)
    with pytest.raises(Impossible) as refused:
        document.from_document(written)
    return [(p.code, p.field) for p in refused.value.problems]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.update(form="rostrum.programme/2"), [("unknown_form", "form")]),
        (lambda d: d.update(time_zone="Mars/Olympus"), [("unknown_zone", "time_zone")]),
        (lambda d: d.update(time_zone=["Europe/Zurich"]), [("unknown_zone", "time_zone")]),
        (lambda d: d.update(author="me"), [("unknown_member", "author")]),
        (lambda d: d.update(days=["2017-02-30"]), [("impossible_day", "days[0]")]),
        (lambda d: d.update(segments={}), [("not_a_list", "segments")]),
        (lambda d: d["segments"].insert(0, 7), [("not_an_object", "segments[0]")]),
        (lambda d: d["segments"][1].update(start="25:00"), [("impossible_time", "segments[1].start")]),
        (lambda d: d["segments"][1].update(end=1300), [("impossible_time", "segments[1].end")]),
        (lambda d: d["segments"][1].pop("kind"), [("unknown_choice", "segments[1].kind")]),
        (lambda d: d["segments"][1].update(kind="party"), [("unknown_choice", "segments[1].kind")]),
        (lambda d: d["segments"][1].update(title=None), [("not_a_text", "segments[1].title")]),
        (lambda d: d["segments"][1].update(questions=[1]), [("not_a_text", "segments[1].questions")]),
        (
            lambda d: d["segments"][1].update(side_events="yes"),
            [("not_yes_or_no", "segments[1].side_events")],
        ),
        (lambda d: d["segments"][1].update(speakers=[1]), [("not_an_object", "segments[1].speakers[0]")]),
        (
            lambda d: d["segments"][4]["segments"][0].update(speakers=[{"nom": "x"}]),
            [("unknown_member", "segments[4].segments[0].speakers[0].nom")],
        ),
        (lambda d: d["segments"][0].update(end="09:00"), [("end_before_start", "end")]),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change, expected):
    assert wrong(change) == expected


@pytest.mark.parametrize("value", [None, [], "text", 7, {}, {"form": None}])
def test_what_is_no_document_at_all(value):
    with pytest.raises(Impossible):
        document.from_document(value)


def test_a_document_without_end_is_refused():
    inner = {"key": "x", "kind": "other", "day": "2017-06-19", "start": "10:00", "title": "x"}
    for _ in range(50):
        inner = {**inner, "segments": [inner]}
    with pytest.raises(Impossible, match="too_deep"):
        document.from_document(
            {"form": document.FORM, "time_zone": "UTC", "days": ["2017-06-19"], "segments": [inner]}
        )


def test_reading_tidies_typing():
    written = document.to_document(ONE, FRAME)
    written["segments"][0] |= {"title": " Le\u0301a \r\n", "description": "a\r\nb\rc"}
    read, _ = document.from_document(written)
    assert (read.get("one").title, read.get("one").description) == ("Léa", "a\nb\nc")


@given(programmes())
def test_every_programme_survives_the_journey(programme):
    written = json.loads(document.canonical(document.to_document(programme, FRAME)))
    read, frame = document.from_document(written)
    assert document.sha256(document.to_document(read, frame)) == document.sha256(written)
    assert [s.key for s in read] == [s.key for s in programme]
    assert frame == FRAME


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["panel", "10:00", "2017-06-19"]),
    lambda held: (
        st.lists(held, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["key", "kind", "day", "start", "end", "title", "segments", "speakers", "questions", "x"]
            ),
            held,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_nothing_read_from_outside_breaks_the_reader(value):
    given_document = {"form": document.FORM, "time_zone": "UTC", "days": ["2017-06-19"], "segments": value}
    with suppress(Impossible):
        programme, frame = document.from_document(given_document)
        assert document.from_document(document.to_document(programme, frame)) == (programme, frame)
