"""What every test shares: the Hypothesis profiles.

`make test` draws the same examples on every machine and at every run, so that a red run is about the change; what was
found once stays as an explicit example. `make test-deep` (profile "deep") draws new ones, and many more of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("variorum", derandomize=True, **_SHARED)
settings.register_profile("deep", max_examples=1000, print_blob=True, **_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "variorum"))


@pytest.fixture(scope="session", autouse=True)
def english_terminal() -> Iterator[None]:
    """Let the terminal speak English, whatever the language of the machine that the tests run on."""
    before = os.environ.get("VARIORUM_LANGUAGE")
    os.environ["VARIORUM_LANGUAGE"] = "en"
    yield
    if before is None:
        del os.environ["VARIORUM_LANGUAGE"]
    else:
        os.environ["VARIORUM_LANGUAGE"] = before


@pytest.fixture(autouse=True)
def nobody_stays_at_work() -> Iterator[None]:
    """End the workers that a test leaves behind: they know nothing of what the next one puts in another's place."""
    yield
    pool = sys.modules.get("variorum.names.recognition.process_pool")
    if pool is not None:
        pool.send_workers_home()


@pytest.fixture(scope="session", autouse=True)
def readers_that_stay() -> Iterator[type]:
    """Let the processes that read files go on from one call to the next, as they go on from file to file within one.

    Each is kept for calls with the same environment; what was broken off, and what a test begins otherwise, ends. What
    is given is what the program has in place of it, for tests of that.
    """
    from variorum.accession import isolation

    resting: list[tuple[object, isolation.Worker]] = []

    class Staying(isolation._Idle):
        def __init__(self, crew: int, starts: str) -> None:
            environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
            self._kind = (starts, frozenset(environment.items()))
            super().__init__(0, starts)
            known = [worker for kind, worker in resting if kind == self._kind][:crew]
            resting[:] = [(kind, worker) for kind, worker in resting if worker not in known]
            self._all = known + [isolation.Worker(starts) for _ in range(crew - len(known))]
            for worker in reversed(self._all):
                self._resting.put(worker)

        def close(self) -> None:
            if self.closed:
                return
            if self._resting.qsize() < len(self._all):  # some still read: nobody waits for them
                super().close()
                return
            self.closed = True
            resting.extend((self._kind, worker) for worker in self._all)
            while len(resting) > 2 * isolation.CREW:
                resting.pop(0)[1].close()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(isolation, "_Idle", Staying)
        yield Staying.__base__
    for _, worker in resting:
        worker.close()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive with everything worked out and published; to be copied, never written in.

    It is made once: the other process that runs tests waits for it.
    """
    from variorum.archive.folder import open_archive
    from variorum.archive.locking import building
    from variorum.pipeline.full_build import build
    from variorum.sample import copy_sample

    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    root = shared / "sample-built" / "archive"
    with building(shared, timeout=900):
        if not root.exists():
            making = shared / "sample-being-made" / "archive"
            copy_sample(making)
            build(open_archive(making))
            making.parent.rename(root.parent)
    return root


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the program remembers of itself and of audits out of the user's own cache."""
    if os.environ.get("VARIORUM_CACHE"):
        yield
        return
    os.environ["VARIORUM_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["VARIORUM_CACHE"]
