"""The least to doubt: which reasons must go so that the rest can all be true.

Every contradiction must lose at least one of its reasons, so that what goes is a hitting set of the contradictions; the
lightest one is wanted, weights being how well each reason is witnessed. The contradictions are too many to be listed
beforehand, so they are met one by one: hit those that are known at least cost, look whether the rest still contradicts
itself, and if so add what was found and begin anew (Reiter 1987; Chandrasekaran et al., implicit hitting sets, 2011).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from variorum.dates.contradictions import Contradiction, Search
from variorum.dates.network import ConstraintNetwork, Reason
from variorum.dates.repair_hitting import lightest_hitting_set


@dataclass(frozen=True, slots=True)
class Repair:
    """The reasons to doubt, and the contradictions that were met on the way to them.

    `proven` tells that no lighter set would do; it is False only where the contradictions are so entangled that the
    search was broken off with the best set found. `frees` gives, for each doubted reason, those contradictions (by
    their place in `met`) that nothing else doubted resolves.
    """

    doubted: tuple[Reason, ...]
    weight: float
    met: tuple[Contradiction, ...]
    proven: bool
    frees: Mapping[Reason, tuple[int, ...]]


def repair(
    network: ConstraintNetwork,
    *,
    policies: Collection[Reason] = (),
    weights: Mapping[Reason, float] | None = None,
    sure: Collection[Reason] = (),
) -> Repair:
    """The lightest set of reasons without which the network does not contradict itself.

    A reason that `weights` does not name weighs 1. Assumptions are doubted only where a contradiction holds nothing
    else; what is `sure` only where there is nothing else at all.
    """
    known = dict(weights or {})
    met: dict[frozenset[Reason], Contradiction] = {}
    search = Search(network, policies)
    doubted: tuple[Reason, ...] = ()
    proven = True
    while True:
        grown = _meet_all(search, met, sure)
        if not grown:
            break
        doubted, proven = lightest_hitting_set(list(met), known)
        search.leave_out_only(doubted)
    weight = sum(known.get(reason, 1.0) for reason in doubted)
    return Repair(doubted, weight, tuple(met.values()), proven, _what_each_frees(doubted, list(met)))


def _meet_all(search: Search, met: dict[frozenset[Reason], Contradiction], sure: Collection[Reason]) -> bool:
    """Add disjoint contradictions until what is left holds; tells whether any was found."""
    grown = False
    while shown := search.next():
        for one in shown:
            choice = doubtful(one, sure)
            if choice not in met:
                met[choice] = one
                grown = True
            search.leave_out(choice)
    return grown


def doubtful(contradiction: Contradiction, sure: Collection[Reason] = ()) -> frozenset[Reason]:
    """The reasons of a contradiction among which one must be doubted."""
    evidence = frozenset(reason for reason in contradiction.evidence if reason not in sure)
    return evidence or frozenset(contradiction.policies) - frozenset(sure) or frozenset(contradiction.evidence)


def _what_each_frees(doubted: tuple[Reason, ...], met: list[frozenset[Reason]]) -> dict[Reason, tuple[int, ...]]:
    gone = frozenset(doubted)
    return {reason: tuple(place for place, choice in enumerate(met) if choice & gone == {reason}) for reason in doubted}
