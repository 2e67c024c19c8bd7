"""Predictions, decisions, patterns and figures: each kind on a page of its own, for readers who know no method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.argument.answers import window_of
from variorum.argument.evidence import Evidence
from variorum.argument.figures import SameCount, figures_of, not_the_same, number, span
from variorum.argument.occurrences import Chronicle
from variorum.argument.options import REJECTED, CheckedDecision, CheckedOption, decisions_of
from variorum.argument.patterns import recurrence_of
from variorum.argument.predictions import Prediction, predictions_of
from variorum.dates.edtf import parse_edtf
from variorum.dates.malformed import MalformedDate
from variorum.edition.addresses import root_from
from variorum.edition.cleaning import shown
from variorum.edition.in_words import dating_in_words, day_in_words
from variorum.edition.pages.figure_scale import Bar, scale_of
from variorum.edition.prose import set_prose
from variorum.edition.site import Sheet, Site
from variorum.edition.views import dossier_link, statement_link
from variorum.record import Pattern

PREDICTIONS, DECISIONS, PATTERNS, FIGURES = "predictions.html", "decisions.html", "patterns/index.html", "figures.html"


@dataclass(frozen=True, slots=True)
class PredictionView:
    """One prediction as a row."""

    statement: Markup
    who: Markup
    what: Markup
    contrary: bool
    by: str
    text: Markup
    composed: str
    before: str
    outcome: str
    tone: str


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option of a decision."""

    statement: Markup
    state: str
    taken: bool
    change: str
    grounds: tuple[tuple[str, Markup, bool], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its options."""

    event: Markup
    when: str
    decided_by: Markup
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """One run of a pattern."""

    per: Markup
    steps: tuple[Markup, ...]
    sure: bool
    window: str


@dataclass(frozen=True, slots=True)
class CountView:
    """One estimate: its number, where its bar stands on the figure's scale, who gives it and with whom it is one."""

    number: str
    bar: Bar
    statement: Markup
    independent: int
    how: str
    one_with: Markup


@dataclass(frozen=True, slots=True)
class FigureView:
    """One thing that was counted, with all estimates of it; `scale` has marks and where they lie, if there is one."""

    subject: Markup
    said: str
    counts: tuple[CountView, ...]
    scale: tuple[tuple[str, float], ...]
    allowed: Bar | None
    agree: bool
    verdict: str


def argument_sheets(site: Site) -> Iterator[Sheet]:
    """The pages of predictions, decisions, patterns and figures, each only where the archive has any."""
    record = site.record
    evidence, chronicle = Evidence(record), Chronicle(record)
    if predictions := predictions_of(evidence, chronicle):
        yield _predictions(site, predictions)
    if decisions := decisions_of(evidence, chronicle):
        yield _decisions(site, decisions)
    if record.patterns:
        yield from _patterns(site, chronicle)
    if figures := figures_of(evidence):
        yield _figures(site, figures, evidence)


def has_argument(site: Site) -> Sequence[tuple[str, str]]:
    """Which of these pages there are, as the words and the address of each."""
    record = site.record
    relations = {statement.relation for statement in record.statements}
    found = [("argue.predictions", PREDICTIONS)] if relations & {"predicted", "predicted not"} else []
    found += [("argue.decisions", DECISIONS)] if any(one.options for one in record.decisions.values()) else []
    found += [("argue.patterns", PATTERNS)] if record.patterns else []
    found += [("argue.figures", FIGURES)] if figures_of(Evidence(record)) else []
    return found


def _predictions(site: Site, predictions: Sequence[Prediction]) -> Sheet:
    rows = [_prediction(site, one) for one in predictions]
    return site.sheet(
        PREDICTIONS, "predictions.html", title=site.words("argue.predictions"), section="thesis", rows=rows
    )


def _prediction(site: Site, one: Prediction) -> PredictionView:
    words = site.words
    statement = site.survey.statements.get(one.statement)
    if one.first_edition and one.lead is not None:
        before, tone = words("argue.days-before", n=one.lead), "good"
    elif one.warning.startswith("Prophecy"):
        before, tone = words("argue.after"), "bad"
    else:
        before, tone = words("argue.unproven"), "doubt"
    return PredictionView(
        statement_link(site, statement, "") if statement else shown(one.statement),
        _named(site, one.who, ""),
        _named(site, one.what, ""),
        one.contrary,
        _date(site, one.deadline),
        _named(site, one.text, "") if one.text else Markup(""),
        _date(site, one.composed),
        before,
        words(f"outcome.{one.outcome.replace(' ', '-')}"),
        tone,
    )


def _date(site: Site, written: str) -> str:
    """A date of EDTF as people read it; whatever else is written stays as it is."""
    try:
        return dating_in_words(parse_edtf(written), site.words) if written else ""
    except MalformedDate:
        return written


def _decisions(site: Site, decisions: Sequence[CheckedDecision]) -> Sheet:
    return site.sheet(
        DECISIONS,
        "decisions.html",
        title=site.words("argue.decisions"),
        section="thesis",
        decisions=[_decision(site, one) for one in decisions],
        questions=[site.words(f"argue.criterion-{number}") for number in range(1, 6)],
    )


def _state(site: Site, option: CheckedOption) -> str:
    """What became of an option, in the reader's words where they are the usual ones."""
    first, *more = option.option.state.split(",", 1)
    usual = "taken" if option.taken else "rejected" if first.strip() in REJECTED else ""
    return ",".join([site.words(f"argue.option-{usual}") if usual else first, *more])


def _decision(site: Site, one: CheckedDecision) -> DecisionView:
    options = []
    for option in one.options:
        statement = site.survey.statements.get(option.option.statement)
        notes = [] if option.witnessed else [site.words("argue.own" if option.own else "argue.no-witness-before")]
        grounds = tuple(
            (site.words(f"argue.{ground.how.replace(' ', '-')}"), _linked(site, ground.target), ground.before)
            for ground in option.grounds
        )
        options.append(
            OptionView(
                statement_link(site, statement, "") if statement else shown(option.option.statement),
                _state(site, option),
                option.taken,
                option.option.change,
                grounds,
                tuple(notes),
            )
        )
    decided = Markup(", ").join(_named(site, who, "") for who in one.decision.decided_by)
    return DecisionView(
        _named(site, one.decision.event, ""),
        dating_in_words(one.when, site.words) if one.when else "",
        decided,
        tuple(options),
    )


def _patterns(site: Site, chronicle: Chronicle) -> Iterator[Sheet]:
    patterns = list(site.record.patterns.values())
    yield site.sheet(
        PATTERNS,
        "patterns.html",
        title=site.words("argue.patterns"),
        section="thesis",
        patterns=[(one.name, site.addresses.patterns[one.id], [step.name for step in one.steps]) for one in patterns],
    )
    for pattern in patterns:
        yield _pattern(site, pattern, chronicle)


def _pattern(site: Site, pattern: Pattern, chronicle: Chronicle) -> Sheet:
    address = site.addresses.patterns[pattern.id]
    root = root_from(address)
    found = recurrence_of(pattern, chronicle)
    runs = [
        RunView(
            _named(site, per, root) if per else Markup(""),
            tuple(Markup(" + ").join(_linked(site, one.ref, root) for one in step) for step in run.steps),
            run.sure,
            " – ".join(day_in_words(day, site.words) if day else "…" for day in window_of(run)),
        )
        for per, run in found.runs
    ]
    return site.sheet(
        address,
        "pattern.html",
        title=pattern.name,
        section="thesis",
        prose=set_prose(site, pattern.prose, pattern.position.file, root) if pattern.prose.text.strip() else "",
        steps=[
            (step.name, site.words(f"gap.{step.within[1]}", n=step.within[0]) if step.within else "")
            for step in pattern.steps
        ],
        sure=found.sure,
        possible=found.possible,
        exact=found.exact,
        runs=runs,
        without_sequel=[_linked(site, ref, root) for ref in found.without_sequel],
        sequel_without=[_linked(site, ref, root) for ref in found.sequel_without],
        chance=f"{found.chance:.3f}" if found.chance is not None else "",
        shuffles=found.shuffles,
    )


def _figures(site: Site, figures: Sequence[SameCount], evidence: Evidence) -> Sheet:
    return site.sheet(
        FIGURES,
        "figures.html",
        title=site.words("argue.figures"),
        section="thesis",
        figures=[
            _figure(site, one, evidence) for one in sorted(figures, key=lambda one: (one.agree, len(one.counts) < 2))
        ],
        unlike=[
            (
                _linked(site, one.counts[0].statement),
                _linked(site, other.counts[0].statement),
                site.words(f"argue.{field}"),
            )
            for one, other, field in not_the_same(figures)
        ],
    )


def _figure(site: Site, one: SameCount, evidence: Evidence) -> FigureView:
    words = site.words
    said = [one.what, site.named(one.where) if one.where else "", _date(site, one.when)]
    said += [words("argue.including", what=one.includes)] if one.includes else []
    scale = scale_of(one.counts)
    kin = _one_witness(one, evidence)
    counts = tuple(
        CountView(
            f"{words.said(span(count))} {one.unit}".strip(),
            scale.bar(count.low, count.high),
            _linked(site, count.statement),
            count.independent,
            count.how,
            Markup(", ").join(_linked(site, ref) for ref in kin.get(count.statement, ())),
        )
        for count in one.counts
    )
    verdict = "argue.one-count" if len(counts) == 1 else "argue.agree" if one.agree else "argue.conflict"
    return FigureView(
        _named(site, one.subject, ""),
        ", ".join(filter(None, said)),
        counts,
        tuple((words.said(number(mark)), scale.bar(mark, mark).start) for mark in scale.marks if len(counts) > 1),
        scale.bar(*one.shared) if one.shared and len(counts) > 1 else None,
        one.agree,
        words(verdict),
    )


def _one_witness(one: SameCount, evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """For each count the others that stand on the same witnesses and on no other."""
    units = {count.statement: frozenset(evidence.legs(count.statement)) for count in one.counts}
    return {
        ref: tuple(other for other, theirs in units.items() if other != ref and own and theirs == own)
        for ref, own in units.items()
    }


def _named(site: Site, identity: str, root: str) -> Markup:
    """A dossier by its name, linked where it has a page; words as they are."""
    if identity in site.survey.statements:
        return _linked(site, identity, root)
    return dossier_link(site, identity, root) if site.addresses.dossier(identity) else shown(identity)


def _linked(site: Site, ref: str, root: str = "") -> Markup:
    statement = site.survey.statements.get(ref)
    if statement is not None:
        return statement_link(site, statement, root)
    return dossier_link(site, ref, root) if site.addresses.dossier(ref) else shown(ref)
