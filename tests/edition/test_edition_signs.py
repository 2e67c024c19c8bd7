"""Every sign that a page may show by the program's own doing is in the typefaces that the edition takes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO

import pytest

from variorum.edition.shipped import assets, has_islands, style_sheet
from variorum.languages import having

FACE = re.compile(r"@font-face \{(.*?)\}", re.S)


def shown_by(stack: str) -> set[int]:
    """The code points that a stack of families shows: in a file, and within the range for which it is asked."""
    from fontTools.ttLib import TTFont

    shipped = dict(assets())
    found: set[int] = set()
    for face in FACE.findall(style_sheet().decode()):
        if re.search(r'font-family: "(.*?)"', face)[1] in stack and "italic" not in face:  # type: ignore[index]
            file = re.search(r"fonts/([^\"]+)", face)[1]  # type: ignore[index]
            found |= set(TTFont(BytesIO(shipped[f"assets/fonts/{file}"])).getBestCmap()) & set(_range(face))
    return found


def _range(face: str) -> Iterator[int]:
    for part in re.search(r"unicode-range: (.*?);", face)[1].split(","):  # type: ignore[index]
        first, _, last = part.strip()[2:].partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def written() -> Iterator[tuple[str, str]]:
    """Everything that the program itself puts on a page: templates, words of every language, signs in the code."""
    for path in (files("variorum.edition") / "templates").iterdir():
        yield path.name, path.read_text("utf-8")
    for code in having("locale"):
        yield code, (files("variorum.languages") / code / "locale.toml").read_text("utf-8")
    for folder in ("pages", "time"):
        for path in (files("variorum.edition") / folder).iterdir():
            if path.name.endswith(".py"):
                yield path.name, re.sub(r"^\s*#.*|\"\"\".*?\"\"\"", "", path.read_text("utf-8"), flags=re.M | re.S)
    yield "verdicts.py", (files("variorum.edition") / "verdicts.py").read_text("utf-8")


@pytest.mark.skipif(not has_islands(), reason="the front end, which brings the typefaces, is not compiled here")
@pytest.mark.parametrize("stack", ["serif", "sans"])
def test_every_sign_is_in_the_typefaces_that_are_shipped(stack: str) -> None:
    pytest.importorskip("brotli", reason="brotli, which opens typefaces of the web, is not installed")
    families = re.search(rf"--{stack}: (.*?);", style_sheet().decode())
    assert families is not None
    shown = shown_by(families[1])
    for name, text in written():
        lacking = {sign for sign in text if ord(sign) > 126 and ord(sign) not in shown}
        assert not lacking, (name, sorted(lacking))
