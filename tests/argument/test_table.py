"""The table of a question: cells, what tells apart, tests, what is unexplained."""

from __future__ import annotations

import pytest
from making_arguments import source, thesis, witnessed

from variorum.argument.evidence import Evidence
from variorum.argument.table import table_of
from variorum.finding import NotFound

SOURCES = source("a") | source("b") | source("c") | source("copy", derived_from="[a]")


def test_cells_follow_the_lines_of_the_theses(archive) -> None:
    record, findings = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | a, b", "led to [[f]] ^two | a", "led to [[f]] ^three")}
        | {"events/f.md": ""}
        | thesis("p", "expects strongly [[e#^one]]", "expects [[e#^two]]", "is silent on [[e#^three]]", rivals="[q]")
        | thesis("q", "forbids [[e#^one]]", "sits ill with [[e#^two]]", rivals="[p]")
    )
    assert not [one for one in findings if one.code.startswith("S0") and one.severity.word == "error"]
    table = table_of(Evidence(record), "why")
    rows = {row.statement: row for row in table.rows}
    assert rows["e#^one"].cells == ("expects strongly", "forbids")
    assert rows["e#^two"].cells == ("expects", "sits ill")
    assert rows["e#^three"].cells == ("silent", "not filled")
    assert rows["e#^one"].tests == ("doubly decisive", "none")
    assert rows["e#^two"].tests == ("straw", "none")
    assert [row.tells_apart for row in table.rows] == [True, True, False]
    assert table.unexplained == {"p": (), "q": ("e#^one",)}
    assert table.not_filled == 1
    assert table.one_sided == ("e#^three",)


def test_copies_are_one_witness_and_a_denial_contests(archive) -> None:
    record, _ = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | a, copy, denies c"), "events/f.md": ""}
        | thesis("p", "expects [[e#^one]]")
    )
    attested = table_of(Evidence(record), "why").rows[0].attested
    assert (len(attested.affirming), len(attested.denying), attested.independent) == (2, 1, 1)
    assert attested.contested


def test_a_denied_statement_that_nobody_affirms_is_not_attested(archive) -> None:
    record, _ = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | denies a"), "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]")
    )
    table = table_of(Evidence(record), "why")
    assert not table.rows[0].attested.stands
    assert table.unexplained == {"p": ()}


@pytest.mark.parametrize(
    ("first", "rival", "test"),
    [
        ("expects strongly", "forbids", "doubly decisive"),
        ("expects strongly", "sits ill with", "hoop"),
        ("expects", "forbids", "smoking gun"),
        ("expects", "expects", "straw"),
        ("is silent on", "forbids", "none"),
    ],
)
def test_the_test_that_a_row_is(archive, first: str, rival: str, test: str) -> None:
    record, _ = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | a"), "events/f.md": ""}
        | thesis("p", f"{first} [[e#^one]]")
        | thesis("q", f"{rival} [[e#^one]]")
    )
    assert table_of(Evidence(record), "why").rows[0].tests[0] == test


def test_one_thesis_alone_is_never_alone_on_a_row(archive) -> None:
    record, _ = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | a"), "events/f.md": ""}
        | thesis("p", "expects strongly [[e#^one]]")
    )
    row = table_of(Evidence(record), "why").rows[0]
    assert row.test == "hoop"
    assert not row.one_sided


def test_of_two_lines_on_one_statement_the_first_counts(archive) -> None:
    record, _ = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | a"), "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]", "expects [[e#^one]]")
    )
    assert table_of(Evidence(record), "why").rows[0].cells == ("forbids",)


def test_a_table_without_a_source_loses_its_words_from_every_row(archive) -> None:
    record, _ = archive(
        SOURCES
        | {"events/e.md": witnessed("led to [[f]] ^one | a", "led to [[f]] ^two | a, b"), "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]", "forbids [[e#^two]]")
    )
    table = table_of(Evidence(record), "why", without=["family:a"])
    assert [row.attested.independent for row in table.rows] == [0, 1]
    assert table.unexplained == {"p": ("e#^two",)}


def test_standing_and_year_are_switches(archive) -> None:
    record, _ = archive(
        source("a", standing="official", composed="1930")
        | source("b", standing="eyewitness", composed="1960")
        | {"events/e.md": witnessed("led to [[f]] ^one | a, b"), "events/f.md": ""}
        | thesis("p", "expects [[e#^one]]")
    )
    evidence = Evidence(record)
    assert table_of(evidence, "why", without=["standing:official"]).rows[0].attested.affirming == ("b",)
    assert table_of(evidence, "why", without=["after:1950"]).rows[0].attested.affirming == ("a",)


def test_a_question_that_nobody_answers_is_a_sentence(archive) -> None:
    record, _ = archive(thesis("p"))
    with pytest.raises(NotFound, match="The questions are: why"):
        table_of(Evidence(record), "whither")


def test_theses_that_ask_different_things_are_said_to(archive) -> None:
    record, _ = archive(thesis("p", answers="what set it off") | thesis("q", answers="who led it"))
    assert table_of(Evidence(record), "why").asked_differently
