"""After any edits an incremental build leaves what a clean one leaves: findings, verdicts, names, edition, all."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from clean_builds import DERIVED, TODAY, held_against_clean, left_by_build
from small_archive import EDITS

from variorum.archive.folder import open_archive
from variorum.examined import Examined
from variorum.pipeline import build, engine
from variorum.pipeline.codec import codec_of

_CHOSEN: tuple[tuple[str, ...], ...] = (
    ("a source's paging", "a source's paging"),
    ("a source's language", "a source's language"),
    ("a source's bytes where nothing is quoted", "a source's date"),
    ("a transcript", "a quotation", "a transcript"),
    ("a source removed", "a source removed", "a cited source"),
    ("a source's access", "a name in a source", "a form of a name", "names judged two", "a statement's date"),
    ("a source's access", "a source's author", "a dossier renamed", "a cited page", "a source's title"),
    ("a dossier removed", "a statement's date", "a dossier removed", "a source's access", "a dossier renamed"),
    (
        "scans",
        "scans published",
        "what a program read in a scan",
        "other scans",
        "which scan is which page",
        "other scans",
    ),
)


@pytest.fixture
def archive(small_built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_built, tmp_path / "archive", symlinks=True))


def edited(archive: Path, edits: Sequence[str], beside: Path) -> Iterator[str]:
    for number, edit in enumerate(edits):
        EDITS[edit](archive)
        for difference in held_against_clean(archive, beside):
            yield f"after {', then '.join(edits[: number + 1])}: {difference}"


def test_a_build_after_nothing_equals_a_clean_one(archive: Path, tmp_path: Path) -> None:
    assert not held_against_clean(archive, tmp_path / "clean")


def test_a_whole_record_comes_back_from_the_codec_as_it_was(archive: Path) -> None:
    record = build(open_archive(archive), today=TODAY).record
    codec = codec_of(Examined)
    assert codec.decode(codec.encode(record)) == record


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


def test_other_rules_of_the_program_make_everything_anew_and_it_comes_out_the_same(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "code_digest", lambda _: "f" * 64)
    made = build(open_archive(archive), today=TODAY).examined.engine.made
    assert {"verification", "mentions", "identities", "criticism", "edition"} <= set(made)
    assert not held_against_clean(archive, tmp_path / "clean")


def test_the_measure_would_see_a_verdict_gone_stale(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_stands", lambda *_: True)
    EDITS["a source's paging"](archive)
    incremental = left_by_build(archive)
    monkeypatch.undo()
    shutil.copytree(archive, tmp_path / "clean", ignore=shutil.ignore_patterns(*DERIVED))
    differing = {
        difference.partition(":")[0] for difference in incremental.differences(left_by_build(tmp_path / "clean"))
    }
    assert {"quotations", "findings"} <= differing
