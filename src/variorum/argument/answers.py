"""The answers of `theses`, `predictions`, `options`, `patterns` and `figures` as their documented JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from variorum.argument.claims import Claims
from variorum.argument.evidence import Evidence
from variorum.argument.figures import SameCount, in_words
from variorum.argument.hinges import Hinge, hinges_of, judgement_hinges, standing_hinges
from variorum.argument.occurrences import EVER
from variorum.argument.options import CheckedDecision
from variorum.argument.patterns import Recurrence
from variorum.argument.predictions import Prediction, WordingUnderstood
from variorum.argument.runs import PatternRun
from variorum.argument.silence import Silence
from variorum.argument.table import QuestionTable
from variorum.dates.days import as_iso
from variorum.record import Pattern


def table_as_json(table: QuestionTable, evidence: Evidence, silences: Sequence[Silence] = ()) -> dict[str, Any]:
    """The table of a question (docs/reference/schemas/theses.json)."""
    claims = Claims(evidence)
    hinges = hinges_of(table, claims)
    return {
        "question": table.question,
        "theses": [thesis.id for thesis in table.theses],
        "answers": {thesis.id: thesis.answers for thesis in table.theses if thesis.answers},
        "asked differently": table.asked_differently,
        "without": list(table.without),
        "rows": [
            {
                "statement": row.statement,
                "cells": {thesis.id: row.cells[at] for at, thesis in enumerate(table.theses)},
                "attested": {
                    "for": len(row.attested.affirming),
                    "against": len(row.attested.denying),
                    "independent": row.attested.independent,
                },
                "contested": row.attested.contested,
                "tells apart": row.tells_apart,
                "test": row.test,
                "tests": {thesis.id: row.tests[at] for at, thesis in enumerate(table.theses)},
            }
            for row in table.rows
        ],
        "claims": [
            {
                "claim": claim.ref,
                "text": claim.text,
                "grounded": claim.ref in claims.grounded(),
                "in ring": claim.ref in claims.rings,
            }
            for thesis in table.theses
            for claim in thesis.claims
        ],
        "unexplained": {thesis: list(rows) for thesis, rows in table.unexplained.items()},
        "one-sided": list(table.one_sided),
        "not filled": table.not_filled,
        "hinges": [_hinge(hinge) for hinge in hinges.hinges],
        "hinges not worked out": list(hinges.unknown),
        "hinges by standing": [_hinge(hinge) for hinge in standing_hinges(table, evidence)],
        "hinges by judgement": [_hinge(hinge) for hinge in judgement_hinges(table, evidence)],
        "silences": [_silence(silence) for silence in silences],
    }


def predictions_as_json(
    predictions: Sequence[Prediction], given: Mapping[str, WordingUnderstood]
) -> list[dict[str, Any]]:
    """Predictions (docs/reference/schemas/predictions.json); `given` is what readers took the wordings to mean."""
    return [
        {
            "statement": one.statement,
            "who": one.who,
            "predicted": one.what,
            "contrary": one.contrary,
            "by": one.deadline,
            "source": one.text,
            "composed": one.composed,
            "first edition": one.first_edition,
            "outcome": one.outcome,
            "lead": one.lead,
            "warning": one.warning,
            "readings": asdict(given[one.statement]) if one.statement in given else None,
        }
        for one in predictions
    ]


def decisions_as_json(decisions: Sequence[CheckedDecision]) -> list[dict[str, Any]]:
    """Decisions and their options (docs/reference/schemas/options.json)."""
    return [
        {
            "decision": one.decision.event,
            "decided": one.when.edtf if one.when else None,
            "decided by": list(one.decision.decided_by),
            "options": [
                {
                    "option": option.option.statement,
                    "state": option.option.state,
                    "change": option.option.change,
                    "could": list(option.option.could),
                    "witnessed": option.witnessed,
                    "own": option.own,
                    "grounds": [
                        {"statement": ground.target, "how": ground.how, "before": ground.before}
                        for ground in option.grounds
                    ],
                    "warnings": list(option.warnings),
                }
                for option in one.options
            ],
            "warnings": list(one.warnings),
        }
        for one in decisions
    ]


def pattern_as_json(pattern: Pattern, found: Recurrence) -> dict[str, Any]:
    """One pattern and its runs (docs/reference/schemas/patterns.json)."""
    return {
        "pattern": pattern.id,
        "per": pattern.per or "nothing",
        "runs": {"sure": found.sure, "possible": found.possible},
        "exact": found.exact,
        "list": [
            {
                "per": per,
                "events": [one.ref for step in run.steps for one in step],
                "sure": run.sure,
                "window": list(window_of(run)),
            }
            for per, run in found.runs
        ],
        "without sequel": list(found.without_sequel),
        "sequel without": list(found.sequel_without),
        "chance": found.chance,
        "shuffles": found.shuffles,
    }


def figures_as_json(figures: Sequence[SameCount]) -> list[dict[str, Any]]:
    """Figures (docs/reference/schemas/figures.json)."""
    return [
        {
            "subject": figure.subject,
            "what": figure.what,
            "where": figure.where,
            "when": figure.when,
            "includes": figure.includes,
            "counts": [
                {
                    "statement": count.statement,
                    "low": _finite(count.low),
                    "high": _finite(count.high),
                    "unit": count.unit,
                    "rounded": count.rounded or None,
                    "how": count.how,
                    "independent": count.independent,
                }
                for count in figure.counts
            ],
            "agree": figure.agree,
            "because": in_words(figure),
        }
        for figure in figures
    ]


def window_of(run: PatternRun) -> tuple[str | None, str | None]:
    """The first and last day that a run may reach, as ISO dates; None where that side is open."""
    first = min(one.earliest_start for one in run.steps[0])
    last = max(one.latest_end for one in run.steps[-1])
    return (as_iso(first) if first > -EVER else None, as_iso(last) if last < EVER else None)


def _hinge(hinge: Hinge) -> dict[str, Any]:
    return {"of": hinge.of, "what": list(hinge.what), "turns": list(hinge.turns)}


def _silence(silence: Silence) -> dict[str, Any]:
    conditions = {"could know": silence.could_know, "had cause": silence.had_cause, "whole": silence.whole}
    return {
        "thesis": silence.thesis,
        "expected": silence.trace.target or silence.trace.words,
        "source": silence.source,
        "state": silence.state,
        "because": silence.ground,
        "counts": silence.counts,
        **{name: {"met": one.met, "because": one.ground} for name, one in conditions.items()},
    }


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None
