"""The catalogues hold every string: French whole, Arabic begun, and none of them stale."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "rostrum" / "locale"
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def ids(language):
    return {(message.id, message.context) for message in catalogue(language) if message.id}


def test_french_is_whole():
    missing = [message.id for message in catalogue("fr") if message.id and not all(forms(message))]
    assert missing == []


def test_arabic_is_begun():
    done = [message for message in catalogue("ar") if message.id and all(forms(message))]
    assert len(done) > 150


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_is_uncertain_and_every_value_has_its_place(language):
    for message in catalogue(language):
        assert not message.fuzzy or not message.id, message.id
        source = message.id[1] if isinstance(message.id, tuple) else message.id
        for form in forms(message):
            if message.id and form:
                extra = set(PLACES.findall(form)) - set(PLACES.findall(source))
                assert extra == set(), form
        if isinstance(message.id, str) and message.id and message.string:
            assert set(PLACES.findall(message.string)) == set(PLACES.findall(message.id)), message.id


def test_the_catalogues_hold_what_the_code_says(tmp_path):
    if shutil.which("xgettext") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("gettext is not installed")
        pytest.skip("gettext is not installed")
    copy = tmp_path / "rostrum"
    shutil.copytree(
        ROOT / "rostrum", copy, ignore=shutil.ignore_patterns("*.mo", "__pycache__", "*.woff2", "*.ttf")
    )
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "django",
        "makemessages",
        "--settings",
        "rostrum.settings",
    ]
    subprocess.run(
        [*command, "--no-wrap", "--no-location", "-l", "fr", "-l", "ar"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    with (copy / "locale" / "fr" / "LC_MESSAGES" / "django.po").open("rb") as file:
        said = {(message.id, message.context) for message in read_po(file, locale="fr") if message.id}
    assert said == ids("fr") == ids("ar"), "run: make messages, then translate what is new"
