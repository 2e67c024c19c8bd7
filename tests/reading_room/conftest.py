"""The sample archive, built once, and a copy of it in the reading room for each test that writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from secrets import token_urlsafe

import pytest
from room_reader import Reader
from room_serving import Served, files_of, serving

from variorum.archive.folder import Archive, open_archive


@pytest.fixture(scope="session")
def built(built_sample: Path) -> Path:
    """The sample archive, so that a room of a copy has nothing to wait for."""
    return built_sample


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Archive:
    """A copy of the sample archive to write in, its catalogue with it."""
    root = tmp_path / "archive"
    shutil.copytree(built, root)
    return open_archive(root)


@pytest.fixture
def served(archive: Archive) -> Iterator[Served]:
    """The copy in the reading room."""
    yield from serving(archive)


@pytest.fixture
def reader(served: Served) -> Iterator[Reader]:
    """Somebody who opened the address that was printed."""
    one = Reader(served)
    yield one
    one.client.close()


@pytest.fixture(scope="session")
def kept_standing(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The room of `standing`, opened once."""
    root = tmp_path_factory.mktemp("standing") / "archive"
    shutil.copytree(built, root)
    for served in serving(open_archive(root)):
        assert served.room.settled(patience=600)  # a build writes down what it checked
        yield served


@pytest.fixture(scope="module")
def standing(kept_standing: Served) -> Iterator[Served]:
    """A room for all tests in which nothing is written, to which each file is held at its end."""
    before = files_of(kept_standing.archive.root)
    kept_standing.gate.token = token_urlsafe(24)  # an address is good once
    yield kept_standing
    assert files_of(kept_standing.archive.root) == before


@pytest.fixture(scope="module")
def onlooker(standing: Served) -> Iterator[Reader]:
    """Somebody who writes nothing in it."""
    one = Reader(standing)
    yield one
    one.client.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A Chromium; asked for only by modules that import `room_browser`."""
    from room_browser import launched

    yield from launched()


@pytest.fixture
def page(browser: object, served: Served) -> Iterator[object]:
    """A page of the room in that browser."""
    from room_browser import first_page

    yield from first_page(browser, served)
