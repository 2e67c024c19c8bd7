"""Words and numbers of a text as nodes of one letter each, so that the grammar can be written as patterns over letters.

The words are those of the language that is told, and of one language for each other script. The classes:
d number 1–31 · n other number · c number word · o ordinal · y year of four digits · q 'year of two' · D decade · R
Roman numeral · N date in digits · M month of the French Republic · m month · s season · w weekday · u day, week,
month, decade · Y year · L «год» · a 's · O Old or New Style · v «в.» · C century · H half, part, quarter · p early,
mid, late, beginning, end · x next, same, that, previous · l later, earlier, ago · h «через» · b bound · A about · t
throughout · F from · T to · B between · & and · k or · f of · e article · i in, on, at · E era · V feast · J
anniversary · G congress, plenum · W named event · g «первые» · r «числа» · j just, же · - dash · / slash · , comma ·
; full stop · ( ) · P end of a paragraph · # other number · _ any other word · Q question mark · U probably · X the
present · Z or later, at the latest · S turn of · K night of · I yesterday, tomorrow · 2 month of writing («с. м.»)
· 1 year of writing («с. г.») · z term.
"""

from __future__ import annotations

import re
from itertools import pairwise

from variorum.dates.lexicon import (
    Meaning,
    expressions,
    halves_of,
    shortened,
    single_words,
    writing_of,
)
from variorum.dates.nodes import Node
from variorum.dates.settling import settled

_Phrases = dict[str, list[tuple[list[str], Meaning]]]


def value_of(taken: list[Node], classes: str) -> object:
    """The value of the first node of one of these classes; None where there is none."""
    return next((node.value for node in taken if node.cls in classes), None)


def number_of(taken: list[Node], classes: str) -> int:
    """The number that the first node of one of these classes carries; 0 where there is none."""
    value = value_of(taken, classes)
    return value if isinstance(value, int) else 0


