"""Chinese names in pinyin and in the Russian transcription of Palladius, which answer each other by the syllable.

Pinyin is read by the tables of initials and finals; Wade–Giles, which older books write with a hyphen ("Mao Tse-tung"),
is brought to pinyin first, both ways where its apostrophes were left out.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby, product
from operator import itemgetter

_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь",
    "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "un": "унь", "uang": "уан", "ü": "юй", "üe": "юэ", "üan": "юань", "ün": "юнь", "ue": "юэ",
}  # fmt: skip
_ALONE = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "er": "эр", "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян",
    "ying": "ин", "yong": "юн", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань",
    "wen": "вэнь", "wang": "ван", "weng": "вэн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь",
}  # fmt: skip
_HUSHING = {"zh", "ch", "sh", "r", "z", "c", "s"}  # after these i is ы or и, and u with n has no sign of its own
_OF_J = {"u": "юй", "uan": "юань", "un": "юнь", "ue": "юэ"}  # after j, q, x the u is ü
_SURNAMES = frozenset(
    """ван ли чжан лю чэнь ян хуан чжао чжоу у сюй сунь ма чжу ху линь го хэ гао ло чжэн лян се сун тан сюй дэн хань фэн
    цао пэн цзэн сяо тянь дун пань юань цай цзян юй ду е чэн вэй су люй дин жэнь лу яо цуй чжун тань цзинь ши ляо цзя ся
    вэй фу фан бай цзоу мэн сюн цинь цю хоу инь янь сюэ лэй лун хао кун мао цюй чан дай мо тао вань цянь шао
    тан""".split()  # noqa: SIM905
)
_APART = re.compile(r"[-'’ʻ]")
_WADE = (
    ("hs", ("x",)), ("tz", ("z", "c")), ("ts", ("z", "c")), ("ss", ("s",)), ("ch", ("zh", "j", "ch", "q")),
    ("p", ("b", "p")), ("t", ("d", "t")), ("k", ("g", "k")), ("j", ("r",)),
)  # fmt: skip
_WADE_ENDS = (
    ("ung", "ong"),
    ("ieh", "ie"),
    ("eh", "e"),
    ("ih", "i"),
    ("ien", "ian"),
    ("o", "uo"),
    ("o", "e"),
    ("u", "i"),
)


@cache
def _syllables() -> dict[str, str]:
    found = dict(_ALONE)
    for (initial, one), (final, other) in product(_INITIALS.items(), _FINALS.items()):
        if initial in {"j", "q", "x"} and final in _OF_J:
            other = _OF_J[final]
        elif initial in _HUSHING and final == "i":
            other = "ы" if initial in {"z", "c", "s"} else "и"
        elif initial in {"n", "l"} and final == "ue":
            other = "юэ"
        elif initial == "h" and final == "ui":
            other = "уэй"
        found[initial + final] = one + other
    return found


@cache
def _in_syllables() -> re.Pattern[str]:
    """One to three syllables, told by their first letters: most words are not so made, which this tells at once."""
    begun = groupby(sorted(_syllables()), key=itemgetter(0))
    ways = (f"{first}(?:{'|'.join(one[1:] for one in reversed(list(rest)))})" for first, rest in begun)
    return re.compile(f"(?:{'|'.join(ways)}){{1,3}}")


@cache
def _russian_syllables() -> frozenset[str]:
    return frozenset({*_syllables().values(), "хой", "хуй"})


@lru_cache(maxsize=50_000)
def in_russian(word: str) -> frozenset[str]:
    """The Russian transcriptions of a Latin word of Chinese syllables, in small letters; none for any other word."""
    lower = word.lower()
    if not lower.isalpha():
        lower = _APART.sub("", lower)
    found = {"".join(one) for one in _cut(lower, _syllables())} if _in_syllables().fullmatch(lower) else set()
    if "-" in word:
        readings = [_from_wade(piece) for piece in word.lower().replace("’", "").replace("'", "").split("-")]
        found |= {"".join(way) for way in product(*readings)} if all(readings) else set()
    return frozenset(found)


@lru_cache(maxsize=50_000)
def is_chinese(word: str) -> bool:
    """Whether a Russian word is made of syllables that Palladius writes, one to three."""
    lower = word.lower().replace("-", "").replace("ъ", "")
    return any(len(way) <= 3 for way in _cut(lower, {one: one for one in _russian_syllables()}))


def is_surname(word: str) -> bool:
    """Whether a word, in either script, is one of the hundred surnames that most Chinese bear."""
    lower = word.lower()
    return lower in _SURNAMES or (lower.isascii() and not _SURNAMES.isdisjoint(in_russian(lower)))


def _from_wade(piece: str) -> list[str]:
    spelled = {piece}
    for old, new in _WADE:
        if piece.startswith(old):
            spelled |= {start + piece[len(old) :] for start in new}
            break
    for old, ends in _WADE_ENDS:
        spelled |= {one.removesuffix(old) + ends for one in set(spelled) if one.endswith(old)}
    return sorted({_syllables()[one] for one in spelled if one in _syllables()})


def _cut(word: str, syllables: dict[str, str]) -> list[tuple[str, ...]]:
    """Every way to cut a word into one to three syllables."""
    found: list[tuple[str, ...]] = []

    def go(rest: str, before: tuple[str, ...]) -> None:
        if not rest:
            found.append(before)
        elif len(before) < 3:
            for length in range(1, min(7, len(rest) + 1)):
                if rest[:length] in syllables:
                    go(rest[length:], (*before, syllables[rest[:length]]))

    if word:
        go(word, ())
    return found
