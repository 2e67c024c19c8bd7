"""The graph of dependence: which source has how much from which, on what grounds, and how surely.

An edge leads from a source to the one it has words from, or declares, or is judged to come from. Where two sources
share passages and the direction is not known, or both have them from a third, they are tied without an arrow.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from variorum.evidence import Borrowing, DescentGround
from variorum.examined import Examined
from variorum.stemma.grounds import A_FROM_B, B_FROM_A, COMMON, FIRM, UNKNOWN, in_words
from variorum.stemma.lineage import CONFIRMED, DEPENDENT, REFUSED, JudgedDescent, judged_descents


@dataclass(frozen=True, slots=True)
class SourceTie:
    """What two sources have in common.

    `direction` is "from" (`source` has it from `other`), "common" or "unknown", where the two are in alphabetical
    order. `relation` is what the dossier of `source` declares, empty where it declares nothing. `certainty` is "judged"
    (by a person), "declared" (in the dossier), "shown" (by a firm ground), "likely", or "refused" where a person
    refuses what the dossier declares. `through` names the sources over which the same dependence is already told, so
    that a picture may leave the edge out.
    """

    source: str
    other: str
    direction: str
    certainty: str = "likely"
    relation: str = ""
    passages: tuple[Borrowing, ...] = ()
    judged: JudgedDescent | None = None
    through: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words of `source` stand in these passages."""
        return sum(passage.words for passage in self.passages)

    @property
    def unmarked(self) -> tuple[Borrowing, ...]:
        """The passages that are neither quoted nor cited."""
        return tuple(passage for passage in self.passages if passage.manner in ("", "unmarked"))

    @property
    def grounds(self) -> tuple[DescentGround, ...]:
        """The grounds of all its passages, each kind once."""
        found: dict[tuple[str, str, str], DescentGround] = {}
        for passage in self.passages:
            for ground in passage.grounds:
                found.setdefault((ground.kind, ground.shows, ground.excludes), ground)
        return tuple(found.values())

    @property
    def because(self) -> tuple[str, ...]:
        """The grounds as sentences."""
        return tuple(dict.fromkeys(in_words(ground) for ground in self.grounds))


@dataclass(frozen=True, slots=True)
class Dependence:
    """The ties among an archive's sources, edges first; `edges` are those with a direction."""

    ties: tuple[SourceTie, ...] = ()

    @property
    def edges(self) -> tuple[SourceTie, ...]:
        """The ties with a direction that nobody refused."""
        return tuple(tie for tie in self.ties if tie.direction == "from" and tie.certainty != "refused")

    def of(self, key: str) -> tuple[SourceTie, ...]:
        """The ties that a source has a part in."""
        return tuple(tie for tie in self.ties if key in (tie.source, tie.other))


def dependence(record: Examined) -> Dependence:
    """The graph of a record: its declared lineage, its judgements, and its borrowings, which are told already."""
    return record.once(_drawn)


def _drawn(record: Examined) -> Dependence:
    judged = judged_descents(record.judgements)
    passages = _passages(record.borrowings)
    declared = {
        (source.key, tie.source): tie.relation
        for source in record.sources.values()
        for tie in source.lineage
        if tie.relation in DEPENDENT
    }
    confirmed = [pair for pair, word in judged.items() if word.verdict == CONFIRMED]
    pairs = dict.fromkeys([*declared, *confirmed, *(pair for pair, way in passages if way == "from")])
    ties = [
        _edge(pair, declared.get(pair, ""), judged.get(pair), tuple(passages.get((pair, "from"), ()))) for pair in pairs
    ]
    ties = _with_through(ties)
    ties += [
        SourceTie(*pair, way, "likely", passages=tuple(found))
        for (pair, way), found in passages.items()
        if way in (COMMON, UNKNOWN)
    ]
    return Dependence(tuple(sorted(ties, key=_order)))


def circles(edges: Iterable[SourceTie]) -> list[tuple[SourceTie, ...]]:
    """Rings of dependence, each once: of edges in which every source comes from the next."""
    ahead: defaultdict[str, list[SourceTie]] = defaultdict(list)
    for edge in edges:
        ahead[edge.source].append(edge)
    found: dict[frozenset[str], tuple[SourceTie, ...]] = {}
    for start in sorted(ahead):
        ring = _way(start, start, ahead)
        if ring:
            found.setdefault(frozenset(edge.source for edge in ring), ring)
    return list(found.values())


def _passages(borrowings: Iterable[Borrowing]) -> Mapping[tuple[tuple[str, str], str], list[Borrowing]]:
    """Borrowings that are somebody's, by pair of sources and direction; the first of a pair is the borrower."""
    found: defaultdict[tuple[tuple[str, str], str], list[Borrowing]] = defaultdict(list)
    for each in borrowings:
        a, b = each.a.source, each.b.source
        if each.manner == "formula" or a == b:
            continue
        if each.direction == A_FROM_B:
            found[(a, b), "from"].append(each)
        elif each.direction == B_FROM_A:
            found[(b, a), "from"].append(each)
        else:
            low, high = sorted((a, b))
            found[(low, high), each.direction].append(each)
    return found


def _edge(
    pair: tuple[str, str], relation: str, word: JudgedDescent | None, passages: tuple[Borrowing, ...]
) -> SourceTie:
    certainty = "declared" if relation else "likely"
    if word is not None and word.verdict == CONFIRMED:
        certainty = "judged"
    elif word is not None and word.verdict == REFUSED:
        certainty = "refused"
    elif not relation and any(g.weight == FIRM and g.shows for passage in passages for g in passage.grounds):
        certainty = "shown"
    return SourceTie(*pair, "from", certainty, relation, passages, word)


def _with_through(ties: list[SourceTie]) -> list[SourceTie]:
    """The edges, those told already by a longer way marked; what a dossier declares is never called told already."""
    ahead: defaultdict[str, list[SourceTie]] = defaultdict(list)
    for tie in ties:
        if tie.certainty != "refused":
            ahead[tie.source].append(tie)
    marked = []
    for tie in ties:
        told = not tie.relation and tie.certainty not in ("judged", "refused")
        way = _way(tie.source, tie.other, ahead, but=tie) if told else ()
        marked.append(replace(tie, through=tuple(edge.other for edge in way[:-1])))
    return marked


def _way(
    start: str, end: str, ahead: Mapping[str, list[SourceTie]], *, but: SourceTie | None = None
) -> tuple[SourceTie, ...]:
    """The shortest way along edges (`but` one) from one source to another; nothing where there is none."""
    reached: dict[str, tuple[SourceTie, ...]] = {}
    front: deque[tuple[str, tuple[SourceTie, ...]]] = deque([(start, ())])
    while front:
        at, way = front.popleft()
        for edge in ahead.get(at, ()):
            if edge is but:
                continue
            if edge.other == end:
                return (*way, edge)
            if edge.other not in reached:
                reached[edge.other] = (*way, edge)
                front.append((edge.other, reached[edge.other]))
    return ()


def _order(tie: SourceTie) -> tuple[bool, str, str, str]:
    return (tie.direction != "from", tie.source, tie.other, tie.direction)
