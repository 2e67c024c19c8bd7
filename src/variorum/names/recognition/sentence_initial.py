"""Ordinary words that models draw into a person's name because they begin a sentence: "Without Lenin", «Про Корнеева».

The first word of a name is taken off where it has its capital from its place alone, and can be nobody's given name: a
word of grammar, a participle or an adverb; in Russian also an adjective or somebody's trade. An English adjective or
verb without an ending may be a name (Frank, Grant) and stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.languages import equipment, pack, read_by
from variorum.languages.ru.equipment import dictionary
from variorum.names.forms.declension import dictionary_names
from variorum.names.forms.given import known_given
from variorum.names.recognition.edges import is_given, is_patronymic
from variorum.names.recognition.word_lists import word_list

_TWO = re.compile(r"([^\W\d_]+)([ \u00a0]|\r?\n)(?=([^\W\d_][\w’'-]*))")
_SENTENCE = re.compile(r"(?:^|\n[ \t\r]*\n|[.!?…:;•\]][»”\"’)\]]*\s|[«“„\"])[\s«“„\"'‘(\[*_—–-]*$")
_LINE = re.compile(r"\n[\s«“„\"'‘(\[*_—–-]*$")
_DERIVED = re.compile(r"(?:ed|ly|ic|ical|ous|ful|less|able|ible|ist|onal)$")  # endings of no English given name
_TELLING = 5  # letters, from which on an ending tells what an English word is
_TRADE = 5  # letters: shorter nouns may be given names of the East («Чан», «Ким»)
_GRAMMAR = frozenset({"PREP", "CONJ", "PRCL", "ADVB", "NPRO", "PRED", "COMP"})
_DESCRIBES = frozenset({"PRTF", "PRTS", "GRND", "VERB", "INFN", "ADJF", "ADJS", "NUMR"})


def without_opening_word(text: str, start: int, end: int, language: str = "") -> int:
    """Where the name of a person begins that may have drawn in the word with which its sentence opens.

    `language` is that of the text.
    """
    found = _TWO.match(text, start, end)
    if (
        not found
        or not text[found.end()].isupper()
        or not _opens(text, start)
        or not is_no_forename(found[1], language)
    ):
        return start
    if _stands_within_a_sentence(text, text[start : found.end(3)], start):
        return start
    rest = text[found.end() : end].split()
    forenames = all(is_given(word) or is_patronymic(word) for word in rest)
    if forenames and not found[1].isascii() and not is_grammar(found[1]):
        return start  # «Мороз Иван Петрович»
    return found.end()


def _opens(text: str, start: int) -> bool:
    """Whether a word has its capital from its place: a sentence, heading, quotation or line of verse begins with it."""
    before = text[max(0, start - 40) : start]
    if _SENTENCE.search(before):
        return True
    if not _LINE.search(before):
        return False
    line = text.rfind("\n", 0, start)
    above = text.rfind("\n", 0, line) + 1
    after = text.find("\n", start) + 1
    return text[above : above + 1].isupper() and (not after or text[after : after + 1].isupper())


def _stands_within_a_sentence(text: str, words: str, start: int) -> bool:
    """Whether the same words stand elsewhere where the first has its capital for its own sake."""
    place = text.find(words)
    while place >= 0:
        if place != start and not _opens(text, place):
            return True
        place = text.find(words, place + 1)
    return False


@lru_cache(maxsize=50_000)
def is_no_forename(word: str, language: str = "") -> bool:
    """Whether a word with a capital can be nobody's given name, since it is a word of another sort that is known.

    Known are the words of English and of Russian, in a text of theirs or of another script; of a text in another
    language of their scripts (German, Ukrainian) nothing is said. Where nobody tells the language, both are asked.
    """
    known = known_given(word)
    if known.full or known.short_for or is_given(word) or word.isupper():
        return False
    read = read_by(language) if pack(language) or not language else ()
    if word.isascii():
        return "en" in read and _is_english(word.lower())
    return "ru" in read and bool(equipment("ru").writes(word)) and _is_russian(word)


def _is_english(lower: str) -> bool:
    ordinary = equipment("en").ordinary
    if is_grammar(lower):
        return True
    if len(lower) < _TELLING or lower in word_list("openings.english_names"):
        return False
    if lower.endswith("ing"):
        stem = lower[:-3]
        undoubled = stem[-1] == stem[-2] and stem[-1] in "bdgmprt" and ordinary(stem[:-1])
        return ordinary(stem) or ordinary(stem + "e") or undoubled
    return bool(_DERIVED.search(lower)) and ordinary(lower)


@lru_cache(maxsize=50_000)
def is_english_word(word: str) -> bool:
    """Whether a word is an English one that may end a title: "Speaks", "Reader", "Anthology"."""
    lower = word.lower()
    ordinary = equipment("en").ordinary
    if lower in word_list("openings.english_things"):
        return True
    return lower.isascii() and (ordinary(lower) or (lower.endswith("er") and ordinary(lower[:-2])))


def is_told_of(form: str) -> bool:
    """Whether a form says what of somebody is told or kept, and names nobody: "Tragedy of Bukharin"."""
    first, within, _ = f"{form}  ".split(" ", 2)
    return within == "of" and first.lower() in word_list("openings.english_things")


def _is_russian(word: str) -> bool:
    lower = word.lower()
    if lower in word_list("openings.russian_names") or dictionary_names(word) or not dictionary().word_is_known(lower):
        return False
    readings = dictionary().parse(lower)
    if any({"Name", "Surn", "Patr"} & reading.tag.grammemes for reading in readings):
        return False
    trade = len(lower) >= _TRADE and any({"NOUN", "anim"} <= reading.tag.grammemes for reading in readings)
    return trade or any((_GRAMMAR | _DESCRIBES) & reading.tag.grammemes for reading in readings[:1])


@lru_cache(maxsize=20_000)
def is_grammar(word: str) -> bool:
    """Whether a word, whatever its capitals, is one of grammar."""
    lower = word.lower()
    if lower.isascii():
        return lower in word_list("openings.english")
    return any(_GRAMMAR & reading.tag.grammemes for reading in dictionary().parse(lower)[:1])
