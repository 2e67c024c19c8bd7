"""Real editions: three states of Reed, and Frankenstein against the apparatus that scholars made of it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tei_read_again import witnesses_in

from variorum.collation.rules import told
from variorum.collation.tei import as_tei
from variorum.collation.witnesses import Collation
from variorum.pipeline.collating import collate

pytestmark = pytest.mark.real
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def reed(data: Path) -> Collation:
    states = [data / "editions/reed/gutenberg-10daz10.txt", data / "editions/reed/gutenberg-3076-0.txt"]
    return collate([*map(str, states), str(data / "books" / "reed-ten-days.epub")], folder=data)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_of_editions", ROOT / "benchmarks" / "editions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_silent_respelling_of_a_name_is_told_as_one_rule(reed: Collation) -> None:
    assert told(reed.steps[1].rules)["Trotzky → Trotsky"] == 81
    assert reed.steps[0].rules
    assert "Trotzky → Trotsky" not in told(reed.steps[0].rules)


def test_the_changes_of_substance_between_two_states_are_few_and_named(reed: Collation) -> None:
    compared = reed.compared()[0]
    assert compared.kept > 0.97
    assert len(compared.changes) < 200
    names = " ".join(change.note for change in compared.changes if change.kind == "name")
    assert "Ian → Ivan" in names
    assert "Litvosk" in names


def test_no_change_of_substance_is_only_one_of_spelling_signs_or_capitals(reed: Collation) -> None:
    for compared in reed.compared():
        for change in compared.changes:
            if change.before and change.after and change.kind != "moved":
                before, after = (
                    "".join(letter for letter in side.text.casefold() if letter.isalnum())
                    for side in (change.before, change.after)
                )
                assert before != after, change


def test_the_editors_of_frankenstein_find_their_readings_again(data: Path, benchmark: ModuleType) -> None:
    good = counted = 0
    for path in sorted((data / "editions" / "frankenstein" / "spine").glob("*.xml")):
        unit = benchmark._unit(path)
        score = benchmark._score(unit, benchmark._ours(unit.texts))
        good, counted = good + score[0], counted + score[1]
    assert good / counted >= 0.97


def test_four_witnesses_of_a_novel_are_whole_again_in_tei(data: Path) -> None:
    names = ("1818", "Thomas", "1823", "1831")
    files = [str(data / "editions" / "frankenstein" / f"{name}_full_prelim.xml") for name in names]
    collation = collate(files, folder=data)
    found = witnesses_in(as_tei(collation))
    for edition in collation.editions:
        assert len(found[edition.siglum].split()) == pytest.approx(len(edition.body.text.split()), rel=0.002)
