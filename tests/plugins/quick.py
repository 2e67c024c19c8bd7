"""Leaving out of everyday what takes long: how long each test took is kept, and `--quick SECONDS` goes by it.

A test is left out where it took longer the last time that it ran on this machine, or where something that its file sets
up took five times as long, which whichever test is left would pay for.
What never ran here is run.
"""

from __future__ import annotations

import pytest

_KEPT = "variorum/took"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", type=float, metavar="SECONDS", help="leave out tests that took longer the last time")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Times(config), "variorum-times")


class _Times:
    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._cache: pytest.Cache | None = getattr(config, "cache", None)  # `-p no:cacheprovider` leaves it out
        self._took: dict[str, dict[str, float]] = self._cache.get(_KEPT, {}) if self._cache else {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        longest = self._config.getoption("--quick")
        if longest is None:
            return
        setting_up: dict[str, float] = {}
        for test, took in self._took.items():
            file = test.partition("::")[0]
            setting_up[file] = max(setting_up.get(file, 0), took.get("setup", 0))
        left_out = [
            item for item in items
            if self._took.get(item.nodeid, {}).get("call", 0) > longest
            or setting_up.get(item.nodeid.partition("::")[0], 0) > 5 * longest
        ]  # fmt: skip
        long = set(left_out)
        items[:] = [item for item in items if item not in long]
        self._config.hook.pytest_deselected(items=left_out)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._took.setdefault(report.nodeid, {})[report.when or ""] = round(report.duration, 3)

    def pytest_sessionfinish(self) -> None:
        if self._cache and not hasattr(self._config, "workerinput"):
            self._cache.set(_KEPT, self._took)
