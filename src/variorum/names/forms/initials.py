"""Initials: the Russian letters that an initial, in either script, may stand for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.names.forms.skeleton import letters

# what books in English, German, French and Polish and the library schemes write for a Russian name's first letter;
# "Y. Larin" is Юрий, so a first letter alone stands for whatever begins with it
_LATIN = {
    "a": "а", "b": "б", "c": "цчкс", "č": "ч", "d": "дж", "e": "еэё", "f": "фѳ", "g": "гж", "h": "хг", "i": "ийяю",
    "j": "йияюежд", "k": "кх", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
    "s": "сшщз", "š": "шщ", "t": "тцч", "u": "ую", "v": "в", "w": "в", "x": "хк",
    "y": "йияюеыё", "z": "зжц", "ž": "ж",
    "kh": "х", "zh": "ж", "ts": "ц", "ch": "чхшк", "sh": "шщ", "shch": "щ", "sch": "шжщ", "ya": "я", "ia": "я",
    "ja": "я", "yu": "ю", "iu": "ю", "ju": "ю", "ye": "е", "ie": "е", "je": "е", "yo": "ё", "ph": "ф", "th": "тф",
    "tsch": "ч", "tch": "ч", "cz": "ч", "sz": "ш", "rz": "ж", "dzh": "д",
    "ł": "л", "ż": "ж", "â": "я", "û": "ю", "ė": "э",
}  # fmt: skip
_PLAIN = {"ё": "е", "ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и", "є": "е", "ї": "и", "ґ": "г"}
_HEAD = re.compile("|".join(sorted(_LATIN, key=lambda head: (-len(head), head))))


@lru_cache(maxsize=50_000)
def may_stand_for(initial: str) -> frozenset[str]:
    """The Russian letters, in lower case, that an initial or a name's beginning may stand for."""
    folded = initial.lower().lstrip("'’ʹ").rstrip(".")
    if not folded:
        return frozenset()
    first = folded[0]
    if "Ѐ" <= first <= "ԯ":
        return _one(_PLAIN.get(first, first))
    found = _HEAD.match(folded)
    if not found:
        return _one(letters(first))
    head = found[0]
    return _of_head(head, first if len(head) > 1 and len(folded) > len(head) else "")


def likeliest(name: str) -> frozenset[str]:
    """The Russian letter that the first of a name written in Latin letters is before any other: и of "Ivan"."""
    return _one(_LATIN.get(letters(name)[:1], letters(name))[0])


@cache
def _of_head(head: str, first: str) -> frozenset[str]:
    """Of a whole name also by its first letter alone: "Iakov" is Яков, "Iosif" is Иосиф, it may be cut either way."""
    return frozenset(_PLAIN.get(letter, letter) for letter in _LATIN[head] + _LATIN.get(first, ""))


@cache
def _one(letter: str) -> frozenset[str]:
    return frozenset(letter)
