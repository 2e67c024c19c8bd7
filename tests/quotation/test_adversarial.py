"""Every case of the adversarial suite: invented texts and quotations, told in the TOML files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from variorum.quotation.cited_place import locator_of
from variorum.quotation.verification import MemoryTexts, as_json, verify
from variorum.record import Page

FOLDER = Path(__file__).parent / "adversarial"
VERDICTS = {"verbatim", "marked", "altered", "stitched", "translated", "absent", "unchecked"}


def _texts() -> MemoryTexts:
    sources = {}
    for file in sorted(FOLDER.glob("*texts.toml")):
        sources.update(tomllib.loads(file.read_text(encoding="utf-8")))
    contents = {}
    for key, source in sources.items():
        count = len(source["pages"])
        rows = zip(source["labels"] or [""] * count, source.get("heads", [""] * count), source["pages"], strict=True)
        contents[key] = tuple(
            Page(key, number, label, text, paragraphs=_paragraphs(text) if not label else (), head=head)
            for number, (label, head, text) in enumerate(rows, start=1)
        )
    return MemoryTexts(contents, {key: source["language"] for key, source in sources.items()})


def _paragraphs(text: str) -> tuple[int, ...]:
    starts, at = [0], text.find("\n\n")
    while at >= 0:
        starts.append(at + 2)
        at = text.find("\n\n", at + 2)
    return tuple(starts)


def _cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.toml")):
        if file.stem.endswith("texts"):
            continue
        for section, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for number, case in enumerate(table["cases"], start=1):
                yield pytest.param(case, id=f"{file.stem}-{section}-{number}")


TEXTS = _texts()
CASES = list(_cases())


def test_the_suite_is_as_large_as_promised() -> None:
    assert len(CASES) >= 560


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: dict[str, Any]) -> None:
    locator = locator_of(case["at"]) if "at" in case else None
    found = verify(case["q"], TEXTS, source=case.get("in"), locator=locator)
    told = as_json(found, TEXTS)
    context = f"{case} → {told}"
    allowed = {case["is"]} if isinstance(case["is"], str) else set(case["is"])
    assert allowed <= VERDICTS
    assert found.verdict in allowed, context
    if "place" in case:
        assert found.place == case["place"], context
    if "levelled" in case:
        assert list(found.levelled) == case["levelled"], context
    if "omits" in case:
        assert any(case["omits"] in omitted for omitted in found.omitted), context
    if "says" in case and found.verdict != "absent":
        assert any(case["says"] in warning for warning in found.warnings), context
    if "quiet" in case:
        assert not any(case["quiet"] in warning for warning in found.warnings), context
    if case.get("warns") and found.verdict != "altered":
        assert found.warnings, context
    if "page" in case:
        assert told["page"] == case["page"], context
    if "source" in case:
        assert told["source"] == case["source"], context
    if found.verdict in ("altered",):
        assert found.differences, context
    if found.verdict in ("absent", "translated", "unchecked"):
        assert not found.segments, context
        assert found.reason, context
