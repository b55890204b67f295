"""The reference says what the code does."""

import re
from pathlib import Path

from rostrum.floor.core.events import Kind
from rostrum.meetings.roles import Role

DOCS = Path(__file__).resolve().parents[1] / "docs"
PACKAGE = DOCS.parent / "rostrum"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_every_event_of_the_floor_is_described():
    described = re.findall(r"^\| `(\w+)` \|", (DOCS / "reference/floor-events.md").read_text(), re.MULTILINE)
    assert described == [str(kind) for kind in Kind]


def test_every_permission_is_described_with_its_roles():
    text = (DOCS / "reference/permissions.md").read_text()
    said = {}
    for name, cells in re.findall(r"^\| `([\w.]+)` \|(.+)\|$", text, re.MULTILINE):
        roles = [cell.strip() == "yes" for cell in cells.split("|")]
        said[name] = {role for role, held in zip(Role, roles, strict=True) if held}
    real = {}
    for file in PACKAGE.glob("*/permissions.py"):
        for name, roles in re.findall(r'= allow\(\s*"([\w.]+)",([^)]*)\)', file.read_text()):
            real[name] = {Role[one] for one in re.findall(r"Role\.(\w+)", roles)}
    assert said == real


def test_links_between_documents_lead_somewhere():
    files = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    links = [(file, target) for file in files for target in LINK.findall(file.read_text())]
    broken = [f"{file.name}: {target}" for file, target in links if not (file.parent / target).exists()]
    assert broken == []
