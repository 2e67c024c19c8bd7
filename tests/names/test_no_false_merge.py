"""No two people are merged by rule: every form of the historical pairs, against the dossiers of everybody in them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from variorum.evidence import Mention
from variorum.names.linking.clustering import tallied
from variorum.names.linking.known import Form, KnownDossier
from variorum.names.linking.linking import identified

with (Path(__file__).parent / "historical_pairs.tsv").open(encoding="utf-8") as _file:
    PAIRS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))
OF_NOBODY = {"apart", "afterwards", "second"}  # these rows do not say whose the names are


def forms_by_person() -> Mapping[str, frozenset[str]]:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for pair in PAIRS:
        if pair["about"] not in OF_NOBODY and pair["expected"] == "same":
            forms[pair["about"]] |= {pair["a"], pair["b"]}
    return {person: frozenset(found) for person, found in sorted(forms.items())}


def dossier(id_: str, name: str) -> KnownDossier:
    return KnownDossier(id_, "person", name, (Form(name, "the dossier gives this form"),))


def mention(surface: str, source: str, number: int) -> tuple[Mention, str]:
    return Mention(source, 1, number * 100, number * 100 + len(surface), surface, "person", surface, "pattern"), ""


@pytest.mark.parametrize("together", [True, False], ids=["in one source", "each in a source of its own"])
def test_every_form_names_its_bearer_or_waits(*, together: bool) -> None:
    people = forms_by_person()
    known = [dossier(id_, max(sorted(forms), key=lambda form: len(form.split()))) for id_, forms in people.items()]
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    mentions = []
    for id_, forms in people.items():
        for form in sorted(forms):
            bearers[form].add(id_)
            mentions.append(mention(form, "all" if together else f"s{len(mentions)}", len(mentions)))
    found = identified(tallied(mentions), known)
    pairs = list(zip(found.tallies, found.settled, strict=True))
    wrong = [(t.surface, one.entity) for t, one in pairs if one.entity and one.entity not in bearers[t.surface]]
    assert not wrong
    assert sum(bool(one.entity) for _, one in pairs) / len(pairs) > 0.8  # and not by linking nothing


def test_names_that_are_two_or_may_be_two_are_never_linked_by_rule() -> None:
    linked = [
        (pair["a"], pair["b"])
        for pair in PAIRS
        if pair["expected"] != "same"
        for one in identified(tallied([mention(pair["b"], "s", 1)]), [dossier("a", pair["a"])]).settled
        if one.entity
    ]
    assert not linked
