"""Where everybody of a network stands in a picture of it.

Springs and repulsion (Fruchterman and Reingold, Software: Practice and Experience 21, 1991) from a spiral, with no
chance in it, so that the same ties give the same picture. Every two push one another off; with several thousand these
are millions of pairs in each round, so the loop is compiled.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from variorum.analysis.network import TieNetwork

SIDE = 1000  # of the square in which a picture is laid out
_ROUNDS, _FEWEST, _MANY = 160, 40, 4000  # rounds; of more than so many fewer, which is enough to tell them apart
_EVEN = 0.65  # how much of a place is that in the order of all, and not that of the springs


def laid_out(network: TieNetwork) -> Mapping[str, tuple[int, int]]:
    """Where each stands in a square of 1,000 by 1,000; the same network gives the same places."""
    number = len(network.nodes)
    if number < 2:
        return dict.fromkeys(network.nodes, (SIDE // 2, SIDE // 2))
    import numpy as np

    from variorum.analysis.layout_kernel import settled

    index = {who: place for place, who in enumerate(network.nodes)}
    order = np.arange(number)
    turn = order * math.pi * (3 - math.sqrt(5))
    places = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt((order + 0.5) / number)[:, None]
    ends = np.array([(index[tie.one], index[tie.other]) for tie in network.ties], dtype=np.int64).reshape(-1, 2)
    pull = np.array([0.25 if tie.inferred else 1.0 for tie in network.ties])
    rounds = max(_FEWEST, min(_ROUNDS, _ROUNDS * _MANY // number))
    settled(places, ends, pull, 1.6 / math.sqrt(number), rounds)
    low, high = places.min(axis=0), places.max(axis=0)
    spread = (places - low) / np.maximum(high - low, 1e-9)
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable") / (number - 1)
    scaled = (spread * (1 - _EVEN) + ranks * _EVEN) * SIDE  # a crowd is drawn apart, and what lies far off nearer
    return {who: (round(float(x)), round(float(y))) for who, (x, y) in zip(network.nodes, scaled, strict=True)}
