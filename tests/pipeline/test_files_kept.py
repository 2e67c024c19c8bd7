"""Only files that may have changed are opened, and none that did change is taken for what it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import DOSSIERS, SETTINGS

from variorum import file_states
from variorum.archive.folder import create_archive, open_archive
from variorum.archive.reading import read_record
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.criticism.framework import Criticism
from variorum.finding import NotFound
from variorum.pipeline import answers, build, examine, files, parsing
from variorum.pipeline.asking import shown, still_stands
from variorum.pipeline.engine import Engine
from variorum.pipeline.parsing import record_of, said_by

_DOSSIERS = {name: text for name, text in DOSSIERS.items() if name.endswith(".md")}
WRITTEN = {**_DOSSIERS, "variorum.toml": SETTINGS, "sources/memoir.md": "---\nkey: memoir\ntitle: The memoir\n---\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive = create_archive(tmp_path / "archive", title="The circle")
    for name, text in WRITTEN.items():
        (archive.root / name).write_text(text, "utf-8")
    return archive.root


@pytest.fixture
def written_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the states of files that were written this moment, as one may of those of a second ago."""
    monkeypatch.setattr(file_states, "_TICK", -60_000_000_000)


@contextmanager
def kept(root: Path) -> Iterator[Catalogue]:
    with open_catalogue(root / ".catalogue") as catalogue:
        yield catalogue


def parsed(root: Path) -> list[str]:
    """What a look at the archive parses; what it says is what a clean reading says."""
    with kept(root) as catalogue:
        engine = Engine(catalogue)
        said = said_by(root, engine)
        assert said.whole == read_record(root)
        return [name for name, times in engine.made.items() for _ in range(times) if name in ("dossier", "writing")]


def settled(root: Path) -> None:
    """Set every file's time back, as if it had been written long ago, and look once, so that all states are kept."""
    for path in root.rglob("*"):
        if path.is_file() and ".catalogue" not in path.parts:
            os.utime(path, ns=(1_700_000_000_123_456_789,) * 2)
    parsed(root)


def test_a_second_look_parses_nothing_and_one_edit_one_file(root: Path) -> None:
    assert len(parsed(root)) == len(WRITTEN) - 1
    assert parsed(root) == []
    path = root / "people" / "orlova.md"
    path.write_text(path.read_text("utf-8").replace("1930:", "1931:"), "utf-8")
    assert parsed(root) == ["dossier"]


def test_a_new_dossier_has_none_parsed_again_but_those_that_link_to_it(root: Path) -> None:
    parsed(root)
    (root / "people" / "new.md").write_text("---\nid: new\nname: New\n---\n", "utf-8")
    assert parsed(root) == ["dossier"]
    (root / "events" / "meeting.md").unlink()
    assert parsed(root) == ["dossier", "dossier"]  # both who attended it


def test_a_relation_of_the_vocabulary_has_every_dossier_parsed_again(root: Path) -> None:
    parsed(root)
    path = root / "vocabulary.toml"
    path.write_text(
        path.read_text("utf-8") + '\n[relations."sang"]\nfacet = "life"\nen = "sang"\ndomain = ["person"]\n'
    )
    assert parsed(root).count("dossier") == sum(not name.startswith(("theses", "chap", "vari")) for name in WRITTEN)


