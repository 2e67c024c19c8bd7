"""Russian full names beside Polish, Czech, Slovene, Western ones: one name is seldom called two, others never one."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

from rapidfuzz import fuzz, process

from variorum.names import compare
from variorum.names.forms.skeleton import skeleton

with (Path(__file__).parent / "neighbouring_spellings.tsv").open(encoding="utf-8") as _file:
    PAIRS = [(row["russian"], row["other"]) for row in csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def test_one_name_in_a_neighbours_spelling_is_the_same_or_at_least_unsure() -> None:
    found = Counter(compare(russian, other).verdict for russian, other in PAIRS)
    assert found["same"] / len(PAIRS) >= 0.8
    assert found["different"] / len(PAIRS) < 0.04


def test_the_nearest_name_of_somebody_else_is_never_the_same() -> None:
    own: defaultdict[str, set[str]] = defaultdict(set)
    for russian, other in PAIRS:
        own[russian].add(other)
    heard = {other: " ".join(map(skeleton, other.split())) for _, other in PAIRS}
    for russian, others in own.items():
        rest = {other: sound for other, sound in heard.items() if other not in others}
        near = process.extract(" ".join(map(skeleton, russian.split())), rest, limit=3, scorer=fuzz.ratio)
        assert not [other for _, _, other in near if compare(russian, other).verdict == "same"], russian
