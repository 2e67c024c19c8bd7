"""Family B: who copied whom. What was taken without a word, what was counted twice, what cannot have been taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from variorum.criticism.framework import check
from variorum.criticism.source_citations import line_of
from variorum.evidence import Borrowing, DescentGround, Side
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.record import Position, Source
from variorum.saying import say
from variorum.stemma import SourceTie, circles, dependence
from variorum.stemma.grounds import A_FROM_B, B_FROM_A, FAIR, date_grounds, in_words
from variorum.stemma.lineage import DEPENDENT, REFUSED, counting, judged_descents
from variorum.stemma.lineage import in_words as bond_in_words
from variorum.stemma.lineage.bonds import opening

_LONG = 20  # words of one passage that nobody writes twice by chance
_MUCH = 40  # words of several passages together
_TOLD = 3  # passages that are told as evidence
_CLAIMED = 12  # words in common that make a claim of independence fall


@check("B601", severity=Severity.WARNING)
def undeclared_copy(record: Examined) -> Iterator[Finding]:
    """A source repeats a passage of another without marking it, and its dossier does not say so.

    Said of passages of twenty words and more, or of several that come to forty. Quotations with their marks, passages
    whose source is named near by, phrases that belong to nobody, and sources tied by lineage are left alone.

    Why it matters: a reader, and a count of witnesses, takes it for a voice of its own.
    What to do: compare the two. If one has it from the other, write derived-from in its dossier, or record the
    judgement “descent A from B”; if both have it from a third, say so in the notes and accept this finding.
    """
    counted, judged = counting(record), judged_descents(record.judgements)
    for tie in dependence(record).ties:
        a, b = tie.source, tie.other
        decided = any(pair in judged and judged[pair].verdict != "unsure" for pair in ((a, b), (b, a)))
        if decided or counted.bonds_between(a, b) or _is_part(a, b, record) or not _is_much(tie.unmarked):
            continue
        number = sum(passage.words for passage in tie.unmarked)
        yield _on_source(
            _later(tie, record),
            record,
            _copied(tie, number),
            about=(a, b),
            evidence=tuple(_passages(tie.unmarked, record)),
            remedy=_remedy(tie),
        )


@check("B602", severity=Severity.WARNING)
def witness_counted_twice(record: Examined) -> Iterator[Finding]:
    """Two witnesses of a statement are cited for one and the same passage, so that the words are counted twice.

    Where all witnesses of the statement are one for such reasons, that is W303.

    Why it matters: the second says nothing that the first did not say; only where both are right is anything proved.
    What to do: cite the one that had it first, or quote what the other says in words of its own.
    """
    counted = counting(record)
    for statement in record.statements:
        legs = counted.of(statement)
        copies = [bond for bond in legs.bonds if bond.kind == "passage"]
        if copies and legs.independent > 1:
            named = list(dict.fromkeys(key for bond in copies for key in (bond.a, bond.b)))
            yield Finding(
                "",
                Severity.NOTE,
                say(
                    "{sources} are cited for one passage: the statement is {in_words}.",
                    sources=tuple(named),
                    in_words=legs.in_words,
                ),
                statement.position,
                (statement.ref, *named),
                tuple(bond_in_words(bond) for bond in copies),
                say("Cite the one that had it first, or quote what the other says in words of its own."),
                line_of(statement),
            )


@check("B603", severity=Severity.WARNING)
def independence_that_does_not_stand(record: Examined) -> Iterator[Finding]:
    """Sources are said to be independent, or a statement to stand on so many independent witnesses, and it is not so.

    A source's dossier says it by `independent-of: [key]`, a statement by `{independent=2}`.

    Why it matters: an argument from agreement is worth what the independence of the witnesses is worth.
    What to do: look at the passages. Withdraw the claim, or record why the words in common are no copy.
    """
    for source in record.sources.values():
        for other in source.independent_of:
            yield from _against_claim(source, other, record)
    counted = counting(record)
    for statement in record.statements:
        claimed = statement.attributes.get("independent", "")
        legs = counted.of(statement)
        if claimed.isdecimal() and int(claimed) > legs.independent:
            yield Finding(
                "",
                Severity.NOTE,
                say(
                    "The statement is said to stand on {claimed} independent witnesses; it is {in_words}.",
                    claimed=int(claimed),
                    in_words=legs.in_words,
                ),
                statement.position,
                (statement.ref, *legs.voices),
                tuple(bond_in_words(bond) for bond in legs.bonds),
                say("Write {written}, or find another witness.", written=f"{{independent={legs.independent}}}"),
                line_of(statement),
            )


@check("B604", severity=Severity.ERROR)
def impossible_direction(record: Examined) -> Iterator[Finding]:
    """A source is declared or judged to come from another, and dates or words say that it cannot.

    A source declared to come from what was written after it is D406; here stand judgements, dates of publication, and
    passages in which the supposed copy has what its original has lost.

    Why it matters: turned round, the original is taken for the copy, and its weight with it.
    What to do: look at the passages and the dates; turn the tie round, or say that both come from a third.
    """
    for tie in dependence(record).edges:
        if not tie.relation and tie.certainty != "judged":
            continue
        against = [*_dated_against(tie, record), *_worded_against(tie, record)]
        if against and all(ground.kind == "published" for ground in against):
            yield _on_source(
                tie.source,
                record,
                say(
                    "{source} is said to come from {other}, which came out only later.",
                    source=tie.source,
                    other=tie.other,
                ),
                about=(tie.source, tie.other),
                evidence=tuple(dict.fromkeys(map(in_words, against))),
                remedy=say(
                    "Say when {other} was written (composed), if that was earlier; else reverse the tie, or say that "
                    "both come from a third.",
                    other=tie.other,
                ),
            )
        elif against:
            yield _on_source(
                tie.source,
                record,
                say("{source} was judged to come from {other}, which cannot be.", source=tie.source, other=tie.other)
                if tie.certainty == "judged"
                else say(
                    "{source} is declared to come from {other}, which cannot be.", source=tie.source, other=tie.other
                ),
                about=(tie.source, tie.other),
                evidence=tuple(dict.fromkeys(map(in_words, against))),
                remedy=say("Reverse the tie, correct the dates, or say that both come from a third."),
            )


@check("B605", severity=Severity.ERROR)
def dependence_in_a_circle(record: Examined) -> Iterator[Finding]:
    """Sources depend on one another in a circle, by their dossiers and by judgements together.

    A circle of dossiers alone is C109. Two who quote one another are no circle.

    Why it matters: a text cannot come from its own copy; one of the ties is the wrong way round.
    What to do: look at the evidence of each tie, and judge the one that runs the wrong way “descent A from B”, refused.
    """
    firm = [edge for edge in dependence(record).edges if edge.relation or edge.certainty == "judged"]
    for ring in circles(firm):
        if any(not edge.relation for edge in ring):
            path = say("{source}", source=ring[0].source)
            for edge in reversed(ring):
                path = say("{source} ← {then}", source=edge.source, then=path)
            yield _on_source(
                ring[0].source,
                record,
                say("Dependence runs in a circle: {path}.", path=path),
                about=tuple(edge.source for edge in ring),
                evidence=tuple(
                    say(
                        "{source} from {other}: {certainty}",
                        source=edge.source,
                        other=edge.other,
                        certainty=edge.certainty,
                    )
                    for edge in ring
                ),
                remedy=say("Judge the tie that runs the wrong way: “descent A from B”, refused."),
            )


@check("B606", severity=Severity.WARNING)
def refused_and_declared(record: Examined) -> Iterator[Finding]:
    """A dossier still declares a descent that a judgement refuses.

    Why it matters: the judgement is followed and the dossier is read, and they say different things.
    What to do: take the tie out of the dossier, or judge again.
    """
    judged = judged_descents(record.judgements)
    for source in record.sources.values():
        for tie in source.lineage:
            word = judged.get((source.key, tie.source))
            if tie.relation in DEPENDENT and word and word.verdict == REFUSED:
                yield _on_source(
                    source.key,
                    record,
                    say(
                        "{key} is declared {relation} {source}; that was refused by {by} on {when:date}.",
                        key=source.key,
                        relation=tie.relation,
                        source=tie.source,
                        by=word.judgement.by,
                        when=word.judgement.when[:10],
                    ),
                    about=(source.key, tie.source),
                    evidence=(word.judgement.why,) if word.judgement.why else (),
                    remedy=say("Take the tie out of the dossier, or judge again."),
                )


def _against_claim(source: Source, other: str, record: Examined) -> Iterator[Finding]:
    """What speaks against a dossier's claim that its source owes nothing to another."""
    bonds = counting(record).bonds_between(source.key, other)
    shared = [
        each
        for each in record.borrowings
        if {each.a.source, each.b.source} == {source.key, other} and each.manner != "formula"
    ]
    number = sum(each.words for each in shared)
    if other not in record.sources:
        message = say(
            "{key} is said to be independent of “{other}”, which the archive does not know.",
            key=source.key,
            other=other,
        )
        remedy = say("Correct the key, or write a dossier for that source.")
    elif bonds or number >= _CLAIMED:
        message = (
            say(
                "{key} is said to be independent of {other}, but they are tied by lineage, judgement or author.",
                key=source.key,
                other=other,
            )
            if bonds
            else say(
                "{key} is said to be independent of {other}, but they have {number} {number:word|words} in common.",
                key=source.key,
                other=other,
                number=number,
            )
        )
        remedy = say("Withdraw the claim (independent-of), or record why the words in common are no copy.")
    else:
        return
    evidence = (*map(bond_in_words, bonds), *_passages(shared, record))
    yield _on_source(source.key, record, message, about=(source.key, other), evidence=evidence, remedy=remedy)


