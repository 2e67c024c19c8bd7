"""What counts as a borrowing, and what may be spent on finding one."""

from __future__ import annotations

import os
from dataclasses import dataclass

GRAMS = (8, 10, 12, 16, 24)  # letters of a seed: the next longer one is tried where a shorter one is too common
MOST = (12, 12, 16, 24, 50)  # places in which a seed of that length may stand; beyond the last it is a formula


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a search for borrowings.

    `least_words` is the length of a passage from which it counts, in words of the side that has more of them;
    `least_identity` the share of letters that must agree; `within` also looks inside one source. `workers` is the
    number of threads, 0 for one a processor.
    """

    least_words: int = 12
    least_identity: float = 0.65
    least_score: int = 30  # letters that agree less what differs (see `matching_kernels.reach`)
    within: bool = False
    workers: int = 0

    @property
    def threads(self) -> int:
        """How many threads to use."""
        return self.workers or max(
            1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
