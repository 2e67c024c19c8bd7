"""What is new is compared with what is there, once; what is gone takes its borrowings with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from variorum.archive.folder import Archive, create_archive
from variorum.archive.locking import building
from variorum.catalogue.borrowings import borrowings_of, formulas_of
from variorum.catalogue.store import open_catalogue
from variorum.evidence import Borrowing, Formula
from variorum.pipeline import borrowing as step
from variorum.pipeline import bring_up_to_date, take_in
from variorum.pipeline.borrowed import borrowed
from variorum.reuse import passages
from variorum.stemma import describing

PASSAGE = (
    "The delegates of the lower town came to the bridge before it was light, carrying the banner that their mothers "
    "had sewn, and nobody among the guards would afterwards admit that he had let them pass."
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return create_archive(tmp_path / "archive", title="The bridge")


def put_in(archive: Archive, folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    take_in(archive, [folder / f"{name}.txt" for name in texts])


def built(archive: Archive) -> tuple[tuple[Borrowing, ...], list[Borrowing], list[Formula]]:
    with building(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
        record = bring_up_to_date(archive, catalogue, today="2026-04-01").record
        return record.borrowings, list(borrowings_of(catalogue)), formulas_of(catalogue)


def pairs(borrowings: tuple[Borrowing, ...]) -> list[tuple[str, str]]:
    return [(one.a.source, one.b.source) for one in borrowings]


def test_a_new_source_is_compared_with_those_that_are_there(archive: Archive, tmp_path: Path) -> None:
    put_in(archive, tmp_path, a=f"One begins. {PASSAGE}", b=f"Two begins otherwise. {PASSAGE}")
    assert pairs(built(archive)[0]) == [("a", "b")]
    put_in(archive, tmp_path, c=f"And a third has it too. {PASSAGE}", d="The price of wool rose again.")
    assert pairs(built(archive)[0]) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_source_that_is_gone_takes_its_borrowings_with_it(archive: Archive, tmp_path: Path) -> None:
    put_in(archive, tmp_path, a=f"One. {PASSAGE}", b=f"Two. {PASSAGE}", c=f"Three. {PASSAGE}")
    assert len(built(archive)[0]) == 3
    (archive.root / "sources" / "b.md").unlink()
    assert pairs(built(archive)[0]) == [("a", "c")]


def test_a_source_that_changed_is_compared_anew(archive: Archive, tmp_path: Path) -> None:
    put_in(archive, tmp_path, a=f"[p. 1]\n\nOne. {PASSAGE}", b=f"[p. 1]\n\nTwo. {PASSAGE}")
    assert len(built(archive)[0]) == 1
    (archive.root / "transcripts" / "b").mkdir(parents=True)
    (archive.root / "transcripts" / "b" / "1.txt").write_text("Nothing of the kind stands here.", "utf-8")
    assert built(archive)[0] == ()


def test_a_build_with_nothing_new_compares_nothing(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(archive, tmp_path, a=f"One. {PASSAGE}", b=f"Two. {PASSAGE}")
    before = built(archive)

    def compare(*_: object, **__: object) -> None:
        raise AssertionError("nothing was new")

    monkeypatch.setattr(passages, "compare", compare)
    assert built(archive) == before


def test_a_new_source_has_those_weighed_alone_that_it_has_to_do_with(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "Wool was bought at the fair by nobody but the abbot's steward, who paid in the coin of three mints."
    put_in(archive, tmp_path, a=f"One. {PASSAGE}", b=f"Two. {PASSAGE}", c=f"Three. {other}")
    built(archive)
    weighed: list[tuple[str, str]] = []

    def describe(borrowings: Iterable[Borrowing], *rest: Any, **named: Any) -> tuple[Borrowing, ...]:
        fresh = tuple(borrowings)
        weighed.extend(pairs(fresh))
        return told(fresh, *rest, **named)

    told = describing.describe
    monkeypatch.setattr(describing, "describe", describe)
    put_in(archive, tmp_path, d=f"Four. {other}")
    record, _, _ = built(archive)
    assert weighed == [("c", "d")]
    shutil.rmtree(archive.catalogue_dir)
    assert built(archive)[0] == record


def test_the_record_carries_the_strongest_and_the_catalogue_all(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "IN_THE_RECORD", 1)
    shorter = PASSAGE[:100]
    put_in(archive, tmp_path, a=f"One. {PASSAGE}", b=f"Two. {PASSAGE}", c=f"Three. {shorter}")
    record, held, _ = built(archive)
    assert pairs(record) == [("a", "b")]
    assert len(held) == 3


def test_what_stands_nearly_everywhere_is_a_formula_and_no_borrowing(archive: Archive, tmp_path: Path) -> None:
    texts = {f"s{n:02d}": f"Paper number {n * n * 7919}. {PASSAGE} {n * 6007} signed it." for n in range(60)}
    put_in(archive, tmp_path, **texts)
    borrowings, _, formulas = built(archive)
    assert borrowings == ()
    assert [(one.text, one.times) for one in formulas] == [(PASSAGE[:-1], 60)]


def test_an_archive_that_can_only_be_read_is_looked_through_in_a_copy(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.pipeline.asking.is_writable", lambda _: False)
    monkeypatch.setattr("variorum.pipeline.examining.is_writable", lambda _: False)
    before = {path: path.stat().st_mtime_ns for path in archive.root.rglob("*")}
    with borrowed(archive) as found:
        assert list(found.borrowings) == []
    assert {path: path.stat().st_mtime_ns for path in archive.root.rglob("*")} == before
