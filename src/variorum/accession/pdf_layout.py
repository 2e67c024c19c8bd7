"""The reading order of a page: columns, then lines, then paragraphs.

Columns are found by looking for a gutter: a strip that no line crosses, over a stretch of page on both sides of which
stand several lines of running text. What lies above, left of, right of and below the gutter is then laid out in the
same way (the recursive cut of Nagy and Seth, "Hierarchical representation of optically scanned documents", 1984, guided
by where lines begin). A table is not mistaken for columns as long as its cells are short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from variorum.accession.note_signs import call_in
from variorum.accession.pdf_lines import Fragment

GUTTER = 0.6  # least width of a gutter, in line heights
SPACE = 0.75  # widest space within a line that the file stores in pieces, in line heights
FEWEST_LINES = 3  # on each side of a gutter
SHORTEST_LINE = 12  # characters that the middle line of a column has at least
STOPS = 0.15  # of a column's lines that hold a stop or comma at least, if it is stored row by row
DEEPEST = 6  # cuts within cuts
MOST_LINES = 3000  # of a page laid out by columns; beyond it the order of the file stands

BULLET = re.compile(r"(?:[•◦▪‣●○■□–—*·-]|\(?\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\(?[a-zа-я][.)])\s", re.IGNORECASE)
_STOP = re.compile(r"[^\W\d_][.,;:!?…»”-](?:\s|$)")
_INITIAL_AT_END = re.compile(r"(?:^|[\s.(«“„\"])[A-ZА-ЯЁ]\.$")
_LETTERED = re.compile(r"[A-ZА-ЯЁ]\.\s")  # an item of a list, or the initial of a name
_SENTENCE_ENDS = frozenset('.!?…:;»”")]')


class PdfLine(NamedTuple):
    """A line of the page in reading order, and whether a paragraph begins with it."""

    text: str
    left: float
    right: float
    base: float
    height: float
    opens: bool = True
    calls: tuple[tuple[int, str], ...] = ()  # of notes: offset in the text, and label


def laid_out(fragments: Sequence[Fragment]) -> tuple[PdfLine, ...]:
    """All lines of a page in reading order, with the beginnings of paragraphs."""
    if not fragments:
        return ()
    size = median(fragment.height for fragment in fragments)
    if len(fragments) > MOST_LINES:
        return tuple(_with_paragraphs([_as_line(fragment) for fragment in fragments], size))
    lines: list[PdfLine] = []
    for block in _blocks(list(fragments), size, 0):
        lines += _with_paragraphs(_rows(block, size), size)
    return tuple(lines)


# ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(fragments: list[Fragment], size: float, depth: int) -> list[list[Fragment]]:
    if not fragments:
        return []
    ordered = sorted(fragments, key=attrgetter("base"), reverse=True)
    zone = _widest_zone(fragments, ordered, size) if depth < DEEPEST and _beside(ordered) else None
    if zone is None:
        return [fragments]
    x, top, bottom = zone
    parts: tuple[list[Fragment], ...] = ([], [], [], [])
    for fragment in fragments:
        above, below = fragment.base > top, fragment.base < bottom
        parts[0 if above else 3 if below else 1 if fragment.left < x - GUTTER * size / 2 else 2].append(fragment)
    return [block for part in parts for block in _blocks(part, size, depth + 1)]


def _beside(ordered: Sequence[Fragment]) -> bool:
    """Whether any two fragments, from above downwards, stand side by side."""
    return any(
        upper.base - lower.base < 0.5 * lower.height and (upper.right <= lower.left or lower.right <= upper.left)
        for upper, lower in pairwise(ordered)
    )


def _widest_zone(fragments: list[Fragment], ordered: list[Fragment], size: float) -> tuple[float, float, float] | None:
    """The gutter with most lines beside it: where it is, and the baselines of the first and last line along it.

    `ordered` are the fragments from above downwards.
    """
    beginnings: dict[int, list[float]] = {}
    for fragment in fragments:
        beginnings.setdefault(round(fragment.left / (size / 2)), []).append(fragment.left)
    best, most = None, 2 * FEWEST_LINES - 1
    for lefts in sorted(beginnings.values(), key=len, reverse=True)[:24]:
        x = min(lefts)
        for run in _runs(ordered, x, size):
            left, right = (
                [f for f in run if f.left < x - GUTTER * size / 2],
                [f for f in run if f.left >= x - GUTTER * size / 2],
            )
            if not (_is_text(left) and _is_text(right)) or _is_table(left, right):
                continue
            top, bottom = max(f.base for f in run), _foot_of(left, right, size)
            held = sum(1 for f in run if f.base >= bottom) + min(len(left), len(right))
            if held > most:
                best, most = (x, top, bottom), held
    return best


def _runs(fragments: list[Fragment], x: float, size: float) -> list[list[Fragment]]:
    """Stretches of a page in which no fragment, from above downwards, crosses the strip left of `x`."""
    runs: list[list[Fragment]] = [[]]
    inner, outer = x - GUTTER * size / 2, x - GUTTER * size
    for fragment in fragments:
        if fragment.left < inner and fragment.right > outer:
            runs.append([])
        else:
            runs[-1].append(fragment)
    return [run for run in runs if len(run) >= 2 * FEWEST_LINES]


def _is_text(side: list[Fragment]) -> bool:
    return len(side) >= FEWEST_LINES and median(len(fragment.text) for fragment in side) >= SHORTEST_LINE


def _is_table(left: list[Fragment], right: list[Fragment]) -> bool:
    """Whether both sides are rows of one table: stored row by row, and without the stops that prose has."""
    baselines = {fragment.order: fragment.base for fragment in left}
    in_rows = sum(1 for f in right if abs(baselines.get(f.order - 1, f.base + 99) - f.base) < 0.3 * f.height)
    if in_rows <= len(right) / 2:
        return False
    return any(sum(1 for f in side if _STOP.search(f.text)) < STOPS * len(side) for side in (left, right))


def _foot_of(left: list[Fragment], right: list[Fragment], size: float) -> float:
    """The lowest baseline of both columns; what hangs under the shorter one, set off by a gap, is a note or a foot."""
    end = min(fragment.base for fragment in right)
    under = sorted((fragment.base for fragment in left if fragment.base < end - 0.5 * size), reverse=True)
    previous = min((f.base for f in left if f.base >= end - 0.5 * size), default=end)
    for base in under:
        if previous - base > 2.2 * size:
            break
        end, previous = base, base
    return end


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _as_line(fragment: Fragment) -> PdfLine:
    return PdfLine(fragment.text, fragment.left, fragment.right, fragment.base, fragment.height, calls=fragment.calls)


def _rows(fragments: list[Fragment], size: float) -> list[PdfLine]:
    """Fragments of one column joined to lines and ordered from above, frame by frame.

    Fragments are joined where they follow one another in the file or touch: a note in the margin, which comes elsewhere
    in the file, stays apart from the line that it stands beside.
    """
    rows: list[list[Fragment]] = []
    at_height: dict[int, list[int]] = {}  # rows by the baseline of their first fragment
    for fragment in fragments:
        row = len(rows) - 1 if rows and _same_row(rows[-1], fragment) else _continued(rows, at_height, fragment)
        if row is None:
            at_height.setdefault(round(fragment.base), []).append(len(rows))
            rows.append([fragment])
        else:
            rows[row].append(fragment)
    lines = [_joined(row) for row in rows]
    frames: list[list[PdfLine]] = []
    for line in lines:
        if frames and 0 <= frames[-1][-1].base - line.base < 3 * size and _overlap(frames[-1][-1], line):
            frames[-1].append(line)
        else:
            frames.append([line])
    frames.sort(key=lambda frame: (-frame[0].base, frame[0].left))
    return [line for frame in frames for line in frame]


def _continued(rows: list[list[Fragment]], at_height: dict[int, list[int]], fragment: Fragment) -> int | None:
    """The row that a fragment goes on with although the file stores it apart, as recognised scans do.

    It stands on the same baseline in the same type, a word's space away and no more.
    """
    height = round(fragment.base)
    for row in (place for base in (height, height - 1, height + 1) for place in at_height.get(base, ())):
        for piece in rows[row]:
            apart = max(fragment.left - piece.right, piece.left - fragment.right)
            alike = 0.8 < fragment.height / piece.height < 1.25
            if alike and -0.3 * piece.height < apart < SPACE * piece.height and abs(piece.base - fragment.base) < 1.5:
                return row
    return None


def _overlap(one: PdfLine, other: PdfLine) -> bool:
    return one.left < other.right and other.left < one.right


def _same_row(row: list[Fragment], fragment: Fragment) -> bool:
    main = row[0] if len(row) == 1 else max(row, key=lambda piece: piece.height)
    higher, lower = (main, fragment) if main.base > fragment.base else (fragment, main)
    upper, under = higher.top, lower.top
    if not min(upper, under) - higher.base > 0.5 * min(upper - higher.base, under - lower.base):
        return False
    apart = max(fragment.left - max(f.right for f in row), min(f.left for f in row) - fragment.right)
    near = fragment.order - row[-1].order == 1 or apart < 0.5 * main.height
    return near and apart > -0.5 * main.height


def _joined(row: list[Fragment]) -> PdfLine:
    if len(row) == 1:
        return _as_line(row[0])
    main = max(row, key=lambda piece: len(piece.text))
    pieces = sorted(row, key=lambda piece: piece.left)
    text, calls = pieces[0].text, list(pieces[0].calls)
    for before, after in pairwise(pieces):
        if _is_raised_call(after, main):
            calls.append((len(text), call_in(after.text)))
            continue
        sign_between = before is not pieces[0] and _is_raised_call(before, main)
        own_number = before is pieces[0] and _is_raised_call(before, main) and after.text[:1].isalnum()
        apart = own_number or (
            after.left - before.right > 0.12 * main.height and not (sign_between and after.text[:1] in ".,;:!?»”)")
        )
        text += " " if apart else ""
        calls += [(at + len(text), label) for at, label in after.calls]
        text += after.text
    right = max(piece.right for piece in row)
    return PdfLine(text, pieces[0].left, right, main.base, main.height, calls=tuple(calls))


def _is_raised_call(piece: Fragment, main: Fragment) -> bool:
    """Whether a fragment is a sign raised above its line: the call of a note that the file stores by itself."""
    return (
        piece is not main
        and piece.height < 0.88 * main.height
        and piece.base > main.base + 0.1 * main.height
        and bool(call_in(piece.text))
        and not piece.text.strip().isalpha()
    )


# ── paragraphs ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_paragraphs(lines: list[PdfLine], size: float) -> list[PdfLine]:
    """Marks the lines of one column with which a paragraph begins: by gap, size, indent, bullet, or a short line
    before.
    """
    if not lines:
        return []
    steps = [a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * size]
    leading = median(steps) if steps else size
    left = sorted(line.left for line in lines)[len(lines) // 10]
    right = sorted(line.right for line in lines)[-1 - len(lines) // 10]
    marked = [lines[0]]
    for index in range(1, len(lines)):
        line = lines[index]
        opens = _opens(marked, line, leading=leading, column=(left, right))
        marked.append(line if opens else _going_on(line))
    return marked


def _going_on(line: PdfLine) -> PdfLine:
    """The line as one with which no paragraph begins (most are; `replace` would cost as much as all else here)."""
    return PdfLine(line.text, line.left, line.right, line.base, line.height, opens=False, calls=line.calls)


def _opens(marked: list[PdfLine], line: PdfLine, *, leading: float, column: tuple[float, float]) -> bool:
    previous = marked[-1]
    left, right = column
    step = previous.base - line.base
    ratio = line.height / previous.height
    if step > 1.3 * leading or step < -0.5 * line.height or not 0.7 < ratio < 1.43:
        return True
    if not 0.87 < ratio < 1.15 and step > 1.12 * leading:
        return True
    if previous.text[-1:] == "-" and previous.text[-2:-1].isalpha():
        return False
    ended = previous.text.rstrip("0123456789")[-1:] in _SENTENCE_ENDS and not _INITIAL_AT_END.search(previous.text)
    if _LETTERED.match(line.text) and right - previous.right < 0.1 * (right - left):
        ended = ended and (previous.text[-1:] in (":", ";") or bool(BULLET.match(previous.text)))
    if (ended or previous.opens) and BULLET.match(line.text) and (ended or BULLET.match(previous.text)):
        return True
    indent = line.left - previous.left
    if indent > 0.5 * line.height and not (previous.opens and BULLET.match(previous.text)):
        return True
    if indent < -0.5 * line.height and not previous.opens and previous.left - left > 1:
        return True  # the end of an indented block, not of a first line
    return ended and right - previous.right > 0.2 * (right - left) and not line.text[:1].islower()
