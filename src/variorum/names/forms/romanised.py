"""Which Latin spellings are one: what schemes of transliteration make of one Cyrillic spelling, and nothing by ear.

Every scheme reads the whole word by its own rules, so that "Rjutin", "Ryutin" and "Rioutine" meet in Рютин while "Gray"
and "Grey", "Marx" and "Marcks" never do. What only sounds alike is left to `skeleton`, which proves nothing in one
script. The rules are those of the schemes in `languages/transliteration.toml` read backwards, with -off, -eff and tz,
the spellings of the nineteenth century.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from variorum.names.forms.skeleton import compiled, read_by

_SIGNED = {
    "č": "C", "š": "S", "ž": "Z", "ŝ": "SC", "ż": "Z", "ź": "z", "ś": "s", "ć": "C", "ń": "n", "ł": "l", "ř": "r",
    "â": "ia", "û": "iu", "ë": "E", "è": "e", "ė": "e", "ě": "e", "đ": "dZ", "ï": "i", "ĭ": "i", "ÿ": "i", "ı": "i",
}  # fmt: skip
_SHARED = (
    "(?:yi|yy|yj|iy|ij|ii)$ i", "iou iu", "you iu", "[yj]u iu", "[yj]a ia", "[yj]o E", "io E", "[yj]e e", "ie e",
    "(?<=[^aeiouy])y(?=[^aeiouy]) y", "y i", "j i", "w v", "ff$ v", "ts c", "tz c",
)  # fmt: skip
_SCHEMES = (
    # letters that a spelling by the scheme must show, and its rules, tried before the shared ones
    ("", ("shch SC", "dzh dZ", "zh Z", "kh h", "ch C", "sh S", "x ks")),  # ALA-LC, BGN/PCGN, passports
    ("^jug", ("^j dZ", "shch SC", "zh Z", "kh h", "ch C", "sh S")),
    ("[cjxhCSZ]", ("SC SC", "ch h", "c c", "x h")),  # scholarly, ISO 9
    ("x|shh|cz", ("shh SC", "cz c", "ch C", "sh S", "zh Z", "x h")),  # GOST 7.79
    (
        "sch|tz|z|w|ss|ch|s",
        ("schtsch SC", "tsch C", "dsch dZ", "sch S", "ch h", "z c", "ss s", "s(?=[aeiouyjE]) z",
         "x ks"),
    ),
    ("^s.*[zw]", ("schtsch SC", "tsch C", "dsch dZ", "sch S", "ch h", "z c", "ss s", "x ks")),
    ("sch", ("schtsch SC", "tsch C", "dsch dZ", "sch Z", "ch h", "z c", "ss s", "s(?=[aeiouyjE]) z", "x ks")),
    ("sh", ("schtsch SC", "tsch C", "dsh dZ", "sch S", "sh Z", "ch h", "z c", "ss s", "s(?=[aeiouyjE]) z", "x ks")),
    ("ou|ch|j|gu[eiy]|ine$|ï|dj", ("chtch SC", "tch C", "dj dZ", "ch S", "iou iu", "ou u", "j Z", "gu(?=[eiy]) g",
                                 "kh h", "ss s", "ine$ in", "x ks")),
    ("sz|cz|rz|w|ch|c|ska$", ("szcz SC", "dż dZ", "sz S", "cz C", "rz Z", "ch h", "c c", "ska$ skaia", "x ks")),
    ("(?=.*(?:w|sz|cz))l[auo]", ("szcz SC", "sz S", "cz C", "rz Z", "ch h", "c c", "l(?=[auo]) li", "x ks")),
)  # fmt: skip
_I = re.compile(r"i{2,}")
_HUSHED = re.compile(r"(?<=[ZSCc])y")  # Russian has и after ж, ш, ц, which Polish writes y
_HUSHED_O = re.compile(r"(?<=[ZSC])ov$")
_AFTER_CONSONANT = re.compile(r"(?<=[bvgdzklmnprstfhcCSZ])(?:E|ie|io)")
_SLAVIC = re.compile(
    r"(?:[oe](?:v|w|ff)(?:a|oi|oy)?|[^aeiou]iney?|[^aeiou]ina?|[^aeiou][ao][iyj]|[st]?[sc]h?k(?:[iy]|ii|ij|iy|yi|aia|aya|aja|a)|t[sz]k(?:[iy]|ii|ij|iy)"
    r"|zki[iyj]?|[eu]nko|(?:[oe][vw]i)(?:ch|C|tsch|tch|cz)|[yu]k|(?:t?ch|tsch|cz|C)[auey]k|(?:s?[hc]?[hz]?|S)[vw]ili|[aie]d[sz]e|[vwnl]i(?:ch|C|tsch|tch|cz))$"
)
_RUSSIAN = re.compile(r"zh|kh|shch|sch?tsch|dzh|tsch|^i(?:a|u|ou)|[^aeiou](?:iu|yu|ju|iou)|C|SC|Z|S|'|tch")


_READ_BY = tuple((re.compile(signs), *compiled((*rules, *_SHARED))) for signs, rules in _SCHEMES)


@lru_cache(maxsize=100_000)
def spelling_of(word: str) -> str:
    """A Cyrillic word in the letters of `spellings`."""
    read = _softened(word.lower().translate(_IN_LATIN))
    if read.endswith(("ii", "yi")):
        read = read[:-2] + "i"
    return _with_one_i(read)


_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіѣѳ",
        "a b v g d e Z z i i k l m n o p r s t u f h c C S SC  y  e iu ia i e f".split(" "),  # noqa: SIM905
        strict=True,
    )
) | {"ё": "E"}
_IN_LATIN = str.maketrans(_CYRILLIC)


@lru_cache(maxsize=100_000)
def spellings(word: str) -> frozenset[str]:
    """Every Cyrillic spelling, in letters of one sound each, of which some scheme makes this Latin word."""
    folded = _folded(word).replace("'", "")
    found = set()
    for read in {read_by(pattern, results, folded) for signs, pattern, results in _READ_BY if signs.search(folded)}:
        read = _softened(read)
        if "y" in read:
            read = _HUSHED.sub("i", read)
        found.add(_with_one_i(read))
        if read.endswith("ov") and _HUSHED_O.search(read):  # German and Polish write ё after ч, ш, щ as o
            found.add(_with_one_i(_HUSHED_O.sub("ev", read)))
    return frozenset(found)


def _softened(read: str) -> str:
    if "E" in read or "ie" in read or "io" in read:
        return _AFTER_CONSONANT.sub("e", read).replace("E", "io").replace("ie", "e")
    return read


def _with_one_i(read: str) -> str:
    return _I.sub("i", read) if "ii" in read else read


def made_of_one(a: str, b: str) -> bool:
    """Whether two Latin surnames that differ can only be two schemes' spellings of one Russian name.

    Both must be Russian to look at: "Meyer" and "Meier" may be two schemes' Мейер, and are two families.
    """
    if spellings(a).isdisjoint(spellings(b)):
        return False
    if not (_looks_russian(a) and _looks_russian(b)) and not _by_one_letter(_folded(a), _folded(b)):
        return False
    return not _only_western(_folded(a), _folded(b))


def made_alike(a: str, b: str) -> bool:
    """Whether two Latin given names are two schemes' spellings of one."""
    return not spellings(a).isdisjoint(spellings(b))


