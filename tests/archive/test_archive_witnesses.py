"""Witnesses: block quotes that end at their citation."""

from __future__ import annotations

import pytest

from variorum.archive.citations import parse_citation, write_citation
from variorum.archive.locators import parse_locator
from variorum.record import Witness


def witnesses(person, quotes: str) -> tuple[Witness, ...]:
    record, findings = person("- arrested ^x\n" + quotes)
    assert findings == (), findings
    return record.statements[0].witnesses


def test_several_witnesses_follow_one_another_without_a_blank_line(person):
    found = witnesses(person, "  > taken at night [@a, p. 1]\n  > denied it [denies @b, fol. 2v].\n  > [omits @c]\n")
    assert [(w.quotation, w.stance, w.citation.source) for w in found] == [
        ("taken at night", "affirms", "a"),
        ("denied it", "denies", "b"),
        (None, "omits", "c"),
    ]
    assert [w.position.line for w in found] == [9, 10, 11]


def test_brackets_inside_a_quotation_are_not_its_citation(person):
    (found,) = witnesses(person, "  > [He] had no precise […] programme [sic] [@rogovin, p. 59, in @peters, § 27]\n")
    assert found.quotation == "[He] had no precise […] programme [sic]"
    assert found.citation.source == "rogovin"
    assert found.citation.within.source == "peters"
    assert found.citation.checked_in.locator.written == "§ 27"


def test_line_breaks_and_paragraphs_of_a_quotation_stay(person):
    (found,) = witnesses(person, "  > one line\n  >   and another,\n  >\n  > a paragraph [@a, pp. 1-2]\n")
    assert found.quotation == "one line\n  and another,\n\na paragraph"


def test_a_citation_may_break_across_lines_and_hold_brackets(person):
    first, second = witnesses(person, "  > words [@a, p. 1,\n  > in @b, § 3]\n  > more [@a, p. [12]]\n")
    assert (first.citation.within.source, second.citation.locator.first) == ("b", "12")


def test_a_quote_that_is_not_indented_and_a_lazy_line_belong_to_the_statement(person):
    first, second = witnesses(person, "> words\nthat go on [@a]\n\n  > more [@b]\n")
    assert (first.quotation, second.quotation) == ("words\nthat go on", "more")


def test_two_citations_in_one_bracket_are_two_witnesses(person):
    first, second = witnesses(person, "  > words [@a, p. 1; doubts @b, p. 2]\n")
    assert (first.stance, second.stance, first.quotation) == ("affirms", "doubts", second.quotation)


def test_a_backslash_makes_a_quoted_citation_part_of_the_words(person):
    (found,) = witnesses(person, "  > as in \\[@x, p. 3] above [@a]\n")
    assert found.quotation == "as in [@x, p. 3] above"


@pytest.mark.parametrize("quote", ["  > words without end\n", "  > words [@a, p. 1\n", "  > words\n\n  > more [@a]\n"])
def test_a_quotation_without_citation_is_a_finding_at_its_words(person, quote):
    _, findings = person("- arrested\n" + quote)
    assert [finding.code for finding in findings] == ["S009"]
    assert findings[0].position.line == 9


def test_a_word_that_is_no_stance_never_passes_for_one(person):
    record, findings = person("- arrested\n  > words [denys @a, p. 1]\n")
    assert [finding.code for finding in findings] == ["S012"]
    assert "denies" in findings[0].remedy
    assert record.statements[0].witnesses == ()


def test_a_statement_without_witness_is_no_error_of_syntax(person):
    assert person("- arrested\n")[1] == ()


@pytest.mark.parametrize(
    ("written", "kind", "first", "last"),
    [
        ("p. 59", "page", "59", "59"),
        ("pp. 59-61", "page", "59", "61"),
        ("pp. 159–61", "page", "159", "161"),
        ("59", "page", "59", "59"),
        ("xii", "page", "xii", "xii"),
        ("i-xii", "page", "i", "xii"),
        ("с. 12", "page", "12", "12"),
        ("С. 12–15", "page", "12", "15"),
        ("p. [3]", "page", "3", "3"),
        ("59f.", "page", "59", "60"),
        ("59ff.", "page", "59", "61"),
        ("pp. 3, 7-9", "page", "3", "9"),
        ("vol. 2, p. 33", "page", "33", "33"),
        ("no. 33, p. 2", "page", "2", "2"),
        ("pp. 61-59", "page", "61", "59"),
        ("fol. 12v", "folio", "12v", "12v"),
        ("л. 34 об.", "folio", "34об", "34об"),
        ("col. 3", "column", "3", "3"),
        ("no. 33", "number", "33", "33"),
        ("№ 33", "number", "33", "33"),
        ("§ 31", "paragraph", "31", "31"),
        ("§§ 3-5", "paragraph", "3", "5"),
        ("¶ 4", "paragraph", "4", "4"),
        ("ch. 3", "section", "3", "3"),
        ("гл. IV", "section", "IV", "IV"),
        ("Ф. 17. Оп. 85. Д. 12. Л. 34", "archival", "34", "34"),
        ("Ф. 17, оп. 85, д. 12, лл. 34 об.-36", "archival", "34об", "36"),
        ("RGASPI, f. 17, op. 85, d. 12, l. 34", "archival", "34", "34"),
        ("Ф. Р-5446. Оп. 1. Д. 5", "archival", "", ""),
        ("S. 12", "page", "12", "12"),
        ("S. 12–15", "page", "12", "15"),
        ("S. 12f.", "page", "12", "13"),
        ("Bd. 2, S. 33", "page", "33", "33"),
        ("Seite 12", "page", "12", "12"),
        ("Bl. 12v", "folio", "12v", "12v"),
        ("Sp. 3", "column", "3", "3"),
        ("Kap. IV", "section", "IV", "IV"),
        ("s. 12", "unknown", "", ""),
        ("S12", "unknown", "", ""),
        ("somewhere in the middle", "unknown", "", ""),
        ("p.", "unknown", "", ""),
        ("", "unknown", "", ""),
    ],
)
def test_locators_are_understood(written, kind, first, last):
    locator = parse_locator(written)
    assert (locator.kind, locator.first, locator.last, locator.written) == (kind, first, last, written)


def test_an_archival_locator_names_its_parts():
    parts = parse_locator("РГАСПИ. Ф. 17. Оп. 85. Д. 12. Л. 34").parts
    assert dict(parts) == {"archive": "РГАСПИ", "fond": "17", "opis": "85", "delo": "12", "list": "34"}


@pytest.mark.parametrize("text", ["", "[He]", "a@b.c", "[@]", "@", "[denies @x]", "@a, p. 1; @b", "[[@x]]", "see @x"])
def test_what_is_not_exactly_one_citation_is_none(text):
    assert parse_citation(text) is None


@pytest.mark.parametrize(
    "text",
    ["@a", "@a, p. 3", "@a, p. 3, in @b, § 2", "@a, in @b, in @c, p. 1", "@a-b.c:1, Ф. 1. Оп. 2", "@{odd key}, 5"],
)
def test_a_citation_survives_being_written(text):
    citation = parse_citation(f"[{text}]")
    assert citation is not None
    assert parse_citation(write_citation(citation)) == citation
