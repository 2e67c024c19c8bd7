"""What lies in a folder or an archive and hurts is told of; everything else is taken in, built and published."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from variorum.archive.folder import Archive, create_archive
from variorum.pipeline import examine
from variorum.pipeline.intake import TakenIn, take_in

POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such files")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return create_archive(tmp_path / "archive", title="Lamps")


def told(taken: TakenIn) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in taken.findings:
        assert finding.position is not None
        found.setdefault(Path(finding.position.file).name, []).append(finding.code)
    return found


@POSIX
def test_a_folder_with_pipes_links_bombs_and_odd_names_gives_its_good_files(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("a secret of the house", encoding="utf-8")
    (folder / "good.txt").write_text("The lamps were lit at six.\n", encoding="utf-8")
    (folder / "line\nend \u202e and way.txt").write_text("The lamps went out.\n", encoding="utf-8")
    (folder / ("n" * 240 + ".txt")).write_text("A long name.\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "inside.txt").symlink_to(folder / "good.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "nowhere.txt").symlink_to(tmp_path / "nowhere")
    (folder / "up").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    with (folder / "sparse.txt").open("wb") as sparse:
        sparse.truncate(2_000_000_000)
    taken = take_in(archive, [folder])
    assert len(taken.sources) == 3
    assert told(taken) == {
        "empty.txt": ["A001"],
        "inside.txt": ["A010"],
        "nowhere.txt": ["A013"],
        "outside.txt": ["A009"],
        "pipe.txt": ["A013"],
        "sparse.txt": ["A006"],
        "up": ["A009"],
    }
    assert not any("secret" in path.read_text("utf-8") for path in archive.originals.iterdir())


def test_the_same_bytes_twice_in_one_folder_are_one_source(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The lamps were lit.\n", encoding="utf-8")
    taken = take_in(archive, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [one.key for one in taken.sources] == ["a"]
    assert told(taken) == {"b.txt": ["A010"]}


@POSIX
def test_a_link_out_of_the_archive_is_refused_and_the_rest_is_built(archive: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("a secret of the house", encoding="utf-8")
    (archive.originals / "linked.txt").symlink_to(outside)
    digest = sha256(outside.read_bytes()).hexdigest()
    (archive.sources / "linked.md").write_text(
        f"---\nkey: linked\nkind: letter\ntitle: Linked\noriginal: {{file: linked.txt, sha256: {digest}}}\n---\n",
        "utf-8",
    )
    (archive.root / "people" / "who.md").symlink_to(outside)
    found = {(finding.code, finding.position.file) for finding in examine(archive).findings if finding.position}
    assert ("C106", "sources/linked.md") in found
    assert ("S001", "people/who.md") in found
    kept = [path for path in archive.catalogue_dir.rglob("*") if path.is_file()]
    assert not any(b"a secret of the house" in path.read_bytes() for path in kept)


@POSIX
@pytest.mark.parametrize("odd", ["pipe", "folder", "broken"])
def test_an_original_that_cannot_be_opened_does_not_stop_the_rest(archive: Archive, tmp_path: Path, odd: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The lamps were lit.\n", encoding="utf-8")
    (key,) = (one.key for one in take_in(archive, [path]).sources)
    original = archive.originals / f"{key}.txt"
    original.unlink()
    if odd == "pipe":
        os.mkfifo(original)
    elif odd == "folder":
        original.mkdir()
    else:
        original.symlink_to(archive.root / "nowhere")
    codes = {finding.code for finding in examine(archive).findings}
    assert codes & {"A013", "C106", "C107"}


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not made read-only so")
def test_an_archive_that_can_only_be_read_is_examined_all_the_same(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The lamps were lit.\n", encoding="utf-8")
    take_in(archive, [path])
    before = {one: one.stat().st_mtime_ns for one in archive.root.rglob("*")}
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda one, mode: one != archive.root and allowed(one, mode))
    first = examine(archive).findings
    assert {one: one.stat().st_mtime_ns for one in archive.root.rglob("*")} == before
    monkeypatch.undo()
    assert examine(archive).findings == first


def test_a_new_archive_tells_git_to_leave_originals_as_they_are(archive: Archive) -> None:
    assert "originals/** -text" in (archive.root / ".gitattributes").read_text("utf-8")
