"""A text reduced to its letters, with the way back to the code points that they came from.

Quotation and source are held against one another letter by letter; what lies between two letters (white space,
punctuation, marks) is the *joint* between them and is compared apart (see `levelling`). The letters keep their case and
their accents; only what the steps `typography` and `spelling` may level is folded (ё to е, ѣ to е, a ligature to its
letters), and since every letter still knows its own code point, whether folding was needed is decided place by place
and reported.

Runs of eight letters as numbers: what places are found by, long before letters are compared.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from variorum.text.unseen_signs import UNSEEN

GRAM = 8  # letters of a run
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)
_CHUNK = 1 << 20


def grams(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """Every run of GRAM folded letters as one 64-bit number."""
    if len(letters) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    count = len(letters) - GRAM + 1
    padded = np.ascontiguousarray(letters)
    runs = np.empty(count, dtype=np.uint64)
    for shift in range(GRAM):
        part = padded[shift : shift + (len(padded) - shift) // GRAM * GRAM].view("<u8")
        runs[shift::GRAM] = part[: len(runs[shift::GRAM])]
    return runs


def digests(runs: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint16]:
    """Sixteen bits of each run: enough to tell that most places of a text have nothing to do with a quotation."""
    return ((runs * SPREAD) >> np.uint64(48)).astype(np.uint16)


def digests_of(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """The same for every run of a text, made piece by piece so that little memory is needed on the way."""
    parts = [digests(grams(letters[at : at + _CHUNK + GRAM - 1])) for at in range(0, len(letters) - GRAM + 1, _CHUNK)]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint16)


def grams_at(letters: npt.NDArray[np.uint8], places: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """The runs that begin at these places."""
    rows = np.ascontiguousarray(letters[places[:, None] + np.arange(GRAM)])
    numbers: npt.NDArray[np.uint64] = rows.view("<u8").reshape(-1)
    return numbers


Numbers = npt.NDArray[np.int32]
CodePoints = npt.NDArray[np.uint32]

BLANK = "\x01"  # stands where layout put something that is no part of the words: an emphasis mark, a running head
PAGE_BREAK = "\x1c"  # the file separator: white space that no page has

_OLD_LETTERS = re.compile(r"[ѣѢѳѲѵѴіІ]|(?<=[бвгджзклмнпрстфхцчшщ])ъ(?!\w)", re.IGNORECASE)

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s"}  # fmt: skip
OLD_SPELLING = {
    "ё": "е", "Ё": "Е", "ѣ": "е", "Ѣ": "Е", "і": "и", "І": "И", "ѵ": "и", "Ѵ": "И", "ѳ": "ф", "Ѳ": "Ф",
}  # fmt: skip
_HARD_SIGNS = "ъЪ"  # may fall away at the end of a word, so that it is weighed with the joint
STRESS = "\u0301\u0300"  # over a vowel that has no such letter of its own, as Russian dictionaries set them: за́мок
_MODIFIER_MARKS = "ʹʺʻʼʽʾʿˈˊˋ`´"
_COMMON = 0x3000  # code points below it are classified once, the rarer ones as they come
_EMPHASIS = re.compile(r"(?<![\w*])([*_]{1,3})(?=[^\s*_])((?:(?!\n\s*\n)[^*_\x1c]){1,2000}?)(?<=[^\s*_])\1(?![\w*])")
_TAGS = re.compile(r"</?(?:em|i|b|strong|small|u|sc)>", re.IGNORECASE)


@dataclass(frozen=True)
class Lettering:
    """A text as letters: `letters[i]` stands at code point `positions[i]` of `text`, where `points[i]` is written.

    `blanked` has the same length as `text`, with BLANK where emphasis marks and running heads stand.
    """

    text: str
    blanked: str
    letters: str
    positions: Numbers
    points: CodePoints

    def __len__(self) -> int:
        return len(self.letters)

    def joint(self, index: int) -> tuple[int, int]:
        """Start and end of what lies between the letter before `index` and the one at `index`."""
        start = int(self.positions[index - 1]) + 1 if index > 0 else 0
        end = int(self.positions[index]) if index < len(self.letters) else len(self.text)
        return start, max(start, end)

    def starts_word(self, index: int) -> bool:
        """Whether a word begins at this letter: not after a letter, nor inside a hyphenated or apostrophised word."""
        return index == 0 or index == len(self.letters) or not self._binds(index)

    def _binds(self, index: int) -> bool:
        start, end = self.joint(index)
        between = self.text[start:end].strip(UNSEEN)
        before, after = self.text[start - 1], self.text[end]
        if between.strip(_HARD_SIGNS + STRESS + BLANK + UNSEEN) == "":
            return bool(between) or not _UNSPACED.search(before + after) or self._negated(end)
        if _BINDING.fullmatch(self.blanked[start:end]):
            return True
        if not (before.isdigit() and after.isdigit()):
            return False
        return between in _NUMBER_JOINTS or self._groups(start, end)

    def _negated(self, at: int) -> bool:
        """Whether a negation of a script without spaces stands directly before a letter, or begins there."""
        return self.text[at - 1] in _NEGATING or _NEGATED.match(self.text, at) is not None

    def _groups(self, start: int, end: int) -> bool:
        """Whether the space between two figures parts the thousands of one number, or a fraction from its whole."""
        between = self.text[start:end]
        if between not in _GROUP_SPACES and not _LINE_TURN.fullmatch(between):
            return False
        after, before = _AFTER_SPACE.match(self.text, end), _BEFORE_SPACE.search(self.text[max(0, start - 16) : start])
        if after is None or before is None:
            return False
        return between in _GROUP_SPACES or after.group() == "000" or before.group(1) not in ("", "\n")

    @cached_property
    def folded(self) -> npt.NDArray[np.uint8]:
        """One byte a letter, without case, accents and spelling: for finding places only, never for a verdict."""
        return fold(self.letters)

    @cached_property
    def digests(self) -> npt.NDArray[np.uint16]:
        """Sixteen bits of every run of folded letters (see `grams`)."""
        return digests_of(self.folded)

    @cached_property
    def is_old(self) -> bool:
        """Whether the text spells Russian as before 1918."""
        return is_old(self.text)


# Scripts that part no words: Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan; and what negates in them.
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)
_NEGATING = frozenset("不没沒未無无非勿莫")
_NEGATED = re.compile("ない|なかった|ません|ずに|ぬ")
_BINDING = re.compile(
    "[ъЪ]?[-‐‑\u00ad'’ʼ\u2060]\\x01*(?:[ \t]*[\n\f\x1c][\\s\x01]*)?"
    "|[ъЪ]?¬\\x01*[ \t]*[\n\f\x1c][\\s\x01]*|[ъЪ]?\x01+[ъЪ]?"
)
_NUMBER_JOINTS = {".", ",", "/", ":", "'", "’", "–", "—", "‒", "−", "·", "٫"}
_LINE_TURN = re.compile(r"[ \t]*[\n\x1c][ \t]*")
_AFTER_SPACE = re.compile(r"\d{3}(?!\d)|\d{1,2}[/⁄]\d{1,2}(?!\d)")
_BEFORE_SPACE = re.compile(r"(^|[^\d.,\n]|\n)\d{1,3}(?:[ \u00a0\u2009\u202f\u2007\u2008]\d{3})*$")
_GROUP_SPACES = {" ", "\u00a0", "\u2009", "\u202f", "\u2007", "\u2008"}


def letters_of(text: str, *, blanks: tuple[tuple[int, int], ...] = ()) -> Lettering:
    """The letters of a text; `blanks` are further stretches (a running head left inside) that are to be passed over."""
    blanked = _without(text, (*emphasis_marks(text), *blanks))
    points = np.frombuffer(blanked.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    keys = _keys(points)
    positions = np.flatnonzero(keys).astype(np.int32)
    chosen, written = keys[positions], points[positions]
    if _has_ligature(chosen):
        chosen, positions, written = _spread(chosen, positions, written)
    letters = chosen.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Lettering(text, blanked, letters, positions, written.astype(np.uint32))


def emphasis_marks(text: str) -> tuple[tuple[int, int], ...]:
    """Where paired marks of emphasis stand (`*word*`, `_word_`, simple tags); a single asterisk is none."""
    found: list[tuple[int, int]] = []
    if "*" in text or "_" in text:
        for match in _EMPHASIS.finditer(text):
            found += [match.span(1), (match.end() - len(match.group(1)), match.end())]
    if "<" in text:
        found += [match.span() for match in _TAGS.finditer(text)]
    return tuple(found)


def fold(letters: str) -> npt.NDArray[np.uint8]:
    """Letters as one byte each for seeding: no case, no accents; other scripts share bytes, which costs only time."""
    return _folded(np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype="<u4"), _fold_table())


def folded_letters(text: str) -> npt.NDArray[np.uint8]:
    """The same as `fold(letters_of(text).letters)`, several times faster: without the way back to the code points."""
    if "<" in text:
        text = _without(text, tuple(match.span() for match in _TAGS.finditer(text)))
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if len(points) and points.max() >= _COMMON:
        return fold(letters_of(text).letters)
    folded: npt.NDArray[np.uint8] = _folded_key_table()[points]
    return folded[np.flatnonzero(folded)]


def letter_positions(text: str) -> Numbers:
    """The code point at which each of the `folded_letters` of a text stands."""
    if "<" in text:
        text = _without(text, tuple(match.span() for match in _TAGS.finditer(text)))
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if len(points) and points.max() >= _COMMON:
        return letters_of(text).positions
    return np.flatnonzero(_folded_key_table()[points]).astype(np.int32)


def _folded(points: CodePoints, table: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    folded: npt.NDArray[np.uint8] = table[np.minimum(points, _COMMON)]
    rare = np.flatnonzero(points >= _COMMON)
    if len(rare):
        folded[rare] = (points[rare] * np.uint32(2654435761) >> np.uint32(24)).astype(np.uint8) | np.uint8(1)
    return folded


@lru_cache(maxsize=1)
def _folded_key_table() -> npt.NDArray[np.uint8]:
    """By code point below _COMMON: the byte of the letter that it stands for, 0 where it is none."""
    keys = _key_table()
    return np.where(keys == 0, np.uint8(0), _fold_table()[keys])


def is_old(text: str) -> bool:
    """Whether a text spells Russian as before 1918: with ѣ, ѳ, ѵ or і, or with ъ at the end of words."""
    return _OLD_LETTERS.search(text) is not None


def is_letter(character: str) -> bool:
    """Whether a character belongs to a word: letters, digits and combining marks, but no apostrophe of any kind."""
    if character in _MODIFIER_MARKS or character in UNSEEN:
        return False
    return unicodedata.category(character)[0] in "LNM"


def _without(text: str, stretches: tuple[tuple[int, int], ...]) -> str:
    if not stretches:
        return text
    pieces, last = [], 0
    for start, end in sorted(stretches):
        if start < last:
            continue
        pieces += [text[last:start], BLANK * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])


def _key(character: str) -> int:
    if character in _HARD_SIGNS or character in STRESS or not is_letter(character):
        return 0
    return ord(OLD_SPELLING.get(character) or ("s" if character == "ſ" else character))


@lru_cache(maxsize=1)
def _key_table() -> CodePoints:
    return np.array([_key(chr(point)) for point in range(_COMMON)], dtype=np.uint32)


def _keys(points: CodePoints) -> CodePoints:
    table = _key_table()
    keys = table[np.minimum(points, _COMMON - 1)]
    rare = np.flatnonzero(points >= _COMMON)
    if len(rare):
        kinds, inverse = np.unique(points[rare], return_inverse=True)
        keys[rare] = np.array([_key(chr(int(kind))) for kind in kinds], dtype=np.uint32)[inverse]
    return keys


def _has_ligature(keys: CodePoints) -> bool:
    return bool(np.any((keys >= 0xFB00) & (keys <= 0xFB06)))


def _spread(keys: CodePoints, positions: Numbers, written: CodePoints) -> tuple[CodePoints, Numbers, CodePoints]:
    is_ligature = (keys >= 0xFB00) & (keys <= 0xFB06)
    widths = np.ones(len(keys), dtype=np.int64)
    widths[is_ligature] = [len(LIGATURES[chr(int(key))]) for key in keys[is_ligature]]
    spread = "".join(LIGATURES.get(character, character) for character in keys.tobytes().decode("utf-32-le"))
    return (
        np.frombuffer(spread.encode("utf-32-le", "surrogatepass"), dtype="<u4"),
        np.repeat(positions, widths),
        np.repeat(written, widths),
    )


@lru_cache(maxsize=1)
def _fold_table() -> npt.NDArray[np.uint8]:
    known: dict[str, int] = {}
    table = np.zeros(_COMMON + 1, dtype=np.uint8)
    for point in range(_COMMON):
        base = unicodedata.normalize("NFD", chr(point).lower())[:1]
        base = OLD_SPELLING.get(base, base)
        table[point] = known.setdefault(base, 1 + len(known)) if base.isascii() else 0
    first = len(known) + 1
    for point in range(128, _COMMON):
        base = unicodedata.normalize("NFD", chr(point).lower())[:1]
        base = OLD_SPELLING.get(base, base)
        if not base.isascii():
            table[point] = known.setdefault(base, first + (ord(base) * 7) % (255 - first))
    table[_COMMON] = 255
    return table
