"""Whether a PDF's text layer can be what its pages show.

A PDF draws shapes; which letters they are is said in a table that may be missing or wrong. Then the text comes out as
replacement or private-use characters, as control codes, as signs, or, for Russian set in fonts of the 1990s, as
accented Latin letters in the place of Cyrillic ones. A scan of a Russian page that was recognised as English comes out
in Latin letters that look alike, mixed with figures and signs; a table that is off by some places gives letters in an
order that no language has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from variorum.accession.language_told import has_small_words, surely_has_small_words
from variorum.accession.letter_pairs import RUSSIAN, pair_costs
from variorum.record import Page
from variorum.saying import say

FEWEST_LETTERS = 40  # of a page that can be judged
FEWEST_WORDS = 15
SAMPLE = 1500  # characters of a page that are looked at for implausible letters
FEWEST_SIGNS_WITHIN = 5  # words of the sample with a sign between two letters; German has a dozen accented ones there
UNKNOWN_SHARE = 0.02  # of characters without a meaning
ACCENTED_SHARE = 0.5  # of letters that are accented Latin ones; Vietnamese, the most accented, has about 0.3
CONSONANTS_SHARE = 0.6  # of longer words without a vowel
MIXED_SHARE = 0.25  # of longer words with capitals, figures or signs within; 0.02 in prose
ALIEN_SHARE = 0.06  # of Russian words with a Latin letter within
SIGNS_SHARE = 0.4  # of what is printed that are neither letters nor figures
VOWELS = (0.25, 0.6)  # of Latin letters; the languages of Europe have 0.36 to 0.48
PAIRS = 21  # cost of a pair of Russian letters on average (`letter_pairs`); prose has 13 to 16
SMALL_SHARE = 0.02  # of words that are small ones of some language
FEWEST_OF_NO_LANGUAGE = 40  # words among which there is no small word of any language

# each alternative by the class of its middle sign, for which the engine looks ten times as fast as for all at once
_MIXED = tuple(
    re.compile(sign)
    for sign in (r"[A-ZА-ЯЁ](?<=[a-zа-яё].)", r"\d(?<=[^\W\d_].)(?=[^\W\d_])", r"[<>~|^](?<=[^\W\d_].)(?=[^\W\d_])")
)
_NAME = re.compile(r"[A-Z][a-z]{1,3}[A-Z][a-z]+\W*$")  # McDonald, DuBois
_NO_PART = re.compile(r"[/@_\\{}=$]")  # a word of a path, an address or a formula is none
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGER = re.compile(r"(?<![\w/.@\\{}=$])(?=[^\s/@_\\{}=$]*[^\W\d_]{2})[^\s/@_\\{}=$]{5,40}(?![\w/@_\\{}=$])")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_CYRILLIC_WORD = re.compile(r"[^\W\d_]*[А-Яа-яЁё][^\W\d_]*")
_ALIEN = re.compile(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_SIGN_WITHIN = re.compile("[^\\W\\d_][‰¸ˆ˜˚˝¯ª†‡§©®÷¶](?=[a-zа-я])")  # "f¸r", "Milit‰r"
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f]")
_ACCENTED = re.compile("[\u00c0-\u00ff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_OF_FOUR = re.compile("[A-Za-z]{4,}")
_WORD = re.compile(r"[A-Za-z]{4,}|[А-Яа-яЁё]{4,}")
_VOWELS = "aeiouyаеёиоуыэюяіѣѵ"
_VOWEL = re.compile(f"[{_VOWELS}]", re.IGNORECASE)
_WITHOUT_VOWEL = re.compile(f"(?<![^ ])[^ {_VOWELS}]+(?![^ ])")  # among words in small letters, set apart by blanks


@dataclass(frozen=True, slots=True)
class Soundness:
    """The pages (from 1, in the order of the file) whose text looks broken, and why."""

    pages: tuple[int, ...] = ()
    why: str = ""


def soundness_of(pages: Sequence[Page]) -> Soundness:
    """Judges each page by its characters alone."""
    faults = [(page.sequence, why) for page in pages if (why := _fault(page.text))]
    if not faults:
        return Soundness()
    reasons = dict.fromkeys(why for _, why in faults)
    return Soundness(tuple(sequence for sequence, _ in faults), "; ".join(reasons))


def _fault(text: str) -> str:
    unknown = 0 if text.isascii() else len(_UNKNOWN.findall(text))
    if unknown > 2 and unknown > UNKNOWN_SHARE * (len(text) - text.count(" ") - text.count("\n")):
        return say("many characters have no meaning (the font's map to letters is missing)")
    sample = text[:SAMPLE]
    if not sample.isascii():
        letters = len(_LETTER.findall(sample))
        if letters >= FEWEST_LETTERS and len(_ACCENTED.findall(sample)) > ACCENTED_SHARE * letters:
            return say("nearly all letters are accented Latin ones, as when Cyrillic was mapped wrongly")
        if len(_SIGN_WITHIN.findall(sample)) >= FEWEST_SIGNS_WITHIN:
            return say("signs stand within words where accented letters should (the font's map to letters is wrong)")
    words = (_LATIN_OF_FOUR if sample.isascii() else _WORD).findall(sample)
    if len(words) >= FEWEST_WORDS:
        without = len(_WITHOUT_VOWEL.findall(" ".join(words).lower()))
        if without > CONSONANTS_SHARE * len(words):
            return say("most words have no vowel")
    return _mixed(sample) or _in_no_language(text[: 4 * SAMPLE])


def _mixed(sample: str) -> str:
    """Whether words are put together of what no word holds together."""
    pieces = sample.split()
    printed = "".join(pieces)
    if len(printed) > 4 * FEWEST_LETTERS and _count_signs(printed) > SIGNS_SHARE * len(printed):
        return say("most of what stands there are signs and no letters (the font's map to letters is wrong)")
    if _is_mixed(sample):
        longer = _longer(pieces)
        mixed = sum(1 for word in longer if _is_mixed(word) and not _NAME.match(word))
        if len(longer) >= FEWEST_WORDS and mixed > MIXED_SHARE * len(longer):
            return say("words are mixed of capitals, figures and signs, as when Cyrillic was recognised as Latin")
    if sample.isascii() or not _CYRILLIC.search(sample):
        return ""
    russian = _CYRILLIC_WORD.findall(sample)
    alien = sum(1 for word in russian if _ALIEN.search(word))
    if alien >= 4 and alien > ALIEN_SHARE * len(russian):
        return say("Latin letters that look alike stand within Russian words")
    return ""


def _count_signs(printed: str) -> int:
    if printed.isascii():
        return len(printed.encode("ascii").translate(None, _NO_SIGNS))
    return sum(count for sign, count in Counter(printed).items() if _is_sign(sign))


@lru_cache(maxsize=2048)
def _is_sign(character: str) -> bool:
    """Whether a character is neither a letter nor a figure, nor one of the signs of which tables are full."""
    return not unicodedata.category(character).startswith(("L", "M", "N")) and character not in ".·_…-"


_NO_SIGNS = bytes(code for code in range(128) if not _is_sign(chr(code)))


def _is_mixed(text: str) -> bool:
    return any(sign.search(text) for sign in _MIXED)


def _longer(pieces: Sequence[str]) -> list[str]:
    """The longer words: most pieces between blanks are one or none as they stand, the others an expression cuts."""
    found: list[str] = []
    for piece in pieces:
        if len(piece) > 40 or _NO_PART.search(piece):
            found += _LONGER.findall(piece)
        elif len(piece) > 4 and _TWO_LETTERS.search(piece):
            found.append(piece)
    return found


def _in_no_language(text: str) -> str:
    """Whether letters follow one another as in no language: no small word of any, and no usual order of letters."""
    russian = not text.isascii() and _CYRILLIC.search(text) is not None
    if not russian and surely_has_small_words(text, SMALL_SHARE):
        return ""
    latin, cyrillic = _LATIN_WORD.findall(text), _CYRILLIC_WORD.findall(text) if russian else []
    words = latin if len(latin) >= len(cyrillic) else cyrillic
    if len(words) < FEWEST_OF_NO_LANGUAGE:
        return ""
    if words is cyrillic:
        return say("its words are of no language") if _cost_of_pairs(words) > PAIRS else ""
    if has_small_words(" ".join(words), SMALL_SHARE):
        return ""
    letters = "".join(words)
    vowels = len(_VOWEL.findall(letters)) / len(letters)
    return "" if VOWELS[0] <= vowels <= VOWELS[1] else say("its words are of no language")


def _cost_of_pairs(words: Sequence[str]) -> float:
    """What a pair of letters of these Russian words costs on average (five units a nat)."""
    total = count = 0
    for word in words:
        cost, pairs = _cost_of(word.lower())
        total += cost
        count += pairs
    return total / count if count else 0.0


@lru_cache(maxsize=20_000)
def _cost_of(word: str) -> tuple[int, int]:
    """What the pairs of letters of one word cost together, its edges included, and how many they are."""
    edge = len(RUSSIAN)
    places = [edge, *map(RUSSIAN.find, word), edge]
    costs = [_costs()[before][after] for before, after in pairwise(places) if before >= 0 and after >= 0]
    return sum(costs), len(costs)


@cache
def _costs() -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, pair_costs()))
