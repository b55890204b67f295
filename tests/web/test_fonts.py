"""The fonts that are carried hold what pages and papers say."""

import csv
import re
import struct
from pathlib import Path

import pytest
import typst

import rostrum

PACKAGE = Path(rostrum.__file__).parent
PRINT = PACKAGE / "web/fonts"
WEB = PACKAGE / "web/static/web/fonts"
NAMES = [
    "Türkiye",
    "Côte d’Ivoire",
    "Viet Nam",
    "Việt Nam",
    "Кыргызстан",
    "المملكة العربية السعودية",
    "坦桑尼亚联合共和国",
    "中国",
]


def names_of_states() -> list[str]:
    """Return the names of States in all languages, once the product carries them."""
    found = [
        row for file in PACKAGE.rglob("un_members.csv") for row in csv.DictReader(file.open(encoding="utf-8"))
    ]
    return NAMES + [
        row[f"name_{language}"] for row in found for language in ("en", "fr", "es", "ru", "ar", "zh")
    ]


def characters(font: Path) -> set[int]:
    """Read which characters a TrueType or OpenType font has (formats 4 and 12 of its cmap)."""
    data = font.read_bytes()
    tables = struct.unpack(">H", data[4:6])[0]
    start = next(
        struct.unpack(">I", data[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * tables, 16)
        if data[at : at + 4] == b"cmap"
    )
    found: set[int] = set()
    for place in range(struct.unpack(">H", data[start + 2 : start + 4])[0]):
        at = start + struct.unpack(">I", data[start + 8 + 8 * place : start + 12 + 8 * place])[0]
        kind = struct.unpack(">H", data[at : at + 2])[0]
        if kind == 12:
            for group in range(struct.unpack(">I", data[at + 12 : at + 16])[0]):
                first, last = struct.unpack(">II", data[at + 16 + 12 * group : at + 24 + 12 * group])
                found.update(range(first, last + 1))
        elif kind == 4:
            half = struct.unpack(">H", data[at + 6 : at + 8])[0]
            ends = struct.unpack(f">{half // 2}H", data[at + 14 : at + 14 + half])
            firsts = struct.unpack(f">{half // 2}H", data[at + 16 + half : at + 16 + 2 * half])
            for first, last in zip(firsts, ends, strict=True):
                found.update(range(first, last + 1))
    return found - {0xFFFF}


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_name_of_a_state_can_be_printed(weight: str) -> None:
    files = [f"NotoSans-{weight}.ttf", f"NotoSansArabic-{weight}.ttf", f"NotoSansCJKsc-Names-{weight}.otf"]
    have = set().union(*(characters(PRINT / file) for file in files))
    assert {letter for name in names_of_states() for letter in name if ord(letter) not in have} == set()


def test_a_paper_is_set_in_three_scripts_without_the_machines_fonts() -> None:
    text = '#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC"), fallback: false)\n'
    text += "\n\n".join(f'#"{name}"' for name in NAMES)
    paper, warnings = typst.compile_with_warnings(
        text.encode(), font_paths=[str(PRINT)], ignore_system_fonts=True
    )
    assert paper.startswith(b"%PDF")
    assert warnings == []


def test_every_font_has_its_licence_beside_it() -> None:
    for folder in (PRINT, WEB):
        licences = {file.name for file in folder.glob("OFL-*.txt")}
        assert licences == {"OFL-Noto-Sans.txt", "OFL-Noto-Sans-Arabic.txt", "OFL-Noto-Sans-CJK.txt"}
        assert all("SIL OPEN FONT LICENSE Version 1.1" in (folder / name).read_text() for name in licences)


def test_the_fonts_stay_light() -> None:
    assert sum(file.stat().st_size for file in PRINT.iterdir()) < 3_000_000
    assert sum(file.stat().st_size for file in WEB.iterdir()) < 1_000_000


def test_every_web_font_is_used_and_every_used_one_is_there() -> None:
    sheet = (PACKAGE / "web/static/web/css/base.css").read_text()
    assert set(re.findall(r"fonts/([\w-]+\.woff2)", sheet)) == {file.name for file in WEB.glob("*.woff2")}
