"""What pages need that is worked out of values handed in alone: worked out again only where those are others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clean_builds import TODAY, held_against_clean, left_by_build
from small_archive import EDITS

from variorum.archive.folder import open_archive
from variorum.catalogue.store import open_catalogue
from variorum.names.recognition.process_pool import answered, send_workers_home
from variorum.pipeline import build
from variorum.pipeline.engine import Engine
from variorum.pipeline.recalled import Kept, looked_at, worked_out


def twice(words: tuple[str, ...]) -> list[str]:
    return [2 * word for word in words]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with open_catalogue(tmp_path / "catalogue") as catalogue:
        yield Engine(catalogue)


@pytest.fixture
def archive(small_built: Path, tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(small_built, tmp_path / "archive", symlinks=True))
    build(open_archive(copied), today=TODAY)  # its files are others, if the same in all that they hold
    return copied


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The works done, by the end of their name and what they were done for."""
    done: list[str] = []
    make_it = Engine._make

    def seen(engine: Engine, step: Any, key: str, inputs: Any, known: Any) -> Any:
        if step.name in (worked_out.name, looked_at.name):
            done.append(key.rpartition(".")[2])
        return make_it(engine, step, key, inputs, known)

    monkeypatch.setattr(Engine, "_make", seen)
    return done


def test_a_work_is_done_again_only_where_it_is_handed_something_else(engine: Engine) -> None:
    kept = Kept(engine)
    assert kept(twice, "one", ("a", "b\ud800")) == ["aa", "b\ud800b\ud800"]
    assert kept(twice, "one", ("a", "b\ud800")) == ["aa", "b\ud800b\ud800"]
    assert kept(twice, "other", ("a",)) == ["aa"]
    assert engine.made[worked_out.name] == 2
    assert kept(twice, "one", ("a", "c")) == ["aa", "cc"]
    assert engine.made[worked_out.name] == 3


def test_what_is_begun_ahead_is_worked_out_by_a_worker_and_kept_as_any_other(engine: Engine) -> None:
    kept = Kept(engine)
    told = kept.told(sorted, "words", ("b\ud800", "a"))
    kept.ahead(sorted, "again", told)  # no worker is at leisure, so that it is worked out when it is asked for
    assert kept(sorted, "again", told) == ["a", "b\ud800"]
    try:
        list(answered(sorted, [("a",), ("b",)], weigh=len, worth=0, workers=2))
        later = Kept(engine)
        later.ahead(sorted, "again", told)  # which is known
        later.ahead(sorted, "elsewhere", told)
        assert later(sorted, "elsewhere", told) == later(sorted, "again", told)
    finally:
        send_workers_home()
    assert engine.made[worked_out.name] == 3
    assert list(later._ahead) == []


def test_what_an_edition_did_not_ask_for_is_dropped(engine: Engine) -> None:
    Kept(engine)(twice, "gone", ("a",))
    later = Kept(engine)
    later(twice, "here", ("a",))
    later.drop_others()
    assert [key.rpartition(" ")[2] for key in engine.kept(worked_out)] == ["here"]


@pytest.mark.parametrize("handed", [[1], {"a": 1}, (1, [2]), Path("a"), frozenset("a"), object()])
def test_nothing_is_handed_to_a_work_that_a_digest_would_not_tell_wholly(engine: Engine, handed: object) -> None:
    with pytest.raises(TypeError):
        Kept(engine)(twice, "one", handed)


def test_a_work_that_sees_what_stands_around_it_is_refused(engine: Engine) -> None:
    around = "!"
    with pytest.raises(TypeError):
        Kept(engine)(lambda words: words + around, "one", "a")


def test_for_a_statement_edited_no_text_is_read_and_no_passages_are_compared_again(
    archive: Path, tmp_path: Path, worked: list[str]
) -> None:
    EDITS["a statement's date"](archive)
    build(open_archive(archive), today=TODAY)
    assert not {one.partition(" ")[0] for one in worked} & {"read_pages", "states_of"}
    assert not held_against_clean(archive, tmp_path / "clean")
    assert {one.partition(" ")[0] for one in worked} >= {"read_pages", "states_of"}  # by the clean build


def test_for_a_statement_edited_those_pages_are_laid_out_that_look_at_it(
    archive: Path, tmp_path: Path, worked: list[str]
) -> None:
    """Of the texts those of the sources that the statement quotes; no pairs, no concordance, no index of names."""
    EDITS["a source's access"](archive)  # with nothing kept back, and then with something
    for _ in range(2):
        build(open_archive(archive), today=TODAY)
        worked.clear()
        EDITS["a statement's date"](archive)
        build(open_archive(archive), today=TODAY)
        laid = {one for one in worked if "sheets" in one or one.startswith("who")}
        assert laid == {"leaf_sheets memoir", "leaf_sheets history", "span_sheets"}
        assert not held_against_clean(archive, tmp_path / "clean")
        EDITS["a source's access"](archive)


def test_what_rests_on_what_was_worked_out_keeps_it_wanted(archive: Path, tmp_path: Path, worked: list[str]) -> None:
    for _ in range(2):  # once without the pages of passages being laid out, and again
        EDITS["a statement's date"](archive)
        build(open_archive(archive), today=TODAY)
    EDITS["a source's author"](archive)
    worked.clear()
    build(open_archive(archive), today=TODAY)
    assert any(one.startswith("pair_sheets") for one in worked)
    assert not [one for one in worked if one.startswith("states_of")]


def test_a_word_changed_in_a_source_has_that_source_read_again_and_no_other(
    archive: Path, tmp_path: Path, worked: list[str]
) -> None:
    EDITS["a source's bytes"](archive)
    build(open_archive(archive), today=TODAY)
    assert [one for one in worked if one.startswith("read_pages")] == ["read_pages memoir"]
    assert not held_against_clean(archive, tmp_path / "clean")


def test_a_fault_of_the_tracing_is_told_and_the_pages_are_made_all_the_same(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.edition.tracing import SiteParts, TracingFault

    def broken(*_: object) -> object:
        raise AttributeError("no such table")

    before = left_by_build(archive)
    monkeypatch.setattr(SiteParts, "traced", broken)
    with open_catalogue(archive / ".catalogue") as catalogue:
        Engine(catalogue).retain(looked_at, ())
    with pytest.warns(TracingFault, match="no such table"):
        build(open_archive(archive), today=TODAY, anew=True)
    assert not before.differences(left_by_build(archive))
