"""Family B over borrowings made by hand: what is found, in whose dossier, and what is left alone."""

from __future__ import annotations

import pytest
from making_witnesses import Archive

from variorum.criticism.framework import criticise
from variorum.examined import Examined
from variorum.finding import Finding
from variorum.stemma import describe

PASSAGE = (
    "On the fourth day the women came to the gates with the children, and the chairman of the district, who had "
    "promised them flour, went out to them and promised it again, and they went home."
)
OWN = "I stood by the gates myself and counted the caps in the yard; there were eleven of them."


@pytest.fixture
def archive() -> Archive:
    made = Archive()
    made.source("paper", 1932, f"From the mill. {PASSAGE}", title="News of the Mill District")
    made.source("memoir", 1961, f"I remember. {PASSAGE} {OWN}")
    return made


def found(archive: Archive, *codes: str) -> list[Finding]:
    record = archive.record()
    told = describe(record.borrowings, record, pages_of=archive.pages)
    whole = Examined(
        sources=record.sources, statements=record.statements, quotations=record.quotations, borrowings=told,
        judgements=record.judgements, entities=record.entities,
    )  # fmt: skip
    return [f for f in criticise(whole, codes=codes or ("B",)).findings if not f.code.startswith("X")]


def test_a_long_unmarked_passage_is_an_undeclared_copy_of_the_later(archive: Archive) -> None:
    archive.borrowing("paper", "memoir", PASSAGE)
    (finding,) = found(archive)
    assert finding.code == "B601"
    assert finding.position is not None
    assert finding.position.file == "sources/memoir.md"
    assert finding.message == (
        "memoir and paper have 36 words in common in one passage that neither marks; which has them from which is not "
        "known."
    )
    assert any("before memoir was begun" in line for line in finding.evidence)


def test_of_a_long_one_it_is_said_who_had_it_first_and_not_that_the_other_took_it(archive: Archive) -> None:
    long = f"{PASSAGE} {' '.join(f'word{number}' for number in range(30))}"
    archive.source("paper", 1932, f"From the mill. {long}")
    archive.source("memoir", 1961, f"I remember. {long} So it was.")
    archive.borrowing("paper", "memoir", long)
    (finding,) = found(archive)
    assert finding.message.endswith("; paper had them first, and memoir may have them from there.")


@pytest.mark.parametrize("tie", ["derived-from", "edition-of", "part-of"])
def test_what_the_dossier_declares_is_no_finding(archive: Archive, tie: str) -> None:
    archive.source("memoir", 1961, archive.texts["memoir"], lineage={"paper": tie})
    archive.borrowing("paper", "memoir", PASSAGE)
    assert found(archive) == []


def test_two_parts_of_one_whole_copy_nobody(archive: Archive) -> None:
    for key in ("paper", "memoir"):
        archive.source(key, 1932, archive.texts[key], lineage={"whole": "part-of"})
    archive.borrowing("paper", "memoir", PASSAGE)
    assert found(archive) == []


def test_what_is_quoted_is_no_finding(archive: Archive) -> None:
    archive.source("memoir", 1961, f"The paper wrote: “{PASSAGE}” {OWN}")
    archive.borrowing("paper", "memoir", PASSAGE)
    assert found(archive) == []


@pytest.mark.parametrize("verdict", ["confirmed", "refused"])
def test_what_was_judged_is_no_finding(archive: Archive, verdict: str) -> None:
    archive.borrowing("paper", "memoir", PASSAGE)
    archive.judge("descent memoir from paper", verdict)
    assert found(archive) == []


def test_a_short_phrase_is_no_finding(archive: Archive) -> None:
    archive.borrowing("paper", "memoir", "the women came to the gates with the children")
    assert found(archive) == []


def test_a_witness_is_counted_twice_where_others_stand_beside(archive: Archive) -> None:
    archive.source("police", 1932, "Reported: a crowd of about forty.")
    archive.borrowing("paper", "memoir", PASSAGE)
    archive.statement("strike#^a", ("paper", PASSAGE), ("memoir", PASSAGE), ("police", "a crowd of about forty"))
    (finding,) = found(archive, "B602")
    assert "attested by 3, independently by 2" in finding.message
    assert found(archive, "W303") == []


def test_where_all_are_one_it_is_told_once(archive: Archive) -> None:
    archive.borrowing("paper", "memoir", PASSAGE)
    archive.statement("strike#^a", ("paper", PASSAGE), ("memoir", PASSAGE))
    assert [f.code for f in found(archive, "B602", "W303", "W302")] == ["W303"]


def test_a_claimed_independence_falls_by_words_in_common_and_stands_without(archive: Archive) -> None:
    archive.source("memoir", 1961, archive.texts["memoir"], independent_of=("paper",))
    assert found(archive) == []
    archive.borrowing("paper", "memoir", PASSAGE)
    assert [f.code for f in found(archive)] == ["B601", "B603"]


def test_a_claim_on_an_unknown_source_is_told(archive: Archive) -> None:
    archive.source("memoir", 1961, archive.texts["memoir"], independent_of=("papper",))
    (finding,) = found(archive)
    assert finding.code == "B603"
    assert "does not know" in finding.message


def test_a_statement_that_claims_too_many_independent_witnesses(archive: Archive) -> None:
    from dataclasses import replace

    archive.borrowing("paper", "memoir", PASSAGE)
    statement = archive.statement("strike#^a", ("paper", PASSAGE), ("memoir", PASSAGE))
    archive.statements[0] = replace(statement, attributes={"independent": "2"})
    (finding,) = found(archive, "B603")
    assert "said to stand on 2 independent witnesses; it is attested by 2, independently by 1" in finding.message


def test_a_copy_declared_of_what_came_out_later_needs_to_be_explained(archive: Archive) -> None:
    archive.source("paper", 1932, archive.texts["paper"], lineage={"memoir": "derived-from"})
    archive.source("memoir", 1961, archive.texts["memoir"], composed=None)
    (finding,) = found(archive)
    assert finding.message == "paper is said to come from memoir, which came out only later."
    assert (finding.code, finding.evidence) == ("B604", ("paper is of 1932, before memoir came out (1961).",))


def test_a_judgement_that_closes_a_circle(archive: Archive) -> None:
    archive.source("between", None, "")
    archive.source("memoir", None, archive.texts["memoir"], lineage={"between": "derived-from"})
    archive.source("between", None, "", lineage={"paper": "derived-from"})
    archive.source("paper", None, archive.texts["paper"])
    archive.judge("descent paper from memoir", "confirmed")
    (finding,) = found(archive)
    assert finding.code == "B605"
    assert "between ← paper ← memoir" in finding.message


def test_a_tie_that_was_refused_and_stays_declared(archive: Archive) -> None:
    archive.source("memoir", 1961, archive.texts["memoir"], lineage={"paper": "derived-from"})
    archive.judge("descent memoir from paper", "refused", "Both had it from the telegram.")
    (finding,) = found(archive)
    assert (finding.code, finding.evidence) == ("B606", ("Both had it from the telegram.",))
