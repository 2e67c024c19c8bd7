"""What people judged of predictions: whether they came about, and how sure their wording was.

`prediction DOSSIER#^ID` is judged `came about`, `in part`, `did not`, `open` or `too vague`, on the statements that
show it; `probability DOSSIER#^ID` gives a reader's probability for the wording, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.record import Judgement

OUTCOMES = ("came about", "in part", "did not", "open", "too vague")
_PREDICTION, _PROBABILITY = "prediction ", "probability "
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
        about = " ".join(judgement.about.split())
        if about.startswith(_PREDICTION):
            newest[about.removeprefix(_PREDICTION)] = judgement
    return {ref: judgement for ref, judgement in newest.items() if judgement.verdict != "withdrawn"}


def readings(judgements: Iterable[Judgement]) -> Mapping[str, WordingUnderstood]:
    """For each prediction what two or more readers gave; one reader's probability is nobody else's."""
    given: dict[str, dict[str, float]] = {}
    for judgement in judgements:
        about = " ".join(judgement.about.split())
        if about.startswith(_PROBABILITY) and (value := _probability(judgement.verdict)) is not None:
            given.setdefault(about.removeprefix(_PROBABILITY), {})[judgement.by] = value
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
