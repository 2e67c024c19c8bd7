"""The index holds what the catalogue holds: only what changed is done again, and a killed build goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from variorum.accession.reading import Reading
from variorum.catalogue import indexing as module
from variorum.catalogue.indexing import Indexed, discard_index, index_folder, indexing, open_index, update_index
from variorum.catalogue.searching import search
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.finding import Refused, Unreadable
from variorum.record import Page, Source


def put(catalogue: Catalogue, key: str, text: str) -> None:
    catalogue.replace_source(Source(key), Reading((Page(key, 1, "1", text),), "pages", "", ""), digest=text)


def found(catalogue: Catalogue, query: str) -> list[str]:
    return [hit.source for hit in search(catalogue, query).hits]


def test_only_what_changed_is_done_again(catalogue: Catalogue) -> None:
    for key in "abc":
        put(catalogue, key, f"word {key}")
    assert update_index(catalogue) == Indexed(sources=3, passages=3, departed=0)
    assert update_index(catalogue) == Indexed(0, 0, 0)
    put(catalogue, "b", "changed")
    assert update_index(catalogue) == Indexed(sources=1, passages=1, departed=1)
    assert found(catalogue, "word") == ["a", "c"]
    assert found(catalogue, "changed") == ["b"]
    catalogue.remove_source("a")
    assert update_index(catalogue) == Indexed(sources=0, passages=0, departed=1)
    assert found(catalogue, "word") == ["c"]
    assert all(state.indexed for state in catalogue.source_states().values())


def test_a_source_that_is_gone_is_not_found_even_before_the_index_knows(catalogue: Catalogue) -> None:
    put(catalogue, "a", "word")
    update_index(catalogue)
    catalogue.remove_source("a")
    assert found(catalogue, "word") == []


def test_each_source_goes_in_as_soon_as_it_is_read_and_an_exception_leaves_the_rest_for_later(
    catalogue: Catalogue,
) -> None:
    put(catalogue, "a", "word")
    with indexing(catalogue) as index:
        put(catalogue, "b", "word")
        index.put_in("b")
        index.put_in("b")
        index.put_in("nothing")
    assert index.done() == Indexed(sources=2, passages=2, departed=0)

    def fail() -> None:
        with indexing(catalogue) as index:
            put(catalogue, "c", "word")
            index.put_in("c")
            raise OSError("a trouble of the build's own")

    with pytest.raises(OSError, match="own"):
        fail()
    assert found(catalogue, "word") == ["a", "b"]
    assert update_index(catalogue).sources == 1
    assert found(catalogue, "word") == ["a", "b", "c"]


def test_progress_is_told(catalogue: Catalogue) -> None:
    put(catalogue, "a", "word")
    put(catalogue, "b", "word")
    told: list[tuple[int, int]] = []
    update_index(catalogue, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize("damage", ["deleted", "emptied", "rubbish", "forgotten"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str) -> None:
    with open_catalogue(tmp_path) as catalogue:
        put(catalogue, "a", "word")
        update_index(catalogue)
        folder = index_folder(catalogue)
        assert folder is not None
        if damage == "forgotten":
            discard_index(catalogue)
    if damage == "deleted":
        shutil.rmtree(folder)
    elif damage == "emptied":
        (folder / "meta.json").write_bytes(b"")
    elif damage == "rubbish":
        for file in folder.iterdir():
            file.write_bytes(b"rubbish")
    with open_catalogue(tmp_path) as catalogue:
        with pytest.raises(Unreadable, match="variorum build"):
            found(catalogue, "word")
        assert update_index(catalogue).sources == 1
        assert found(catalogue, "word") == ["a"]
        assert index_folder(catalogue) != folder
        assert not folder.exists()


def test_a_second_build_is_told_to_wait(catalogue: Catalogue) -> None:
    put(catalogue, "a", "word")
    update_index(catalogue)
    folder = index_folder(catalogue)
    assert folder is not None
    put(catalogue, "b", "word")
    writing = open_index(folder).writer(15_000_000, 1)
    with pytest.raises(Refused, match="Another build"):
        update_index(catalogue)
    assert found(catalogue, "word") == ["a"]
    del writing
    update_index(catalogue)
    assert found(catalogue, "word") == ["a", "b"]


def test_searches_go_on_while_the_index_is_written(tmp_path: Path) -> None:
    with open_catalogue(tmp_path) as catalogue:
        put(catalogue, "a0", "word")
        update_index(catalogue)
    trouble: list[BaseException] = []
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        try:
            with open_catalogue(tmp_path, read_only=True) as reader:
                while not done.is_set():
                    counts.append(search(reader, "word", limit=3).total)
        except BaseException as error:
            trouble.append(error)

    reading = threading.Thread(target=read)
    reading.start()
    try:
        with open_catalogue(tmp_path) as catalogue:
            for n in range(1, 8):
                put(catalogue, f"a{n}", "word")
                update_index(catalogue)
    finally:
        done.set()
        reading.join()
    assert trouble == []
    assert counts == sorted(counts)
    assert set(counts) <= set(range(9))


_BUILD = """
import sys
from pathlib import Path
from variorum.catalogue import indexing
from variorum.catalogue.store import open_catalogue
sys.path.insert(0, sys.argv[2])
from test_indexing import put
indexing._COMMIT_EVERY = 2000
with open_catalogue(Path(sys.argv[1])) as catalogue:
    for n in range(60):
        put(catalogue, f"s{n:03}", f"word number{n} " * 20)
    print("stored", flush=True)
    indexing.update_index(catalogue, progress=lambda done, of: print(done, flush=True))