_YEAR = r"(?:1[4-9]|20)\d\d"
_NOISY_DIGITS = r"[1lI|][\dlI|OОо]{3}"  # a year some of whose digits were taken for letters
_DIGITS_AND_SIGNS = "|".join(  # what begins with a digit or a bracket
    (
        r"(?<![\d\]])(?:\d{1,3}\[\d{1,3}\]\d{0,2}|\[\d{1,2}\]\d{1,3})(?![\d\[])",  # 192[7]: the editor supplied digits
        r"(?<!\d)1\d\d[\[(]\?[\])]",
        r"(?<!\d)1\d(?:\?\?|--\??(?=\])|\d(?:\?(?=\]|\s?гг?\.)|-\??(?=\])))|\A1\d\d\?\Z",  # 19??, [192-?]
        r"[(\[]\s?\?\s?[)\]]",
        r"\d{1,2}\s?[(/]\s?\d{1,2}\)?\s?\.\s?(?:\d{1,2}|[IVXХІ]{1,4})"  # 12(25).V.1917
        r"\s?\.\s?(?:\d{4}|\d\d)(?![\dlI|OОо])",
        r"(?<![\w.])\d{1,2}[./-][IVXХІ]{1,4}(?:[./-](?:\d{4}|\d\d)|[–—](?:\d{4}|\d\d(?=\s?г\b)))(?![\w|])",
        r"(?<![\w.])\d{1,2}[./][IVXХІ]{1,4}(?!\w)(?:\.(?=\s*[-–—])|(?=\s*(?:[-–—,;)\]]|\Z|\n|(?:по|до|и|г)\b)))",
        rf"(?<![\w.,/-])0[1-9][./]{_YEAR}(?![\w/-]|\.\d)|(?<![\w.,/-])1[0-2][./]{_YEAR}(?=\s?гг?\.)",
        rf"\d{{1,4}}(?P<sep>[./-])(?:\d{{1,2}}|[IVX]{{1,4}})(?P=sep)(?:\d{{1,4}}(?![\dlI|OОо])|{_NOISY_DIGITS}(?!\w))",
        r"\d{1,3}(?:[,\u00a0]\d{3})+(?!\d)|\d+[.,]\d+",
        rf"{_NOISY_DIGITS}-(?:х|е|ые|ых|м|ми|ым|ыми)(?!\w)",
        r"\d+-(?:х|е|го|й|ый|ом|ому|м|ми|я|ю|ых|ые|ого|ым|ыми)(?!\w)",
        r"\d{1,3}0[’']s\b",
    )
)
_TOKEN = re.compile(
    r"[abd-z][a-z]+(?!\w)|[абежзйклмпрстуфхцчшщыэюя][а-яё]+(?!\w)"  # plain words first: they are most of any text
    r"|\n[ \t\r]*\n\s*"
    rf"|(?=[\d\[(])(?:{_DIGITS_AND_SIGNS})"
    r"|(?<!\w)ca?(?=[12]\d{3}(?!\w))"
    rf"|(?=[IVXХІ])(?<![\w.])[IVXХІ]{{1,4}}[./-]{_YEAR}(?!\w)"
    r"|[’'‘]\d\d(?!\d)"
    rf"|(?<![\w|])(?=[\d|]*\|){_NOISY_DIGITS}(?![\w|])|(?<=[ (/–-])\|\d(?:st|nd|rd|th)?(?![\w|])"
    r"|[Дд]о\s+(?:н\.\s?э\.|нашей\s+эры|Р\.\s?Х\.|Рождества\s+Христова)|(?:н\.\s?э\.|нашей\s+эры|от\s+Р\.\s?Х\.)"
    r"|\b(?:B\.\s?C\.(?:\s?E\.)?|A\.\s?D\.|BCE|BC|AD|CE)(?!\w)"
    r"|\b(?:гг|вв|г|в)\.|[’']s\b|\w+|[^\w\s]"
)
# where a point makes ordinals, "12. 5. 1932" is a day in digits, and no end of two sentences, and so is "vom 1.5. bis";
# what stands for itself ("1.5. Die Lage") is the number of a section
_POINTED_TOKEN = re.compile(
    r"(?<![\w.,])\d{1,2}\.[ \u00a0\u202f](?:\d{1,2}|[IVX]{1,4})\.[ \u00a0\u202f]?"
    rf"(?:{_YEAR}|\d\d)(?![\w.,|])"
    r"|(?:(?<=am )|(?<=vom )|(?<=zum )|(?<=de[nm] )|(?<=bis )|(?<=ab )|(?<=seit ))"
    r"\d{1,2}\.[ \u00a0]?\d{1,2}\.(?!\s?\d)"
    rf"|{_TOKEN.pattern}"
)
_MARKS = {
    ",": ",",
    ".": ";",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "-": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "/": "/",
    "<": "(",
    ">": ")",
    "⟨": "(",
    "⟩": ")",
    "?": "Q",
}
_SHORTENED = frozenset(
    (
        *("bef", "aft", "abt", "est", "cal", "approx", "cca", "cir", "ca", "c", "prob", "poss", "bet", "betw"),
        *("beg", "incl", "inst", "ult", "prox", "ок", "прибл", "приблиз", "вер", "предп", "предпол"),
        *("предположит", "нач", "кон", "сер", "пол", "полов", "четв", "включ", "юл", "перв", "втор", "вт"),
        *("посл"),
    )
)  # a full stop after one of these belongs to it
_ROMAN = re.compile(r"(?:XX|XIX|XVI{0,3}|XI{1,3}|XI?V|IX|IV|VI{0,3}|I{1,3}|X{1,3}V?I{0,3}|XX(?:I[XV]|VI{0,3}))")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_RUSSIAN_ORDINAL = re.compile(r"(\d+)-(\w+)")
_DECADE = re.compile(r"(\d{1,3}0)(?:[’']?s|ern?)")
_NOISY = str.maketrans("lI|OОоoЗзбБSВ", "1110000336658")
_NOISY_YEAR = re.compile(r"[1lI|][0-9OОоoЗзбБlI|SВ]{3}")
_NOISY_DAY = re.compile(r"[lI123][0-9OОоЗзбlIS]|[0-9][OОоЗзбl]")
_OLD_LETTERS = str.maketrans("ёѣіѳѵ", "ееифи")
_NEEDS_CAPITAL = {
    "may",
    "march",
    "mar",
    "jan",
    "feb",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "august",
}


