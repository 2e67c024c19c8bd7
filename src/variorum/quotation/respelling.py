"""A quotation brought to its source's spelling, where the language itself has two spellings of one word.

German writes "Straße" and "Strasse", "Führer" and "Fuehrer"; which of them a text has is a matter of press, country and
typewriter. The table `spelling` of a language says which letters are written in two ways, and which words are other
words then ("Maße" and "Masse") and are never brought together. Nothing is called verbatim by likeness: the words that
differ by these letters alone are put as the source has them, the quotation is held against the source again, letter by
letter, and where it then stands, the verdict names the step "spelling".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from variorum.evidence import Verification
from variorum.languages import tables
from variorum.quotation.critical_words import parted_by_words, words_in
from variorum.text.normalisation import ordered

_RESTS = ("altered", "stitched")  # verdicts under which the words were found, and differ


class _Spelling(NamedTuple):
    alike: tuple[tuple[str, str], ...]  # letter, as it is written out
    apart: frozenset[str]


def in_the_sources_spelling(
    verification: Verification, language: str, again: Callable[[str], Verification]
) -> Verification:
    """The same verdict, or that on the quotation as the source spells it, where words differ by their spelling alone.

    `again` holds another wording against the same source. Words that differ otherwise stay as they are quoted, and are
    then all that is told to differ.
    """
    spelling = _spelling(language)
    if verification.verdict not in _RESTS or not spelling.alike:
        return verification
    respelt = _respelt(verification, spelling)
    if respelt == verification.quotation:
        return verification
    found = again(respelt)
    stands = found.verdict in ("verbatim", "marked")
    if not stands and (found.verdict not in _RESTS or len(found.differences) >= len(verification.differences)):
        return verification
    return replace(found, quotation=verification.quotation, levelled=ordered({*found.levelled, "spelling"}))


def _respelt(verification: Verification, spelling: _Spelling) -> str:
    """The quotation with the words that differ by their spelling alone written as the source has them."""
    quotation, done, at = verification.quotation, "", 0
    for difference in verification.differences:
        place = quotation.find(difference.quoted, at) if difference.quoted else -1
        if place >= 0 and _are_one(difference.quoted, difference.found, spelling):
            done += quotation[at:place] + _reworded(difference.quoted, words_in(difference.found))
            at = place + len(difference.quoted)
    return done + quotation[at:]


def _are_one(quoted: str, found: str, spelling: _Spelling) -> bool:
    ours, theirs = words_in(quoted), words_in(found)
    if len(ours) != len(theirs) or {*map(str.lower, (*ours, *theirs))} & spelling.apart:
        return False
    return all(_written_out(a, spelling) == _written_out(b, spelling) for a, b in zip(ours, theirs, strict=True))


def _reworded(quoted: str, words: Sequence[str]) -> str:
    """A text with other words in the place of its own; what stands between them stays the quoter's."""
    parts = parted_by_words(quoted)
    return "".join(map("".join, zip_longest(parts, words, fillvalue="")))


def _written_out(word: str, spelling: _Spelling) -> str:
    for letter, letters in spelling.alike:
        word = word.replace(letter, letters)
    return word


@lru_cache(maxsize=16)
def _spelling(language: str) -> _Spelling:
    """What the language itself says; nothing where it is not told."""
    found = tables("spelling", language) if language else ()
    pairs = [pair.partition("=") for pair in found[0]["alike"].split()] if found else []
    apart = frozenset(found[0].get("apart", "").split()) if found else frozenset()
    return _Spelling(tuple((letter, letters) for letter, _, letters in pairs), apart)
