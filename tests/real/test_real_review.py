"""An archive of a real review: what it names has a dossier, what is quoted stands there, and nothing else is amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import review_dossiers
from review_cuts import CUT_LINE, Cut, CutError, cut_out, parse_cut

from variorum.accession import read_file
from variorum.archive.folder import Archive
from variorum.finding import Severity
from variorum.pipeline import Built, build
from variorum.record import EntityLink, StatementLink

pytestmark = pytest.mark.real


def _cuts() -> Iterator[tuple[str, Cut]]:
    for path in review_dossiers.compact_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if (match := CUT_LINE.fullmatch(line)) is not None:
                yield f"{path.name}, line {number}", parse_cut(line[match.end("margin") :])


def test_the_reader_counts_the_paragraphs_as_blank_lines_do(data: Path, paragraphs: Mapping[int, str]) -> None:
    reading = read_file(data / "seed" / "peters2019.txt", source="review")
    counted: dict[int, str] = {}
    for page in reading.pages:
        ends = [*page.paragraphs[1:], len(page.text)]
        for number, (start, end) in enumerate(zip(page.paragraphs, ends, strict=True), page.first_paragraph):
            counted[number] = page.text[start:end].strip()
    assert counted == {number: text for number, text in paragraphs.items() if number}


def test_every_cut_has_its_words_at_its_place(paragraphs: Mapping[int, str]) -> None:
    for _, cut in _cuts():
        if cut.start:
            assert cut_out(cut, paragraphs)


def test_a_cut_notices_that_its_words_changed(paragraphs: Mapping[int, str]) -> None:
    cut = next(cut for _, cut in _cuts() if cut.end)
    changed = {number: text.replace(cut.end, f"not {cut.end}") for number, text in paragraphs.items()}
    with pytest.raises(CutError):
        cut_out(cut, changed)


def test_a_cut_names_its_place_by_four_words_at_most_on_either_side() -> None:
    for where, cut in _cuts():
        longest = 8 if not cut.end else 5
        assert max(len(cut.start.split()), len(cut.end.split())) <= longest, where


def test_every_quotation_stands_verbatim_in_its_paragraph(built: Built) -> None:
    assert len(built.record.quotations) > 200
    for checked in built.record.quotations:
        found = checked.verification
        assert found.verdict == "verbatim", (checked.statement, found)
        cited = checked.witness.citation.checked_in
        # The motto stands above the first paragraph, so that there is no number to cite it by.
        assert found.place == ("as cited" if cited.locator else "not given"), (checked.statement, found)


def test_a_voice_within_the_review_is_checked_in_the_review(built: Built) -> None:
    voices = [q for q in built.record.quotations if q.witness.citation.within]
    assert {q.witness.citation.source for q in voices} == {"rogovin1993"}
    pages = {q.witness.citation.locator.first for q in voices if q.witness.citation.locator}
    assert pages == {"59", "283", "296", "424", "492"}
    assert {segment.source for q in voices for segment in q.verification.segments} == {review_dossiers.REVIEW}


RIGHTLY_WARNED = {  # a prediction and options known from 2019 alone, and two counts of one work's volumes
    ("T705", "left-opposition#^predicted"),
    ("T706", "emergency-measures"),
    ("T715", "was-there-an-alternative#^seven"),
}


def test_no_error_and_no_warning_but_the_motto_and_what_the_argument_lacks(built: Built) -> None:
    amiss = [finding for finding in built.findings if finding.severity >= Severity.WARNING]
    assert {(one.code, one.about[0]) for one in amiss if one.code[0] == "T"} == RIGHTLY_WARNED
    amiss = [finding for finding in amiss if finding.code[0] != "T"]
    motto = {
        q.statement for q in built.record.quotations if q.witness.citation.checked_in.locator is None
    }  # cited without a locator, for want of one
    statements = {statement.ref: statement for statement in built.record.statements}
    lines = {
        (statements[ref].position.file, witness.position.line) for ref in motto for witness in statements[ref].witnesses
    }
    for finding in amiss:
        assert finding.code == "C102", finding
        assert finding.position is not None
        assert (finding.position.file, finding.position.line) in lines, finding


def test_everything_rests_on_one_source_and_the_program_says_so(built: Built) -> None:
    lone = {ref for finding in built.findings if finding.code == "W302" for ref in finding.about}
    quoted = {statement.ref for statement in built.record.statements if statement.witnesses}
    assert quoted <= lone


def test_everybody_and_everything_named_has_a_dossier(built: Built, data: Path) -> None:
    text = _plain((data / "seed" / "peters2019.txt").read_text(encoding="utf-8"))  # its author is named above § 1
    named = _names()
    assert len(named) > 100
    for name, target in named.items():
        assert name in text, f"the review does not name “{name}”"
        entity = built.record.entities.get(target)
        assert entity is not None, f"“{name}” has no dossier {target}"
        forms = {_plain(form) for form in (entity.name, *(one.form for one in entity.names))}
        assert name in forms, f"the dossier {target} does not know the name “{name}”"


def test_no_name_of_the_review_was_passed_over(paragraphs: Mapping[int, str]) -> None:
    """Every capital letter within a sentence belongs to a name with a dossier, or is said to be none."""
    text = _plain(" ".join(paragraphs[number] for number in sorted(paragraphs)))
    for name in sorted(_names(), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "~", text)
    within = re.findall(r"(?<![.!?:] )(?<![.!?]\" )(?<!^)\b([A-Z][\w'-]*)", text)
    assert set(within) <= _no_names()


def test_every_statement_leads_somewhere_and_every_dossier_is_reached(built: Built) -> None:
    record = built.record
    for statement in record.statements:
        for thing in (statement.thing, *(complement.thing for complement in statement.complements)):
            if isinstance(thing, EntityLink):
                assert thing.target in record.entities or thing.target in record.sources
            if isinstance(thing, StatementLink):
                assert any(other.ref == f"{thing.dossier}#^{thing.block}" for other in record.statements)
    assert not [finding for finding in built.findings if finding.code == "S021"]


def test_rival_interpretations_stand_against_the_statements(built: Built) -> None:
    questions: dict[str, int] = {}
    refs = {statement.ref for statement in built.record.statements}
    for thesis in built.record.theses.values():
        questions[thesis.question] = questions.get(thesis.question, 0) + 1
        assert thesis.evidence, thesis.id
        assert {expectation.statement for expectation in thesis.evidence} <= refs, thesis.id
    assert all(count >= 2 for count in questions.values()), questions
    assert questions["why-the-terror"] == 4


def test_a_second_build_does_nothing(built: Built, archive: Archive, today: str) -> None:
    before = _states(archive.root)
    again = build(archive, today=today)
    assert again.in_words == "Everything was up to date."
    assert _states(archive.root) == before


def _states(root: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file but those of the database, which SQLite touches when it is opened."""
    files = [path for path in root.rglob("*") if path.is_file() and ".catalogue" not in path.parts]
    return {
        path.relative_to(root).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in files
        if not path.name.startswith(".variorum")
    }


def _names() -> dict[str, str]:
    listed = (review_dossiers.HERE / "names.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in listed if line and not line.startswith("#"))


def _no_names() -> set[str]:
    listed = (review_dossiers.HERE / "no-names.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in listed if not line.startswith("#") for word in line.split()}


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").replace("’", "'").replace("‘", "'").split())
