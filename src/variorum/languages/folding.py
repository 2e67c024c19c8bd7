"""Letters levelled for search: what a searcher does not want to care about, with a map back to the text as it stands.

Levelled here are ё and е, the letters abolished in Russia in 1918 and the ъ at the end of words, stress marks, the ties
of the Library of Congress ("t͡s"), soft hyphens and hyphens at the ends of lines. Case and Latin diacritics are the
search index's own affair. Quotations are never checked on folded text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from variorum.text.unseen_signs import UNSEEN_CLASS

_LETTERS = (
    ("ё", "е"), ("Ё", "Е"), ("ѣ", "е"), ("Ѣ", "Е"), ("і", "и"), ("І", "И"), ("ѳ", "ф"), ("Ѳ", "Ф"), ("ѵ", "и"),
    ("Ѵ", "И"), ("ſ", "s"),
)  # fmt: skip
_INVISIBLE = "\u0300\u0301\u0306\u0307\u0308\u0361\ufe20\ufe21" + UNSEEN_CLASS
_BREAK = r"(?<=[^\W_])[-\u2010\u00ad¬][ \t\u00a0]*\r?\n[ \t\u00a0]*(?=[^\W\d_A-ZА-ЯЁ])"
_CUTS = re.compile(rf"{_BREAK}|[{_INVISIBLE}]+|(?<=[^\W_])[ъЪ](?![^\W_])")
# most pages have nothing to cut, and these tell so at ten times the speed of the expressions above
_LINE_END = re.compile(r"-[ \t]*\r?\n")
_SIGNS = re.compile(f"[{_INVISIBLE}\u2010¬]")
_FINAL_HARD_SIGNS = (re.compile(r"ъ(?![^\W_])"), re.compile(r"Ъ(?![^\W_])"))


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and where each of its characters stood before.

    `cuts` are the places in the folded text where something was left out, `lengths` the sum of what was left out up to
    and at that place. `divisions` are the stretches of the original, from the hyphen to the next letter, where a line's
    end divides a word; such a hyphen may also belong to the word («где-то»), so the search index reads them both ways.
    """

    text: str
    cuts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    divisions: tuple[tuple[int, int], ...] = ()

    def original(self, offset: int) -> int:
        """Where this offset of the folded text lies in the original: after what was left out there.

        So a stretch of folded text leads back to one that includes the ъ or the stress mark at its end.
        """
        index = bisect_right(self.cuts, offset) - 1
        return offset + (self.lengths[index] if index >= 0 else 0)


def fold(text: str) -> Folded:
    """Level the letters of a text and join the words that a line's end divides."""
    ascii_only = text.isascii()
    if not ascii_only:
        for old, new in _LETTERS:
            text = text.replace(old, new)
    if not _may_have_cuts(text, ascii_only=ascii_only):
        return Folded(text)
    parts: list[str] = []
    cuts: list[int] = []
    lengths: list[int] = []
    divisions: list[tuple[int, int]] = []
    last = length = removed = 0
    for cut in _CUTS.finditer(text):
        parts.append(text[last : cut.start()])
        length += cut.start() - last
        removed += cut.end() - cut.start()
        cuts.append(length)
        lengths.append(removed)
        if "\n" in cut[0]:
            divisions.append(cut.span())
        last = cut.end()
    parts.append(text[last:])
    return Folded("".join(parts), tuple(cuts), tuple(lengths), tuple(divisions))


def _may_have_cuts(text: str, *, ascii_only: bool) -> bool:
    if _LINE_END.search(text):
        return True
    return not ascii_only and bool(_SIGNS.search(text) or any(sign.search(text) for sign in _FINAL_HARD_SIGNS))
