"""A surname after the full name in the same source: the coreference that is safe, and no more.

"Rogovin" after "Vadim Rogovin" is a person whatever a model takes it for; "the latter" and "he" are left to readers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from variorum.names.forms.parsing import parse
from variorum.names.recognition.combining import FoundName
from variorum.names.recognition.dossier_matches import is_sure, words_of
from variorum.names.recognition.gazetteer import surname_keys

_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|в|во|из|под)\s+$", re.IGNORECASE)


@dataclass(slots=True)
class Antecedents:
    """The surnames of those whom a source has named in full so far, by skeleton; grows page by page."""

    surnames: dict[str, set[str]] = field(default_factory=dict)
    _answers: dict[str, bool] = field(default_factory=dict)

    def learn(self, surface: str) -> None:
        """Take in a person's name as written; a bare surname teaches nothing."""
        for reading in parse(surface).readings:
            if reading.surname and reading.given and len(reading.surname) > 2:
                for key in surname_keys(reading.surname):
                    if len(key) > 2 and reading.surname not in self.surnames.setdefault(key, set()):
                        self.surnames[key].add(reading.surname)
                        self._answers.clear()

    def knows(self, word: str) -> bool:
        """Whether the word may be a form of one of the surnames, in the same script."""
        answer = self._answers.get(word)
        if answer is None:
            answer = self._answers[word] = any(
                _same_script(word, surname) for key in surname_keys(word) for surname in self.surnames.get(key, ())
            )
        return answer


def _same_script(word: str, surname: str) -> bool:
    if not word.isascii() and not surname.isascii():
        return True
    return word.lower().removesuffix("'s").removesuffix("’s") == surname.lower()


def with_antecedents(text: str, names: list[FoundName], before: Antecedents, *, language: str) -> list[FoundName]:
    """The names of a page, with bare surnames of those named in full earlier in the source, or earlier on the page.

    `before` is what the source's earlier pages taught; it takes in this page.
    """
    taught = sorted(names, key=lambda name: name.start)
    covered = [(name.start, name.end) for name in taught if name.closed or name.kind not in ("work", "role")]
    found: list[FoundName] = []
    place = 0
    for word in words_of(text, capital=True):
        while place < len(taught) and taught[place].end <= word.start:
            if taught[place].kind == "person":
                before.learn(text[taught[place].start : taught[place].end])
            place += 1
        if before.surnames and before.knows(word.text):
            found += _bare(text, word.start, word.end, covered, language)
    for name in taught[place:]:
        if name.kind == "person":
            before.learn(text[name.start : name.end])
    replaced = {(name.start, name.end) for name in found}
    kept = [name for name in names if (name.start, name.end) not in replaced or name.kind in ("person", "work", "role")]
    have = {(name.start, name.end) for name in kept if name.kind == "person"}
    return sorted([*kept, *(one for one in found if (one.start, one.end) not in have)], key=lambda one: one.start)


def with_people(text: str, names: list[FoundName], known: Antecedents) -> list[FoundName]:
    """The names of a page, a place or group that is called as somebody named in full being that person."""
    return [
        replace(name, kind="person")
        if name.kind in ("place", "group")
        and name.by == "model"
        and known.knows(text[name.start : name.end])
        and not _PLACE_BEFORE.search(text[max(0, name.start - 8) : name.start])
        else name
        for name in names
    ]


def _bare(text: str, start: int, end: int, covered: list[tuple[int, int]], language: str) -> list[FoundName]:
    """The word as a person's name where it stands alone: not within another name, and no other word's beginning."""
    index = bisect_right(covered, (start, 1 << 62)) - 1
    over = covered[index] if index >= 0 and covered[index][1] > start else None
    if over is not None and (over != (start, end) or _PLACE_BEFORE.search(text[max(0, start - 8) : start])):
        return []
    if over is None and not is_sure(text, start, text[start:end], language):
        return []
    return [FoundName(start, end, "person", "antecedent")]
