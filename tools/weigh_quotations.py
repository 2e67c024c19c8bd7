"""Learns the weights of `manuscript/quotation_weighing.py` from passages that a person has annotated.

    python tools/weigh_quotations.py GOLD.tsv FOLDER [GOLD.tsv FOLDER …]            says how well they tell
    python tools/weigh_quotations.py GOLD.tsv FOLDER [GOLD.tsv FOLDER …] --write    and writes them

Each GOLD is as `benchmarks/quotations_found.py` has it. What is said is of passages of manuscripts from which nothing
was learnt: each in turn is left out, with all whose file name begins with the same word (one author may have several).
Ridge-regularised logistic regression by Newton's method; a second. The weights are rounded to two decimals.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.quotation_weighing import SIGNS, signs_in
from variorum.manuscript.quotations_found import paragraphs_of, told_by_rules
from variorum.manuscript.reading import manuscript_of

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
GOLD = import_module("quotations_found")  # which knows how gold and manuscript are held to each other
WRITTEN = Path(__file__).parents[1] / "src/variorum/manuscript/quotation_weights.toml"
RIDGE = 1.0  # how strongly weights are held to zero
STEPS = 12
Floats = NDArray[np.float64]


def letters(text: str) -> str:
    """A text's letters alone."""
    return str(GOLD.letters(text))


class Passages:
    """What is learnt from: the signs of each open passage, whether it is quoted, its author, and what the rules say."""

    def __init__(self) -> None:
        self.signs: list[list[float]] = []
        self.quoted: list[float] = []
        self.authors: list[str] = []
        self.by_rules: list[bool] = []

    def read(self, gold: Path, folder: Path) -> None:
        """Take in the open passages of one file of gold."""
        lines = [line.split("\t") for line in gold.read_text(encoding="utf-8").splitlines()]
        for name in dict.fromkeys(line[0] for line in lines):
            own = [line[1:] for line in lines if line[0] == name]
            self._of_manuscript(
                folder / name, [(letters(one), letters(two)[: GOLD.SEEN], label) for one, two, label in own]
            )

    def _of_manuscript(self, path: Path, gold: list[tuple[str, str, str]]) -> None:
        manuscript = manuscript_of(path.read_bytes(), path.name)
        found, paragraphs = told_by_rules(manuscript), paragraphs_of(manuscript)
        signs = signs_in(found, paragraphs)
        stand = [
            (letters(paragraphs[_key(one)].text[: one.place.start]), letters(one.text)[: GOLD.SEEN]) for one in found
        ]
        for before, words, label in gold:
            at = next((n for n, (left, own) in enumerate(stand) if own and GOLD.is_same(left, own, before, words)), -1)
            if label == "?" or at not in signs:
                continue
            self.signs.append([signs[at][name] for name in SIGNS])
            self.quoted.append(float(label == "q"))
            self.authors.append(letters(path.stem.partition("_")[0]))
            self.by_rules.append(found[at].told and found[at].kind != "scare")


def _key(one: FoundQuotation) -> tuple[str, int]:
    return one.place.note, one.place.paragraph


def fit(signs: Floats, quoted: Floats) -> Floats:
    """The weights of the signs, and last of all what is added always."""
    with_always = np.hstack([signs, np.ones((len(signs), 1))])
    ridge = np.diag([RIDGE] * signs.shape[1] + [1e-6])
    weights = np.zeros(with_always.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-with_always @ weights))
        slope = with_always.T @ (likely - quoted) + ridge @ weights
        bend = (with_always * (likely * (1 - likely))[:, None]).T @ with_always + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def told(signs: Floats, weights: Floats) -> Floats:
    """How likely each passage is quoted."""
    likely: Floats = 1 / (1 + np.exp(-(signs @ weights[:-1] + weights[-1])))
    return likely


def precision_and_recall(said: NDArray[np.bool_], quoted: Floats) -> str:
    """The two figures in words."""
    hits = float((said & (quoted > 0)).sum())
    return f"precision {hits / max(1, said.sum()):.3f}, recall {hits / max(1, quoted.sum()):.3f}"


def main(pairs: list[tuple[Path, Path]], *, write: bool) -> None:
    """Learn from all, say how well the weights tell those left out, and write them where that is asked."""
    passages = Passages()
    for gold, folder in pairs:
        passages.read(gold, folder)
    signs, quoted = np.array(passages.signs), np.array(passages.quoted)
    authors, by_rules = np.array(passages.authors), np.array(passages.by_rules)
    likely = np.zeros(len(quoted))
    for author in sorted(set(passages.authors)):
        left = authors == author
        likely[left] = told(signs[left], fit(signs[~left], quoted[~left]))
    seen = f"{len(quoted)} passages of {len(set(passages.authors))} authors, {int(quoted.sum())} of them quoted"
    rules, half = precision_and_recall(by_rules, quoted), precision_and_recall(likely >= 0.5, quoted)
    tenths = precision_and_recall(likely >= 0.3, quoted)
    lines = [seen, f"by rules alone: {rules}", f"told, each author left out: {half}", f"or looked for: {tenths}"]
    sys.stdout.write("\n".join(lines) + "\n")
    weights = dict(zip(("always", *SIGNS), np.roll(fit(signs, quoted), 1), strict=True))
    body = "".join(f'"{name}" = {weight:.2f}\n' for name, weight in weights.items())
    if write:
        head = "# What weak signs weigh in telling quotations; written by tools/weigh_quotations.py, which says how.\n"
        WRITTEN.write_text(head + "".join(f"# {line}\n" for line in lines) + f"\n[weights]\n{body}", encoding="utf-8")
    else:
        sys.stdout.write(body)


if __name__ == "__main__":
    given = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    main([*zip(given[::2], given[1::2], strict=True)], write="--write" in sys.argv)
