"""The skeleton: one spelling for a name in either script, so that transliterations of one name meet.

The skeleton keeps the consonants apart that Russian keeps apart (C for ч, S for ш, Z for ж, c for ц, h for х), levels
what transliterations do not agree on (й ы и і; е э ё; ъ ь; double consonants; ие and е), and writes щ as SC. A Cyrillic
name has one skeleton, seldom two. A Latin one has as many as it has readings: ch is ч in English, х in German and
Polish, ш in French. Which habits are tried depends on the letters that give a habit away. The rules are our own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from variorum.names.forms.chinese import in_russian
from variorum.text.scripts import CYRILLIC

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "Z", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "C", "ш": "S", "щ": "SC", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "ѣ": "e", "і": "i", "ѳ": "f", "ѵ": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ј": "i", "љ": "l", "њ": "n",
    "ђ": "dZ", "ћ": "C", "џ": "dZ",
}  # fmt: skip
_IN_LATIN = str.maketrans(_CYRILLIC)
# letters with a sign whose sign matters; of all others the sign is dropped
_SIGNED = {
    "č": "C", "š": "S", "ž": "Z", "ŝ": "SC", "ż": "Z", "ź": "z", "ś": "s", "ć": "C", "ń": "n", "ł": "l", "ř": "r",
    "ß": "s", "â": "ia", "û": "iu", "ë": "E", "ö": "e", "ü": "iu", "ě": "e", "đ": "dZ", "ð": "d", "þ": "t", "æ": "e",
    "œ": "e", "ø": "e", "ı": "i", "ą": "on", "ę": "en", "ÿ": "i",
}  # fmt: skip
_SHARED = (
    "schtsch SC", "shtch SC", "shch SC", "chtch SC", "szcz SC", "tsch C", "tch C", "dsch dZ", "dzh dZ", "^dj dZ",
    "zh Z", "sh S", "kh h", "ts c", "tz c", "ph f", "th t", "ck k", "qu kv", "q k", "w v", "iou iu", "you iu", "ou u",
    "ya ia", "ja ia", "yu iu", "ju iu", "yo E", "jo E", "io E", "ye e", "je e", "ie e", "oo u", "y i", "j i",
)  # fmt: skip
_HABITS = {
    # habit: (letters that give it away, its own rules, tried before the shared ones)
    "english": ("", ("gh g", "sch S", "cz C", "ch C", "c(?=[eiy]) s", "c k", "x ks")),
    "english j": (r"^j", ("^j dZ", "gh g", "sch S", "ch C", "c(?=[eiy]) s", "c k", "x ks")),
    "german": (r"[wß]|sch|tz|^z|zk|^s|ch|j|ds", ("sch S", "ch h", "z c", "ss s", "s(?=[aeiouyjE]) z", "c k", "x ks")),
    "german s": (r"^s.*[wz]", ("schtsch SC", "tsch C", "sch S", "ch h", "z c", "ss s", "x ks")),
    "german sh": (
        r"sh.*[wj]|[wj].*sh|ow$",
        ("schtsch SC", "tsch C", "sch S", "sh Z", "ch h", "z c", "ss s", "s(?=[aeiouyjE]) z", "x ks"),
    ),
    "german zh": (r"sch", ("schtsch SC", "tsch C", "sch Z", "ch h", "z c", "ss s", "s(?=[aeiouyjE]) z", "x ks")),
    "french": (
        r"ou|ch|j|gu[eiy]|ine$",
        ("sch S", "ch S", "dj dZ", "j Z", "gu(?=[eiy]) g", "ss s", "ine$ in", "c(?=[eiy]) s", "c k", "x ks"),
    ),
    "slavic": (r"[cjxhCSZ]", ("shh SC", "cz c", "ch h", "c c", "x h")),
    # a Polish l that is no ł is soft: "Szlapnikow" is Шляпников
    "polish soft": (
        r"(?=.*(?:w|sz|cz))l[auo]",
        ("l(?=[auo]) li", "sz S", "cz C", "rz Z", "ch h", "c c", "x ks"),
    ),
    "gost": (r"x", ("shh SC", "cz c", "ch C", "c c", "x h")),
    "polish": (r"[wc]|sz|rz|ska$", ("ska$ skaia", "cka$ ckaia", "sz S", "cz C", "rz Z", "ch h", "c c", "x ks")),
}
# names that are no Russian ones are written in Cyrillic by ear: how each language's letters sound there. They are tried
# only where no ending of a Russian or Georgian surname stands
_BY_EAR = {
    "english": (
        r"ee|ea|oo|ow|j|w|ay|ge|e$|ck|gh|y$",
        ("ee i", "ea i", "ay ei", "ow ou", "^wh? u", "wh? u", "dge dZ", "j dZ", "gh ", "g(?=[ei]) dZ", "sch S", "ch C",
         "c(?=[eiy]) s", "c k", "x ks", "e$ "),
    ),
    "french": (
        r"eau|au|ai|oi|ou|ch|gu|e$|ier$|ll|[aeiou](?:[tdsxr]|nt)$|^h",
        ("eaux?$ o", "eau o", "au o", "ain$ en", "ai e", "oi ua", "i?ers?$ e", "ille$ i", "gn n", "ch S", "j Z",
         "gu(?=[eiy]) g", "g(?=[eiy]) Z", "qu k", "c(?=[eiy]) s", "c k", "x$ ", "x ks", "^h ", "ss s", "es$ ",
         "ine$ in", "(?<=[aeiou])[tds]+$ ", "(?<=[aeiou])nt$ n", "e$ "),
    ),
    "german": (
        r"ei|eu|ie|h|^s|[^aeiou]s[aeiou]|[aeiou]s[aeiou]|z|sch|ch|st|sp",
        ("tsch C", "sch S", "chs ks", "ch h", "ei ai", "[ae]u(?=[^aeiou]) oi", "ie i", "(?<=[aeiou])h(?![aeiou]) ",
         "(?<=[aeiou])h(?=[aeiou]) ", "t?z c", "ss s", "s(?=[aeiou]) z", "^s(?=[tp]) S", "v f", "c k", "x ks"),
    ),
    "spanish": (
        r"j|ll|z|que|qui|^h|ch|c[ei]|gu|x",
        ("ch C", "ll l", "j h", "z s", "c(?=[ei]) s", "qu k", "gu(?=[ei]) g", "^h ", "c k", "x ks"),
    ),
    "japanese": (
        r"^(?:(?:[kgsztdnhbpmr]y?|sh|ch|ts|[jfwy])?h?[aiueo]+|n)+$",
        ("shi si", "sho se", "sh si", "chi ti", "cho te", "ch ti", "ji dzi", "jo dze", "j dzi", "z dz", "ei ei",
         "w(?=a) v", "f f"),
    ),
    "german, old": (
        r"ei|ee|eu|st|sp|lu|th|h[aeiou]",
        ("tsch C", "sch S", "chs ks", "ch h", "ee e", "ie i",
         "(?<!t)h(?=[aeiou]) g", "eu ei", "th(?=oven|eim|aus|of|olm|agen) th", "s(?=[tp]) S",
         "l(?=u) li", "(?<=[aeiou])h(?![aeiou]) ", "t?z c", "ss s", "s(?=[aeiou]) z", "v(?=[^e]) f", "c k", "x ks"),
    ),
}  # fmt: skip
_SLAVIC_END = re.compile(
    r"(?:[oe](?:v|w|ff)(?:a|oi)?|[^aeiou]in[ae]?|[sc]k(?:[iy]|ii|ij|iy|aia|aya|aja|a)|[eu]nko|(?:[oe][vw]i)(?:ch|C|tsch|tch|cz)|"
    r"s[hc]?[hw]?vili|dze)$"
)
_SIGNS = re.compile(r"[^\w]|_|\d|[\u02b0-\u02ff]")
_SOFTENED = re.compile(r"(?<=[bvgdzklmnprstfhcCSZ])i?E")
_I = re.compile(r"i{2,}")
_IO = re.compile(r"(?<=[bvgdzklmnprstfhcCSZ])io")
_DOUBLED = re.compile(r"([bvgdzklmnprstfhcCSZ])(?=\1)")  # all but the last: to put a group back costs much more
_TS = re.compile(r"ts|ds(?=k)")
_F = re.compile(r"(?<=[oe])f$")
_SOUTHERN = re.compile(r"[a-z]{3,8}[aeiou][ktp]")
_BRIEF = 4  # letters
_RUN = re.compile(r"(\w)\1+")
_HUSHED_O = re.compile(r"(?<=[CSZ])ov$")


def compiled(rules: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Rules of the form "letters others", tried in their order: one expression for all, and what each makes of it."""
    pairs = [rule.rsplit(" ", 1) for rule in rules]
    # which rule it was, its empty group tells; a group around it would keep `re` from passing by on the first letter
    return re.compile("|".join(f"{pattern}()" for pattern, _ in pairs)), tuple(result for _, result in pairs)


