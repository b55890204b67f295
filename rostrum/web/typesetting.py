"""Papers set with Typst in the fonts of the site: a template and values go in, a PDF comes out.

Templates read their values as JSON in ``sys.inputs.data``. Nothing is written to disk and nothing fetched.

Typst keeps what it has set for the next ten papers, some 60 MB for a thousand name plates. So each paper is
set in a process of its own, which takes 20 ms to start: ``python typesetting.py`` reads the template and its
values as JSON and writes the PDF. The memory of the server stays flat whatever is printed.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

FONTS: Final = Path(__file__).resolve().parent / "fonts"
MEDIA_TYPE: Final = "application/pdf"
COMMAND: Final = (sys.executable, "-P", __file__)
PATIENCE: Final = 120  # seconds; a list of 200 pages takes one or two


class Unset(Exception):  # noqa: N818 - reads as what it is where it is raised
    """A template and its values cannot be set; the words are those of Typst."""


def pdf(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return a tagged PDF (PDF/UA-1) that holds its own fonts; raises Unset.

    Our fonts hold all names of States, and Chinese letters only for these. With other letters the text is set
    in a font of this machine; if there is none the paper still comes out, without the claim to be PDF/UA.
    """
    done = subprocess.run(  # noqa: S603 - this file, with this interpreter
        COMMAND, input=request(template, values), capture_output=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise Unset(done.stderr.decode(errors="replace"))
    return done.stdout


def request(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return what the process that sets reads."""
    # The fonts that we print with have no minus sign, which stands in the names of zones west of Greenwich.
    data = json.dumps(values, ensure_ascii=False).replace("−", "–")
    return json.dumps({"source": template.read_text(encoding="utf-8"), "data": data}).encode()


def _set(source: bytes, data: str) -> bytes:
    import typst  # noqa: PLC0415 - only the process that sets needs it

    try:
        return _compiled(source, data, system_fonts=False, standards=["ua-1"])
    except typst.TypstError:
        return _compiled(source, data, system_fonts=True, standards=[])


def _compiled(source: bytes, data: str, *, system_fonts: bool, standards: list[Literal["ua-1"]]) -> bytes:
    import typst  # noqa: PLC0415

    fonts = typst.Fonts(
        include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    compiler = typst.Compiler(source, font_paths=fonts)
    made = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=[*standards])
    if not isinstance(made, bytes):
        raise TypeError("the compiler returned no single file")
    return made


if __name__ == "__main__":
    asked = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(_set(asked["source"].encode(), asked["data"]))
