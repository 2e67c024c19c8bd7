"""The real data, where it is there, and one archive made of it for all tests; every test here skips without it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import making_the_review_archive as making
from review_cuts import paragraphs_of

from variorum.archive.folder import Archive
from variorum.pipeline import Built, build


@pytest.fixture(scope="session")
def data() -> Path:
    folder = making.real_data()
    if folder is None:
        pytest.skip("the real data does not come with the repository (VARIORUM_REAL_DATA says where it is)")
    return folder


@pytest.fixture(scope="session")
def paragraphs(data: Path) -> Mapping[int, str]:
    return paragraphs_of(data / "seed" / "peters2019.txt")


@pytest.fixture(scope="session")
def archive(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive of the review and the books, as a historian has it before the first build."""
    return making.make(tmp_path_factory.mktemp("real") / "archive", data)


@pytest.fixture(scope="session")
def today() -> str:
    return "2026-04-01"


@pytest.fixture(scope="session")
def built(archive: Archive, today: str) -> Built:
    return build(archive, today=today)
