"""Rules that every template, stylesheet and script of the product keeps."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import rostrum

PACKAGE = Path(rostrum.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
STYLES = sorted(PACKAGE.glob("*/static/**/*.css"))
SCRIPTS = sorted(PACKAGE.glob("*/static/**/*.js"))
COMPONENTS = PACKAGE / "web/templates/components"


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("1px 2px 3px 2px", False),
        ("1px 2px 3px 4px", True),
        ("0 calc(1px + 2px) 0 var(--a)", True),
        ("1px 2px", False),
    ],
)
def test_lopsided_shorthands_are_seen(value: str, answer: bool) -> None:  # noqa: FBT001
    assert lopsided(value) is answer


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)
FORBIDDEN_IN_TEMPLATES = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"<[a-z][^>]*\s(on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "a script in the page": re.compile(r"<script(?![^>]*\b(src=|type=\"application/json\"))", re.IGNORECASE),
    "a script evaluated by htmx": re.compile(r"hx-(vals|headers)\s*=\s*[\"']\s*js:", re.IGNORECASE),
    "something from another site": re.compile(r"(src|href)=[\"'](https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_hold_nothing_that_the_security_policy_forbids(path: Path) -> None:
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert [what for what, pattern in FORBIDDEN_IN_TEMPLATES.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_compile(path: Path) -> None:
    get_template(str(path).split("/templates/")[1])


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=named)
def test_components_say_what_they_are_for(path: Path) -> None:
    header = re.search(r"{% comment %}(.*?){% endcomment %}", path.read_text(encoding="utf-8"), re.DOTALL)
    assert header, "begin with a comment that names the variables"
    assert len(header.group(1).split()) >= 5


PHYSICAL = re.compile(
    r"(?<![-\w])("
    r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)(-\w+)*"
    r"|left|right|top|bottom|width|height|(min|max)-(width|height)"
    r"|border-(top|bottom)-(left|right)-radius"
    r")\s*:"
)
PHYSICAL_VALUE = re.compile(r"(?<![-\w])(text-align|float|clear)\s*:\s*(left|right)")
FOUR_SIDES = re.compile(r"(?<![-\w])(margin|padding|inset|border-width)\s*:\s*([^;{}]+);")
QUERY = re.compile(r"@(media|container)[^{]*{")
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def declarations(path: Path) -> str:
    """Return a stylesheet without comments and media queries, whose widths are physical by nature."""
    text = STYLE_COMMENT.sub("", path.read_text(encoding="utf-8"))
    return QUERY.sub("{", text)


SIDE = re.compile(r"[^\s()]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")


def lopsided(value: str) -> bool:
    """Say whether a shorthand of four sides gives its two inline sides different values."""
    sides = SIDE.findall(value)
    return len(sides) == 4 and sides[1] != sides[3]


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_styles_know_no_left_and_right(path: Path) -> None:
    text = declarations(path)
    found = [match.group(0) for match in (*PHYSICAL.finditer(text), *PHYSICAL_VALUE.finditer(text))]
    found += [match.group(0) for match in FOUR_SIDES.finditer(text) if lopsided(match.group(2))]
    assert found == []


def test_styles_use_only_tokens_that_exist() -> None:
    texts = {named(path): declarations(path) for path in STYLES}
    defined = set(re.findall(r"(--[\w-]+)\s*:", " ".join(texts.values())))
    scripts = " ".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    defined |= set(re.findall(r"setProperty\(\"(--[\w-]+)", scripts))
    missing = {
        f"{name}: {token}"
        for name, text in texts.items()
        for token in re.findall(r"var\((--[\w-]+)", text)
        if token not in defined
    }
    assert missing == set()


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_styles_load_nothing_from_elsewhere(path: Path) -> None:
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8"))
    assert [one for one in addresses if not (path.parent / one).resolve().is_file()] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_scripts_evaluate_nothing_and_write_no_styles(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forbidden = r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write|insertAdjacentHTML|setAttribute\(\s*[\"']style"
    assert re.findall(forbidden, text) == []
