"""How likely it is that a fall comes by chance and length alone: exact tests, and their correction for many at once.

Fisher's exact test on a fourfold table (R. A. Fisher, Statistical Methods for Research Workers, 5th ed. 1934, § 21.02)
and the conditional test of two Poisson rates (J. Przyborowski and H. Wilenski, "Homogeneity of results in testing
samples from Poisson series", Biometrika 31, 1940), both one-sided; S. Holm's correction ("A simple sequentially
rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log

from variorum.saying import say


def fisher_less(kept: int, lost: int, others_kept: int, others_lost: int) -> float:
    """The probability that so few of one kind are kept as were, or fewer, if all had the same lot.

    The table's margins are taken as given: `kept + lost` of the one kind, `others_kept + others_lost` of the rest.
    """
    ours, all_kept = kept + lost, kept + others_kept
    total = ours + others_kept + others_lost
    lowest = max(0, ours + all_kept - total)
    chances = (_choose(all_kept, k) + _choose(total - all_kept, ours - k) for k in range(lowest, kept + 1))
    return min(1.0, sum(exp(chance - _choose(total, ours)) for chance in chances))


def rate_less(before: int, after: int, length_before: float, length_after: float) -> float:
    """The probability of so few cases in the later text or fewer, if both have them at the same rate for their length.

    Given all cases, those of the later text are binomial with its share of the length.
    """
    total, share = before + after, length_after / (length_before + length_after)
    if total == 0 or share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if after >= total else 0.0
    logs = (_choose(total, k) + k * log(share) + (total - k) * log(1 - share) for k in range(after + 1))
    return min(1.0, sum(map(exp, logs)))


def holm(chances: Sequence[float]) -> list[float]:
    """The same probabilities corrected for being the smallest of many, in the order given."""
    order = sorted(range(len(chances)), key=lambda index: chances[index])
    corrected, highest = [0.0] * len(chances), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, chances[index] * (len(chances) - rank)))
        corrected[index] = highest
    return corrected


def probability(chance: float) -> str:
    """A probability as one says it: three figures at most, and none that claims to be nothing."""
    if chance < 0.0001:
        return say("less than 1 in 10,000")
    return f"{chance:.4f}" if chance < 0.01 else f"{chance:.2f}"


def _choose(n: int, k: int) -> float:
    """The logarithm of a binomial coefficient; minus infinity where there is none."""
    if k < 0 or k > n:
        return float("-inf")
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
