"""Two pages scanned onto one sheet, told by the numbers that they print, and parted into pages of their own.

A sheet is a spread if it is wider than it is high, nothing crosses its middle, and each half prints a number: the right
one the next after the left one's. One sheet does not decide for a file; most of those that print numbers have to agree.
A page of two columns prints one number, and stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.accession.page_labels import candidates
from variorum.accession.pdf_lines import Fragment, Leaf

WIDER = 1.15  # times its height that a spread is wide at least
MIDDLE = (0.42, 0.58)  # of the width, within which the fold lies
FEWEST_LINES = 3  # on each half
EDGE = 0.14  # of the height, within which numbers are printed
CROSSING = 0.03  # of the fragments that may cross the fold (a stamp, a line)


@dataclass(frozen=True, slots=True)
class PartedSpreads:
    """Leaves of one page each, and for each the sheet of the file (from 0) on which it stands."""

    leaves: tuple[Leaf, ...]
    sheets: tuple[int, ...]

    @property
    def spreads(self) -> int:
        """How many sheets held two pages."""
        return len(self.sheets) - len(set(self.sheets))


def part_spreads(leaves: Sequence[Leaf]) -> PartedSpreads:
    """The leaves with every spread parted, where the file has spreads at all."""
    folds = [_fold(leaf) for leaf in leaves]
    pairs = [_numbers(leaf, fold) for leaf, fold in zip(leaves, folds, strict=True) if fold]
    printing = [pair for pair in pairs if pair is not None]
    consecutive = sum(printing)
    if not consecutive or consecutive < 0.6 * len(printing):
        return PartedSpreads(tuple(leaves), tuple(range(len(leaves))))
    parted: list[Leaf] = []
    sheets: list[int] = []
    for sheet, (leaf, fold) in enumerate(zip(leaves, folds, strict=True)):
        halves = _halves(leaf, fold) if fold else (leaf,)
        parted += halves
        sheets += [sheet] * len(halves)
    return PartedSpreads(tuple(parted), tuple(sheets))


def _fold(leaf: Leaf) -> float:
    """Where the fold of a spread lies; 0 where the leaf can be none."""
    if leaf.width < WIDER * leaf.height or len(leaf.fragments) < 2 * FEWEST_LINES:
        return 0.0
    middle = leaf.width / 2
    for step in range(9):
        x = middle + (1 if step % 2 else -1) * ((step + 1) // 2) * 0.018 * leaf.width
        if not MIDDLE[0] * leaf.width <= x <= MIDDLE[1] * leaf.width:
            continue
        crossing = sum(1 for f in leaf.fragments if f.left < x - 1 and f.right > x + 1)
        sides = [sum(1 for f in leaf.fragments if (f.left + f.right) / 2 < x)]
        sides.append(len(leaf.fragments) - sides[0])
        if crossing <= CROSSING * len(leaf.fragments) and min(sides) >= FEWEST_LINES:
            return x
    return 0.0


def _numbers(leaf: Leaf, fold: float) -> bool | None:
    """Whether the halves print a number and the next; None where either prints none."""
    left, right = (_printed(half, leaf.height) for half in _sides(leaf.fragments, fold))
    if not left or not right:
        return None
    return any(value + 1 in right for value in left)


def _printed(half: Sequence[Fragment], height: float) -> set[int]:
    """What could be the number of a page: the numbers at the ends of its outermost lines."""
    edges = [f for f in half if f.base > (1 - EDGE) * height or f.base < EDGE * height]
    if not edges:
        return set()
    highest, lowest = max(f.base for f in half), min(f.base for f in half)
    outer = [f for f in edges if highest - f.base < f.height or f.base - lowest < f.height]
    return {number.value for fragment in outer for number in candidates(fragment.text)}


def _sides(fragments: Sequence[Fragment], fold: float) -> tuple[list[Fragment], list[Fragment]]:
    left = [fragment for fragment in fragments if (fragment.left + fragment.right) / 2 < fold]
    right = [fragment for fragment in fragments if (fragment.left + fragment.right) / 2 >= fold]
    return left, right


def _halves(leaf: Leaf, fold: float) -> tuple[Leaf, Leaf]:
    left, right = _sides(leaf.fragments, fold)
    moved = tuple(fragment._replace(left=fragment.left - fold, right=fragment.right - fold) for fragment in right)
    return (
        replace(leaf, width=fold, fragments=tuple(left)),
        replace(leaf, width=leaf.width - fold, fragments=moved, turned=()),
    )
