"""The lines of a PDF page as pdfium finds them, each with its place on the page.

Asking pdfium for the box of every character costs four times as much as the text itself, so only the ends of each line
are measured. The rectangles of the page's text objects, which cost next to nothing, betray a line that runs across a
gutter; only such a line is then measured gap by gap and cut where the gap is wide.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from math import pi
from typing import Any, NamedTuple
from unicodedata import combining

from variorum.accession.pdf_signs import signed

WIDE_GAP = 1.1  # in units of the line's height: wider than any justified word space, narrower than any gutter
MOST_CHARACTERS = 400_000  # of one page; a newspaper sheet has some 60,000

_LINE = re.compile("([^\r\n\ufffe\x02]*)(\ufffe|\x02|\r\n|\n|\r|$)")
_WORD_SPACE = 0.12  # in units of the line's height: narrower than any space between words, wider than between letters
_NARROW = 0.33  # width of a character, in the same units: narrower ones are set in few fonts
_SPACES = re.compile(r"\s+")
_INNER_SPACE = re.compile(r"(?<=\S) (?=\S)")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_FEWEST_BITS, _LONGEST_BITS = 40, 3.7  # words of a page, and their mean length in which it is looked for such spaces


class Fragment(NamedTuple):
    """A stretch of text on one baseline; coordinates in points, from the bottom left of the page as it is looked at."""

    text: str
    left: float
    right: float
    base: float
    height: float  # of the font's own box, about 1.2 times its size
    order: int  # in the stream of the file
    calls: tuple[tuple[int, str], ...] = ()  # of notes: offset in the text, and label

    @property
    def top(self) -> float:
        """The upper edge of the line."""
        return self.base + 0.8 * self.height


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page measured: its visible size and its fragments in the order of the file."""

    width: float
    height: float
    fragments: tuple[Fragment, ...]
    cut_off: bool = False  # the page holds more text than is read of one page
    turned: tuple[str, ...] = ()  # lines that stand upside down or along the margin
    last_call: int = 0  # the number of the last call of a note


