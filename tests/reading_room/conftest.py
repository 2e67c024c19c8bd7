"""The sample archive, built once, and a copy of it in the reading room for each test that writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from room_reader import Reader
from room_serving import Served, files_of, serving

from variorum.archive.folder import Archive, open_archive
from variorum.archive.locking import building
from variorum.pipeline.full_build import build
from variorum.sample import copy_sample


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive with everything worked out and published, so that a room of a copy has nothing to wait for.

    It is made once: the other process that runs tests waits for it.
    """
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    root = shared / "sample-for-the-room" / "archive"
    with building(shared, timeout=900):
        if not root.exists():
            making = shared / "sample-being-made" / "archive"
            copy_sample(making)
            build(open_archive(making))
            making.parent.rename(root.parent)
    return root


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


@pytest.fixture(scope="module")
def standing(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A room for all tests of a file in which nothing is written, which it is held to at the end."""
    root = tmp_path_factory.mktemp("standing") / "archive"
    shutil.copytree(built, root)
    for served in serving(open_archive(root)):
        assert served.room.settled(patience=600)  # a build writes down what it checked
        before = files_of(root)
        yield served
        assert files_of(root) == before


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