def read_nodes(text: str, language: str = "") -> list[Node]:
    """The text as nodes, in order, with expressions of several words and number words already joined."""
    words, phrases = single_words(language), expressions(language)
    own_points, writing = _SHORTENED | shortened(language), writing_of(language)
    pointed, compounds = writing.get("ordinal-point", False), writing.get("compounds", False)
    token_of = _POINTED_TOKEN if pointed else _TOKEN
    found = [(match[0], match.start(), match.end()) for match in token_of.finditer(text)]
    lowered = [token.lower() for token, _, _ in found]
    nodes: list[Node] = []
    index, count = 0, len(found)
    while index < count:
        token, start, end = found[index]
        low = lowered[index]
        if low in phrases:
            taken = _phrase_at(phrases[low], lowered, index)
            if taken:
                length, (cls, value) = taken
                nodes.append(Node(cls, start, found[index + length - 1][2], value))
                index += length
                continue
        known = words.get(low)
        if known is None and compounds and (halves := halves_of(low, words)):
            nodes += [Node(cls, start, end, value) for cls, value in halves]
            index += 1
            continue
        if known is None and len(token) > 4 and token.isascii() and token.isalpha() and token[0] not in "IVX":
            nodes.append(Node("_", start, end, None))
            index += 1
            continue
        cls, value = known or _other(token, low, words)
        if cls == "m" and low in _NEEDS_CAPITAL and token[0].islower():
            cls = "_"
        if cls == "#" and index + 2 < count and _DAY_AND_MONTH.fullmatch(token) and _opens_range(found, index):
            cls, value = "N", token
        if (low in own_points and index + 1 < count and found[index + 1][:2] == (".", end)) or (
            pointed and cls in "dR" and _is_ordinal(found, index, words, phrases)
        ):
            index, end = index + 1, end + 1
        if cls == "N" and ("(" in token or (token.count("/") == 1 and token.count(".") >= 2)):
            nodes += _two_in_digits(token, start)
        else:
            nodes.append(Node(cls, start, end, value))
        index += 1
    return settled(_join_numbers(nodes), text)


# what may stand after the point of an ordinal, so that it ends no sentence: "12. Mai", "12.–15. Mai", "20. Jahrhundert"
_AFTER_ORDINAL = frozenset("mCHusGpD2")
_JOINS_ORDINALS = frozenset("-/&Tk,(")


def _is_ordinal(found: list[tuple[str, int, int]], index: int, words: dict[str, Meaning], phrases: _Phrases) -> bool:
    """Whether the point after a figure belongs to it, where the language writes ordinals so."""
    if index + 2 >= len(found) or found[index + 1][:2] != (".", found[index][2]):
        return False
    following = found[index + 2][0]
    low = following.lower()
    classes = {_MARKS[low]} if low in _MARKS else {words.get(low, ("_", None))[0]}
    classes |= {meaning[0] for _, meaning in phrases.get(low, ())}
    if classes & _AFTER_ORDINAL:
        return True
    if following == ")":  # the second day of "2. (13.) März"
        return index + 3 < len(found) and words.get(found[index + 3][0].lower(), ("_", None))[0] == "m"
    ahead = (token for token, _, _ in found[index + 3 : index + 6])
    return bool(classes & _JOINS_ORDINALS) and any(token[0].isdigit() for token in ahead)


_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_DAY_OF_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)")


def _opens_range(found: list[tuple[str, int, int]], index: int) -> bool:
    """Whether "12.05" is a day and its month, since "–03.06.1927" follows, and no fraction."""
    return found[index + 1][0] in "-–—" and _DAY_OF_YEAR.fullmatch(found[index + 2][0]) is not None


_IN_TWO_STYLES = re.compile(r"(\d+)\s?[(/]\s?(\d+)\)?\s?\.\s?(\w+)\s?\.\s?(\d+)")


