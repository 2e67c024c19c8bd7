"""What is found in the sample archive is what was planted in it, and nothing else."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from variorum.criticism.framework import Criticism
from variorum.examined import CheckedQuotation
from variorum.finding import Finding
from variorum.pipeline.examining import Examination
from variorum.sample import sample_folder

Planted = Mapping[str, str]
NOT_PLANTABLE = {
    "A010": "said when a file is taken in a second time, not when an archive is examined",
    "A016": "one scan is enough for the sample, and its words have their places",
    "A018": "one scan is enough for the sample, and its words were measured on it",
    "A015": "a file that ends its reader gives the sample nothing to show, and costs every build a process",
    "A014": "said when places are taken over from a gazetteer",
    "A013": "a file without permission does not survive being copied",
}


def sample_findings(examined: Examination) -> Criticism:
    """Everything that is found in the sample archive: files, lines, links, quotations, witnesses."""
    return examined.criticised()


@pytest.fixture(scope="module")
def criticism(examined_sample: Examination) -> Criticism:
    return sample_findings(examined_sample)


@pytest.fixture(scope="module")
def planted(planted_file: Path) -> Mapping[str, list[Planted]]:
    return tomllib.loads(planted_file.read_text(encoding="utf-8"))


def test_every_planted_fault_is_found_and_nothing_else(
    criticism: Criticism, planted: Mapping[str, list[Planted]]
) -> None:
    counted = {entry["code"] for entry in planted["counted"]}
    found = Counter(_as_found(finding) for finding in criticism.findings if finding.code not in counted)
    expected = Counter(_as_planted(entry) for entry in planted["planted"])
    assert sorted((expected - found).elements()) == [], "planted, and not found"
    assert sorted((found - expected).elements()) == [], "found, and not planted"


def test_what_is_only_counted_is_found_as_often_as_said(
    criticism: Criticism, planted: Mapping[str, list[Planted]]
) -> None:
    found = Counter(finding.code for finding in criticism.findings)
    assert {entry["code"]: found[entry["code"]] for entry in planted["counted"]} == {
        entry["code"]: entry["number"] for entry in planted["counted"]
    }


def test_a_judgement_with_a_reason_silences_its_finding(
    criticism: Criticism, planted: Mapping[str, list[Planted]]
) -> None:
    silenced = [_as_found(finding) for finding, _ in criticism.silenced]
    assert silenced == [_as_planted(entry) for entry in planted["silenced"]]
    assert all(judgement.why for _, judgement in criticism.silenced)


def test_planted_quotations_turn_out_to_be_what_the_list_says(
    examined_sample: Examination, planted: Mapping[str, list[Planted]]
) -> None:
    by_line = {_line_of(checked): checked for checked in examined_sample.record.quotations}
    for entry in planted["planted"]:
        if "verdict" in entry:
            verification = by_line[entry["file"], entry["at"]].verification
            assert (verification.verdict, verification.place) == (entry["verdict"], entry["place"]), entry["at"]


def test_every_quotation_that_was_not_planted_stands_in_the_place_cited(
    examined_sample: Examination, planted: Mapping[str, list[Planted]]
) -> None:
    faulty = {(entry["file"], entry.get("at", "")) for entry in planted["planted"]}
    sound = [checked for checked in examined_sample.record.quotations if _line_of(checked) not in faulty]
    assert len(sound) > 450
    for checked in sound:
        verification = checked.verification
        assert verification.verdict in ("verbatim", "marked"), checked
        assert verification.place == "as cited", checked
        assert not verification.warnings or verification.verdict == "verbatim", checked


def test_faults_of_every_kind_that_an_archive_can_hold_are_planted(planted: Mapping[str, list[Planted]]) -> None:
    from variorum.criticism.manual import manual

    codes = {entry["code"] for family in ("planted", "counted") for entry in planted[family]}
    families = {code for code in manual() if code[0] in "ABSCQWNT" and code[1:4].isdigit()}
    unplanted = {code for code in families if code not in codes and code not in NOT_PLANTABLE and code[0] != "D"}
    assert not unplanted


def test_every_entry_of_the_list_says_what_was_done(planted: Mapping[str, list[Planted]]) -> None:
    assert len(planted["planted"]) >= 30
    for entry in [*planted["planted"], *planted["silenced"]]:
        assert entry["what"].endswith(".")
        if entry.get("at"):
            lines = _lines(entry["file"])
            assert entry["at"] in lines, f"{entry['file']} has no line “{entry['at']}”"


def _as_found(finding: Finding) -> tuple[str, str, str]:
    position = finding.position
    if position is None:
        return finding.code, "", ""
    lines = _lines(position.file)
    line = lines[position.line - 1] if 1 < position.line <= len(lines) else ""
    return finding.code, position.file, line


def _as_planted(entry: Planted) -> tuple[str, str, str]:
    return entry["code"], entry["file"], entry.get("at", "")


def _line_of(checked: CheckedQuotation) -> tuple[str, str]:
    position = checked.witness.position
    return position.file, _lines(position.file)[position.line - 1]


def _lines(file: str) -> list[str]:
    path = sample_folder() / file
    if not file or not path.is_file():
        return []
    return [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
