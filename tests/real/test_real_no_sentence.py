"""No sentence of the review stands in the repository: no run of more than eight of its words, but titles."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
LONGEST = 8  # words in a row
_WORD = re.compile(r"[^\W_]+")
# Titles are facts: the review's, the book's (the publisher's notice at the foot gives it a semicolon), and others.
_TITLES = re.compile(
    r"A magnificent account of Stalin's opponents in the USSR"
    r"|Bolsheviks against Stalinism 1928–1933[:;] Leon Trotsky and the Left Opposition"
    r"|Stalin and the Crisis of Proletarian Dictatorship|The Social and Class Meaning of the .Great Breakthrough",
    re.IGNORECASE,
)


def _committed() -> Iterator[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no working copy, so that there is no list of committed files")
    kinds = ("--cached", "--others", "--exclude-standard")  # what is about to be committed too
    listed = subprocess.run([git, "ls-files", "-z", *kinds], cwd=ROOT, capture_output=True, check=True).stdout
    for name in sorted(set(listed.decode().split("\0")) - {""}):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 5_000_000:
            yield path


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text.replace("'", "").replace("’", ""))]
    return {tuple(words[i : i + LONGEST + 1]) for i in range(len(words) - LONGEST)}


def test_no_run_of_its_words_is_in_a_committed_file(data: Path) -> None:
    review = (data / "seed" / "peters2019.txt").read_text(encoding="utf-8")
    runs: set[tuple[str, ...]] = set()
    for piece in _TITLES.split(review):
        runs |= _runs(piece)
    first = {run[:3] for run in runs}
    assert len(runs) > 2000
    for path in _committed():
        raw = path.read_bytes()
        if b"\0" in raw[:1000]:
            continue
        words = [w.casefold() for w in _WORD.findall(raw.decode("utf-8", "replace").replace("'", "").replace("’", ""))]
        for i in range(len(words) - LONGEST):
            if tuple(words[i : i + 3]) in first:
                run = tuple(words[i : i + LONGEST + 1])
                assert run not in runs, f"{path.relative_to(ROOT)}: {' '.join(run)}"
