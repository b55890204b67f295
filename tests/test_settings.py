"""The reference of settings names every variable that is read."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(
    r"""(?:environ(?:\.get|\.setdefault)?[\[(]|flag\(|getenv\()\s*["'](ROSTRUM_\w+|DATABASE_URL|PORT)"""
)
# Read by tests and by whoever measures, not by the site.
INTERNAL = {"ROSTRUM_POSTGRES", "ROSTRUM_BENCH_PAGE"}


def test_every_variable_that_is_read_is_described():
    page = (ROOT / "docs/reference/settings.md").read_text()
    described = set(re.findall(r"`(ROSTRUM_\w+|DATABASE_URL|PORT)`", page))
    read = {name for file in (ROOT / "rostrum").rglob("*.py") for name in READ.findall(file.read_text())}
    assert "ROSTRUM_DATA" in read
    assert read - INTERNAL <= described, read - INTERNAL - described
    assert described <= read, described - read
