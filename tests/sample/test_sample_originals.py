"""The originals are what the plain texts beside their tool make of them, every time."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from variorum.accession import read
from variorum.sample import sample_folder

TOOLS = Path(__file__).parents[2] / "tools"
DEPENDS_ON_LIBRARIES = (".pdf", "smeta1931.odt")
"""Files whose bytes depend on the version of a library (reportlab, zlib); of these the text is compared."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    if not (TOOLS / "make_sample_originals.py").is_file():
        pytest.skip("The tool that makes the originals is not here: the tests run without the repository.")
    pytest.importorskip("reportlab")
    sys.path.insert(0, str(TOOLS))
    try:
        import make_sample_originals
    finally:
        sys.path.remove(str(TOOLS))
    return make_sample_originals


@pytest.fixture(scope="module")
def built(tool: ModuleType) -> Mapping[str, bytes]:
    return tool.build_all()


def test_what_is_shipped_is_what_the_tool_makes(built: Mapping[str, bytes]) -> None:
    for name, content in built.items():
        shipped = (sample_folder() / "originals" / name).read_bytes()
        if name.endswith(DEPENDS_ON_LIBRARIES) and name != "afisha1927.pdf":
            assert _text(shipped, name) == _text(content, name), name
        else:
            assert shipped == content, name


def test_making_them_again_gives_the_same_bytes(tool: ModuleType, built: Mapping[str, bytes]) -> None:
    assert tool.build_all() == built


def test_the_encodings_differ_though_the_readers_agree(built: Mapping[str, bytes]) -> None:
    from variorum.accession.encodings import decode

    found = {decode(content, name=name).encoding for name, content in built.items() if name.endswith(".txt")}
    assert found >= {"utf-8", "utf-16-le", "cp1251", "koi8-r", "cp866"}


@pytest.mark.parametrize(
    ("word", "room", "expected"),
    [
        ("коллективизация", 9, ("коллекти-", "визация")),
        ("«организация»,", 8, ("", "«организация»,")),
        ("где-то", 4, ("", "где-то")),
        ("хлеб", 3, ("", "хлеб")),
        ("opposition", 7, ("opposi-", "tion")),
    ],
)
def test_words_are_parted_only_where_a_printer_might(
    tool: ModuleType, word: str, room: int, expected: tuple[str, str]
) -> None:
    from sample_making.pdf import hyphenated

    head, rest = hyphenated(word, room)
    assert (head, rest) == expected
    assert head.removesuffix("-") + rest == word


def _text(content: bytes, name: str) -> list[tuple[str, str]]:
    return [(page.label, page.text) for page in read(content, name=name, source="x").pages]
