"""The word lists by which patterns tell names (`patterns.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def word_list(name: str) -> frozenset[str]:
    """A list by table and key ("rank.russian"), in small letters."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    with files("variorum.names.recognition").joinpath("patterns.toml").open("rb") as file:
        written = tomllib.load(file)
    return {
        f"{table}.{name}": frozenset(words.split()) for table, names in written.items() for name, words in names.items()
    }
