"""After any edits an incremental build leaves what a clean one leaves: findings, verdicts, names, edition, all."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from clean_builds import held_against_clean, left_by_build
from small_archive import EDITS, make

_CHOSEN: tuple[tuple[str, ...], ...] = (
    ("a source's paging", "a source's paging"),
    ("a source's language", "a source's language"),
    ("a source's bytes where nothing is quoted", "a source's date"),
    ("a transcript", "a quotation", "a transcript"),
    ("a source removed", "a source removed", "a cited source"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, built; it is copied for each test."""
    folder = tmp_path_factory.mktemp("small")
    left_by_build(made := make(folder / "archive", folder / "incoming"))
    return made


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "archive"))


def edited(archive: Path, edits: Sequence[str], beside: Path) -> Iterator[str]:
    for number, edit in enumerate(edits):
        EDITS[edit](archive)
        for difference in held_against_clean(archive, beside):
            yield f"after {', then '.join(edits[: number + 1])}: {difference}"


def test_a_build_after_nothing_equals_a_clean_one(archive: Path, tmp_path: Path) -> None:
    assert not held_against_clean(archive, tmp_path / "clean")


@pytest.mark.parametrize("edits", _CHOSEN, ids=" / ".join)
def test_what_was_stale_once_is_not_stale_again(archive: Path, tmp_path: Path, edits: tuple[str, ...]) -> None:
    assert not list(edited(archive, edits, tmp_path / "clean"))


@pytest.mark.deep
@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_and_its_undoing_equal_a_clean_build(archive: Path, tmp_path: Path, edit: str) -> None:
    assert not list(edited(archive, (edit, edit), tmp_path / "clean"))


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(6))
def test_edits_one_upon_another_equal_a_clean_build(archive: Path, tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed).choices(list(EDITS), k=12)
    assert not list(edited(archive, chosen, tmp_path / "clean"))