_READ_BY = tuple((re.compile(signs), *compiled((*rules, *_SHARED))) for signs, rules in _HABITS.values())
_HEARD_BY = tuple((re.compile(signs), *compiled((*rules, *_SHARED))) for signs, rules in _BY_EAR.values())


@lru_cache(maxsize=200_000)
def skeletons(word: str) -> tuple[str, ...]:
    """Every skeleton of a word, the likeliest first; empty for what has no letters."""
    folded = _folded(word)
    if not folded:
        return ()
    if CYRILLIC.search(folded):
        return _of_cyrillic(folded)
    found: dict[str, None] = {}
    by_ear = () if is_slavic(folded) else _HEARD_BY
    habits = (*_READ_BY, *by_ear)
    reads = dict.fromkeys(
        [read_by(pattern, results, folded) for signs, pattern, results in habits if signs.search(folded)]
    )
    for read in map(_levelled, reads):
        if read not in found:
            found[read] = None
            if _HUSHED_O.search(read):  # German and Polish write ё after ч, ш, щ as o
                found[_HUSHED_O.sub("ev", read)] = None
    if word.lower().endswith("ová") and len(word) > 5:  # Czech and Slovak give every woman's surname the ending
        found |= dict.fromkeys(skeletons(word[:-3]))
    if not by_ear:
        return tuple(skeleton for skeleton in found if skeleton)
    if _SOUTHERN.fullmatch(folded) and "-" in word:  # "Kai-shek": Russian leaves the stop unheard
        found.setdefault(_levelled(read_by(*_READ_BY[0][1:], folded[:-1])))
    for russian in sorted(in_russian(word)):
        found[_levelled(russian.translate(_IN_LATIN))] = None
    return tuple(skeleton for skeleton in found if skeleton)


