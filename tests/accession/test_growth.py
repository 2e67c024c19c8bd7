"""Work grows as a file does: twice the file, about twice the steps, and no expression that hangs.

Steps are calls, of Python's own functions as well, which are the same on every machine. What a single call costs is not
seen by them: expressions and native libraries are held to the limits of the worker instead, on files for which a work
that grew with the square would need many times the processor time allowed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from repeating import files

from variorum.accession import Asked, read, read_files

SMALL, LARGE, HUGE = 2_000, 4_000, 400_000
GROWTH = 2.7
FREE = 30_000  # calls that any file may cost: modules are imported, tables are made


def steps(data: bytes, name: str) -> int:
    """The calls that reading these bytes makes."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        read(data, name=name, source="s")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("ending", ["txt", "md", "html", "fb2", "xml", "rtf"])
def test_twice_the_file_takes_about_twice_the_steps(ending: str) -> None:
    small, large = files(SMALL), files(LARGE)
    told = {name: (steps(small[name], name), steps(large[name], name)) for name in small if name.endswith(ending)}
    assert told
    steep = {name: counts for name, counts in told.items() if counts[1] > FREE + GROWTH * counts[0]}
    assert not steep


def test_no_head_word_attribute_or_declaration_holds_a_reader_up(tmp_path: Path) -> None:
    asked = []
    for name, data in files(HUGE).items():
        if name.partition(".")[0].isalpha():
            path = tmp_path / name
            path.write_bytes(data)
            asked.append(Asked(path, "s"))
    held_up = {
        one.path.name: reading.findings[0].message
        for one, reading in zip(asked, read_files(asked), strict=True)
        if any(finding.code == "A015" for finding in reading.findings)
    }
    assert len(asked) > 10
    assert not held_up
