"""The likeliest passage where quotation and source are in different languages: shown for a person to judge.

Never claimed.

Passages are weighed by what survives translation: numbers, and names brought to one skeleton of consonants in both
scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.evidence import Span
from variorum.languages.registry import having, table
from variorum.quotation.critical_words import has_capital
from variorum.quotation.reading_language import language_of
from variorum.record import Page
from variorum.text.scripts import script_in

_CYRILLIC = (
    "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh "
    "щ:shch ъ: ы:y ь: э:e ю:iu я:ia і:i ѣ:e ѳ:f ѵ:i"
)
_TO_LATIN = {pair[0]: pair[2:] for pair in _CYRILLIC.split()}
_SOUNDS = "shch:s sch:s sh:s tch:c ch:c tz:c ts:c zh:z kh:h x:ks w:v ff:v ph:f ck:k q:k"
_PASSAGE = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Likely:
    """A passage that may be what a translation renders, with what the two share."""

    segment: Span
    shared: tuple[str, ...]
    weight: float


@cache
def _months() -> Mapping[str, int]:
    """The number of a month by its names in every language that has a table of dates."""
    tables = [table(code, "dates").get("month", {}) for code in having("dates")]
    return {form: int(number) for months in tables for number, forms in months.items() for form in forms}


def differ(quotation: str, sample: str, *, language: str) -> bool:
    """Whether a quotation and a source are in different languages, as far as script and common words tell."""
    ours, theirs = script_in(quotation), script_in(sample)
    if ours and theirs and ours != theirs:
        return True
    spoken, held = language_of(quotation), language.split("-")[0].lower() or language_of(sample)
    return bool(spoken and held) and spoken != held


def likely_passages(quotation: str, pages: Sequence[Page]) -> list[Likely]:
    """The passages that share most numbers and names with the quotation, the likeliest first."""
    wanted = anchors_of(quotation)
    if not wanted:
        return []
    passages = [
        (page, start, end, anchors_of(page.text[start:end])) for page in pages for start, end in _passages(page.text)
    ]
    spread = Counter(anchor for *_, anchors in passages for anchor in anchors)
    found = []
    for page, start, end, anchors in passages:
        shared = wanted & anchors
        if shared:
            weight = sum(1 / (1 + spread[anchor]) ** 0.5 for anchor in shared)
            found.append(Likely(Span(page.source, page.sequence, start, end), tuple(sorted(shared)), weight))
    return sorted(
        found, key=lambda likely: (-likely.weight, -len(likely.shared), likely.segment.page, likely.segment.start)
    )


def anchors_of(text: str) -> frozenset[str]:
    """What of a text survives translation: numbers (months too) and the skeletons of names."""
    joined = re.sub(r"(?<=\d)[ ,.\u00a0](?=\d{3}(?!\d))", "", text)
    found = set(re.findall(r"\d+", joined))
    opens = True
    for match in re.finditer(r"[^\W\d_]+|[.!?…]", text):
        word = match.group()
        if not word[0].isalpha():
            opens = True
            continue
        month = _months().get(word.lower(), 0)
        if month and len(word) > 2:
            found.add(f"month {month}")
        elif has_capital(word) and (not opens or len(word) > 5):
            skeleton = skeleton_of(word)
            if len(skeleton) >= 3:
                found.add(skeleton)
        opens = False
    return frozenset(found)


def skeleton_of(name: str) -> str:
    """The first consonants of a name in either script, so that «Рютина» and "Ryutin" come out alike."""
    latin = "".join(
        _TO_LATIN.get(letter, letter) for letter in unicodedata.normalize("NFD", name.lower().replace("ё", "е"))
    )
    latin = re.sub(r"[^a-z]", "", latin)
    for written, sound in (pair.split(":") for pair in _SOUNDS.split()):
        latin = latin.replace(written, sound)
    consonants = re.sub(r"[aeiouyj]", "", latin)
    return re.sub(r"(.)\1+", r"\1", consonants)[:4]


def _passages(text: str) -> Iterator[tuple[int, int]]:
    for match in _PASSAGE.finditer(text):
        yield match.span()