def same_letters(a: str, b: str) -> bool:
    """Whether two Latin words differ in nothing but signs that printers leave out, or write as ae, oe, ue."""
    plain_a, plain_b = _unsigned(a), _unsigned(b)
    return bool(plain_a & plain_b)


@lru_cache(maxsize=100_000)
def _looks_russian(word: str) -> bool:
    folded = _folded(word)
    return ends_russian(word) or bool(_RUSSIAN.search(folded))


def _by_one_letter(a: str, b: str) -> bool:
    """Whether one of the two shows a letter that only schemes write, and the other differs by that letter alone.

    So "Ejsmont" by its j before a consonant, and "Iagoda" by its beginning.
    """
    if _SCHOLARS.search(a) or _SCHOLARS.search(b):
        return _SCHOLARS.sub("i", a) == _SCHOLARS.sub("i", b)
    begins = a[:2] in ("ia", "iu") or b[:2] in ("ia", "iu")
    return begins and a[0] in "ijy" and b[0] in "ijy" and a[1:] == b[1:]


_SCHOLARS = re.compile(r"(?<=[aeou])j(?![aeiouy])")


def ends_russian(word: str) -> bool:
    """Whether a Latin surname ends as Russian and Georgian ones do, by whichever scheme."""
    return bool(_SLAVIC.search(_folded(word).replace("'", "")))


def _only_western(a: str, b: str) -> bool:
    """Whether two words on -in differ only as Western names do: Martine and Martin (and Lenine), Ervin and Erwin."""
    if a.endswith("ine") != b.endswith("ine"):
        return a.removesuffix("e") == b.removesuffix("e")
    return a != b and a.endswith("in") and a.replace("w", "v") == b.replace("w", "v")


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", word).lower():
        if letter in _SIGNED:
            kept.append(_SIGNED[letter])
        elif letter.isascii():
            kept.append(letter if letter.isalpha() else "'" if letter == "'" else "")
        elif letter in "’ʹʼ`":
            kept.append("'")
        else:
            kept += [
                part for part in unicodedata.normalize("NFKD", letter).lower() if part.isalpha() and part.isascii()
            ]
    return "".join(kept)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"})


@lru_cache(maxsize=100_000)
def _unsigned(word: str) -> frozenset[str]:
    lower = unicodedata.normalize("NFC", word).lower().translate(_LETTERS)
    spelled = lower.translate(_UMLAUTS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelled) if c.isascii() and c.isalpha())
    return frozenset({bare} - {""})
