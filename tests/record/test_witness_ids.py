"""A witness has one name wherever it is asked for, and no two witnesses have the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.archive.reading import read_record
from variorum.argument.evidence import Evidence
from variorum.cli.dossiers import lines_of
from variorum.criticism.families.witnesses import fallen_statements
from variorum.edition.survey import survey
from variorum.evidence import Verification
from variorum.examined import CheckedQuotation, Examined, not_looked_through, verified
from variorum.stemma.lineage import counting

DOSSIER = """---
id: belov
name: Ivan Belov
---

## Statements

- 1929: member of [[mill]] ^member
  > He signed nothing that year. [@gazette, p. 1; @diary, p. 2; @diary, p. 7]
"""


@pytest.fixture
def record(tmp_path: Path) -> Examined:
    """One quotation with three citations in one bracket: it stands in the first alone."""
    (tmp_path / "people").mkdir()
    (tmp_path / "sources").mkdir()
    (tmp_path / "variorum.toml").write_text('title = "x"\n', "utf-8")
    (tmp_path / "people" / "belov.md").write_text(DOSSIER, "utf-8")
    for key in ("gazette", "diary"):
        (tmp_path / "sources" / f"{key}.md").write_text(f"---\nkey: {key}\ntitle: {key}\n---\n", "utf-8")
    said, _ = read_record(tmp_path)
    (statement,) = said.statements
    found = zip(("verbatim", "absent", "altered"), statement.witnesses, strict=True)
    checked = tuple(
        CheckedQuotation(statement.ref, witness, Verification(witness.quotation or "", verdict, "as cited"))
        for verdict, witness in found
    )
    return not_looked_through(verified(said, holdings={}, quotations=checked))


def test_sources_in_one_bracket_are_witnesses_of_their_own(record: Examined) -> None:
    assert len({checked.id for checked in record.quotations}) == 3
    assert [witness.id("belov#^member") for witness in record.statements[0].witnesses] == [
        checked.id for checked in record.quotations
    ]


def test_each_is_shown_with_its_own_verdict(record: Examined) -> None:
    looked = survey(record, ())
    (statement,) = record.statements
    verdicts = [looked.checked[witness.id(statement.ref)].verification.verdict for witness in statement.witnesses]
    assert verdicts == ["verbatim", "absent", "altered"]
    lines = [line for line in lines_of(record, "belov") if "He signed" in line]
    assert [line.partition("[")[2].partition(",")[0] for line in lines if "@" in line or "[" in line] == verdicts


def test_a_source_that_lacks_the_words_takes_nothing_from_the_one_that_has_them(record: Examined) -> None:
    (statement,) = record.statements
    first, second, _ = statement.witnesses
    for lost in (counting(record).is_lost, lambda ref, witness: Evidence(record).is_lost(statement, witness)):
        assert not lost(statement.ref, first)
        assert lost(statement.ref, second)
    assert fallen_statements(record) == {}
