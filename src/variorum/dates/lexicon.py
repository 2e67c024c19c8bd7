"""The words that make dates, read from `english.toml` and `russian.toml`: every form with its class and what it means.

English and Russian share one lexicon, because they share no script. The class letters are those of `lexing`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

Meaning = tuple[str, object]  # class letter, value

_CLASSES = {
    "month": "m", "season": "s", "weekday": "w", "unit": "u", "year": "Y", "god": "L", "century": "C",
    "decade": "D", "number": "c", "ordinal": "o", "republican-month": "M", "article": "e", "of": "f",
    "and": "&", "or": "k", "from": "F", "between": "B", "to": "T", "bound": "b", "about": "A", "whole": "t",
    "part": "p", "piece": "H", "pointing": "x", "step": "l", "ahead": "h", "anniversary": "J", "sitting": "G",
    "feast": "V", "filler": "j", "preposition": "i", "first-ones": "g", "day-numbers": "r",
    "named-event": "W", "style": "O", "no-date": "_", "doubt": "U", "open-end": "X", "bound-after": "Z", "turn": "S",
    "night": "K", "said-day": "I", "month-of-writing": "2", "year-of-writing": "1", "term": "z",
}  # fmt: skip
_NUMBERED = {
    "month",
    "season",
    "weekday",
    "century",
    "decade",
    "number",
    "ordinal",
    "republican-month",
    "step",
    "ahead",
    "said-day",
    "term",
}


@cache
def single_words() -> dict[str, Meaning]:
    """Every form of one word, in lower case."""
    return {form: meaning for form, meaning in _forms() if " " not in form and "'" not in form}


@cache
def expressions() -> dict[str, list[tuple[list[str], Meaning]]]:
    """Every form of several words, as the tokens it is made of, by its first token and longest first."""
    table: dict[str, list[tuple[list[str], Meaning]]] = {}
    for form, meaning in _forms():
        if " " in form or "'" in form:
            tokens = form.replace("'s", " 's").split()
            table.setdefault(tokens[0], []).append((tokens, meaning))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _forms() -> list[tuple[str, Meaning]]:
    forms: list[tuple[str, Meaning]] = []
    for name in ("english.toml", "russian.toml"):
        table = tomllib.loads(resources.files("variorum.dates").joinpath(name).read_text("utf-8"))
        for heading, rows in table.items():
            for key, words in rows.items():
                value = int(key) if heading in _NUMBERED else key
                forms += [(word, (_CLASSES[heading], value)) for word in words]
    return forms