def _dated_against(tie: SourceTie, record: Examined) -> Iterator[DescentGround]:
    """The dates that speak against a tie; what the chronology says of dossiers (D406) is left to it."""
    if tie.source in record.sources and tie.other in record.sources:
        for ground in date_grounds(record.sources[tie.source], record.sources[tie.other]):
            if ground.kind == "published" or tie.certainty == "judged":
                yield ground


def _worded_against(tie: SourceTie, record: Examined) -> Iterator[DescentGround]:
    """The firm or fair grounds of passages, dates apart, that exclude the tie or show its contrary."""
    for each in record.borrowings:
        ends = (each.a.source, each.b.source)
        if ends in ((tie.source, tie.other), (tie.other, tie.source)):
            mine, contrary = (A_FROM_B, B_FROM_A) if ends[0] == tie.source else (B_FROM_A, A_FROM_B)
            for ground in each.grounds:
                opposed = ground.excludes == mine or (ground.shows == contrary and ground.kind != "declared")
                if opposed and ground.weight > FAIR and ground.kind not in ("written", "published", "refused"):
                    yield ground


def _is_much(passages: tuple[Borrowing, ...]) -> bool:
    words = [passage.words for passage in passages]
    return bool(words) and (max(words) >= _LONG or sum(words) >= _MUCH)


