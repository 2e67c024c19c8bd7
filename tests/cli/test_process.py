"""The command line as a process of its own: what it prints and its status arrive, however it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = "import sys; from variorum.cli import run; sys.argv = ['variorum', *sys.argv[1:]]; run()"


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        (["--version"], 0, "variorum ", ""),
        (["date", "May 1932"], 0, "1932-05", ""),
        (["xyz"], 2, "", "There is no command"),
    ],
)
def test_a_process_ends_with_all_that_it_said(
    tmp_path: Path, arguments: list[str], status: int, out: str, err: str
) -> None:
    said = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == status
    assert out in said.stdout
    assert err in said.stderr
