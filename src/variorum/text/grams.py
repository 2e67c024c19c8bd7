"""Runs of eight letters as numbers: what places are found by, long before letters are compared."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
