"""Renaming: every link follows, nothing else changes, and the way back gives every byte back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from variorum.archive.reading import read_record
from variorum.archive.renaming import renaming
from variorum.archive.transaction import write_together
from variorum.finding import NotFound, Refused
from variorum.record import Prose
from variorum.sample import copy_sample


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy_sample(tmp_path / "archive")
    return tmp_path / "archive"


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def strings(value: object) -> Iterator[str]:
    """Every string of a record but prose."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) or hasattr(value, "items"):
        for key, one in value.items():  # type: ignore[attr-defined]
            yield from strings(key)
            yield from strings(one)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from strings(one)
    elif isinstance(value, Prose):
        yield from (link.target for link in value.links)
    elif is_dataclass(value):
        for one in fields(value):
            yield from strings(getattr(value, one.name))


@pytest.mark.parametrize(
    ("old", "new"),
    [("berg", "ernestina-berg"), ("zayavlenie1956", "statement1956"), ("strike-1932", "strike"), ("ladygin", "z"),
     ("lipniagi", "lipnyagi"), ("kulak-plot", "plot"), ("mill-cell", "cell"), ("marsh1998", "Marsh_1998"),
     ("strike-1932", "1932-strike")],
)  # fmt: skip
def test_every_link_follows_and_the_way_back_gives_every_byte_back(root: Path, old: str, new: str) -> None:
    before, findings = read_record(root)
    if old not in {*before.entities, *before.sources, *before.theses}:
        pytest.skip(f"the sample has no {old}")
    files = files_of(root)
    write_together(root, renaming(root, old, new).changes)
    after, now = read_record(root)
    assert new in {*after.entities, *after.sources, *after.theses}
    left = [one for one in strings(after) if one == old or one.startswith(f"{old}#")]
    assert left == []
    codes = [sorted(one.code for one in each) for each in (findings, now)]
    assert codes[0] == codes[1]
    assert len(after.statements) == len(before.statements)
    assert [one.name for one in after.entities.values() if one.id != new] == [
        one.name for one in before.entities.values() if one.id != old
    ]
    write_together(root, renaming(root, new, old).changes)
    assert {name: files_of(root)[name] for name in files} == files


def test_words_that_only_look_like_it_stay(root: Path) -> None:
    (root / "people/kuz.md").write_text(
        "---\r\nid: kuz\r\nname: kuz\r\nnames: [kuz, {form: Kuz, source: kuz}]\r\noffice: kuz\r\n---\r\n\r\n"
        "kuz and kuz-ma, a@kuz, [[kuz]] [[kuz|kuz]] [[people/kuz#^a]] [[kuz-ma]] [@kuz-ma, p. 1].\r\n",
        encoding="utf-8", newline=""
    )  # fmt: skip
    write_together(root, renaming(root, "kuz", "boris").changes)
    text = (root / "people/boris.md").read_bytes().decode()
    assert not (root / "people/kuz.md").exists()
    assert text == (
        "---\r\nid: boris\r\nname: kuz\r\nnames: [kuz, {form: Kuz, source: boris}]\r\noffice: boris\r\n---\r\n\r\n"
        "kuz and kuz-ma, a@kuz, [[boris]] [[boris|kuz]] [[people/boris#^a]] [[kuz-ma]] [@kuz-ma, p. 1].\r\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("nobody", "x", "no dossier"), ("berg", "berg", "already"), ("berg", "marsh", "already"),
     ("berg", "Berg B", "no name"),
     ("berg", "", "no name"), ("berg", "x" * 10_000, "no name"), ("berg", "../x", "no name"),
     ("berg", "con", "no name"),
     ("zayavlenie1956", "1956", "no name")],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence(root: Path, old: str, new: str, says: str) -> None:
    with pytest.raises((Refused, NotFound), match=says):
        renaming(root, old, new)
