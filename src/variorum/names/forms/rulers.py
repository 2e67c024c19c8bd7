"""Numerals behind a name: which of several rulers, or of several bearers in one family, is meant.

"Nicholas II", «Николай Второй» and "Nicholas the Second" have the numeral 2. Two numerals that differ contradict each
other however alike the names are; a name without one may be anybody's of the name.
"""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(?=[IVXІХ])(X{0,3}|XL)(IX|IV|V?I{0,3})$")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_ENGLISH_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth
"""
_RUSSIAN_STEMS = """
перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат
"""
_ENGLISH = {word: number for number, word in enumerate(_ENGLISH_WORDS.split(), 1)}
_RUSSIAN = {stem: number for number, stem in enumerate(_RUSSIAN_STEMS.split(), 1)}
_ORDINAL = re.compile(r"([а-яё]+?)(?:ый|ой|ий|его|ьего|ьему|ьим|ьем|ого|ому|ым|ом|ая|ья|ую|ью|ьей)$")
_LOOKALIKES = str.maketrans("ІХ", "IX")


def roman(word: str) -> int:
    """The value of a Roman numeral in capitals up to 49, in Latin letters or those that look so; 0 for other words."""
    word = word.translate(_LOOKALIKES)
    if not _ROMAN.fullmatch(word):
        return 0
    values = [_DIGITS[letter] for letter in word]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def ordinal(word: str) -> int:
    """The value of an ordinal written out, in English or in any case of Russian; 0 for other words."""
    lower = word.lower().replace("ё", "е")
    if lower in _ENGLISH:
        return _ENGLISH[lower]
    found = _ORDINAL.match(lower)
    return _RUSSIAN.get(found[1], 0) if found else 0
