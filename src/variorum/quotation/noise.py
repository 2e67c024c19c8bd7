"""Whether differences look like noise of recognition (OCR) rather than changed words.

Only confusions of letters that look alike count, and never where a negation, a number, a name, a month or an inflection
that bears meaning is touched. One of the two forms must be no word at all: a change that makes another word («мой» and
«мои», "corn" and "com") is a change, however alike the letters. For Russian the dictionary tells what is a word; for
English, runs of three letters that its words do not have; for other languages nothing does, and nothing is called
noise. It is a hint for a person: the verdict stays `altered`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from variorum.evidence import Difference
from variorum.languages import equipment, primary
from variorum.languages import text as file_of
from variorum.quotation.critical_words import is_name, kind_of, negates, words_in
from variorum.quotation.reading_language import language, language_of

# Letters or pairs of them that recognition takes for one another, in Latin, in Cyrillic, and across the two.
_WRITTEN = """
rn:m ri:n cl:d vv:w ii:u li:h nn:m in:m tt:n fi:h c:e l:i l:t i:t f:t h:b u:n s:f a:o e:o c:o v:y g:q r:t n:r
l:j b:6 o:0 l:1 i:1 s:5 z:2 g:9 l:! l:| н:и н:п п:и ш:щ ш:m ц:и е:с о:с з:э в:я л:п т:г ы:ь1 ы:ьі ю:го м:ш к:н
в:б о:0 з:3 б:6 ч:4 ь:ъ й:и н:ii a:а e:е o:о p:р c:с x:х y:у k:к m:м t:т b:в h:н
"""
_LOOKALIKES = tuple((one, other) for one, other in (pair.split(":") for pair in _WRITTEN.split()))
_PAIRS = frozenset(_LOOKALIKES) | frozenset((b, a) for a, b in _LOOKALIKES)


def looks_like_noise(differences: Iterable[Difference], *, vocabulary: str) -> bool:
    """Whether every difference is one of look-alike letters; `vocabulary` is text of the source.

    In which words are looked up.
    """
    pairs = [(difference.quoted, difference.found) for difference in differences]
    return bool(pairs) and all(_is_noise(quoted, found, vocabulary) for quoted, found in pairs)


def _is_noise(quoted: str, found: str, vocabulary: str) -> bool:
    ours, theirs = words_in(quoted), words_in(found)
    if not ours or not theirs or len(ours) > 3 or len(theirs) > 3 or quoted == found:
        return False
    if any(kind_of(word) for word in (*ours, *theirs)) or any(negates(a, b) for a in ours for b in theirs):
        return False
    if any(is_name(word) and not _is_article(word) for word in (*ours, *theirs)):
        return False
    if not _confusable("".join(ours).lower(), "".join(theirs).lower()):
        return False
    if not _one_is_no_word(ours, theirs, vocabulary):
        return False
    both_used = all(_is_used(word, vocabulary) for word in ours) and all(
        _is_used(word, vocabulary, besides=1) for word in theirs
    )
    return not both_used


def _is_article(word: str) -> bool:
    """Whether a capital word is "The" misread ("Tlie", "Tbe"), the one such word that opens sentences everywhere."""
    return word.startswith("T") and len(word) <= 4 and word.endswith("e")


def _one_is_no_word(ours: list[str], theirs: list[str], vocabulary: str) -> bool:
    """Whether one of the two forms is made of words and the other is not."""
    known = [[_is_word(word.lower(), vocabulary) for word in words] for words in (ours, theirs)]
    if any(verdict is None for verdicts in known for verdict in verdicts):
        return False
    return all(known[0]) != all(known[1])


def _is_word(word: str, vocabulary: str) -> bool | None:
    """Whether these letters make a word; None where nothing tells."""
    russian = equipment("ru")
    if russian.writes(word):
        return russian.knows(word) if not re.search("[a-z]", word) else None
    if not word.isascii() or (primary(language()) or language_of(vocabulary)) not in ("en", ""):
        return None
    spelt = f"^{word}$"
    return all(spelt[at : at + 3] in _english_runs() for at in range(len(spelt) - 2))


@lru_cache(maxsize=1)
def _english_runs() -> frozenset[str]:
    written = file_of("en", "letters.txt")
    return frozenset(run for line in written.splitlines() if not line.startswith("#") for run in line.split())


def _is_used(word: str, vocabulary: str, *, besides: int = 0) -> bool:
    """Whether the source uses the word, not counting the place itself (`besides`)."""
    matches = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", vocabulary, re.IGNORECASE)
    return sum(1 for _, _ in zip(matches, range(besides + 1), strict=False)) > besides


def _confusable(ours: str, theirs: str) -> bool:
    """Whether one word becomes the other by look-alike letters alone, in at most a third of its letters."""
    limit = max(1, max(len(ours), len(theirs)) // 3)
    front = {(0, 0): 0}
    while front:
        reached: dict[tuple[int, int], int] = {}
        for (i, j), cost in front.items():
            while i < len(ours) and j < len(theirs) and ours[i] == theirs[j]:
                i, j = i + 1, j + 1
            if i == len(ours) and j == len(theirs):
                return cost > 0
            if cost == limit:
                continue
            for a in (1, 2):
                for b in (1, 2):
                    if (ours[i : i + a], theirs[j : j + b]) in _PAIRS:
                        reached[(i + a, j + b)] = cost + 1
        front = reached
    return False
