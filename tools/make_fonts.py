"""Make the font files that Rostrum carries, from those that Noto publishes.

Only needed when the fonts change. In a throw-away virtual environment with fonttools and brotli:

    npm pack @fontsource-variable/noto-sans @fontsource-variable/noto-sans-arabic   (unpack each)
    apt-get download fonts-noto-core fonts-noto-cjk                                 (dpkg -x each)
    python tools/make_fonts.py FOLDER_WITH_ALL_OF_THEM path/to/un_members.csv

Web fonts (woff2) go to rostrum/web/static/web/fonts, the TTF and OTF files that the PDF compiler reads to
rostrum/web/fonts. All are under the SIL Open Font License 1.1, kept beside them.
"""

import argparse
import csv
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent.parent
WEB = HERE / "rostrum/web/static/web/fonts"
PRINT = HERE / "rostrum/web/fonts"

# Latin with what every European, Turkish, Vietnamese and romanised name needs; Greek; Cyrillic.
LATIN_EXT = (
    "U+0100-024F,U+0259,U+02B9-02FF,U+0300-0304,U+0306-030C,U+0323-0329,U+1E00-1E9F,U+1EF2-1EFF,"
    "U+20A0-20C0,U+2113"
)
PRINT_RANGE = (
    "U+0020-007E,U+00A0-024F,U+0259,U+02B9-02DD,U+0300-0304,U+0306-030C,U+0323-0329,U+0370-03FF,U+0400-045F,"
    "U+0490-0491,U+1E00-1EFF,U+2000-206F,U+20AC,U+2113,U+2116,U+2122,U+2190-2193,U+2212,U+2260-2265,U+25A0-25CF"
)
CJK_COPYRIGHT = """Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.

This Font Software is licensed under the SIL Open Font License, Version 1.1.
This license is copied below, and is also available with a FAQ at:
http://scripts.sil.org/OFL


"""
# What an interface and a list of speakers say in Chinese, beside the names of States.
CJK_WORDS = (
    "发言者名单主席会议程序日期时间地点语言观察员国家联合利益攸关方代表团圆桌讨论开幕闭幕全体非正式互动听证专题"
    "现在下一位等待请求撤回结束暂停继续延长分钟秒第年月日上下午星期一二三四五六七八九十零百千万"
    "登录退出账户显示深色浅色设备搜索保存取消删除编辑添加打印下载文件摘要决议页是否无有中文简体"
    "，。、；：？！（）《》〈〉“”‘’—…·％＋－／０１２３４５６７８９"
)


def find(folder: Path, name: str) -> Path:
    """Return the one file called ``name`` under ``folder``."""
    found = sorted(folder.rglob(name))
    if not found:
        sys.exit(f"{name} is not under {folder}")
    return found[0]


def cut(source: TTFont, target: Path, unicodes: set[int], *, flavor: str | None) -> None:
    """Write ``source`` with only ``unicodes``, with its layout features and without hints."""
    options = subset.Options(
        flavor=flavor,
        layout_features=["*"],
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 4, 6, 13, 14],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(source)
    source.flavor = flavor
    source.save(target)
    print(f"{target.relative_to(HERE)}: {target.stat().st_size // 1024} KB")


def simplified_chinese(collection: Path) -> TTFont:
    """Return the Simplified Chinese font of one of Noto's collections."""
    for font in TTCollection(collection).fonts:
        if font["name"].getDebugName(1).startswith("Noto Sans CJK SC"):
            with tempfile.NamedTemporaryFile(suffix=".otf") as file:
                font.save(file.name)
                return TTFont(file.name)
    sys.exit(f"no Simplified Chinese in {collection}")


def chinese_characters(states: Path) -> set[int]:
    """Collect what the names of States and the interface need."""
    with states.open(encoding="utf-8") as rows:
        names = "".join(row["name_zh"] for row in csv.DictReader(rows))
    return {ord(letter) for letter in names + CJK_WORDS} | set(range(0x20, 0x7F))


def main() -> None:
    """Write every font file anew."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("sources", type=Path)
    arguments.add_argument("states", type=Path)
    given = arguments.parse_args()
    WEB.mkdir(parents=True, exist_ok=True)
    PRINT.mkdir(parents=True, exist_ok=True)

    for script in ("latin", "cyrillic", "greek", "vietnamese"):
        shutil.copy(
            find(given.sources, f"noto-sans-{script}-standard-normal.woff2"),
            WEB / f"noto-sans-{script}.woff2",
        )
    extended = TTFont(find(given.sources, "noto-sans-latin-ext-standard-normal.woff2"))
    cut(extended, WEB / "noto-sans-latin-ext.woff2", set(subset.parse_unicodes(LATIN_EXT)), flavor="woff2")
    arabic = find(given.sources, "noto-sans-arabic-arabic-wght-normal.woff2")
    shutil.copy(arabic, WEB / "noto-sans-arabic.woff2")
    shutil.copy(arabic.parent.parent / "LICENSE", WEB / "OFL-Noto-Sans-Arabic.txt")
    latin = find(given.sources, "noto-sans-latin-standard-normal.woff2")
    shutil.copy(latin.parent.parent / "LICENSE", WEB / "OFL-Noto-Sans.txt")

    for weight in ("Regular", "Bold"):
        chosen = chinese_characters(given.states)
        collection = find(given.sources, f"NotoSansCJK-{weight}.ttc")
        name = f"noto-sans-cjk-names-{weight.lower()}.woff2"
        cut(simplified_chinese(collection), WEB / name, chosen - set(range(0x20, 0x7F)), flavor="woff2")
        cut(simplified_chinese(collection), PRINT / f"NotoSansCJKsc-Names-{weight}.otf", chosen, flavor=None)
        sans = TTFont(find(given.sources, f"NotoSans-{weight}.ttf"))
        cut(sans, PRINT / f"NotoSans-{weight}.ttf", set(subset.parse_unicodes(PRINT_RANGE)), flavor=None)
        script = TTFont(find(given.sources, f"NotoSansArabic-{weight}.ttf"))
        every = set(script.getBestCmap())
        cut(script, PRINT / f"NotoSansArabic-{weight}.ttf", every, flavor=None)
    licence = (WEB / "OFL-Noto-Sans.txt").read_text().split("-" * 20, 1)
    for folder in (WEB, PRINT):
        (folder / "OFL-Noto-Sans-CJK.txt").write_text(CJK_COPYRIGHT + "-" * 20 + licence[1])
    for name in ("OFL-Noto-Sans.txt", "OFL-Noto-Sans-Arabic.txt"):
        shutil.copy(WEB / name, PRINT / name)


if __name__ == "__main__":
    main()
