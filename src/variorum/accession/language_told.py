"""In which language a text is, told by its small words; empty where they do not decide.

The words are those that every text of a language is full of and that its neighbours do not have, so that a page is
enough. Where two languages come close, or a text has too few words that say anything, nothing is told: a wrong
language sends a text to the wrong morphology, and none leaves it to the historian. The share of such words in prose of
a language is some 20 to 40 per cent; the method is that of Grefenstette, "Comparing two language identification
schemes" (JADT 1995).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from variorum.languages.registry import of_every_language, script_of

FEWEST_WORDS = 12  # of a text that can be judged
LEAST_SHARE = 0.1  # of its words that are the language's small ones
CLEAR = 1.5  # times the runner-up's share
FEWEST_HITS, FEWEST_KINDS = 4, 3  # small words, and different ones, that must be there: two initials are no Czech
SAMPLE = 40_000  # characters that are looked at
_FROM_EACH = 4_000  # of each text
_FEW = 40  # texts of a sample, of each of which a piece is long enough to be looked at first
_BEFOREHAND = 4_000  # characters of pieces from all over these texts, which will do where they leave no doubt
_PIECE = 250  # characters of one
_UNDOUBTED_SHARE, _UNDOUBTED_LEAD, _UNDOUBTED_HITS = 0.2, 3.0, 60

# an initial with its full stop, or a word: one pass, so that what comes after an apostrophe may be an initial too
_WORD = re.compile(r"\b[^\W\d_]\.|[^\W\d_]+(?:['’](?![^\W\d_]\.)[^\W\d_]+)?")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ka", re.compile("[\u10d0-\u10fa]")),
    ("hy", re.compile("[\u0531-\u0587]")),
)
_OTHER_SCRIPT = re.compile("[\u0531-\u0587\u05d0-\u05ea\u10d0-\u10fa\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER_BY_CASE_ALONE = "\u0345"  # a sign under Greek letters that becomes a letter where case is folded
# signs of ASCII that stand in no word and beside no initial, as blanks: so pieces are had without an expression
_PARTS_WORDS = bytes(code if code > 127 or chr(code).isalnum() or chr(code) in "_'." else 32 for code in range(256))
_UNMARKED = 60  # letters after which one of them must have come


class _Telling(NamedTuple):
    """What tells the languages apart, each by its code: which have a small word, and what its letters say."""

    languages_of: Mapping[str, tuple[str, ...]]
    commonest: tuple[list[str], ...]
    marked: Mapping[str, str]
    cyrillic: Mapping[str, tuple[str, str]]  # letters that only this one has, and that it has not


@cache
def _telling() -> _Telling:
    known = {code: one for code, one in of_every_language("recognising").items() if "words" in one}
    languages_of: dict[str, tuple[str, ...]] = {}
    for code, one in known.items():
        for word in one["words"].split():
            languages_of[word] = (*languages_of.get(word, ()), code)
    return _Telling(
        languages_of,
        tuple([f" {word} " for word in one["words"].split()[:6]] for one in known.values() if one.get("common")),
        {code: one["marked"] for code, one in known.items() if "marked" in one},
        {code: (one.get("only", ""), one.get("never", "")) for code, one in known.items() if script_of(code) == "Cyrl"},
    )


def language_of(texts: Iterable[str]) -> str:
    """The code (ISO 639-1) of the language in which most of these texts are; empty where it is none known or unsure."""
    sample = _sample(texts)
    if len(sample) <= _FEW and sum(map(len, sample)) > 4 * _BEFOREHAND:
        pieces = "\n".join(piece for text in sample for piece in _spread_over(text, _BEFOREHAND // len(sample), _PIECE))
        if (pieces.isascii() or not _OTHER_SCRIPT.search(pieces)) and (
            told := _told(pieces, _UNDOUBTED_SHARE, _UNDOUBTED_LEAD, _UNDOUBTED_HITS)
        ):
            return told
    return _told("\n".join(sample))


def _spread_over(text: str, size: int, piece: int) -> Iterator[str]:
    """Pieces from the beginning of a text to its end, of about this size together: all of it, where it is no longer.

    A preface in another language does not speak for the book behind it.
    """
    if len(text) <= size:
        yield text
        return
    pieces = max(1, size // piece)
    for number in range(pieces):
        at = number * len(text) // pieces
        yield text[at : at + min(size, piece)]


def _told(sample: str, least: float = LEAST_SHARE, clear: float = CLEAR, fewest: int = FEWEST_HITS) -> str:
    """The language of a sample in which its small words have at least this share, so clearly, and are so many."""
    words, letters = _words_of(sample)
    if letters < 20:
        return ""
    if not sample.isascii() and _OTHER_SCRIPT.search(sample):
        for code, script in _SCRIPTS:
            if len(script.findall(sample)) > 0.3 * letters:
                return code
    if words.total() < FEWEST_WORDS:
        return ""
    shares = _shares(words, sample.casefold(), letters)
    (best, share), (_, second) = (*shares, ("", 0.0), ("", 0.0))[:2]
    languages_of = _telling().languages_of
    small = [words[word] for word in words.keys() & languages_of.keys() if best in languages_of[word]]
    if sum(small) < fewest or len(small) < FEWEST_KINDS:
        return ""
    return best if share >= least and share >= clear * second else ""


def has_small_words(text: str, least: float) -> bool:
    """Whether more than this share of a text's words are small words of one known language."""
    words, _ = _words_of(text[:SAMPLE])
    if not words:
        return False
    shares = _shares(words, text[:SAMPLE].casefold(), max(len(text), 1))
    return bool(shares) and shares[0][1] > least


