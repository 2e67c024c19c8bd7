from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.archive.folder import open_archive
from variorum.archive.locking import building
from variorum.catalogue.store import open_catalogue
from variorum.pipeline.examining import Examination, bring_up_to_date


@pytest.fixture(scope="session")
def examined_sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examination]:
    """A copy of the sample archive with everything brought up to date."""
    archive = open_archive(Path(shutil.copytree(built_sample, tmp_path_factory.mktemp("sample") / "demo")))
    with building(archive.root), open_catalogue(archive.catalogue_dir) as catalogue:
        yield bring_up_to_date(archive, catalogue, today="2026-04-01")  # what is asked of it later asks the catalogue


@pytest.fixture(scope="session")
def planted_file() -> Path:
    from variorum.sample import sample_folder

    return sample_folder().parent / "planted.toml"