def _is_part(a: str, b: str, record: Examined) -> bool:
    """Whether one of the two is declared a part of the other, or both of one whole."""
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for key in (a, b):
        source = record.sources.get(key)
        ties[key] = {tie.source for tie in source.lineage if tie.relation == "part-of"} if source else set()
    return b in ties[a] or a in ties[b] or bool(ties[a] & ties[b])


def _copied(tie: SourceTie, number: int) -> str:
    passages = len(tie.unmarked)
    where = say("in {passages} passages", passages=passages) if passages > 1 else say("in one passage")
    if tie.direction == "from" and any(ground.shows for ground in tie.grounds):
        return say(
            "{source} has {number} words of {other} {where} without marking them, and declares no tie.",
            source=tie.source,
            number=number,
            other=tie.other,
            where=where,
        )
    shared = say(
        "{source} and {other} have {number} words in common {where} that neither marks",
        source=tie.source,
        other=tie.other,
        number=number,
        where=where,
    )
    if tie.direction == "from":
        return say(
            "{shared}; {other} had them first, and {source} may have them from there.",
            shared=shared,
            other=tie.other,
            source=tie.source,
        )
    if _is_lost(tie):
        return say("{shared}; both have them from a third that is lost, or not in this archive.", shared=shared)
    if tie.direction == "common":
        return say("{shared}; both have them from a third.", shared=shared)
    return say("{shared}; which has them from which is not known.", shared=shared)


def _is_lost(tie: SourceTie) -> bool:
    """Whether the third that both must have had is none of the sources here."""
    return tie.direction == "common" and any(ground.kind in ("lost", "lost-copy") for ground in tie.grounds)


def _remedy(tie: SourceTie) -> str:
    if tie.direction == "from":
        return say(
            "Compare the two. If it is a copy, write derived-from: [{other}] in the dossier of "
            "{source}; else judge it.",
            other=tie.other,
            source=tie.source,
        )
    if _is_lost(tie):
        return say(
            "Compare the two. Look for what both had; if it is not to be found, give it a dossier "
            "without an original and write derived-from in both."
        )
    return say("Compare the two; declare the tie in the dossier of the one that copied, or judge it.")


def _passages(passages: tuple[Borrowing, ...] | list[Borrowing], record: Examined) -> Iterator[str]:
    longest = sorted(passages, key=lambda passage: -passage.words)
    for passage in longest[:_TOLD]:
        here, there = (
            say("{source}, {place}", source=side.source, place=_place(side, record)) for side in (passage.a, passage.b)
        )
        yield say(
            "“{opening}” ({words} words, {identity:.0%} alike): {here}; {there}.",
            opening=opening(passage.a.text),
            words=passage.words,
            identity=passage.identity,
            here=here,
            there=there,
        )
        yield from passage.because
    if len(longest) > _TOLD:
        yield say("And {count} more.", count=len(longest) - _TOLD)


def _place(side: Side, record: Examined) -> str:
    """The locator of a passage's beginning, by the page's label where it has one."""
    number = side.stretches[0].page
    holding = record.holdings.get(side.source)
    label = holding.labels[number - 1] if holding and number <= len(holding.labels) else ""
    return say("p. {label}", label=label) if label else say("section {number}", number=number)


def _later(tie: SourceTie, record: Examined) -> str:
    """The source in whose dossier a tie is told: the borrower, or the later where it is not known who borrowed."""
    if tie.direction == "from":
        return tie.source
    days = {}
    for key in (tie.source, tie.other):
        source = record.sources.get(key)
        when = (source.composed or source.published) if source else None
        days[key] = when.earliest_start if when and when.earliest_start is not None else 0
    return max((tie.source, tie.other), key=lambda key: (days[key], key))


def _on_source(
    key: str, record: Examined, message: str, *, about: tuple[str, ...], evidence: tuple[str, ...] = (), remedy: str
) -> Finding:
    source = record.sources.get(key)
    position = source.position if source else Position(f"sources/{key}.md")
    return Finding("", Severity.NOTE, message, position, about, evidence, remedy)