def is_slavic(folded: str) -> bool:
    """Whether a word in small Latin letters, or a skeleton, ends as Russian and Georgian surnames do."""
    return bool(_SLAVIC_END.search(folded))


def skeleton(word: str) -> str:
    """The likeliest skeleton of a word, for sorting and blocking."""
    return next(iter(skeletons(word)), "")


@lru_cache(maxsize=200_000)
def letters(word: str) -> str:
    """A word's letters in lower case, spelled as after 1918, е for ё: equal for equal spellings in one script."""
    lowered = word.lower()
    plain = lowered.replace("ё", "е") if _PLAINLY.fullmatch(lowered) else _bare(word).translate(_PLAIN)
    return plain[:-1] if plain.endswith("ъ") else plain


_PLAIN = str.maketrans({"ё": "е", "ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и"})


_PLAINLY = re.compile("[a-z]+|[а-яё]+")  # most words: nothing to compose, to take off or to spell otherwise


def _bare(word: str) -> str:
    lowered = word.lower()
    if _PLAINLY.fullmatch(lowered):
        return lowered
    return _SIGNS.sub("", unicodedata.normalize("NFC", word).lower())


def _folded(word: str) -> str:
    bare = _bare(word)
    if _PLAINLY.fullmatch(bare):
        return bare
    kept: list[str] = []
    for letter in bare:
        if letter in _CYRILLIC:
            kept.append(letter)
        elif letter in _SIGNED:
            kept.append(_SIGNED[letter])
        elif letter.isascii():
            kept.append(letter)
        else:
            kept += [part for part in unicodedata.normalize("NFKD", letter).lower() if part.isalpha()]
    return "".join(kept)


