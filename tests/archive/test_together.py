"""Several files written together: all or none, also where the program is killed in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from variorum.archive import transaction
from variorum.archive.transaction import PLAN, FileChange, finish, write_together
from variorum.finding import ChangedOnDisk, Refused, Unreadable

OLD, NEW = b"old", b"new"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in "abc":
        (tmp_path / f"{name}.md").write_bytes(OLD)
    return tmp_path


def changes() -> list[FileChange]:
    return [FileChange(f"{name}.md", OLD, NEW) for name in "abc"] + [
        FileChange("deep/in/d.md", None, b""),
        FileChange("a.md", OLD, OLD),
    ]


def test_all_are_written_and_no_plan_is_left(root: Path) -> None:
    write_together(root, changes())
    assert {(root / f"{name}.md").read_bytes() for name in "abc"} == {NEW}
    assert (root / "deep/in/d.md").read_bytes() == b""
    assert not (root / PLAN).exists()
    write_together(root, [FileChange("a.md", NEW, None)])
    assert not (root / "a.md").exists()


def test_none_is_written_where_one_was_changed_meanwhile(root: Path) -> None:
    (root / "c.md").write_bytes(b"mine")
    with pytest.raises(ChangedOnDisk):
        write_together(root, changes())
    assert (root / "a.md").read_bytes() == OLD
    assert not (root / PLAN).exists()


def test_what_was_written_is_taken_back_where_the_disk_fills_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = transaction.write_atomically

    def fails(path: Path, content: bytes, *, expected: str | None = None) -> None:
        if path.name == "c.md":
            raise Refused("c.md was not written, since the disk is full; what was there before is untouched.")
        real(path, content, expected=expected)

    monkeypatch.setattr(transaction, "write_atomically", fails)
    with pytest.raises(Refused, match="disk is full"):
        write_together(root, changes())
    assert {(root / f"{name}.md").read_bytes() for name in "abc"} == {OLD}
    assert not (root / PLAN).exists()


KILLED = """
import os, sys
from pathlib import Path
from variorum.archive import transaction
root, after = Path(sys.argv[1]), int(sys.argv[2])
real, done = transaction._put, [0]
def put(path, content, *, expected):
    if done[0] == after:
        os.kill(os.getpid(), 9)
    done[0] += 1
    real(path, content, expected=expected)
transaction._put = put
transaction.write_together(root, [transaction.FileChange(f"{n}.md", b"old", b"new") for n in "abc"])
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("after", range(4))
def test_what_a_killed_program_had_begun_is_carried_out_by_the_next(root: Path, after: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(root), str(after)], check=False)
    assert done.returncode == (-signal.SIGKILL if after < 3 else 0)
    finish(root)
    assert {(root / f"{name}.md").read_bytes() for name in "abc"} == {NEW}
    assert finish(root) == ()


def test_a_file_changed_since_the_kill_is_left_and_a_damaged_plan_is_a_sentence(root: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(root), "0"], check=False)
    (root / "b.md").write_bytes(b"mine")
    assert finish(root) == ("a.md", "c.md")
    assert (root / "b.md").read_bytes() == b"mine"
    (root / PLAN).write_bytes(b"{")
    with pytest.raises(Unreadable, match="damaged"):
        finish(root)


def test_a_plan_that_leads_out_of_the_archive_writes_nothing_there(root: Path) -> None:
    (root / "in").mkdir()
    (root / "in" / PLAN).write_text('[{"file": "../a.md", "before": "absent", "after": "eA=="}, '
                                    '{"file": "../x.md", "before": "absent", "after": "eA=="}]')  # fmt: skip
    assert finish(root / "in") == ()
    assert not (root / "x.md").exists()
