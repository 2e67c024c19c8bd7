"""What is remembered of the program's files is never told of files that are others: a changed rule is seen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum import remembering
from variorum.remembering import remembered, state_of

PROGRAM = {
    "__init__.py": "",
    "rules/__init__.py": "",
    "rules/strict.py": "LIMIT = 3\n",
    "rules/words.toml": "a = 1\n",
}
LONG_AGO = 1_700_000_000_123_456_789


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program whose files were written long ago, as far as their states tell."""
    monkeypatch.setenv("VARIORUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(remembering, "_SKEW", -60_000_000_000)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "installed")])
    (tmp_path / "installed").mkdir()
    root = tmp_path / "program"
    for name, text in PROGRAM.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def asked(root: Path) -> bool:
    """Whether what is asked is worked out, in what stands for a process of its own."""
    remembering._Memory.of.cache_clear()
    worked: list[str] = []

    def work() -> str:
        worked.append("worked out")
        return "".join(path.read_text("utf-8") for path in sorted(root.rglob("*")) if path.is_file())

    told = remembered(root, "all", work)
    remembering._Memory.of.cache_clear()
    assert told == work(), "what is told is of the files as they are"
    return len(worked) > 1


def test_what_nothing_changed_is_worked_out_once(root: Path) -> None:
    assert (asked(root), asked(root), asked(root)) == (True, False, False)


def _of_the_same_size(root: Path) -> None:
    (root / "rules/strict.py").write_text("LIMIT = 4\n", "utf-8")


def _with_its_time_set_back(root: Path) -> None:
    path = root / "rules/strict.py"
    before = path.stat()
    path.write_text("LIMIT = 4\n", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _put_in_its_place(root: Path) -> None:
    beside = root / "beside"
    beside.write_text("LIMIT = 4\n", "utf-8")
    beside.replace(root / "rules/strict.py")


def _a_table(root: Path) -> None:
    (root / "rules/words.toml").write_text("a = 2\n", "utf-8")


def _a_file_more(root: Path) -> None:
    (root / "rules/more.py").write_text("MORE = True\n", "utf-8")


def _a_file_less(root: Path) -> None:
    (root / "rules/words.toml").unlink()


def _a_name(root: Path) -> None:
    (root / "rules/words.toml").rename(root / "rules/terms.toml")


def _behind_a_link(root: Path) -> None:
    path = root / "rules/words.toml"
    path.unlink()
    (root.parent / "words.toml").write_text("a = 3\n", "utf-8")
    path.symlink_to(root.parent / "words.toml")
    asked(root)
    (root.parent / "words.toml").write_text("a = 4\n", "utf-8")


def _in_a_linked_folder(root: Path) -> None:
    (root.parent / "tables").mkdir()
    (root.parent / "tables/one.toml").write_text("a = 3\n", "utf-8")
    (root / "tables").symlink_to(root.parent / "tables")
    asked(root)
    (root.parent / "tables/one.toml").write_text("a = 4\n", "utf-8")


def _a_package_installed(root: Path) -> None:
    (root.parent / "installed/numbers-1.dist-info").mkdir()


@pytest.mark.parametrize(
    "change",
    [_of_the_same_size, _with_its_time_set_back, _put_in_its_place, _a_table, _a_file_more, _a_file_less, _a_name,
     _behind_a_link, _in_a_linked_folder, _a_package_installed],
)  # fmt: skip
def test_a_changed_rule_is_seen(root: Path, change: Callable[[Path], None]) -> None:
    asked(root)
    if change in (_with_its_time_set_back,) and os.name == "nt":
        pytest.skip("Windows keeps no time of the inode's change")
    change(root)
    assert asked(root)
    assert not asked(root)


def test_another_version_of_a_package_is_seen(root: Path) -> None:
    info = root.parent / "installed/numbers-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Version: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[variorum.languages]\n", "utf-8")
    asked(root)
    for name in ("METADATA", "entry_points.txt"):
        (info / name).write_text((info / name).read_text("utf-8").replace("1", "2") + "eo = x\n", "utf-8")
        assert asked(root)
    info.rename(info.with_name("numbers-2.dist-info"))
    assert asked(root)
    assert not asked(root)


def test_a_file_that_was_written_this_moment_is_never_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of the clock leave the same times: what is so new may be another a moment later."""
    monkeypatch.setattr(remembering, "_SKEW", 0)
    monkeypatch.setattr(time, "time_ns", lambda: (root / "rules/strict.py").stat().st_mtime_ns + 50_000_000)
    assert state_of(root) == ""
    assert (asked(root), asked(root)) == (True, True)


def test_nothing_is_kept_where_a_file_changes_while_it_is_read(root: Path) -> None:
    def work() -> str:
        _of_the_same_size(root)
        return "of neither"

    assert remembered(root, "all", work) == "of neither"
    remembering._Memory.of.cache_clear()
    assert remembered(root, "all", lambda: "of the later") == "of the later"


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"state": "x"}', '{"kept": {"all": "x"}, "state": "", "digest": ""}'])
def test_what_is_torn_or_was_tampered_with_is_worked_out_anew(root: Path, torn: str) -> None:
    asked(root)
    (file,) = (root.parent / "cache/program").iterdir()
    kept = file.read_text("utf-8")
    file.write_text(torn, "utf-8")
    assert asked(root)
    file.write_text(kept.replace("LIMIT = 3", "LIMIT = 9"), "utf-8")
    assert asked(root)
    assert not asked(root)


def test_where_nothing_can_be_kept_all_is_worked_out(root: Path) -> None:
    (root.parent / "cache").write_text("no folder", "utf-8")
    assert (asked(root), asked(root)) == (True, True)


def test_a_rule_of_the_program_that_changes_is_another_code_to_the_next_process(tmp_path: Path) -> None:
    """The digest of a step's code in processes of their own, over a copy of the program."""
    import shutil

    import variorum

    copy = tmp_path / "copy"
    shutil.copytree(
        Path(variorum.__file__).parent, copy / "variorum", ignore=shutil.ignore_patterns("islands", "__pycache__")
    )
    for path in (copy / "variorum").rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    program = (
        "from variorum import remembering\n"
        "remembering._SKEW = -60_000_000_000\n"
        "from variorum.code import code_digest, _Files\n"
        "said = code_digest(('quotation',))\n"
        "print(said, _Files.shared.cache_info().currsize)\n"
    )

    def told() -> tuple[str, bool]:
        environment = {**os.environ, "PYTHONPATH": str(copy), "VARIORUM_CACHE": str(tmp_path / "cache")}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        said, read = done.stdout.split()
        return said, read == "1"

    first, second = told(), told()
    assert (first[0] == second[0], first[1], second[1]) == (True, True, False)
    rules = copy / "variorum/text/seeds.py"
    rules.write_text(rules.read_text("utf-8") + "\nLIMIT = 4\n", "utf-8")
    third = told()
    assert (third[0] != first[0], third[1]) == (True, True)
