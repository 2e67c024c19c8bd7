"""A title in few words, cut where the title itself has a joint and never inside a name.

The joint is a colon, a semicolon, a dash between spaces, an opening bracket, or a full stop that ends a sentence: not
one after an initial ("Н. А. Сабурова"), an abbreviation ("г. Москва", "St. Petersburg") or a number ("No. 3"). Where
the part before it is still long, whole words are kept up to a bound, and none that only leads to the next: an initial,
an article, a preposition.
"""

from __future__ import annotations

import re

_JOINT = re.compile(
    r"(?<=[^\s:;])(?:[:;]\s|\s[-–—]{1,2}\s|\s[(\[]|(?P<stop>[.!?…][”»\"]?)\s(?=[\W\d_]*[^\W\d_a-zа-яё]))"
)
_ABBREVIATIONS = frozenset({
    "st", "mr", "mrs", "ms", "dr", "prof", "gen", "col", "capt", "lt", "vol", "vols", "no", "nos", "p", "pp", "fol",
    "ed", "eds", "ch", "rev", "fig", "cf",
    "г", "гг", "в", "вв", "с", "стр", "л", "лл", "ф", "оп", "д", "т", "тт", "ч", "вып", "кн", "ул", "им", "св", "гл",
    "ред", "проф", "ген", "тов", "гр", "обл", "губ",
})  # fmt: skip
_LEADING = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "with", "from", "and", "or", "under", "between",
    "after", "before", "as", "into",
    "и", "в", "во", "на", "о", "об", "от", "до", "по", "с", "со", "к", "ко", "у", "за", "из", "для", "при", "под",
    "над", "без", "между", "или", "а", "не",
})  # fmt: skip


def main_title(title: str) -> str:
    """The part of a title before its first joint, at least two words or one long one; the whole where it has none."""
    for joint in _JOINT.finditer(title):
        before = title[: joint.start()]
        if joint["stop"] == "." and _goes_on(before):
            continue
        if len(before.split()) > 1 or len(before) > 5:
            keeps_its_sign = joint["stop"] and joint["stop"] != "."
            return title[: joint.end("stop")] if keeps_its_sign else before
    return title


def short_title(title: str, *, words: int) -> tuple[str, bool]:
    """The main title, of at most so many words and one or two more; and whether words of it were left out."""
    main = " ".join(main_title(title).split())
    tokens = main.split()
    if len(tokens) <= words + 1:
        return main, False
    kept = words
    while kept > 2 and _leads_on(tokens[kept - 1]):
        kept -= 1
    if kept <= 2:
        kept = words
        while kept < len(tokens) and _leads_on(tokens[kept - 1]):
            kept += 1
    return " ".join(tokens[:kept]).rstrip(",;:–—"), kept < len(tokens)


def _goes_on(before: str) -> bool:
    """Whether a full stop after these words belongs to the last of them and ends no sentence."""
    last = re.split(r"[\s.(«“\"]", before)[-1].casefold()
    return len(last) < 2 or last in _ABBREVIATIONS


def _leads_on(token: str) -> bool:
    return token.casefold() in _LEADING or re.fullmatch(r"(?:[^\W\d_]\.[-‐]?)+", token) is not None
