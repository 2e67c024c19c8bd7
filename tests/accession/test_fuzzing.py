"""Damaged files of every format, the same on every machine: each is read or told of, and none ends the main process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from damaging import damaged
from whole_files import files

from variorum.accession import READERS, Asked, Reading, read_files

INPUTS = 120
MORE = 1000  # where there is time: `make test-deep`
WHOLE = files()


def readings(kind: str, folder: Path, inputs: int) -> Iterator[tuple[int, Reading]]:
    ending, make = WHOLE[kind]
    whole = make()
    asked = []
    for number in range(inputs):
        path = folder / f"{number}.{ending}"
        path.write_bytes(damaged(whole, kind, Random(f"{kind} {number}")))
        asked.append(Asked(path, "s"))
    yield from enumerate(read_files(asked))


def test_every_reader_is_fuzzed() -> None:
    assert set(READERS) == set(WHOLE)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_is_read_without_an_error(kind: str, tmp_path: Path) -> None:
    ending, make = WHOLE[kind]
    path = tmp_path / f"whole.{ending}"
    path.write_bytes(make())
    (reading,) = read_files([Asked(path, "s")])
    assert reading.reader == kind
    text = " ".join(page.text for page in reading.pages).lower()
    assert reading.pictures or "lamp" in text or "фонари" in text


@pytest.mark.parametrize("inputs", [INPUTS, pytest.param(MORE, marks=pytest.mark.deep)])
@pytest.mark.parametrize("kind", WHOLE)
def test_a_damaged_file_is_read_or_told_of(kind: str, inputs: int, tmp_path: Path) -> None:
    seen = 0
    for number, reading in readings(kind, tmp_path, inputs):
        seen += 1
        assert reading.pages or reading.findings, f"{kind} {number} came out as nothing"
        for page in reading.pages:
            assert page.source == "s"
            assert list(page.paragraphs) == sorted(set(page.paragraphs))
            assert all(0 <= offset <= len(page.text) for offset in page.paragraphs)
            assert page.text.isprintable() or not set(page.text) & set("\x00\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5")
    assert seen == inputs
