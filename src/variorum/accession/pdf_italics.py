"""The italics of a PDF's pages: by the names that fonts bear, by what they say of themselves, by letters set aslant.

Asked is only of the first letter of each word and of what stands behind its last, since every question costs as much
as measuring a letter.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from variorum.accession.italics import Run
from variorum.accession.pdf_lines import MOST_CHARACTERS

ASLANT = 0.1  # of a letter's height by which its top is moved to the right, at least; true italics of one font have 0.2
MOST_OF_A_PAGE = 0.6  # of its words: beyond that italics mark nothing
_ITALIC_FLAG = 1 << 6  # of a font's descriptor (ISO 32000-1, table 123)
_LONGEST_NAME = 256

_NAMES = re.compile(  # "ABCDEF+Garamond-Italic", "CMTI10" and "SFSL1095" of TeX, "Minion-It"
    r"ital|obli[qc]|kursiv|slant|-(?:\w+)?(?-i:It|BI)\b|(?:^|\+)(?:cm|sf|ec|la|lm)(?:b?x?ti|sl|bxsl|u)\d*\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


def runs_of(page: Any) -> list[Run]:
    """The words of an open pdfium page in the order of the file, each with how it is set."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        text = textpage.get_text_range(0, min(count, MOST_CHARACTERS)) if count > 0 else ""
        runs = list(_runs(text, _Slope(textpage.raw, counted_alike=len(text) == count)))
    finally:
        textpage.close()
    italic = sum(run.italic for run in runs)
    return [] if italic > MOST_OF_A_PAGE * len(runs) else runs


def _runs(text: str, slope: _Slope) -> Iterator[Run]:
    for match in _WORD.finditer(text):
        word = match.group()
        begins = next((at for at, sign in enumerate(word) if sign.isalnum()), -1)
        if begins < 0 or not slope.is_italic(match.start() + begins):
            yield Run(word, italic=False)
        elif word[-1].isalnum() or slope.is_italic(match.end() - 1):
            yield Run(word, italic=True)
        else:
            stem = word.rstrip(_signs_of(word))
            yield Run(stem, italic=True)
            yield Run(word[len(stem) :], italic=False)


def _signs_of(word: str) -> str:
    return "".join(sign for sign in word if not sign.isalnum())


class _Slope:
    """Tells of single letters of one text page whether they are in italics; holds the buffers pdfium writes into."""

    def __init__(self, raw: Any, *, counted_alike: bool) -> None:
        import pypdfium2.raw as pdfium

        self._counted_alike = counted_alike  # pdfium counts letters that it does not print
        self._raw, self._pdfium = raw, pdfium
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()
        self._known: dict[bytes, bool] = {}

    def is_italic(self, at: int) -> bool:
        """Whether the letter at this place of the text is in italics."""
        index = at if self._counted_alike else self._pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, at)
        self._flags.value = 0
        length = self._pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, _LONGEST_NAME, self._flags)
        name = self._name.value if 0 < length <= _LONGEST_NAME else b""
        if name not in self._known:
            self._known[name] = _NAMES.search(name.decode("utf-8", "replace")) is not None
        if self._known[name] or self._flags.value & _ITALIC_FLAG:
            return True
        matrix = self._matrix
        if not self._pdfium.FPDFText_GetMatrix(self._raw, index, matrix):
            return False
        upright = matrix.b == 0 and matrix.d > 0
        return bool(upright and matrix.c > ASLANT * matrix.d)