def surely_has_small_words(text: str, least: float) -> bool:
    """Whether more than this share would be small words even if every third character began a word of two letters.

    Told by the few commonest words of some languages, which costs next to nothing; nothing else tells these languages.
    """
    most = least * (len(text) + 1) / 3
    return any(sum(map(text.count, commonest)) > most for commonest in _telling().commonest)


def _words_of(text: str) -> tuple[Counter[str], int]:
    """How often each word stands in a text, its case folded, and the number of the text's letters.

    Initials are left out: "A. V." is no Czech, «И. В.» no Russian conjunction. Most pieces between blanks are words as
    they stand, and those that are not are taken apart once each.
    """
    folded = text.casefold()
    one_to_one = (
        len(folded) == len(text) and _LETTER_BY_CASE_ALONE not in text
    )  # else (ß) each word is folded by itself
    parted = (
        (folded if one_to_one else text)
        .encode("utf-8", "surrogatepass")
        .translate(_PARTS_WORDS)
        .decode("utf-8", "surrogatepass")
        .split()
    )
    counted = Counter(parted)
    letters = len("".join(parted))
    for piece, count in [(piece, counted.pop(piece)) for piece in list(counted) if not piece.isalpha()]:
        letters -= (len(piece) - sum(map(len, _LETTERS.findall(piece)))) * count
        for word in _WORD.findall(piece):
            if word[-1] != ".":
                counted[word] += count
    if one_to_one:
        return counted, letters
    words: Counter[str] = Counter()
    for word, count in counted.items():
        words[word.casefold()] += count
    return words, letters


def _sample(texts: Iterable[str]) -> list[str]:
    held: list[str] = []
    size = 0
    for text in texts:
        held.append("\n".join(_spread_over(text, _FROM_EACH, _FROM_EACH // 4)))
        size += len(held[-1])
        if size >= SAMPLE:
            break
    return held


def _shares(words: Counter[str], text: str, letters: int) -> list[tuple[str, float]]:
    """Languages with the share of their small words, the greatest first."""
    telling = _telling()
    counts: Counter[str] = Counter()
    for word in words.keys() & telling.languages_of.keys():
        for code in telling.languages_of[word]:
            counts[code] += words[word]
    whole = words.total()
    shares = {code: count / whole for code, count in counts.items()}
    for code in telling.marked.keys() & shares.keys():
        if letters >= _UNMARKED and not any(letter in text for letter in telling.marked[code]):
            shares[code] *= 0.3
    for code in telling.cyrillic.keys() & shares.keys():
        own, foreign = (sum(map(text.count, letters)) for letters in telling.cyrillic[code])
        if foreign > 0.01 * letters and foreign > own:
            shares[code] *= 0.3
        elif own > 0.005 * letters:
            shares[code] *= 1.5
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))