class _Gauge:
    """Measures characters of one text page; holds the buffers that pdfium writes into."""

    def __init__(self, page: Any, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self.raw = textpage.raw
        self._pdfium = pdfium
        self._loose = pdfium.FPDFText_GetLooseCharBox
        self._box = pdfium.FS_RECTF()
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._corner = tuple(page.get_bbox())
        self.turn = 0
        self.look((page.get_rotation() // 90) % 4)

    def look(self, turn: int) -> None:
        """Look at the page turned clockwise by so many right angles: coordinates are then those of what is seen."""
        left, bottom, right, top = self._corner
        self.turn = turn
        self._plain = turn == 0 and left == bottom == 0
        self.width, self.height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)

    def turn_of(self, index: int) -> int:
        """How the page must be turned for a character to stand upright."""
        angle = float(self._pdfium.FPDFText_GetCharAngle(self.raw, index))
        return -round(angle / (pi / 2)) % 4 if angle > 0 else 0

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as a point of the page as it is looked at."""
        left, bottom, right, top = self._corner
        match self.turn:
            case 1:
                return y - bottom, right - x
            case 2:
                return right - x, top - y
            case 3:
                return top - y, x - left
            case _:
                return x - left, y - bottom

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of one character, by its font's own height; its ink where the font gives none."""
        rect = self._box
        if self._loose(self.raw, index, rect):
            x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
            if 0.5 < y1 - y0 < 2000:
                return (x0, y0, x1, y1) if self._plain and x0 <= x1 else self._upright(x0, y0, x1, y1)
        return self.ink(index)

    def ink(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of what is drawn of one character."""
        left, right, bottom, top = self._numbers
        self._pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        return self._upright(left.value, bottom.value, right.value, top.value)

    def origin(self, index: int) -> tuple[float, float]:
        """The point of the baseline at which one character begins."""
        x, y = self._numbers[:2]
        self._pdfium.FPDFText_GetCharOrigin(self.raw, index, x, y)
        return self.turned(x.value, y.value)

    def rectangles(self) -> Iterator[tuple[float, float, float, float]]:
        """The boxes of the page's text objects, in the order of its characters."""
        x0, y1, x1, y0 = self._numbers
        rectangle, raw, plain = self._pdfium.FPDFText_GetRect, self.raw, self._plain
        for index in range(max(self._pdfium.FPDFText_CountRects(raw, 0, -1), 0)):
            if rectangle(raw, index, x0, y1, x1, y0):
                box = x0.value, y0.value, x1.value, y1.value
                yield box if plain else self._upright(*box)

    def character_at(self, text_index: int) -> int:
        """The number of a character where text and characters are counted differently."""
        return max(int(self._pdfium.FPDFText_GetCharIndexFromTextIndex(self.raw, text_index)), 0)

    def _upright(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if self.turn == 0:
            left, bottom = self._corner[:2]
            xa, ya, xb, yb = x0 - left, y0 - bottom, x1 - left, y1 - bottom
        else:
            (xa, ya), (xb, yb) = self.turned(x0, y0), self.turned(x1, y1)
        return (xa, ya, xb, yb) if xa <= xb and ya <= yb else (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def leaf_of(page: Any, *, last_call: int = 0) -> Leaf:
    """Measures one open pdfium page, looked at so that most of its text stands upright.

    `last_call` is the number of the last call of a note on the pages before.
    """
    textpage = page.get_textpage()
    try:
        gauge = _Gauge(page, textpage)
        count = textpage.count_chars()
        text = textpage.get_text_range(0, min(count, MOST_CHARACTERS)) if count > 0 else ""
        # `number` turns an offset of the text into the number of a character; nearly always they are the same.
        same = len(text) == count or count > MOST_CHARACTERS
        numbers: Sequence[int] | None = _offsets(text, gauge) if not same else None
        if _is_in_bits(text):
            text, numbers = _joined(text, numbers or range(len(text)), gauge)
        found = list(_found(text, gauge, numbers))
        turned = _look_upright(found, gauge)
        lines = list(_lines(found, gauge, last_call))
        gaps, reach, tangled = _crossing(lines, gauge)
        if tangled:
            for order in {lines[index].whole.order for index in tangled}:
                found[order] = _in_reading_order(found[order], gauge)
            lines = list(_lines(found, gauge, last_call))
            gaps, reach, _ = _crossing(lines, gauge)
        for index, right in reach.items():
            lines[index] = lines[index]._replace(whole=lines[index].whole._replace(right=right))
        fragments = [
            piece
            for i, line in enumerate(lines)
            for piece in (_cut(line, gaps[i], gauge) if i in gaps else [line.whole])
        ]
    finally:
        textpage.close()
    inside = [f for f in fragments if f.right > 0 and f.left < gauge.width and -f.height < f.base < gauge.height]
    if gaps:
        inside = [fragment._replace(order=order) for order, fragment in enumerate(inside)]
    last_call = lines[-1].last_call if lines else last_call
    return Leaf(gauge.width, gauge.height, tuple(inside), count > MOST_CHARACTERS, turned, last_call)


class _Measured(NamedTuple):
    whole: Fragment
    numbers: Sequence[int]  # of the characters of the text
    last_call: int = 0


class _StreamLine(NamedTuple):
    """A line as it stands in the stream: its words, whether a hyphen ends it, its characters, how it is turned."""

    words: str
    broken: bool
    span: Sequence[int]
    turn: int


def _offsets(text: str, gauge: _Gauge) -> list[int]:
    """The number of each character of a text; pdfium counts some that it does not print, and UTF-16 units.

    Behind each of those all numbers are higher, so that a stretch whose ends are shifted alike is so throughout.
    """
    if not text.isascii() and max(text) > "\uffff":
        units = accumulate((2 if character > "\uffff" else 1 for character in text[:-1]), initial=0)
        return [gauge.character_at(unit) for unit in units]
    numbers: list[int] = []
    pending = [(0, len(text) - 1, gauge.character_at(0), gauge.character_at(len(text) - 1))] if text else []
    while pending:
        low, high, first, last = pending.pop()
        if last - first == high - low:
            numbers += range(first, last + 1)
        elif high - low == 1:
            numbers += (first, last)
        else:
            middle = (low + high) // 2
            at, after = gauge.character_at(middle), gauge.character_at(middle + 1)
            pending += ((middle + 1, high, after, last), (low, middle, first, at))
    return numbers


def _is_in_bits(text: str) -> bool:
    """Whether most words of a page are shorter than those of any language: it may be set with a space at each joint."""
    words = text.split()
    if len(words) < _FEWEST_BITS or sum(map(len, words)) >= _LONGEST_BITS * len(words):
        return False
    return not _RIGHT_TO_LEFT.search(text)  # whose next letter stands on the other side


def _joined(text: str, numbers: Sequence[int], gauge: _Gauge) -> tuple[str, Sequence[int]]:
    """The text without the spaces over which the next letter is printed, and the numbers of its characters.

    Some typesetting programs write a space wherever a word may be divided, and take its width back at once.
    """
    kept = [True] * len(text)
    for match in _INNER_SPACE.finditer(text):
        at = match.start()
        left, _, right, _ = gauge.ink(numbers[at])
        begins = gauge.ink(numbers[at + 1])[0]
        if 1.5 * left - right / 2 < begins < (left + right) / 2 and gauge.turn_of(numbers[at]) == gauge.turn:
            kept[at] = False
    return "".join(compress(text, kept)), [*compress(numbers, kept)]


def _found(text: str, gauge: _Gauge, numbers: Sequence[int] | None) -> Iterator[_StreamLine]:
    for match in _LINE.finditer(text):
        words, end = match.groups()
        start = match.start() + len(words) - len(words.lstrip())
        words = words.strip()
        broken = end in ("\ufffe", "\x02")
        if not words and not broken:
            continue
        stop = start + len(words) + broken
        span = range(start, stop) if numbers is None else numbers[start:stop]
        yield _StreamLine(words, broken, span, gauge.turn_of(span[0]))


def _look_upright(found: list[_StreamLine], gauge: _Gauge) -> tuple[str, ...]:
    """Turns the page so that most of its words are upright; takes out the lines that then are not."""
    letters: Counter[int] = Counter()
    for line in found:
        letters[line.turn] += len(line.words)
    if len(letters) == 1:
        gauge.look(next(iter(letters)))
    if len(letters) < 2:
        return ()
    gauge.look(letters.most_common(1)[0][0])
    turned = tuple(line.words for line in found if line.turn != gauge.turn)
    found[:] = [line for line in found if line.turn == gauge.turn]
    return turned


def _lines(found: list[_StreamLine], gauge: _Gauge, last_call: int) -> Iterator[_Measured]:
    for order, line in enumerate(found):
        span = line.span
        left, bottom, right, top = gauge.box(span[0])
        last = gauge.box(span[-1])
        base = gauge.origin(span[0])[1]
        height = max(top - bottom, last[3] - last[1])
        own = signed(line.words, span[: len(line.words)], gauge, last_call=last_call)
        last_call = own.last_call
        if own.base is not None:
            base = own.base
        whole = Fragment(
            own.words + "-" * line.broken,
            min(left, last[0]),
            max(right, last[2]),
            base,
            max(height, 0.1),
            order,
            own.calls,
        )
        numbers = [*own.numbers, *span[len(line.words) :]] if own.numbers is not span else span
        if own.words or line.broken:
            yield _Measured(whole, numbers, last_call)


def _in_reading_order(line: _StreamLine, gauge: _Gauge) -> _StreamLine:
    """A line whose letters stand in the stream in another order than on the page, brought into that of the page.

    So a letter of another font comes behind the words in whose gap it stands ("f r uns ü"). Where letters lie over one
    another, as words printed twice do, the line is left as it is.
    """
    letters: list[list[tuple[str, int]]] = []  # each with the marks that belong to it
    for character, number in zip(line.words, line.span, strict=False):
        if letters and combining(character):
            letters[-1].append((character, number))
        elif not character.isspace():
            letters.append([(character, number)])
    placed = sorted(((gauge.box(letter[0][1]), letter) for letter in letters), key=lambda one: one[0][0])
    words: list[str] = []
    numbers: list[int] = []
    for before, ((left, bottom, right, top), letter) in zip([None, *placed], placed, strict=False):
        if before is not None:
            end = before[0][2]
            follows = before[1][-1][1] + 1 == letter[0][1]  # a ligature's letters, or such as are set apart for weight
            if not follows and end - left > 0.5 * min(right - left, end - before[0][0]):
                return line
            if left - end > _WORD_SPACE * (top - bottom) and not follows:
                words.append(" ")
                numbers.append(letter[0][1])
        words += [character for character, _ in letter]
        numbers += [number for _, number in letter]
    return line._replace(words="".join(words), span=[*numbers, *line.span[len(line.words) :]])


def _is_too_short(line: _Measured, gauge: _Gauge) -> bool:
    """Whether a line ends, by its last character, before others of its own: more of them than fit into its width."""
    whole = line.whole
    if whole.right - whole.left >= _NARROW * whole.height * len(whole.text):
        return False
    return max(gauge.box(number)[2] for number in line.numbers) > whole.right + whole.height


def _crossing(lines: list[_Measured], gauge: _Gauge) -> tuple[dict[int, list[float]], dict[int, float], frozenset[int]]:
    """The lines in which neighbouring text objects stand far apart, with where the later of the two begins.

    Also the right edges of lines whose last character is not the rightmost (pdfium puts a lone accent last), and the
    lines in which an object stands left of one that comes before it.
    """
    found: dict[int, list[float]] = {}
    reach: dict[int, float] = {}
    tangled = {index for index, line in enumerate(lines) if _is_too_short(line, gauge)}
    current, previous_right = 0, None
    reaches = [_reach(line.whole) for line in lines]
    for left, bottom, right, top in gauge.rectangles():
        at = _line_of((left + right) / 2, (bottom + top) / 2, reaches, current)
        if at is None:
            continue
        if at != current:
            current, previous_right = at, None
        if previous_right is not None and left - previous_right > WIDE_GAP * lines[current].whole.height:
            found.setdefault(current, []).append(left)
        if previous_right is not None and left < previous_right - lines[current].whole.height:
            tangled.add(current)
        if right > lines[current].whole.right + 2:
            reach[current] = max(right, reach.get(current, right))
        previous_right = right
    return found, reach, frozenset(tangled)


def _reach(line: Fragment) -> tuple[float, float, float, float, float, float, float]:
    """What `_line_of` asks of a line: its edges with a point of play, its right edge, base, and parts of its height."""
    height = line.height
    return line.left - 1, line.right + 1, line.right, line.base, 0.3 * height, 0.8 * height, 0.5 * height


def _line_of(x: float, y: float, reaches: Sequence[tuple[float, ...]], current: int) -> int | None:
    index = current
    for least, most, _, base, middle, far, _ in reaches[current : current + 4]:
        if least <= x <= most and abs(y - base - middle) < far:
            return index
        index += 1
    if current >= len(reaches):
        return None
    _, _, right, base, middle, _, near = reaches[current]
    return current if x > right and abs(y - base - middle) < near else None


def _cut(line: _Measured, gaps: list[float], gauge: _Gauge) -> list[Fragment]:
    """One line cut at its wide gaps, each of which is sought among the spaces by halving."""
    whole = line.whole
    spaces = list(_SPACES.finditer(whole.text, len(whole.text) - len(whole.text.lstrip()), len(whole.text.rstrip())))
    pieces: list[Fragment] = []
    begin, left = 0, whole.left
    for gap in gaps:
        place = bisect_left(spaces, gap - 1, key=lambda space: gauge.box(line.numbers[space.end()])[0])
        if place == len(spaces) or spaces[place].start() < begin:
            continue
        before = gauge.box(line.numbers[spaces[place].start() - 1])[2]
        after = gauge.box(line.numbers[spaces[place].end()])[0]
        if after - before > 0.8 * WIDE_GAP * whole.height:
            pieces.append(_piece(whole, begin, spaces[place].start(), left, before))
            begin, left = spaces[place].end(), after
    pieces.append(_piece(whole, begin, len(whole.text), left, whole.right))
    return pieces


def _piece(whole: Fragment, begin: int, end: int, left: float, right: float) -> Fragment:
    calls = tuple((at - begin, label) for at, label in whole.calls if begin < at <= end or at == begin == 0)
    return whole._replace(text=whole.text[begin:end], left=left, right=right, calls=calls)
