"""Decisions of the shell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.web import charts, rules


@pytest.mark.parametrize("name", ["0af7651916cd43dd", "req-2017.06.19_1", "A" * 64])
def test_a_well_formed_request_id_is_kept(name: str) -> None:
    assert rules.request_id(name) == name


@given(st.one_of(st.none(), st.text(max_size=90)))
def test_a_request_id_never_breaks_a_line_of_the_log(given: str | None) -> None:
    name = rules.request_id(given)
    assert rules.REQUEST_ID.fullmatch(name)


@pytest.mark.parametrize(
    "given", ["", "short", "with space in it", "line\nbreak-12345678", "-leading-dash", "é" * 9]
)
def test_another_request_id_is_replaced(given: str) -> None:
    assert rules.request_id(given) != given


@pytest.mark.parametrize(
    ("remote", "forwarded", "token", "expected", "answer"),
    [
        ("127.0.0.1", False, "", "", True),
        ("::1", False, "", "", True),
        ("10.2.3.4", False, "", "", True),
        ("192.168.1.9", False, "", "secret", True),
        ("193.0.0.9", False, "", "", False),
        ("193.0.0.9", False, "secret", "secret", True),
        ("193.0.0.9", False, "wrong", "secret", False),
        ("127.0.0.1", True, "", "", False),
        ("127.0.0.1", True, "secret", "secret", True),
        ("", False, "", "", False),
        ("0.0.0.0", False, "", "", False),  # noqa: S104 - refused, not bound
        ("unix", False, "é", "secret", False),
    ],
)
def test_metrics_are_for_the_own_network_or_the_token(
    remote: str,
    forwarded: bool,  # noqa: FBT001
    token: str,
    expected: str,
    answer: bool,  # noqa: FBT001
) -> None:
    assert (
        rules.may_read_metrics(remote=remote, forwarded=forwarded, given=token, expected=expected) is answer
    )


def test_the_longest_bar_takes_all_the_room() -> None:
    assert charts.bars([("a", 50, "50 min"), ("b", 200, "200 min"), ("c", 0, "none")]) == (
        charts.Bar("a", "50 min", 25.0),
        charts.Bar("b", "200 min", 100.0),
        charts.Bar("c", "none", 0.0),
    )


@given(st.lists(st.floats(-1e6, 1e6)))
def test_no_bar_leaves_its_room(amounts: list[float]) -> None:
    assert all(0 <= bar.percent <= 100 for bar in charts.bars([("", one, "") for one in amounts]))


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (["fr"], "fr"),
        (["fr-ca", "en"], "fr"),
        (["zh-hans", "ar", "fr"], "ar"),
        (["", "ru", "es"], "en"),
        ([], "en"),
        (["<x>", "AR"], "en"),
    ],
)
def test_only_languages_on_offer_are_spoken(wanted: list[str], chosen: str) -> None:
    assert rules.language(wanted, ["en", "fr", "ar"], "en") == chosen
