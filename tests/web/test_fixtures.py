"""The browser fixtures do not hide that there is no browser where there must be one."""

import pytest
from _pytest.outcomes import Failed, Skipped

from tests import browser


@pytest.fixture
def without_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROSTRUM_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")


def test_without_a_browser_tests_are_skipped_by_name(
    without_chromium, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(Skipped, match="Chromium is not installed"):
        browser.chromium()


def test_where_ci_must_have_one_they_fail(without_chromium, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Failed, match="no Chromium here"):
        browser.chromium()


def test_a_browser_can_be_named(without_chromium, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRUM_CHROMIUM", "/opt/chromium")
    assert browser.chromium() == "/opt/chromium"