def test_a_file_of_the_same_size_with_its_time_set_back_is_seen_to_have_changed(root: Path) -> None:
    settled(root)
    path = root / "people" / "orlova.md"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("1929: member", "1928: member"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert parsed(root) == ["dossier"]


def test_a_file_written_at_the_moment_of_the_look_is_opened_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that ticks too slowly gives two changes one time: nothing of a file that is so new is trusted."""
    path = root / "people" / "orlova.md"
    written = path.stat().st_mtime_ns
    monkeypatch.setattr(files, "told_by", lambda state: f"{state.st_size} at the same tick")
    monkeypatch.setattr(files, "_now", lambda _: written + 50_000_000)
    parsed(root)
    path.write_text(path.read_text("utf-8").replace("1929: member", "1928: member"), "utf-8")
    assert parsed(root) == ["dossier"]


def test_a_file_that_is_only_touched_is_opened_and_not_parsed(root: Path) -> None:
    parsed(root)
    (root / "people" / "orlova.md").touch()
    assert parsed(root) == []


def _renamed_by_case(root: Path) -> None:
    (root / "people" / "orlova.md").rename(root / "people" / "Orlova.md")


def _taken_twice(root: Path) -> None:
    shutil.copyfile(root / "people" / "orlova.md", root / "groups" / "orlova.md")


def _in_a_folder(root: Path) -> None:
    (root / "people" / "more").mkdir()
    (root / "people" / "lesnov.md").rename(root / "people" / "more" / "lesnov.md")


def _no_text(root: Path) -> None:
    (root / "people" / "orlova.md").write_bytes(b"\0\0")


def _a_stray_byte(root: Path) -> None:
    path = root / "people" / "orlova.md"
    path.write_bytes(path.read_bytes() + b"\xff\n")


def _readme(root: Path) -> None:
    (root / "people" / "README.md").write_text("How we name people.\n", "utf-8")


def _readme_that_is_one(root: Path) -> None:
    (root / "people" / "notes.md").write_text("---\nid: notes\nname: Notes\n---\n", "utf-8")


def _emptied(root: Path) -> None:
    (root / "people" / "orlova.md").write_bytes(b"")


def _leads_out(root: Path) -> None:
    (root.parent / "out.md").write_text("---\nid: out\nname: Out\n---\n", "utf-8")
    (root / "people" / "out.md").symlink_to(root.parent / "out.md")


def _link_within(root: Path) -> None:
    (root / "people" / "again.md").symlink_to(root / "people" / "orlova.md")


def _settings_gone(root: Path) -> None:
    (root / "vocabulary.toml").unlink()


def _calendar(root: Path) -> None:
    (root / "variorum.toml").write_text(SETTINGS.replace("gregorian", "julian"), "utf-8")


def _russian(root: Path) -> None:
    path = root / "people" / "lesnov.md"
    path.write_text(path.read_text("utf-8").replace("member of", "член группы"), "utf-8")


BENT: tuple[Callable[[Path], None], ...] = (
    _renamed_by_case, _taken_twice, _in_a_folder, _no_text, _a_stray_byte, _readme, _readme_that_is_one, _emptied,
    _leads_out, _link_within, _settings_gone, _calendar, _russian,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=st.lists(st.sampled_from(BENT), min_size=1, max_size=4))
def test_after_whatever_was_done_to_files_the_record_is_that_of_a_clean_reading(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[Callable[[Path], None]]
) -> None:
    root = create_archive(tmp_path_factory.mktemp("bent") / "archive", title="The circle").root
    for name, text in WRITTEN.items():
        (root / name).write_text(text, "utf-8")
    parsed(root)
    for change in chosen:
        try:
            change(root)
        except (FileNotFoundError, FileExistsError):
            continue  # done already, or undone by another change
        parsed(root)


def test_who_only_looks_gets_the_record_too_whether_it_is_kept_or_not(root: Path) -> None:
    parsed(root)
    for text in ("1930:", "1931:"):
        with open_catalogue(root / ".catalogue", read_only=True) as catalogue:
            assert record_of(root, Engine(catalogue, looking=True)) == read_record(root)[0]
        path = root / "people" / "orlova.md"
        path.write_text(path.read_text("utf-8").replace(text, "1932:"), "utf-8")


def test_a_check_of_what_nobody_changed_opens_nothing(
    root: Path, written_long_ago: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(root)
    first = examine(archive, codes=["Q", "S"])
    assert examine(archive, codes=["Q", "S"]) == first

    def refuse(*_: object) -> None:
        raise NotFound("Something was parsed.")

    monkeypatch.setattr(parsing, "Files", refuse)
    assert examine(archive, codes=["Q", "S"]) == first
    path = root / "people" / "orlova.md"
    path.write_text(path.read_text("utf-8") + "- 1940: sang\n", "utf-8")
    with pytest.raises(NotFound):
        examine(archive, codes=["Q", "S"])


def test_a_build_tells_that_it_still_stands_until_anything_changes(root: Path, written_long_ago: None) -> None:
    archive = open_archive(root)
    assert still_stands(archive) is None
    built = build(archive)
    stands = still_stands(archive)
    assert stands is not None
    assert (stands.findings, stands.verdicts, stands.silenced) == (built.findings, built.verdicts, built.silenced)
    lost = archive.edition_dir / "chronicle.html"
    before = lost.read_bytes()
    lost.unlink()
    assert still_stands(archive) is None
    build(archive)
    assert lost.read_bytes() == before
    assert still_stands(archive) is not None
    (root / "transcripts" / "memoir").mkdir(parents=True)
    (root / "transcripts" / "memoir" / "1.txt").write_text("Other words.\n", "utf-8")
    assert still_stands(archive) is None


@pytest.mark.parametrize("ledger", ["judgements.jsonl", "checked.jsonl", "searches.jsonl"])
@pytest.mark.parametrize(
    "torn", ['{"statement": "orl', "[1, 2]", '{"verdict": "verbatim"}', b"\xff\xfe{".decode("latin-1")]
)
def test_what_is_told_of_a_torn_ledger_is_kept_and_is_what_a_clean_check_tells(
    root: Path, written_long_ago: None, monkeypatch: pytest.MonkeyPatch, ledger: str, torn: str
) -> None:
    """The ledger of checks grows behind the torn line by the very answer; what is told of the line stays the same."""
    (root / "originals" / "memoir.txt").write_text("We met in the spring, the three of us.\n", "utf-8")
    source = "---\nkey: memoir\ntitle: The memoir\noriginal: {file: memoir.txt}\n---\n"
    (root / "sources" / "memoir.md").write_text(source, "utf-8")
    path = root / "people" / "orlova.md"
    path.write_text(path.read_text("utf-8") + "- 1931: sang\n  > We met in the spring [@memoir]\n", "utf-8")
    (root / ledger).write_bytes(torn.encode("latin-1"))
    archive = open_archive(root)
    first = examine(archive)
    assert any(one.position and one.position.file == ledger for one in first.findings)
    assert b'"verdict": "verbatim", "place"' in (root / "checked.jsonl").read_bytes()
    monkeypatch.setattr(parsing, "Files", lambda *_: pytest.fail("something was parsed"))
    assert examine(archive) == first
    monkeypatch.undo()
    shutil.rmtree(root / ".catalogue")
    assert examine(archive) == first


def test_an_answer_that_was_overtaken_by_a_change_is_not_kept(root: Path, written_long_ago: None) -> None:
    archive = open_archive(root)
    with kept(root) as catalogue:
        engine = Engine(catalogue)
        moment = answers.Moment(archive, engine)
        (root / "people" / "orlova.md").write_text("---\nid: orlova\nname: Vera\n---\n", "utf-8")
        moment.keep(shown, "Q", Criticism(()))
        assert answers.Moment(archive, engine).answer(shown, "Q") is None
        later = answers.Moment(archive, engine)
        later.keep(shown, "Q", Criticism(()))
        assert answers.Moment(archive, engine).answer(shown, "Q") == Criticism(())
