"""A class name stands once in the tree, so that whoever reads it anywhere knows what is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import variorum

PACKAGE = Path(variorum.__file__).parent


def classes() -> dict[str, list[str]]:
    """Where each class is defined, private and nested ones too, by its name."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}")
    return places


def test_no_class_name_has_two_meanings() -> None:
    found = classes()
    assert len(found) > 500, "the tree was not read"
    assert {name: places for name, places in found.items() if len(places) > 1} == {}
