"""What every test shares: the Hypothesis profiles.

`make test` draws the same examples on every machine and at every run, so that a red run is about the change; what was
found once stays as an explicit example. `make test-deep` (profile "deep") draws new ones, and many more of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

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
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the program remembers of itself and of audits out of the user's own cache."""
    if os.environ.get("VARIORUM_CACHE"):
        yield
        return
    os.environ["VARIORUM_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["VARIORUM_CACHE"]
