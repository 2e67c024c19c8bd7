"""Whether the claims of theses have ground: what they stand on, and where they go round in a ring."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from variorum.argument.evidence import Evidence
from variorum.record import Claim, Record


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """A claim with what it stands on: the `because` statements that are attested, and the claims it rests on."""

    claim: Claim
    thesis: str
    grounded: bool
    attested: tuple[str, ...]
    rests_on: tuple[str, ...]


class Claims:
    """The claims of a record, and which of them have ground."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.all: Mapping[str, tuple[str, Claim]] = {
            claim.ref: (thesis.id, claim) for thesis in evidence.record.theses.values() for claim in thesis.claims
        }
        self.rings = rings(evidence.record)

    def grounded(self, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """Refs of the claims that have ground when some sources are taken away.

        A claim has it where at least one `because` is attested, if it has any, and every claim it rests on has ground;
        one in a ring has none.
        """
        known: dict[str, bool] = {}
        for ref in self.all:
            self._settle(ref, known, without)
        return frozenset(ref for ref, stands in known.items() if stands)

    def standing(self, ref: str) -> ClaimStanding:
        """One claim with what it stands on now; KeyError for a ref that is none."""
        thesis, claim = self.all[ref]
        because = tuple(t for t in becauses(claim) if t in self.all or self.evidence.stands(t))
        return ClaimStanding(claim, thesis, ref in self.grounded(), because, leans_on(claim))

    def _settle(self, ref: str, known: dict[str, bool], without: frozenset[str]) -> None:
        """Work out a claim after all that it rests on, without recursion, so that long chains do no harm."""
        waiting = [ref]
        while waiting:
            at = waiting[-1]
            if at in known or at not in self.all or at in self.rings:
                known.setdefault(at, False)
                waiting.pop()
                continue
            _, claim = self.all[at]
            chain = [*leans_on(claim), *(target for target in becauses(claim) if target in self.all)]
            open_ = [target for target in chain if target in self.all and target not in known]
            if open_:
                waiting += open_
                continue
            because = [known[t] if t in self.all else self.evidence.stands(t, without=without) for t in becauses(claim)]
            rests = all(known.get(target, False) for target in leans_on(claim))
            known[at] = rests and (any(because) if because else True)
            waiting.pop()


def becauses(claim: Claim) -> tuple[str, ...]:
    """The refs of a claim's grounds."""
    return tuple(ground.target for ground in claim.grounds if ground.kind == "because")


def leans_on(claim: Claim) -> tuple[str, ...]:
    """The refs of the claims that a claim rests on."""
    return tuple(ground.target for ground in claim.grounds if ground.kind == "rests on")


def rings(record: Record) -> frozenset[str]:
    """Refs of the claims that rest, by however many steps, on themselves."""
    edges = {
        claim.ref: {*leans_on(claim), *becauses(claim)} for thesis in record.theses.values() for claim in thesis.claims
    }
    return frozenset(ref for ref in edges if _reaches(ref, edges))


def _reaches(start: str, edges: Mapping[str, Collection[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        at = waiting.pop()
        if at == start:
            return True
        if at not in seen:
            seen.add(at)
            waiting += edges.get(at, ())
    return False