def _two_in_digits(token: str, start: int) -> list[Node]:
    """ "12(25).V.1917" as the two dates that it is: 12.V.1917 (25.V.1917)."""
    match = _IN_TWO_STYLES.fullmatch(token)
    if match is None:
        return [Node("#", start, start + len(token), token)]
    one, two, month, year = match.groups()
    return [
        Node("N", start, start + match.end(1), f"{one}.{month}.{year}"),
        Node("(", start + match.end(1), start + match.start(2), "("),
        Node("N", start + match.start(2), start + len(token), f"{two}.{month}.{year}"),
        Node(")", start + len(token), start + len(token), ")"),
    ]


def _phrase_at(entries: list[tuple[list[str], Meaning]], lowered: list[str], index: int) -> tuple[int, Meaning] | None:
    for pieces, meaning in entries:
        length = len(pieces)
        if length > 1 and lowered[index : index + length] == pieces:
            return length, meaning
    return None


def _other(token: str, low: str, words: dict[str, Meaning]) -> Meaning:
    """Class and value of what is in no table: numbers, signs, Roman numerals, eras, noise of recognition."""
    first = token[0]
    if first.isdigit():
        return _number(token)
    if len(token) > 2 and first in "([":
        return ("Q", token) if "?" in token else _number(token)
    if first in "IVXХІ" and token[-1].isdigit() and any(sign in token for sign in "./-"):
        return "N", token
    if len(token) == 1 and token in _MARKS:
        return _MARKS[token], token
    if first == "\n":
        return "P", token
    if first in "’'‘" and token[1:].isdigit():
        return "q", int(token[1:])
    if first in "IVXХІ" and (roman := roman_value(token)):
        return "R", roman
    if first in "lI|" and (noisy := _noisy(token)):
        return noisy
    return _abbreviation(token, low, words)


def _abbreviation(token: str, low: str, words: dict[str, Meaning]) -> Meaning:
    if low in ("г.", "гг."):
        return "L", low
    if low[-1] == "s" and low[0] in "’'":
        return "a", low
    if low == "вв.":
        return "C", 1
    if low == "в.":
        return "v", low
    if token[:1] in "BA" and token.replace(".", "").replace(" ", "") in ("BC", "BCE", "AD"):
        return "E", -1 if token[0] == "B" else 1
    if low in ("os", "ns") and token.isupper():
        return "O", "julian" if low == "os" else "gregorian"
    if low == "ce" and token.isupper():
        return "E", 1
    if len(low) > 3 and low.startswith(("до ", "до\n", "до\u00a0")):
        return "E", -1
    if low.startswith(("н.", "нашей", "от ")):
        return "E", 1
    if not token.isascii() and any(c in low for c in "ёѣіѳѵъ"):
        return words.get(low.translate(_OLD_LETTERS).removesuffix("ъ"), ("_", None))
    return "_", None


def _number(token: str) -> Meaning:
    if token.isascii() and token.isdigit():
        value = int(token) if len(token) < 9 else 0
        if len(token) <= 2:
            return ("d" if 1 <= value <= 31 else "n"), value
        if len(token) == 3:
            return "n", value
        return ("y", value) if len(token) == 4 and 1000 <= value <= 2099 else ("#", value)
    if match := _ORDINAL.fullmatch(token):
        return "o", int(match[1])
    if match := _DECADE.fullmatch(token):
        return "D", int(match[1])
    if match := _RUSSIAN_ORDINAL.fullmatch(token):
        return _russian_ordinal(int(match[1][:6]), match[2])
    if "[" in token and "?" not in token:
        return _supplied(token)
    if "?" in token or token[-1] == "-":
        known = token.rstrip("?-)]([")
        return "D", int(known) * 10 if len(known) == 3 else f"{known}00"
    if any(token.count(sign) == 2 for sign in "./-") or _IN_PARTS.fullmatch(token):
        noisy = _NOISY_YEAR.fullmatch(token[-4:])
        return "N", token[:-4] + token[-4:].translate(_NOISY) if noisy else token
    return _noisy(token) or ("#", token)


