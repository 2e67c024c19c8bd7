"""Titles of works told by their quotation marks or italics, and by the words of writing that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.languages import equipment
from variorum.languages.ru.equipment import dictionary
from variorum.names.recognition.edges import trimmed
from variorum.names.recognition.word_lists import word_list

_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"\n]{3,160})[»”“\"]|(?<![*\w])[*_]([^*_\n]{3,160})[*_](?![*\w])")
_VERB_BEFORE = re.compile(r"([^\W\d_]+)(?:[ \u00a0\n]+([^\W\d_]+))?[ \u00a0\n]+$")
_SENTENCE = re.compile(r"[.!?…;](?:\s|$)|[,:]$")
_SPOKEN = frozenset({"VERB", "GRND", "NPRO", "PRED", "INTJ"})


def works(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Where titles begin and end, and whether a word of writing says that they are titles, so that they name only one.

    What somebody said or wrote, after a comma or a colon or in a sentence of its own, is none.
    """
    for found in _QUOTED.finditer(text):
        group = 1 if found[1] is not None else 2
        title = found[group]
        told = group == 1 and (_after_a_word_for_works(text, found.start()) or _is_written(text, found.start(), title))
        if told or _is_title(title, language):
            start, end = trimmed(text, *found.span(group))
            if start < end and text[start].isupper():
                yield start, end, told


def _is_written(text: str, start: int, title: str) -> bool:
    """Whether a verb of writing stands before a title («написали «Сталин и кризис …»»), and it is no speech."""
    before = _VERB_BEFORE.search(text[max(0, start - 60) : start])
    if not before or _SENTENCE.search(title) or not any(_writes(word.lower()) for word in before.groups() if word):
        return False
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    if not words or not words[0][0].isupper():
        return False
    if re.search("[а-яё]", title.lower()):
        return not any(_is_spoken(word) for word in words)
    content = [word for word in words if len(word) > 3]
    return len(words) > 1 and bool(content) and all(word[0].isupper() for word in content)


@lru_cache(maxsize=50_000)
def _is_spoken(word: str) -> bool:
    """Whether a word makes a sentence rather than a title: a finite verb, a pronoun."""
    return bool(_SPOKEN & dictionary().parse(word.lower())[0].tag.grammemes)


@lru_cache(maxsize=50_000)
def _writes(lower: str) -> bool:
    """Whether a word is a form of a verb of writing."""
    if lower.isascii():
        return lower in word_list("writing.english")
    if not any(word[:3] == lower[:3] for word in word_list("writing.russian")):
        return False
    return any(lemma in word_list("writing.russian") for lemma in equipment("ru").lemmas(lower))


def _is_title(title: str, language: str) -> bool:
    """Whether words in quotation marks or italics are capitalised as English titles are."""
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    content = [word for word in words if len(word) > 3 or word[0].isupper()]
    capital = sum(word[0].isupper() for word in content)
    return (
        not language.startswith("ru")
        and len(words) > 2
        and words[0][0].isupper()
        and len(content) > 1
        and capital / len(content) >= 0.8
        and title.rstrip()[-1:] not in ".,;"
    )


def _after_a_word_for_works(text: str, start: int) -> bool:
    before = re.findall(r"[^\W\d_]+|[.!?;:—–»”]", text[max(0, start - 60) : start])[-4:]
    for word in reversed(before):
        if not word[0].isalpha():
            return False
        if _names_works(word.lower()):
            return True
        if word[0].islower() and word.isascii() and word not in ("by", "his", "her", "the", "called", "with", "on"):
            return False
    return False


@lru_cache(maxsize=50_000)
def _names_works(lower: str) -> bool:
    if lower in word_list("works.english") or lower.removesuffix("s") in word_list("works.english"):
        return True
    if not re.search("[а-я]", lower) or not any(word[:3] == lower[:3] for word in word_list("works.russian")):
        return False
    return any(lemma in word_list("works.russian") for lemma in equipment("ru").lemmas(lower))
