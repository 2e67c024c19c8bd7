"""Words that stand with a capital letter: what tells a name from a word once the index has made all letters small.

Counted are passages, so that the counts can be held against the index's own: a form that stands with a capital in most
of the passages that hold it is taken for a name («Рютин»), one that stands so only at the beginning of sentences is not
(«Марш»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.catalogue.passages import analyzer
from variorum.languages import equipment
from variorum.names.skeleton import is_slavic
from variorum.names.titles import is_title

# one class of first letters is found ten times as fast as alternatives; whether it is a capital is asked afterwards
_STARTED = re.compile(
    r"[A-Z\u00c0-\u024f\u0370-\u03ff\u0400-\u042f\u0460-\u052f\u0531-\u0556\u10a0-\u10ff\u1e00-\u1fff][^\W_]+"
)
# what ends a sentence or opens one, so that a capital after it tells nothing
_OPENING = re.compile(r"(?:[.!?…:;][\"'”’»)\]]*|[\"'“„«(\[]|[—–-]|\n[ \t]*\n|\n[ \t]*\d*[.)]?)\s*$")
_BRIEF = re.compile(r"([^\W\d_]+\.)\s*$")
_APOSTROPHED = re.compile(r"([A-Z][A-Za-z]*)['’](\w{2,})")
_CONTRACTED = frozenset("ll re ve".split())  # noqa: SIM905
_BEFORE = 12  # characters looked at before a word


class Capitalised:
    """The capitalised words of one source, gathered passage by passage."""

    def __init__(self) -> None:
        self._passages: dict[str, int] = {}
        self._inside: set[str] = set()
        self._written: dict[str, set[str]] = {}

    def read(self, folded: str) -> None:
        """Take in the folded text of one passage."""
        found: dict[str, bool] = {}
        for word, inside in _words(folded):
            found[word] = found.get(word, False) or inside
        words = list(found)
        for word, form in zip(words, _as_indexed(words), strict=True):
            self._count(form, inside=found[word])
            if form.isascii() and not word.isascii():
                self._written.setdefault(form, set()).add(word)
        for form in _parted(folded):
            self._count(form, inside=True)

    def _count(self, form: str, *, inside: bool) -> None:
        self._passages[form] = self._passages.get(form, 0) + 1
        if inside:
            self._inside.add(form)

    def rows(self) -> Iterator[tuple[str, int]]:
        """Each form that may be a name, with the number of passages in which it stands with a capital."""
        for form, passages in sorted(self._passages.items()):
            if form in self._inside or _is_no_known_word(form):
                yield form, passages

    def written(self, form: str) -> frozenset[str]:
        """How a form stands in the texts where it stands with Latin diacritics."""
        return frozenset(self._written.get(form, ()))


def _parted(text: str) -> set[str]:
    """The capitalised words with an apostrophe for a soft sign or by descent, as the index has them: "zinov'ev"."""
    found = _APOSTROPHED.finditer(text) if "'" in text or "’" in text else ()
    return {
        "'".join(analyzer().analyze(name[0]))
        for name in found
        if name[2] not in _CONTRACTED and not text[max(0, name.start() - 1) : name.start()].isalnum()
    }


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each capitalised word, and whether it stands where only a name (or a heading) has a capital."""
    for found in _STARTED.finditer(text):
        start, word = found.start(), found[0]
        if not word[0].isupper() or (start and (text[start - 1].isalnum())):
            continue
        # nearly always it stands within a sentence, which is told at once
        within = start > 1 and text[start - 1] == " " and text[start - 2].isalnum()
        yield word, (within or not _opens(text, start)) and not word.isupper()


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - _BEFORE) : start]
    if not before.strip():
        return True
    if not _OPENING.search(before):
        return False
    brief = _BRIEF.search(before)  # «т. », "Mr. ", "N. " end no sentence
    return not (brief and (len(brief[1]) == 2 or is_title(brief[1])))


def _as_indexed(words: Sequence[str]) -> list[str]:
    """The words as the index's analyzer writes them, one for each."""
    forms: list[str] = analyzer().analyze(" ".join(words))
    if len(forms) == len(words):
        return forms
    return ["".join(analyzer().analyze(word)) or word.lower() for word in words]


def _is_no_known_word(form: str) -> bool:
    """Whether a form that stands only where sentences begin is a name all the same, as far as a dictionary can tell."""
    russian = equipment("ru")
    return not russian.knows(form) if russian.writes(form) else is_slavic(form)