def _of_cyrillic(folded: str) -> tuple[str, ...]:
    plain = _levelled(folded.translate(_IN_LATIN))
    if folded.startswith("ё"):
        return plain, _levelled("io" + folded[1:].translate(_IN_LATIN))
    return (plain,)


def read_by(pattern: re.Pattern[str], results: tuple[str, ...], folded: str) -> str:
    """A word with the rules that `compiled` put together applied to it."""
    return pattern.sub(lambda found: results[(found.lastindex or 1) - 1], folded)


def _levelled(read: str) -> str:
    """What transliterations do not agree on made one; asked of every word of an index, so each rule is called for."""
    if "E" in read:
        read = _SOFTENED.sub("e", read).replace("E", "io")
    if "ii" in read:
        read = _I.sub("i", read)
    read = read.replace("ie", "e")
    if "io" in read:
        read = _IO.sub("e", read)
    read = _DOUBLED.sub("", read)
    if "s" in read:
        read = _TS.sub("c", read)
    return _F.sub("v", read) if read.endswith("f") else read


# what one letter of a skeleton costs where another stands; every other pair costs 1
_CHEAP = {
    ordered: cost
    for pairs, cost in (
        (("ao", "ei", "uo", "ae", "ia", "eo", "iu"), 0.5),
        (("gh", "sz", "cs", "ck", "vf", "vu", "Zz", "ZS", "Ss", "CS", "Cc", "hk"), 0.5),
    )
    for pair in pairs
    for ordered in (pair, pair[::-1])
}
TOO_FAR = 1.1  # at which cost two skeletons are no longer told apart
_LIGHT = {"i": 0.6, "e": 0.6, "h": 0.6}


def distance(a: str, b: str) -> float:
    """What it costs to make one skeleton the other; TOO_FAR where it costs that much or more.

    A weighted edit distance: letters that transliterations confuse cost half; й, е and х left out, three fifths. What
    the two begin and end with alike costs nothing and is left out first.
    """
    if _edits()(a, b, score_cutoff=2) > 2:
        return TOO_FAR
    before = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[before:], b[before:]
    after = next((i for i, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=False)) if x != y), None)
    after = min(len(a), len(b)) if after is None else after
    return min(_weighted(a[: len(a) - after], b[: len(b) - after]), TOO_FAR)


@cache
def _edits() -> Callable[..., int]:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance


def _weighted(a: str, b: str) -> float:
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _LIGHT.get(letter, 1.0))
    for one in a:
        previous, row = row, [row[0] + _LIGHT.get(one, 1.0)]
        for column, other in enumerate(b, 1):
            change = 0.0 if one == other else _CHEAP.get(one + other, 1.0)
            cut, put = previous[column] + _LIGHT.get(one, 1.0), row[-1] + _LIGHT.get(other, 1.0)
            row.append(min(cut, put, previous[column - 1] + change))
    return row[-1]


def one_in_two_scripts(a: str, b: str) -> bool:
    """Whether a word in one script may be one in the other."""
    if bool(CYRILLIC.search(a)) == bool(CYRILLIC.search(b)) or not doubles_agree(a, b):
        return False
    return not set(skeletons(a)).isdisjoint(skeletons(b))


def doubles_agree(a: str, b: str) -> bool:
    """Whether two words of few letters, abbreviations mostly, double the same of them: «СССР» is not "SR".

    A skeleton keeps no double letters, and of an abbreviation little else is left.
    """
    return min(len(a), len(b)) > _BRIEF or _doubles(a) == _doubles(b)


def _doubles(word: str) -> list[int]:
    """How long each run of one letter is that is more than a letter."""
    return [len(run[0]) for run in _RUN.finditer(word.lower())]
