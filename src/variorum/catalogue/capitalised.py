"""Words that stand with a capital letter: what tells a name from a word once the index has made all letters small.

Counted are passages, so that the counts can be held against the index's own: a form that stands with a capital in most
of the passages that hold it is taken for a name («Рютин»), one that stands so only at the beginning of sentences is not
(«Марш»).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from variorum.catalogue.passages import analyzer
from variorum.languages import equipment
from variorum.names.forms.skeleton import is_slavic
from variorum.names.forms.titles import is_title, shortened_titles

# one class of first letters is found ten times as fast as alternatives, so what stands before is asked for after it;
# whether the letter is a capital is asked of each word once
_CAPITAL = r"[A-Z\u00c0-\u024f\u0370-\u03ff\u0400-\u042f\u0460-\u052f\u0531-\u0556\u10a0-\u10ff\u1e00-\u1fff]"
_WORD = re.compile(_CAPITAL + r"(?<![^\W_].)[^\W_]+")
# what ends a sentence or opens one, so that a capital after it tells nothing
_OPENING = re.compile(r"(?:[.!?…:;][\"'”’»)\]]*|[\"'“„«(\[]|[—–-]|\n[ \t]*\n|\n[ \t]*\d*[.)]?)\s*$")
_BRIEF = re.compile(r"([^\W\d_]+\.)\s*$")
_PARTED = tuple(
    re.compile(sign + r"(?<=[A-Za-z].)(?!(?:ll|re|ve)\b)\w\w") for sign in "'’"
)  # a sign alone is found fast
_APOSTROPHED = re.compile(r"([A-Z][A-Za-z]*)['’](\w{2,})")
_CONTRACTED = frozenset("ll re ve".split())  # noqa: SIM905
_BEFORE = 12  # characters looked at before a word


class Capitalised:
    """The capitalised words of one source, gathered passage by passage."""

    def __init__(self) -> None:
        self._passages: Counter[str] = Counter()  # by the word as it stands
        self._parted: Counter[str] = Counter()  # by the form, which stands within a sentence always
        self._inside: set[str] = set()
        self._written: dict[str, set[str]] = {}

    def read(self, folded: str) -> None:
        """Take in the folded text of one passage."""
        words: set[str] = set()
        inside = self._inside
        for found in _WORD.finditer(folded):
            word = found[0]
            words.add(word)
            if word not in inside:
                at = found.start()
                beside = at > 1 and folded[at - 1] == " " and folded[at - 2].isalnum()  # another word, as mostly
                if beside or not (_ends_sentence(folded[at - 5 : at]) or _opens(folded, at)):
                    inside.add(word)
        self._passages.update(words)
        self._parted.update(_parted(folded))

    def rows(self) -> Iterator[tuple[str, int]]:
        """Each form that may be a name, with the number of passages in which it stands with a capital."""
        words = [word for word in self._passages if word[0].isupper()]
        passages, inside = dict(self._parted), set(self._parted)
        for word, form in zip(words, _as_indexed(words), strict=True):
            passages[form] = passages.get(form, 0) + self._passages[word]
            if word in self._inside and not word.isupper():
                inside.add(form)
            if not word.isascii() and form.isascii():
                self._written.setdefault(form, set()).add(word)
        for form, count in passages.items():
            if form in inside or _is_no_known_word(form):
                yield form, count

    @property
    def written(self) -> Mapping[str, Set[str]]:
        """How those forms that `rows` gave stand in the texts that stand there with Latin diacritics."""
        return self._written


def _parted(text: str) -> set[str]:
    """The capitalised words with an apostrophe for a soft sign or by descent, as the index has them: "zinov'ev"."""
    return {
        "'".join(analyzer().analyze(name[0]))
        for name in (_APOSTROPHED.finditer(text) if any(one.search(text) for one in _PARTED) else ())
        if name[2] not in _CONTRACTED and not text[max(0, name.start() - 1) : name.start()].isalnum()
    }


@lru_cache(maxsize=50_000)
def _ends_sentence(before: str) -> bool:
    """Whether three letters, a full stop and a blank end a sentence, whatever word they end; most are so told."""
    letters, end = before[:3], before[3:]
    plain = end == ". " and letters.isascii() and letters.isalpha() and letters.islower()
    return plain and not any(title.endswith(letters) for title in shortened_titles())


def _opens(text: str, start: int) -> bool:
    """Whether a word that begins there, with no other word beside it, may have its capital from a sentence, a line or a
    quotation that it opens.
    """
    before = text[max(0, start - _BEFORE) : start]
    word = before[:-2].rpartition(" ")[2] if before.endswith(". ") else ""
    if word.isascii() and word.isalpha():  # as nearly all sentences end, told without an expression
        return len(word) > 1 and not is_title(f"{word}.")
    if not before.strip():
        return True
    if not _OPENING.search(before):
        return False
    brief = _BRIEF.search(before)  # «т. », "Mr. ", "N. " end no sentence
    return not (brief and (len(brief[1]) == 2 or is_title(brief[1])))


_FORMS: dict[str, str] = {}  # of words met lately, since sources have most of their words in common
_MOST_FORMS = 200_000


def _as_indexed(words: Sequence[str]) -> list[str]:
    """The words as the index's analyzer writes them, one for each."""
    if new := [word for word in words if word not in _FORMS]:
        if len(_FORMS) > _MOST_FORMS:
            _FORMS.clear()
            new = list(words)
        _FORMS.update(zip(new, _analyzed(new), strict=True))
    return [_FORMS[word] for word in words]


def _analyzed(words: Sequence[str]) -> list[str]:
    forms: list[str] = analyzer().analyze(" ".join(words))
    if len(forms) == len(words):
        return forms
    return ["".join(analyzer().analyze(word)) or word.lower() for word in words]


@lru_cache(maxsize=50_000)
def _is_no_known_word(form: str) -> bool:
    """Whether a form that stands only where sentences begin is a name all the same, as far as a dictionary can tell."""
    russian = equipment("ru")
    return not russian.knows(form) if russian.writes(form) else is_slavic(form)
