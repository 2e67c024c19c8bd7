"""What a quoter may put between brackets without changing what is said, and what is no mark but a change.

Put in without more ado: names, pronouns, articles, words that join, endings of the same word. A word or phrase that
takes back what stands beside it, or puts it in doubt, is a change however it is marked; any other word of the quoter's
own is told. Inside a word, a bracket may give another form of the source's word, never another word: the dictionary
forms decide, so that "[ex]ported" for "imported" and «[недо]оценил» for «переоценил» are changes.
"""

from __future__ import annotations

import re
from itertools import takewhile

from variorum.languages import writing
from variorum.quotation.critical_words import is_name, is_pronoun, kind_of, negations, words_in
from variorum.quotation.opposites import lemmas_of
from variorum.quotation.phrases import all_of, plain, words_of
from variorum.saying import say

_MANY = 5  # words from which a negation may stand within an explanation that the quoter puts in
_ENDING_LETTERS = 5  # of an ending in which two forms of a word unknown to the dictionary may differ
_EXPLAINS = re.compile(r"^\s*(?:i\.\s?e\.|that is|namely|viz|то есть|т\.\s?е\.|who|which|a |an |the )", re.IGNORECASE)


def takes_back(inside: str, replaced: str = "") -> str:
    """The words of a bracket that take back, or put in doubt, what stands beside it; empty where none do.

    What stands as well in the words that the bracket replaces takes back nothing.
    """
    there = {plain(phrase).lower() for phrase in _doubtful(replaced)}
    told = [phrase for phrase in _doubtful(inside) if plain(phrase).lower() not in there]
    if negations(inside) and not negations(replaced):
        told.append(inside)
    words = words_in(inside)
    if not told or (len(words) >= _MANY and _EXPLAINS.match(inside)):
        return ""
    return told[0]


def told_of(inside: str) -> list[str]:
    """What is to be said of words that a bracket puts in where the source has none."""
    own = [word for word in words_in(inside) if _is_own(word)]
    told: list[str] = []
    doubtful = _doubtful(inside)
    if doubtful:
        told.append(say("The bracket puts in “{doubtful}”, which bears on the words beside it.", doubtful=doubtful[0]))
    elif own:
        told.append(say("The bracket puts in words of the quoter's own: “{own}”.", own=" ".join(own)))
    return told


def _doubtful(text: str) -> list[str]:
    return [*all_of("distancing", text), *all_of("mild", text)]


def _is_own(word: str) -> bool:
    lowered = word.lower().replace("ё", "е")
    return not (lowered in words_of("connecting") or len(word) == 1 or _is_of_grammar(word))


def _is_of_grammar(word: str) -> bool:
    return is_pronoun(word) or is_name(word) or bool(kind_of(word))


def is_glued_on(inside: str, before: bool, after: bool) -> bool:
    """Whether a bracket of several words runs into a word of the source ("[very un]happy")."""
    last, first = inside[-1:], inside[:1]
    return (after and last.isalpha() and last.islower()) or (before and first.isalpha() and first.islower())


def is_same_word(bare: str, found: str, *, at_start: bool) -> bool:
    """Whether a word with a bracket in it is a form of the source's word; `at_start` where the bracket opens it."""
    ours, theirs = (re.sub(r"[ъ'’]+$", "", plain(word).lower()) for word in (bare, found))
    if ours == theirs:
        return True
    if ours.isascii() and theirs.isascii():
        return not at_start and _english_forms(ours, theirs)
    if lemmas_of(ours) & lemmas_of(theirs):
        return True
    known = [language.knows(word) for word in (ours, theirs) for language in writing(word)]
    if at_start or all(known):
        return False
    return _differ_in_ending(ours, theirs)


def is_inflected(word: str, stem: str) -> bool:
    """Whether a word is the source's whole word with an ending of its grammar behind it ("walk[ed]", «завод[а]»)."""
    ours, theirs = plain(word).lower(), plain(stem).lower()
    if ours.isascii() and theirs.isascii():
        return (
            len(theirs) > 2 and ours.startswith(theirs) and ours[len(theirs) :] in ("s", "es", "d", "ed", "ing", "'s")
        )
    return bool(lemmas_of(ours) & lemmas_of(theirs))


def _english_forms(ours: str, theirs: str) -> bool:
    shared = _shared(ours, theirs)
    if shared >= 2 and _is_ending(ours[shared:]) and _is_ending(theirs[shared:]):
        return True
    irregular = lemmas_of(ours) & lemmas_of(theirs)
    return (
        bool(irregular) and shared * 2 >= min(len(ours), len(theirs)) and not _derived(ours[shared:], theirs[shared:])
    )


def _is_ending(letters: str) -> bool:
    return not letters or letters in words_of("endings")


def _derived(one: str, other: str) -> bool:
    return any(ending.startswith(tuple(words_of("derived"))) for ending in (one, other))


def _differ_in_ending(ours: str, theirs: str) -> bool:
    shared = _shared(ours, theirs)
    return shared >= 3 and max(len(ours), len(theirs)) - shared <= _ENDING_LETTERS


def _shared(ours: str, theirs: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