_IN_PARTS = re.compile(
    r"\d{1,2}[./-][IVXХІ]{1,4}\.?(?:[./–—-]\d+)?|[IVXХІ]{1,4}[./-]\d{4}|(?:0[1-9]|1[0-2])[./]\d{4}"
    r"|\d+\s?[(/]\s?\d+\)?\s?\.\s?\w+\s?\.\s?\d+"
)


def _supplied(token: str) -> Meaning:
    """ "192[7]": a year, or a day, some of whose digits the editor supplied; a call of a note is neither."""
    digits = token.replace("[", "").replace("]", "")
    if len(digits) == 4 and 1000 <= int(digits) <= 2099:
        return "y", int(digits)
    if len(digits) == 2 and token[0] == "[" and 1 <= int(digits) <= 31:
        return "d", int(digits)
    return "#", token


def _russian_ordinal(value: int, ending: str) -> Meaning:
    plural = ending in ("х", "е", "ых", "ые", "м", "ми", "ым", "ыми")
    if value % 10 == 0 and plural and (value >= 1000 or 10 <= value <= 90):
        return "D", value
    if 1000 <= value <= 2099:
        return "y", value
    return ("o", value) if value < 400 else ("#", value)


def _noisy(token: str) -> Meaning | None:
    """Digits misread as letters ("l928", "19З0", "l2", "192О-х"), where enough digits are left to tell."""
    if len(token) > 5 and token[4] == "-":
        head = token[:4].translate(_NOISY)
        return _russian_ordinal(int(head), token[5:]) if head.isdigit() else None
    digits = sum(c.isdigit() for c in token)
    if len(token) == 4 and digits >= 2 and _NOISY_YEAR.fullmatch(token):
        value = token.translate(_NOISY)
        return ("y", int(value)) if value.isdigit() and 1000 <= int(value) <= 2099 else None
    if len(token) == 2 and digits == 1 and _NOISY_DAY.fullmatch(token):
        value = token.translate(_NOISY)
        return ("d", int(value)) if value.isdigit() and 1 <= int(value) <= 31 else None
    return None


def roman_value(token: str) -> int:
    """Value of a Roman numeral up to 39, in Latin letters or their Cyrillic lookalikes; 0 for anything else."""
    latin = token.replace("Х", "X").replace("І", "I")
    if not _ROMAN.fullmatch(latin):
        return 0
    total = 0
    for here, after in zip(latin, [*latin[1:], ""], strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if after and _ROMAN_VALUES[after] > value else value
    return total


_NUMBER_RUN = re.compile(r"cc&[co](?:-?[co])?|c(?:-?[co])+")


def _join_numbers(nodes: list[Node]) -> list[Node]:
    """Join number words into one: "twenty-fifth", "nineteen twenty-eight", «тысяча девятьсот семнадцатого»."""
    classes = "".join(node.cls for node in nodes)
    joined: list[Node] = []
    done = 0
    for match in _NUMBER_RUN.finditer(classes):
        run = [node for node in nodes[match.start() : match.end()] if node.cls not in "-&"]
        value = _sum_of(run)
        if "&" in match[0] and (value is None or run[1].value != 100):
            continue
        if value is None:
            continue
        joined += nodes[done : match.start()]
        cls = "y" if 1000 <= value <= 2099 else "o" if run[-1].cls == "o" else "c"
        joined.append(Node(cls, run[0].start, run[-1].end, value))
        done = match.end()
    return joined + nodes[done:] if joined or done else nodes


def _sum_of(run: list[Node]) -> int | None:
    values = [node.value for node in run if isinstance(node.value, int)]
    if len(values) != len(run):
        return None
    if 11 <= values[0] <= 20 and len(values) > 1 and values[1] >= 10:
        rest = 0 if values[1] == 100 else values[1]
        return values[0] * 100 + rest + sum(values[2:])
    descending = all(a > b and (a >= 100 or (a % 10 == 0 and b < 10)) for a, b in pairwise(values))
    return sum(values) if descending else None
