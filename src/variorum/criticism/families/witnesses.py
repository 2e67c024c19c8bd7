"""Family W: on how many legs a statement stands. One witness is no witness, no witness is nothing."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.criticism.framework import check
from variorum.criticism.source_citations import line_of
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.record import Position, Statement, Witness
from variorum.saying import say
from variorum.stemma.lineage import Legs, counting, in_words, standing_of, voices
from variorum.stemma.lineage.counting import LOST

_WEAK = ("hearsay", "tertiary", "fiction")
_VERDICTS = {
    "altered": say("are altered"), "stitched": say("are stitched"), "absent": say("are absent"),
    "unchecked": say("are unchecked"),
}  # fmt: skip
_STANDINGS = {"hearsay": say("hearsay"), "tertiary": say("tertiary"), "fiction": say("fiction")}


@check("W301", severity=Severity.ERROR)
def without_witness(record: Examined) -> Iterator[Finding]:
    """A statement has no witness (testis nullus).

    Why it matters: nothing is said without its source. What stands here without one is the historian's memory.
    What to do: quote the source under the statement, as a block quotation that ends with its citation; or move the
    thought into a thesis or a chapter, where conclusions belong.
    """
    for statement in record.statements:
        if not statement.witnesses:
            yield _finding(
                statement,
                say("The statement has no witness."),
                remedy=say(
                    "Quote its source under it (“  > words [@key, p. 59]”), or move the thought into a chapter."
                ),
            )


@check("W302", severity=Severity.NOTE)
def one_witness(record: Examined) -> Iterator[Finding]:
    """A statement has only one witness (testis unus), who may speak in more than one source.

    Why it matters: often there is no other, and that is worth knowing when an argument rests on it.
    What to do: look for a second that does not depend on the first; if there is none, say so where you use it.
    """
    counted = counting(record)
    for statement in record.statements:
        legs = counted.of(statement)
        if legs.independent == 1 and _is_one_person(legs):
            several = len(legs.voices) > 1
            yield _finding(
                statement,
                say(
                    "The statement has only one witness, {witness}, who speaks in {voices}.",
                    witness=legs.bonds[0].how,
                    voices=legs.voices,
                )
                if several
                else say("The statement has only one witness, {witness}.", witness=legs.voices[0]),
                about=legs.voices,
                remedy=say("Look for a second witness that does not depend on the first."),
            )


def _is_one_person(legs: Legs) -> bool:
    """Whether one voice speaks, or one person in several sources."""
    return all(bond.kind == "author" for bond in legs.bonds)


@check("W309", severity=Severity.WARNING)
def nobody_affirms(record: Examined) -> Iterator[Finding]:
    """A statement has witnesses, and none of them affirms or reports it.

    Why it matters: what is only denied, doubted or passed over in silence is said by the historian alone.
    What to do: quote the source that affirms it, even where you do not believe it; or turn the statement round.
    """
    for statement in record.statements:
        if statement.witnesses and not any(w.stance in ("affirms", "reports") for w in statement.witnesses):
            stances = sorted({witness.stance for witness in statement.witnesses})
            yield _finding(
                statement,
                say(
                    "No witness affirms the statement; its witnesses only {stances}.",
                    stances=tuple(_VERBS[stance] for stance in stances),
                ),
                about=tuple(voices(statement.witnesses)),
                remedy=say("Quote the source that affirms it, even where you do not believe it; or turn it round."),
            )


_VERBS = {"denies": say("deny it"), "doubts": say("doubt it"), "omits": say("are silent about it")}


@check("W303", severity=Severity.WARNING)
def witnesses_are_one(record: Examined) -> Iterator[Finding]:
    """Several witnesses of a statement are one.

    Taken together are sources that by their dossiers, or as was judged, come from one another (copies, editions,
    translations), sources that are cited for one and the same passage, and a voice that is known only as another quotes
    it, together with that other. One person who says a thing twice is W302.

    Why it matters: three memoirs that copied one newspaper are one witness; counted as three they seem to prove.
    What to do: look for a witness outside this family, or treat the statement as standing on one leg.
    """
    counted = counting(record)
    for statement in record.statements:
        legs = counted.of(statement)
        if legs.independent == 1 and not _is_one_person(legs):
            yield _finding(
                statement,
                say(
                    "{voices} are {count} sources and one witness: {why}.",
                    voices=legs.voices,
                    count=len(legs.voices),
                    why=_why(legs),
                ),
                about=legs.voices,
                evidence=tuple(in_words(bond) for bond in legs.bonds),
                remedy=say("Look for a witness outside this family."),
            )


def _why(legs: Legs) -> str:
    kinds = {bond.kind for bond in legs.bonds}
    if kinds == {"quoted"}:
        return say("the one is known only as the other quotes it")
    return say("they repeat one passage") if kinds == {"passage"} else say("they derive from one another")


@check("W304", severity=Severity.WARNING)
def witnesses_contradict(record: Examined) -> Iterator[Finding]:
    """One source affirms what another denies or doubts.

    Why it matters: that is where the work of the historian begins, and where a reader must be told.
    What to do: weigh the two, and say in a thesis or a chapter which you follow and why. A judgement with that reason
    sets the finding aside.
    """
    for statement in record.statements:
        sides = {stance: voices(w for w in statement.witnesses if w.stance in stance) for stance in _SIDES}
        for_it, against = (sides[stance] for stance in _SIDES)
        if for_it and against:
            yield _finding(
                statement,
                say(
                    "{for_it} {affirming:affirms|affirm} what {against} {contesting:contests|contest}.",
                    for_it=tuple(for_it),
                    affirming=len(for_it),
                    against=tuple(against),
                    contesting=len(against),
                ),
                about=(*for_it, *against),
                remedy=say(
                    "Weigh the two, and say which you follow and why; a judgement with the reason sets this aside."
                ),
            )


_SIDES = (("affirms", "reports"), ("denies", "doubts"))


@check("W305", severity=Severity.ERROR)
def rests_on_nothing(record: Examined) -> Iterator[Finding]:
    """A thesis or a chapter rests on a statement that has no good witness left.

    A witness is lost when its quotation is altered, stitched together, or found nowhere; what could not be checked
    is not counted against it.

    Why it matters: the conclusion stands where its ground has gone.
    What to do: mend the statement's quotations or find it another witness; else withdraw the conclusion.
    """
    fallen = fallen_statements(record)
    for about, target, position in _uses(record):
        if target in fallen:
            yield Finding(
                "",
                Severity.NOTE,
                say("This rests on {target}, {fallen}.", target=target, fallen=fallen[target]),
                position,
                (about, target),
                remedy=say("Mend the statement's quotations or find another witness, or withdraw what rests on it."),
            )


@check("W306", severity=Severity.WARNING)
def weak_witnesses(record: Examined) -> Iterator[Finding]:
    """A statement rests only on hearsay, on fiction, or on works that repeat others.

    Why it matters: a novel or an encyclopedia may be right, but it did not see.
    What to do: find what they had it from; until then, let nothing hang on the statement alone.
    """
    for statement in record.statements:
        speaking = [w for w in statement.witnesses if w.stance in ("affirms", "reports")]
        standings = {w.citation.source: standing_of(w.citation.source, record) for w in speaking}
        if speaking and all(standing in _WEAK for standing in standings.values()):
            yield _finding(
                statement,
                say(
                    "The statement rests only on {voices}.",
                    voices=tuple(
                        say("{key} ({standing})", key=key, standing=_STANDINGS.get(standing, standing))
                        for key, standing in standings.items()
                    ),
                ),
                about=tuple(standings),
                remedy=say("Find out on what these sources base it."),
            )


@check("W307", severity=Severity.WARNING)
def counted_twice(record: Examined) -> Iterator[Finding]:
    """The same words of the same source are given twice as witnesses of one statement.

    Why it matters: one voice does not grow louder by being written down twice.
    What to do: take one of the two away.
    """
    for statement in record.statements:
        seen: dict[tuple[str, str], Witness] = {}
        for witness in statement.witnesses:
            words = " ".join((witness.quotation or "").split())
            key = (witness.citation.source, words)
            if words and key in seen:
                yield _finding(
                    statement,
                    say("The same words of {source} stand here twice.", source=witness.citation.source),
                    about=(witness.citation.source,),
                    position=witness.position,
                    remedy=say("Take one of them away; the first is in line {line}.", line=seen[key].position.line),
                )
            seen.setdefault(key, witness)


@check("W308", severity=Severity.WARNING)
def stance_without_words(record: Examined) -> Iterator[Finding]:
    """A silence is quoted, or a voice is given no words.

    `omits` is for a silence that means something, and has no quotation; every other stance needs one.

    Why it matters: words under `omits` contradict it, and a stance without words cannot be checked.
    What to do: quote the words, or change the stance.
    """
    for statement in record.statements:
        for witness in statement.witnesses:
            quoted = bool((witness.quotation or "").strip())
            if quoted == (witness.stance == "omits"):
                source = witness.citation.source
                yield _finding(
                    statement,
                    say("{source} is said to omit this, yet is quoted.", source=source)
                    if quoted
                    else say("No words of {source} are given for “{stance}”.", source=source, stance=witness.stance),
                    about=(source,),
                    position=witness.position,
                    remedy=say("Change the stance, or take the quotation away.")
                    if quoted
                    else say("Quote the very words."),
                )


def fallen_statements(record: Examined) -> dict[str, str]:
    """Statements that have no good witness left, each with the reason as the end of a sentence."""
    verdicts = {checked.id: checked.verification.verdict for checked in record.quotations}
    fallen: dict[str, str] = {}
    for statement in record.statements:
        found = [verdicts.get(w.id(statement.ref), "unchecked") for w in statement.witnesses]
        if not found:
            fallen[statement.ref] = say("which has no witness")
        elif all(verdict in LOST for verdict in found):
            fallen[statement.ref] = say(
                "whose last witness is gone (its words {verdicts})",
                verdicts=tuple(_VERDICTS.get(verdict, verdict) for verdict in sorted(set(found))),
            )
    return fallen


def _uses(record: Examined) -> Iterator[tuple[str, str, Position]]:
    """Every place where a thesis or a chapter leans on a statement."""
    for thesis in record.theses.values():
        for expectation in thesis.evidence:
            yield thesis.id, expectation.statement, expectation.position
    for about, prose in [
        *((thesis.id, thesis.prose) for thesis in record.theses.values()),
        *((chapter.id, chapter.prose) for chapter in record.chapters),
    ]:
        for link in prose.links:
            if link.block:
                yield about, f"{link.target}#^{link.block}", link.position


def _finding(
    statement: Statement,
    message: str,
    *,
    about: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    remedy: str,
    position: Position | None = None,
) -> Finding:
    """A finding about a statement; code and severity are filled in by the framework from the check."""
    return Finding(
        "",
        Severity.NOTE,
        message,
        position or statement.position,
        (statement.ref, *about),
        evidence,
        remedy,
        excerpt="" if position else line_of(statement),
    )