"""


@pytest.mark.parametrize("after", [0, 3, 31])
def test_a_killed_build_leaves_what_was_committed_and_the_next_goes_on(tmp_path: Path, after: int) -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(tmp_path), str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
    )
    assert build.stdout is not None
    for line in build.stdout:
        if line.strip() == str(after):
            build.kill()
            break
    build.wait()
    build.stdout.close()
    with open_catalogue(tmp_path) as catalogue:
        left = sum(not state.indexed for state in catalogue.source_states().values())
        done = update_index(catalogue).sources  # everything, where the index alone learnt of the last commit
        assert done in (left, 60)
        assert done >= 60 - after - 12
        assert search(catalogue, "word").total == 60
        assert [found(catalogue, f"number{n}") for n in range(60)] == [[f"s{n:03}"] for n in range(60)]


def test_what_the_index_could_not_commit_the_catalogue_does_not_take_for_indexed(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def commit(self) -> int:
            raise ValueError("no space left on device")

    commit = module.Indexing._commit

    def commit_to_full_disk(index: module.Indexing, gone: list[int]) -> None:
        index._tantivy = Full()
        commit(index, gone)

    put(catalogue, "a", "Пришла Орлова, и снова Орлова.")
    with monkeypatch.context() as patch:
        patch.setattr(module.Indexing, "_commit", commit_to_full_disk)
        with pytest.raises(Unreadable, match="no space left"):
            update_index(catalogue)
    assert catalogue.count_rows("capitalised", "spelled") == (0, 0)
    assert module.not_indexed(catalogue) == ["a"]
    assert update_index(catalogue).sources == 1
    assert found(catalogue, "Orlova") == ["a"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who can be kept from writing")
def test_a_folder_that_cannot_be_written_is_a_sentence(catalogue: Catalogue) -> None:
    put(catalogue, "a", "word")
    (catalogue.folder / "search").mkdir(mode=0o555)
    with pytest.raises(Unreadable, match="cannot be written"):
        update_index(catalogue)


def test_what_is_found_does_not_rest_on_what_was_there_before(tmp_path: Path) -> None:
    """Tantivy goes on counting passages that have gone; a name must be a name in most of those that stand."""
    with open_catalogue(tmp_path) as catalogue:
        for key in "abcdefgh":
            put(catalogue, key, f"Пришла Орлова, и снова Орлова {key}.")
        update_index(catalogue)
        for n in range(4):
            put(catalogue, "a", f"Пришла Орлова, и снова Орлова {n}.")
            put(catalogue, "z", "Then came Orlova.")
            update_index(catalogue)
        for key in "bcdefgh":
            catalogue.remove_source(key)
        update_index(catalogue)
        found_so = search(catalogue, "Orlova")
    with open_catalogue(tmp_path / "clean") as clean:
        put(clean, "a", "Пришла Орлова, и снова Орлова 3.")
        put(clean, "z", "Then came Orlova.")
        update_index(clean)
        found_clean = search(clean, "Orlova")
    assert found_so.total == 2
    assert (found_so.total, found_so.also) == (found_clean.total, found_clean.also)
    assert [hit.source for hit in found_so.hits] == [hit.source for hit in found_clean.hits]


@pytest.mark.parametrize("copied", ["the index before the catalogue", "the catalogue before the index"])
def test_an_index_that_is_not_the_one_of_which_the_catalogue_tells_is_made_anew(tmp_path: Path, copied: str) -> None:
    """As in a copy of a folder that was taken while a build wrote to it."""

    def copy(name: str) -> None:
        for path in (tmp_path / "a").glob(name):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / "b" / path.name)

    order = ("search", "catalogue.sqlite*")
    first, second = order if copied.startswith("the index") else order[::-1]
    (tmp_path / "b").mkdir()
    with open_catalogue(tmp_path / "a") as catalogue:
        put(catalogue, "a", "word")
        update_index(catalogue)
        copy(first)
        put(catalogue, "a", "other word")
        put(catalogue, "b", "word")
        update_index(catalogue)
        copy(second)
    with open_catalogue(tmp_path / "b") as catalogue:
        left = catalogue.sources()
        update_index(catalogue)
        assert sorted(found(catalogue, "word")) == left
        assert update_index(catalogue) == Indexed(0, 0, 0)


@pytest.mark.parametrize("is_swept", [True, False])
def test_what_a_killed_writer_had_begun_to_take_out_stops_nobody_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_swept: bool
) -> None:
    with open_catalogue(tmp_path / "a") as catalogue:
        for key in "abc":
            put(catalogue, key, "word")
        update_index(catalogue)
        catalogue.remove_source("a")
        folder = index_folder(catalogue)
    assert folder is not None
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with open_catalogue(tmp_path / "b") as catalogue:
        update_index(catalogue)
        (taken_out,) = (tmp_path / "b").glob("search/*/*.del")
    shutil.copy(taken_out, folder)
    with open_catalogue(tmp_path / "a") as catalogue:
        if not is_swept:  # whatever else stops the writing of an index, the next build makes it anew
            monkeypatch.setattr(module, "_sweep", lambda _: None)
            with pytest.raises(Unreadable, match="cannot be written"):
                update_index(catalogue)
        update_index(catalogue)
        assert sorted(found(catalogue, "word")) == ["b", "c"]
