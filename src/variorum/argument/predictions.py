"""Predictions: who foretold what, by when, in which text, how long before; and prophecies after the event.

What people judged of predictions: whether they came about, and how sure their wording was.

`prediction DOSSIER#^ID` is judged `came about`, `in part`, `did not`, `open` or `too vague`, on the statements that
show it; `probability DOSSIER#^ID` gives a reader's probability for the wording, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from variorum.argument.evidence import Evidence
from variorum.argument.occurrences import Chronicle
from variorum.dates.dating import Dating, ended_before
from variorum.evidence import Span
from variorum.record import (
    AboutPrediction,
    AboutWording,
    EntityLink,
    Judgement,
    Source,
    Statement,
    StatementLink,
    Witness,
    Words,
)
from variorum.saying import say

OUTCOMES = ("came about", "in part", "did not", "open", "too vague")
_LEAST_RESOLVED = 10  # predictions; under this many no table of who foresaw best is drawn


@dataclass(frozen=True, slots=True)
class WordingUnderstood:
    """What readers took the wording of a prediction to mean, as probabilities: the mean and how far they lie apart."""

    readers: int
    mean: float
    lowest: float
    highest: float


def outcomes(judgements: Iterable[Judgement]) -> Mapping[str, Judgement]:
    """The newest judgement on each prediction, by the statement's ref; a withdrawn one is none."""
    newest: dict[str, Judgement] = {}
    for judgement in judgements:
        if isinstance(matter := judgement.matter, AboutPrediction):
            newest[matter.statement] = judgement
    return {ref: judgement for ref, judgement in newest.items() if judgement.verdict != "withdrawn"}


def readings(judgements: Iterable[Judgement]) -> Mapping[str, WordingUnderstood]:
    """For each prediction what two or more readers gave; one reader's probability is nobody else's."""
    given: dict[str, dict[str, float]] = {}
    for judgement in judgements:
        matter = judgement.matter
        if isinstance(matter, AboutWording) and (value := _probability(judgement.verdict)) is not None:
            given.setdefault(matter.statement, {})[judgement.by] = value
    return {
        ref: WordingUnderstood(len(by), sum(by.values()) / len(by), min(by.values()), max(by.values()))
        for ref, by in given.items()
        if len(by) > 1
    }


def brier(pairs: Iterable[tuple[float, bool]]) -> float | None:
    """The mean squared error of probabilities against what came about (G. W. Brier, Monthly Weather Review 78, 1950).

    None under ten resolved predictions: fewer say nothing of anybody.
    """
    scored = [(chance - float(came)) ** 2 for chance, came in pairs]
    return sum(scored) / len(scored) if len(scored) >= _LEAST_RESOLVED else None


