"""Quotations on which a verdict was once wrong: whole kinds, each with a few cases (see seen_wrong.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from variorum.quotation.verification import memory_texts, verify

FILE = Path(__file__).parent / "seen_wrong.toml"
KINDS: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
CASES = [
    pytest.param(kind["pages"], case, id=f"{name}-{number}")
    for name, kind in KINDS.items()
    for number, case in enumerate(kind["cases"], start=1)
]


@pytest.mark.parametrize(("pages", "case"), CASES)
def test_the_verdict_is_the_right_one(pages: list[str], case: dict[str, Any]) -> None:
    found = verify(case["q"], memory_texts({"s": pages}), source="s")
    assert found.verdict in ([case["is"]] if isinstance(case["is"], str) else case["is"]), found
    if case.get("warns"):
        assert found.warnings, found
    if "says" in case:
        assert any(case["says"] in warning for warning in found.warnings), found
    if "quiet" in case:
        assert not any(case["quiet"] in warning for warning in found.warnings), found
    if "differs" in case:
        assert [[one.quoted, one.found] for one in found.differences] == case["differs"], found
    if "frame" in case:
        assert found.frame == case["frame"], found
    if "voice" in case:
        assert case["voice"] in found.voice, found
    if "passed" in case:
        assert list(found.passed_over) == case["passed"], found
