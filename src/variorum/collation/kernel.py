"""The inner loop of the alignment: one sequence of words against columns of words, with gaps that cost by length.

Gotoh's algorithm (O. Gotoh, "An improved algorithm for matching biological sequences", Journal of Molecular Biology
162, 1982): a gap costs more to open than to lengthen, so that what was cut or added comes out in one piece.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from variorum.reuse.compiled import compiled

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

EXTEND = np.float32(0.08)
UNLIKE = np.float32(-2.5)


@compiled
def align_words(ids: Ints, columns: Ints, weights: Floats, likeness: Floats, opening: np.float32) -> Ints:
    """For each word the column that it goes with, or −1.

    `columns` has a row for each column with the words that stand there already (−1: none); a word goes with a column
    that holds it for its weight, with another for `likeness[word, column]`, if that is above nothing (an empty matrix:
    never), and is else a gap, which costs `opening` and a little more for each word.
    """
    n, m = len(ids), len(columns)
    fuzzy = likeness.shape[0] > 0
    far = np.float32(-1e9)
    best = np.full(m + 1, np.float32(0.0))
    up = np.full(m + 1, far)
    trace = np.zeros((n + 1, m + 1), dtype=np.uint8)
    best[0] = np.float32(0.0)
    for j in range(1, m + 1):
        best[j] = -opening - EXTEND * j
        trace[0, j] = 2 | (8 if j > 1 else 0)
    for i in range(1, n + 1):
        diagonal = best[0]
        best[0] = -opening - EXTEND * i
        trace[i, 0] = 1 | (4 if i > 1 else 0)
        left = far
        for j in range(1, m + 1):
            flags = 0
            opened, longer = best[j] - opening, up[j]
            if longer > opened:
                up[j] = longer - EXTEND
                flags |= 4
            else:
                up[j] = opened - EXTEND
            opened, longer = best[j - 1] - opening, left
            if longer > opened:
                left = longer - EXTEND
                flags |= 8
            else:
                left = opened - EXTEND
            score = UNLIKE
            for k in range(columns.shape[1]):
                if columns[j - 1, k] == ids[i - 1]:
                    score = weights[i - 1]
            if score == UNLIKE and fuzzy and likeness[i - 1, j - 1] > 0:
                score = likeness[i - 1, j - 1]
            together = diagonal + score
            diagonal = best[j]
            if together >= up[j] and together >= left:
                best[j] = together
            elif up[j] >= left:
                best[j] = up[j]
                flags |= 1
            else:
                best[j] = left
                flags |= 2
            trace[i, j] = flags
    columns_found: Ints = _back(trace, n, m)
    return columns_found


@compiled
def _back(trace: npt.NDArray[np.uint8], n: int, m: int) -> Ints:
    found = np.full(n, -1, dtype=np.int32)
    i, j, state = n, m, 0
    while i > 0 or j > 0:
        flags = trace[i, j]
        if state == 0:
            state = flags & 3
        if state == 0:
            i -= 1
            j -= 1
            found[i] = j
        elif state == 1:
            if not flags & 4:
                state = 0
            i -= 1
        else:
            if not flags & 8:
                state = 0
            j -= 1
    return found


@compiled
def align_paragraphs(one: Floats, two_one: Floats, one_two: Floats, level: np.float32) -> Ints:
    """Paragraphs of two texts in order, so that their likeness is greatest: one with one, two with one, or none.

    `one[i, j]` is the likeness of paragraph i with j, `two_one[i, j]` that of i and i+1 together with j, and
    `one_two[i, j]` that of i with j and j+1 together. Rows of the answer: first, number, first of the other, number.
    Likeness below `level` is worse than standing alone.
    """
    n, m = one.shape
    best = np.zeros((n + 1, m + 1), dtype=np.float32)
    move = np.zeros((n + 1, m + 1), dtype=np.uint8)
    for i in range(n + 1):
        for j in range(m + 1):
            if i == 0 and j == 0:
                continue
            step = 0
            score = np.float32(-1e9)
            if i > 0 and best[i - 1, j] > score:
                score, step = best[i - 1, j], 1
            if j > 0 and best[i, j - 1] > score:
                score, step = best[i, j - 1], 2
            if i > 0 and j > 0 and best[i - 1, j - 1] + one[i - 1, j - 1] - level > score:
                score, step = best[i - 1, j - 1] + one[i - 1, j - 1] - level, 3
            if i > 1 and j > 0 and best[i - 2, j - 1] + two_one[i - 2, j - 1] - level > score + 0.02:
                score, step = best[i - 2, j - 1] + two_one[i - 2, j - 1] - level, 4
            if i > 0 and j > 1 and best[i - 1, j - 2] + one_two[i - 1, j - 2] - level > score + 0.02:
                score, step = best[i - 1, j - 2] + one_two[i - 1, j - 2] - level, 5
            best[i, j], move[i, j] = score, step
    found = np.zeros((n + m, 4), dtype=np.int32)
    count, i, j = 0, n, m
    while i > 0 or j > 0:
        way = move[i, j]
        down = 0 if way == 2 else 2 if way == 4 else 1
        right = 0 if way == 1 else 2 if way == 5 else 1
        i -= down
        j -= right
        found[count, 0], found[count, 1], found[count, 2], found[count, 3] = i, down, j, right
        count += 1
    in_order: Ints = found[:count][::-1].copy()
    return in_order