def _probability(text: str) -> float | None:
    try:
        value = float(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


RELATION, CONTRARY = "predicted", "predicted not"
_DEADLINE = ("by", "before", "until", "no later than", "not later than", "к", "до", "не позднее")
_NOT = ("not ", "не ")
_FOUND = ("verbatim", "marked")


@dataclass(frozen=True, slots=True)
class Prediction:
    """One prediction, with what can be checked of it.

    `what` is the event's id, a statement's ref, or words; `deadline` is in EDTF. `composed` is the date of the oldest
    text that has the words, `first_edition` whether that text was certainly composed before the outcome and its words
    were not put in by a later edition. `lead` counts the days from that text's latest day to the outcome's earliest.
    """

    statement: str
    who: str
    what: str
    contrary: bool
    deadline: str
    text: str
    composed: str
    first_edition: bool
    outcome: str
    judged: Judgement | None
    lead: int | None
    warning: str


def predictions_of(evidence: Evidence, chronicle: Chronicle, about: str = "") -> tuple[Prediction, ...]:
    """All predictions of a record, or those of one event or by one dossier, in the archive's order."""
    judged = outcomes(evidence.record.judgements)
    found = []
    for statement in evidence.record.statements:
        if statement.relation in (RELATION, CONTRARY):
            one = _prediction(statement, judged.get(statement.ref), evidence, chronicle)
            if not about or about in (one.what, one.who, one.statement):
                found.append(one)
    return tuple(found)


def contraries(predictions: Iterable[Prediction]) -> Iterator[tuple[Prediction, Prediction]]:
    """Pairs of predictions of which one foretells what the other denies."""
    known = tuple(predictions)
    yield from (
        (one, other)
        for one in known
        for other in known
        if not one.contrary and other.contrary and one.what == other.what
    )


def _prediction(statement: Statement, judged: Judgement | None, evidence: Evidence, chronicle: Chronicle) -> Prediction:
    what, contrary = _foretold(statement)
    deadline = _deadline(statement)
    outcome = judged.verdict if judged is not None and judged.verdict in OUTCOMES else "open"
    ended = _outcome_dating(judged, what, outcome, chronicle) or deadline
    source, by_first = _oldest_text(statement, evidence)
    composed = (source.composed or source.published) if source is not None else None
    before = ended_before(composed, ended)
    return Prediction(
        statement.ref,
        statement.subject,
        what,
        contrary,
        deadline.edtf if deadline else "",
        source.key if source else "",
        composed.edtf if composed else "",
        bool(by_first and before),
        outcome,
        judged,
        _lead(composed, ended),
        _warning(source, by_first=by_first, composed=composed, ended=ended),
    )


def _foretold(statement: Statement) -> tuple[str, bool]:
    """What was foretold, and whether it was that it would not be: `predicted not [[event]]`."""
    contrary = statement.relation == CONTRARY
    match statement.thing:
        case EntityLink(target):
            return target, contrary
        case StatementLink(dossier, block):
            return f"{dossier}#^{block}", contrary
        case Words(text):
            return text, contrary or text.casefold().startswith(_NOT)
        case _:
            return "", contrary


def _deadline(statement: Statement) -> Dating | None:
    for complement in statement.complements:
        if isinstance(complement.thing, Dating) and complement.preposition.casefold() in _DEADLINE:
            return complement.thing
    return next((one.thing for one in statement.complements if isinstance(one.thing, Dating)), None)


def _outcome_dating(judged: Judgement | None, what: str, outcome: str, chronicle: Chronicle) -> Dating | None:
    """When what was foretold came about: by the statements that the judgement names, else by the event's own date."""
    shown = [chronicle.dating_of(ref) for ref in (judged.on if judged else ())]
    dated = [one for one in shown if one is not None and one.earliest_start is not None]
    if dated:
        return min(dated, key=lambda one: one.earliest_start or 0)
    return chronicle.dating_of(what) if what and outcome not in ("did not", "too vague") else None


def _oldest_text(statement: Statement, evidence: Evidence) -> tuple[Source | None, bool]:
    """The oldest text that has the words, and whether they stand in a first edition.

    Words that stand in a later edition alone prove nothing: its first edition, or the oldest that is known, must have
    them too, by a witness of its own, by the same words found there, or by a passage that both have.
    """
    having: dict[str, None] = {}
    for witness in statement.witnesses:
        if witness.stance in ("affirms", "reports") and not evidence.is_lost(statement, witness):
            having |= dict.fromkeys(_texts_with(statement, witness, evidence))
    known = [evidence.record.sources[key] for key in having if key in evidence.record.sources]
    if not known:
        return None, False
    oldest = min(known, key=lambda source: evidence.age(source.key))
    firsts = [source for source in known if not _first_editions(source, evidence)]
    if firsts:
        return min(firsts, key=lambda source: evidence.age(source.key)), True
    return oldest, False


def _texts_with(statement: Statement, witness: Witness, evidence: Evidence) -> Iterator[str]:
    """The sources in which a witness's words stand."""
    yield witness.citation.source
    for checked in evidence.record.quotations:
        if (checked.statement, checked.witness) != (statement.ref, witness):
            continue
        if checked.verification.verdict not in _FOUND:
            continue
        yield from (segment.source for segment in checked.verification.candidates)
        places = [Span(one.source, one.page, one.start, one.end) for one in checked.verification.segments]
        yield from evidence.also_in(places)


def _first_editions(source: Source, evidence: Evidence) -> frozenset[str]:
    """The editions that come before a source; none where it is nobody's later edition."""
    found: set[str] = set()
    waiting = [source.key]
    while waiting:
        at = evidence.record.sources.get(waiting.pop())
        for tie in at.lineage if at else ():
            if tie.relation == "edition-of" and tie.source not in found:
                found.add(tie.source)
                waiting.append(tie.source)
    return frozenset(found)


def _lead(composed: Dating | None, ended: Dating | None) -> int | None:
    last = composed.latest_end if composed else None
    first = ended.earliest_start if ended else None
    return first - last if last is not None and first is not None else None


def _warning(source: Source | None, *, by_first: bool, composed: Dating | None, ended: Dating | None) -> str:
    if source is None:
        return say("No text that the archive holds has these words.")
    if composed is None or ended is None:
        missing = say("when the text was composed") if composed is None else say("when the outcome or the deadline was")
        return say("It is not said {missing}, so that nothing shows which came first.", missing=missing)
    started, finished = composed.earliest_start, ended.latest_end
    if started is not None and finished is not None and started > finished:
        return say(
            "Prophecy after the event: {key} is dated {composed:date}, after {ended:date}.",
            key=source.key,
            composed=composed.edtf,
            ended=ended.edtf,
        )
    if not by_first:
        return say(
            "Prophecy after the event, perhaps: the words are known from {key} alone, a later "
            "edition; its first edition was not shown to have them.",
            key=source.key,
        )
    if not ended_before(composed, ended):
        return say(
            "{key} ({composed:date}) may have been composed after {ended:date}.",
            key=source.key,
            composed=composed.edtf,
            ended=ended.edtf,
        )
    return ""
