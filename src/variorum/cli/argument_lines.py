"""Theses, predictions, options, patterns and figures as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from variorum.argument.answers import window_of
from variorum.argument.claims import Claims
from variorum.argument.evidence import Attested, Evidence
from variorum.argument.figures import SameCount, in_words, not_the_same, span, wholes_of
from variorum.argument.hinges import ORDER, Hinge, hinges_of
from variorum.argument.options import CRITERIA, CheckedDecision
from variorum.argument.patterns import ProposedPattern, Recurrence
from variorum.argument.predictions import Prediction, brier, contraries, readings
from variorum.argument.silence import Silence
from variorum.argument.table import QuestionTable
from variorum.finding import NotFound
from variorum.record import Pattern, Record
from variorum.saying import say

_WIDTH = 100
_SIGNS = {"expects strongly": "++", "expects": "+", "sits ill": "−", "forbids": "−−", "silent": "○", "not filled": "·"}
_MEANING = {
    "doubly decisive": "doubly decisive: true, it bears out one thesis and rules out its rivals; false, the reverse",
    "smoking gun": "smoking gun: true, it speaks strongly for the one; false, it says little",
    "hoop": "hoop: true, the thesis stays possible; false, it falls",
    "straw": "straw: it speaks a little for the thesis, or a little against",
}


def known_units(evidence: Evidence, names: Sequence[str]) -> None:
    """Raise NotFound for a unit that takes nothing in, so that nobody reads an unchanged table as a result."""
    for name in names:
        if not evidence.sources_in([name]):
            examples = ", ".join(sorted({unit.name for unit in evidence.units.values()})[:4])
            others = "standing:official, kind:memoir or after:1933"
            raise NotFound(
                say(
                    "“{name}” covers no source. Name a unit such as {examples}, {others}.",
                    name=name,
                    examples=examples,
                    others=others,
                )
            )


def lines_of_table(table: QuestionTable, evidence: Evidence, silences: Sequence[Silence]) -> Iterator[str]:
    """One question: its theses, its rows, what is unexplained, and the hinges in words."""
    record = evidence.record
    yield record.settings.questions.get(table.question, table.question.replace("-", " ").capitalize())
    if table.without:
        yield f"  without {', '.join(table.without)}"
    letters = {thesis.id: chr(ord("A") + at) if at < 26 else str(at) for at, thesis in enumerate(table.theses)}
    yield ""
    if table.asked_differently:
        yield "These theses take the question to ask different things, so they may not be rivals:"
    for thesis in table.theses:
        yield f"  {letters[thesis.id]}  {thesis.name}" + (f" (asks: {thesis.answers})" if thesis.answers else "")
    yield ""
    apart = [row for row in table.rows if row.tells_apart]
    count = f"({len(apart)} of {len(table.rows)} statements)"
    yield f"What tells them apart {count}:" if apart else "Nothing tells them apart."
    for row in apart:
        cells = "  ".join(f"{letters[t.id]} {_SIGNS[row.cells[at]]}" for at, t in enumerate(table.theses))
        yield f"  {cells}   {row.statement}   {_standing(row.attested)}"
        if row.test in _MEANING:
            yield f"      {_MEANING[row.test]}"
    yield ""
    for id_, rows in table.unexplained.items():
        if rows:
            yield f"Attested, but forbidden by {letters[id_]}: {', '.join(rows)}"
    if table.one_sided:
        yield f"Cited by one side only: {', '.join(table.one_sided)}"
    if table.not_filled:
        yield f"Cells not filled: {table.not_filled} of {len(table.rows) * len(table.theses)}"
    yield from _claims(table, evidence)
    yield from _silences(silences)
    yield from _hinges(hinges_of(table, Claims(evidence)).hinges, evidence)


def _standing(attested: Attested) -> str:
    if not attested.stands:
        return "(attested by nobody)"
    witnesses = f"{attested.independent} independent witness{'es' * (attested.independent != 1)}"
    return f"({witnesses}, contested)" if attested.contested else f"({witnesses})"


def _claims(table: QuestionTable, evidence: Evidence) -> Iterator[str]:
    claims = Claims(evidence)
    grounded = claims.grounded()
    for thesis in table.theses:
        for claim in thesis.claims:
            if claim.ref in claims.rings:
                yield f"Goes round in a ring: {claim.ref} “{claim.text}”"
            elif claim.ref not in grounded:
                yield f"Has lost its ground: {claim.ref} “{claim.text}”"


def _silences(silences: Sequence[Silence]) -> Iterator[str]:
    for one in silences:
        expected = one.trace.target or one.trace.words
        counts = " This silence counts." if one.counts else ""
        yield f"{one.thesis} expects to find {expected} in {one.source}: {one.state}. {one.ground}{counts}"


def _hinges(hinges: Sequence[Hinge], evidence: Evidence) -> Iterator[str]:
    """The hinges on one unit, unit by unit: what all turns without it; those of several are counted."""
    single: dict[str, tuple[str, ...]] = {}
    for hinge in hinges:
        if len(hinge.what) == 1:
            single[hinge.what[0]] = hinge.turns
    if not single:
        return
    yield ""
    yield "What hangs on one witness:"
    for unit, turns in sorted(single.items(), key=lambda each: (-len(each[1]), each[0])):
        order = " and the order of what is unexplained" if ORDER in turns else ""
        rows = [one for one in turns if one != ORDER]
        sentence = f"Without {unit_in_words(unit, evidence)} nobody is left for {', '.join(rows)}{order}."
        if not rows:
            sentence = f"Without {unit_in_words(unit, evidence)} the order of what is unexplained changes."
        yield from wrap(sentence, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def unit_in_words(name: str, evidence: Evidence) -> str:
    """A unit as a reader would name it."""
    kind, _, value = name.partition(":")
    if kind == "family":
        others = sorted(unit_sources(name, evidence) - {value}, key=evidence.age)
        return f"{value} and what is one with it ({', '.join(others)})"
    if kind == "author":
        entity = evidence.record.entities.get(value)
        return f"the writings of {entity.name if entity else value}"
    return value


def unit_sources(name: str, evidence: Evidence) -> frozenset[str]:
    """The sources that a unit takes in."""
    return evidence.sources_in([name])


def lines_of_predictions(found: Sequence[Prediction], record: Record) -> Iterator[str]:
    """Predictions, one after another, then who foretold the contrary."""
    if not found:
        yield "No prediction is recorded: write “- 1927-09: predicted [[event]] by 1928-06” in a dossier."
    for one in found:
        by = f" by {one.deadline}" if one.deadline else ""
        contrary = "not " if one.contrary else ""
        yield f"{_name(one.who, record)} predicted {contrary}{_name(one.what, record)}{by}  [{one.statement}]"
        where = f"stands in {one.text} ({one.composed})" if one.text else "stands in no text that is held"
        lead = f", {one.lead} days before" if one.lead is not None and one.lead > 0 else ""
        yield f"  {where}{lead}; outcome: {one.outcome}"
        if one.warning:
            yield from wrap(one.warning, _WIDTH, initial_indent="  ! ", subsequent_indent="    ")
    yield from _readers(found, record)
    for one, other in contraries(found):
        both = f"{_name(one.who, record)} and {_name(other.who, record)}"
        yield f"{both} foretold contrary things of {_name(one.what, record)}."


def _readers(found: Sequence[Prediction], record: Record) -> Iterator[str]:
    """What readers took the wordings to mean, and how well that foresaw what came, once ten predictions have ended."""
    given = readings(record.judgements)
    for one in found:
        if (reading := given.get(one.statement)) is not None:
            spread = f"{reading.lowest:.0%} to {reading.highest:.0%}"
            yield f"{reading.readers} readers take the wording of {one.statement} to mean {spread}."
    ended = [one for one in found if one.statement in given and one.outcome in ("came about", "did not")]
    score = brier((given[one.statement].mean, one.outcome == "came about") for one in ended)
    if score is not None:
        yield f"Brier score of these readings: {score:.2f} over {len(ended)} predictions (0: perfect, .25: guessing)."


def lines_of_decisions(found: Sequence[CheckedDecision], record: Record) -> Iterator[str]:
    """Decisions with their options, what is to be said of each, and the questions that only a reader can answer."""
    if not found:
        yield "No event lists options: write them under “## Options” in the dossier of an event."
    for one in found:
        when = f", {one.when.edtf}" if one.when else ""
        yield f"{_name(one.decision.event, record)}{when}"
        for warning in one.warnings:
            yield f"  ! {warning}"
        for option in one.options:
            change = f": {option.option.change}" if option.option.change else ""
            yield f"  {option.option.state}  {option.option.statement}{change}"
            for ground in option.grounds:
                yield f"      {ground.how} {ground.target}" + ("" if ground.before else " (not shown to be earlier)")
            for warning in option.warnings:
                yield from wrap(warning, _WIDTH, initial_indent="      ! ", subsequent_indent="        ")
    if found:
        yield ""
        yield "What no program can answer, for every option that was not taken:"
        for question in CRITERIA:
            yield from wrap(question, _WIDTH, initial_indent="  – ", subsequent_indent="    ")


def lines_of_pattern(pattern: Pattern, found: Recurrence, record: Record) -> Iterator[str]:
    """One pattern: how often it came back, where it broke off, and what chance would give."""
    yield pattern.name
    yield "  " + " → ".join(step.name for step in pattern.steps) + (f", per {pattern.per}" if pattern.per else "")
    most = "" if found.exact else " (too many to try all: not fewer sure, not more possible)"
    yield f"  surely {found.sure}, at most {found.possible}{most}"
    for per, run in found.runs:
        first, last = window_of(run)
        events = " → ".join("+".join(one.ref for one in step) for step in run.steps)
        where = f"{_name(per, record)}: " if per else ""
        kind = "sure" if run.sure else "possible"
        line = f"{kind}: {where}{events} ({first or '…'} to {last or '…'})"
        yield from wrap(line, _WIDTH, initial_indent="    ", subsequent_indent="      ")
    if found.without_sequel:
        yield f"  begun without sequel: {', '.join(found.without_sequel)}"
    if found.sequel_without:
        yield f"  ended without what comes before: {', '.join(found.sequel_without)}"
    if found.chance is not None:
        shuffled = f"{found.shuffles:,} times the steps were shuffled among what happened"
        yield f"  chance: p = {found.chance:.4f} ({shuffled}{' in each ' + pattern.per if pattern.per else ''})"


def lines_of_proposals(found: Sequence[ProposedPattern]) -> Iterator[str]:
    """Sequences that recur more than chance allows."""
    if not found:
        yield "No sequence recurs more often than chance allows, for all that were tried."
    for one in found:
        chance = f"p = {one.chance:.4f}, corrected for {one.tried} that were tried"
        yield f"{one.first} → {one.second} within {one.months} months: surely {one.runs} times ({chance})"


def lines_of_figures(found: Sequence[SameCount], evidence: Evidence) -> Iterator[str]:
    """Figures, each with its estimates; then parts against wholes, and what is not the same count."""
    record = evidence.record
    if not found:
        yield 'No counts are recorded: write “- 1930: counted 800000 people {what="expelled"}” in a dossier.'
    for figure in found:
        said = [figure.what, f"in {_name(figure.where, record)}" if figure.where else "", figure.when]
        said.append(f"including {figure.includes}" if figure.includes else "")
        yield f"{_name(figure.subject, record)}: {', '.join(one for one in said if one)} ({figure.unit or 'number'})"
        for count in figure.counts:
            how = f"; {count.how}" if count.how else ""
            yield f"  {span(count)}   {count.statement}   {count.independent} independent{how}"
        yield f"  {'agree' if figure.agree else 'CONFLICT'}: {in_words(figure)}"
    for one, other, field in not_the_same(found):
        yield (
            f"Not the same count: {one.counts[0].statement} and {other.counts[0].statement} differ in {field} "
            f"({getattr(one, field) or 'not said'} / {getattr(other, field) or 'not said'})."
        )
    for whole in wholes_of(record, evidence):
        if not whole.agree:
            yield f"The parts {', '.join(whole.parts)} come to more than the whole {whole.whole}."


def _name(id_: str, record: Record) -> str:
    entity = record.entities.get(id_)
    return entity.name if entity else id_
