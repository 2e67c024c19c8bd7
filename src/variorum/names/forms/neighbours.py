"""Names in the neighbours' Cyrillic: Ukrainian and Belarusian forms held against Russian ones by rules of spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from variorum.names.forms.given import known_given
from variorum.names.forms.skeleton import letters

_SHOWS = re.compile(r"[іїєґўІЇЄҐЎ]|[сцзСЦЗ]ьк(?:ий|а|ого|ому|ій)?$|[’'ʼ]", re.IGNORECASE)
_WAYS = {
    "ї": "и", "є": "е", "ґ": "г", "ў": "в", "і": "иоеы", "и": "ыи", "э": "эе", "'": ("", "ь", "ъ"), "’": ("", "ь", "ъ"),
    "ʼ": ("", "ь", "ъ"),
}  # fmt: skip
_MOST = 64  # readings of one word
_FATHERS = re.compile(r"(?P<stem>.{2,}?)(?:[оеє]в|ьов|йов)?(?:ич|івна|овна|евна|ївна|ич[а]?|ична|інічна|инична)$")
_LATIN_FATHERS = re.compile(r"(?P<stem>.{2,}?)(?:[oe]?[vw]|y[eo]v|'?[ey]v)(?:i(?:ch|č|cz|tsch|tch|c|ć)|na)$")


@lru_cache(maxsize=50_000)
def in_russian_letters(word: str) -> frozenset[str]:
    """Every Russian spelling that a neighbour's form may have; of a Russian one itself alone."""
    lower = word.lower().replace("ё", "е")
    if not _SHOWS.search(word):
        return frozenset({letters(lower)})
    lower = re.sub(r"([сцз])ьк(?=ий$|а$|ого$|ому$|ій$)", r"\1к", lower)
    ways = [tuple(_WAYS.get(letter, letter)) for letter in lower]
    found: set[str] = {letters(lower)}
    for count, way in enumerate(product(*ways)):
        if count >= _MOST:
            break
        found.add("".join(way).replace("ё", "е"))
    return frozenset(found)


@lru_cache(maxsize=50_000)
def fathers(patronymic: str) -> frozenset[str]:
    """The known given names of which a patronymic may be made, in Russian («Олексійович»: Алексей)."""
    lower = patronymic.lower()
    found = (_FATHERS if re.search("[а-яєії]", lower) else _LATIN_FATHERS).match(lower)
    if not found:
        return frozenset()
    stem = found["stem"].replace("’", "").replace("'", "")
    names: set[str] = set()
    ends = (
        ("", "й", "ь", "ий", "ій", "о", "а", "я")
        if re.search("[а-яєії]", lower)
        else ("", "i", "y", "j", "iy", "ii", "o", "a")
    )
    stems = {stem, stem.removesuffix("ь"), stem.removesuffix("й"), stem.removesuffix("i")}
    for end in ends:
        for one in stems:
            names |= known_given(one + end).full
    return frozenset(names)


_FATHERLY = ("ич", "ича", "на", "ch", "č", "cz", "c", "ć", "na")  # the ends of all that `fathers` can read


def one_father(a: str, b: str) -> bool:
    """Whether two patronymics in different spellings are made of one given name («Олександрович», «Александрович»)."""
    both = a.lower().endswith(_FATHERLY) and b.lower().endswith(_FATHERLY)
    return both and not fathers(a).isdisjoint(fathers(b))
