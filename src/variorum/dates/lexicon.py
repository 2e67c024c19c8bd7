"""The words that make dates, from the table `dates` of a language: every form with its class and what it means.

A text is read by the words of its own language and by those of one language for each other script, since these share
no word. The class letters are those of `lexing`.

Words that a language writes together and that name a part of time: "Maihälfte", "Jahresende", "Spätherbst".

They are taken apart where both halves are words of the language's own table, so that no list of them is needed. Only
languages that say so (`writing.compounds` in the table `dates`) have their words taken apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from variorum.languages import tables

Meaning = tuple[str, object]  # class letter, value

_WRITING = "writing"  # a heading that says how the language writes, and no class of words
_PASSED_OVER = "passed-over"  # words that change nothing where they stand beside a date, and that are not read with it
_CLASSES = {
    "month": "m", "season": "s", "weekday": "w", "unit": "u", "year": "Y", "god": "L", "century": "C",
    "decade": "D", "number": "c", "ordinal": "o", "republican-month": "M", "article": "e", "of": "f",
    "and": "&", "or": "k", "from": "F", "between": "B", "to": "T", "bound": "b", "about": "A", "whole": "t",
    "part": "p", "piece": "H", "pointing": "x", "step": "l", "ahead": "h", "anniversary": "J", "sitting": "G",
    "feast": "V", "filler": "j", "preposition": "i", "first-ones": "g", "day-numbers": "r",
    "named-event": "W", "style": "O", "no-date": "_", "doubt": "U", "open-end": "X", "bound-after": "Z", "turn": "S",
    "night": "K", "said-day": "I", "month-of-writing": "2", "year-of-writing": "1", "term": "z",
    "era": "E",
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
    "era",
}


@cache
def single_words(language: str = "") -> dict[str, Meaning]:
    """Every form of one word, in lower case, for a text in this language; where it is not told, for every script."""
    return {form: meaning for form, meaning in _forms(language) if " " not in form and "'" not in form}


@cache
def expressions(language: str = "") -> dict[str, list[tuple[list[str], Meaning]]]:
    """Every form of several words, as the tokens it is made of, by its first token and longest first."""
    found: dict[str, list[tuple[list[str], Meaning]]] = {}
    for form, meaning in _forms(language):
        if " " in form or "'" in form:
            tokens = form.replace("'s", " 's").split()
            found.setdefault(tokens[0], []).append((tokens, meaning))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def shortened(language: str = "") -> frozenset[str]:
    """The abbreviations that end in a point of their own, where the language lists them."""
    written = (table.get(_WRITING, {}) for table in tables("dates", language))
    return frozenset(word for each in written for word in each.get("shortened", ()))


@cache
def passed_over(language: str = "") -> frozenset[str]:
    """Words that say nothing of their own beside a date: articles, prepositions, and what the table lists as such."""
    headings = (_PASSED_OVER, "article", "preposition")
    rows = (
        row for table in tables("dates", language) for heading in headings for row in table.get(heading, {}).values()
    )
    return frozenset(word.rstrip("'’") for row in rows for word in row)


@cache
def writing_of(language: str) -> Mapping[str, Any]:
    """How a language writes dates, as its table says under `writing`; nothing where the language is not told.

    `ordinal-point`: a point after a figure makes an ordinal of it ("12. Mai"). `compounds`: words that name a part of
    time are written together ("Jahresende"). `day-first`: in figures the day stands before the month. `easter`: the
    reckoning by which its feasts fall. `left-out`: the first and last of the days that its civil calendar left out.
    """
    own = tables("dates", language) if language else ()
    return own[0].get(_WRITING, {}) if own else {}


def _forms(language: str) -> list[tuple[str, Meaning]]:
    forms: list[tuple[str, Meaning]] = []
    for table in reversed(tables("dates", language)):  # the text's own language speaks last, and is believed
        for heading, rows in table.items():
            if heading in (_WRITING, _PASSED_OVER):
                continue
            for key, words in rows.items():
                value = int(key) if heading in _NUMBERED else key
                forms += [(word, (_CLASSES[heading], value)) for word in words]
    return forms


_WHOLES = frozenset("mYu")  # what a part is of: a month, the year, the month
_PARTS = frozenset("Hpu")
_SHORTEST = 6


def halves_of(word: str, words: dict[str, Meaning]) -> tuple[Meaning, ...]:
    """The two meanings of a compound in the order in which they would be said apart; none where it is no compound.

    "Maihälfte" is said as "Hälfte … Mai", "Spätherbst" as "später Herbst".
    """
    if len(word) < _SHORTEST:
        return ()
    for at in range(3, len(word) - 2):
        first, second = words.get(word[:at]), words.get(word[at:])
        if first is None or second is None:
            continue
        if first[0] in _WHOLES and second[0] in _PARTS and first != second:
            return second, first
        if first[0] == "p" and second[0] == "s":
            return first, second
    return ()
