"""The inner loop of laying out a network: everybody pushes everybody off, ties pull together, and it cools."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from variorum.reuse.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_CLOSEST = 1e-4  # squared; nearer ones push no harder


@compiled
def settled(places: Floats, ends: Ints, pull: Floats, ideal: float, rounds: int) -> None:
    """Move these places, in which they stand after so many rounds; `ideal` is the distance of two who are tied."""
    number = len(places)
    moves = np.empty((number, 2))
    for turn in range(rounds):
        for one in range(number):  # towards the middle, so that nobody without ties drifts off
            moves[one, 0] = -places[one, 0] * ideal * 1.5
            moves[one, 1] = -places[one, 1] * ideal * 1.5
        for one in range(number):
            for other in range(one + 1, number):
                across = places[one, 0] - places[other, 0]
                down = places[one, 1] - places[other, 1]
                push = ideal * ideal / max(across * across + down * down, _CLOSEST)
                moves[one, 0] += across * push
                moves[one, 1] += down * push
                moves[other, 0] -= across * push
                moves[other, 1] -= down * push
        for tie in range(len(ends)):
            one, other = ends[tie, 0], ends[tie, 1]
            across = places[one, 0] - places[other, 0]
            down = places[one, 1] - places[other, 1]
            drawn = math.sqrt(across * across + down * down) / ideal * pull[tie]
            moves[one, 0] -= across * drawn
            moves[one, 1] -= down * drawn
            moves[other, 0] += across * drawn
            moves[other, 1] += down * drawn
        heat = 0.12 * (1 - turn / rounds)
        for one in range(number):
            length = max(math.hypot(moves[one, 0], moves[one, 1]), 1e-9)
            step = min(length, heat) / length
            places[one, 0] += moves[one, 0] * step
            places[one, 1] += moves[one, 1] * step
